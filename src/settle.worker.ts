/** Plans ahead in a thread of its own: answers go on while it thinks. One expectation in, one answer out. */
import { parentPort } from 'node:worker_threads'
import { type Expectation, settle } from './solver/placement/settle.ts'

parentPort?.on('message', (expectation: Expectation) => {
  parentPort?.postMessage(settle(expectation))
})
