/** Places those once more who have not set out, in a thread of its own. One standing in, one answer out. */
import { parentPort } from 'node:worker_threads'
import { replan, type Standing } from './solver/placement/replan.ts'

/** Real milliseconds for the search; a duty officer waits for it. */
const WITHIN = 4000

parentPort?.on('message', (standing: Standing) => {
  parentPort?.postMessage(replan(standing, { now: () => performance.now(), within: WITHIN }))
})
