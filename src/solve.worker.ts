/** Sums that a person waits for, in a thread of their own. One question in, one answer out. */
import { parentPort } from 'node:worker_threads'
import { hindsight } from './solver/placement/hindsight.ts'
import type { Instance } from './solver/placement/instance.ts'
import { replan, type Standing } from './solver/placement/replan.ts'

export type Question =
  | { readonly kind: 'replan'; readonly standing: Standing }
  | { readonly kind: 'hindsight'; readonly night: Instance }

/** Real milliseconds for the search; a duty officer waits for it. */
const WITHIN = 4000

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(
    question.kind === 'replan'
      ? replan(question.standing, { now: () => performance.now(), within: WITHIN })
      : hindsight(question.night),
  )
})
