/** Sums that a person waits for: placing those once more who have not set out, and a night against hindsight. */
import type { Replanner } from './modules/placement/actions/replan.ts'
import type { Hindsighter } from './modules/reports/routes.ts'
import type { Question } from './solve.worker.ts'
import type { Hindsight } from './solver/placement/hindsight.ts'
import type { Replanned } from './solver/placement/replan.ts'
import { askThread } from './thread.ts'

/** The build lays the worker beside whatever file this line ends up in. */
const WORKER = new URL('./solve.worker.js', import.meta.url)
/** Real milliseconds for one answer at most. */
const PATIENCE = 60_000

export interface Solving {
  readonly replan: Replanner
  readonly hindsight: Hindsighter
  stop(): Promise<void>
}

/** A thread of its own beside the one that plans ahead, so that neither waits for the other. */
export function solvingThread(): Solving {
  const { ask, stop } = askThread<Question, Replanned | Hindsight>(WORKER, PATIENCE)
  return {
    replan: (standing) => ask({ kind: 'replan', standing }) as Promise<Replanned>,
    hindsight: (night) => ask({ kind: 'hindsight', night }) as Promise<Hindsight>,
    stop,
  }
}
