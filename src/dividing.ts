/** The threads in which grids are sought and measured: two, so that a hand's move is measured while another is sought. */
import { MINUTE } from './base/time.ts'
import type { Answer, Question } from './modules/districting/divide.ts'
import type { Divider } from './modules/districting/reads.ts'
import { askThread } from './thread.ts'

/** Real milliseconds for one answer at most. */
const PATIENCE = 2 * MINUTE

/** The build lays the worker beside whatever file this line ends up in. */
const WORKER = new URL('./divide.worker.js', import.meta.url)

export interface Dividing {
  readonly divider: Divider
  stop(): Promise<void>
}

export function dividingThreads(file: URL = WORKER): Dividing {
  const [seek, measure] = [0, 1].map(() => askThread<Question, Answer>(file, PATIENCE)) as [
    ReturnType<typeof askThread<Question, Answer>>,
    ReturnType<typeof askThread<Question, Answer>>,
  ]
  return {
    divider: { ask: (question) => (question.kind === 'divide' ? seek : measure).ask(question) },
    async stop() {
      await Promise.all([seek.stop(), measure.stop()])
    },
  }
}
