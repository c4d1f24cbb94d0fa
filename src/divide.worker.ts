/** Divides ground in a thread of its own: answers go on while it thinks. */
import { parentPort } from 'node:worker_threads'
import { answer, type Question } from './modules/districting/divide.ts'

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answer(question, () => performance.now()))
})
