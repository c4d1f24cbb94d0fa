/** Solves in a thread of its own, so that the terminal and Ctrl-C stay alive. */
import { parentPort, workerData } from 'node:worker_threads'
import { InstanceError } from '../solver/instance-error.ts'
import { parseInstance, parseSolution } from '../solver/placement/instance.ts'
import { replacePlacement } from '../solver/placement/replace.ts'
import { type Progress, type Solved, solvePlacement } from '../solver/placement/solve.ts'

export interface Order {
  readonly instance: unknown
  /** A placement of which only what closed is placed anew. */
  readonly keep: unknown
  readonly seconds: number
  readonly seed: number
}

export type Report =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'fault'; readonly at: string; readonly why: string; readonly inKeep: boolean }
  | { readonly type: 'solved'; readonly solved: Solved; readonly displaced: number | undefined }

/** Milliseconds between two reports of an unchanged step. */
const PAUSE = 200

function tell(report: Report): void {
  parentPort?.postMessage(report)
}

/** Tells each step at once and, within a step, no more often than can be read. */
function reporter(): (progress: Progress) => void {
  let [step, last] = ['', 0]
  return (progress) => {
    const now = performance.now()
    if (progress.step === step && now - last < PAUSE) return
    step = progress.step
    last = now
    tell({ type: 'progress', progress })
  }
}

function run({ instance, keep, seconds, seed }: Order): void {
  const limits = { now: () => performance.now(), within: seconds * 1000, seed, progress: reporter() }
  const read = parseInstance(instance)
  if (keep === undefined) {
    tell({ type: 'solved', solved: solvePlacement(read, limits), displaced: undefined })
    return
  }
  const solved = replacePlacement(read, parseSolution(keep, read), limits)
  tell({ type: 'solved', solved, displaced: solved.displaced })
}

function main(order: Order): void {
  try {
    run(order)
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error
    tell({ type: 'fault', at: error.at, why: error.message, inKeep: /^(assign|split)/.test(error.at) })
  }
}

main(workerData)
