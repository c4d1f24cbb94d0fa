/** A worker thread that is asked one thing at a time: started when first needed, and again after it died or was late. */
import { Worker } from 'node:worker_threads'

export interface Asked<Question, Answer> {
  /** Answers in turn. @throws Error where the thread died, ended or was late */
  readonly ask: (question: Question) => Promise<Answer>
  stop(): Promise<void>
}

/** @param patience real milliseconds for one answer at most */
export function askThread<Question, Answer>(file: URL, patience: number): Asked<Question, Answer> {
  let worker: Worker | undefined
  /** Ends the question under way; nothing where none is. */
  let broken: (error: Error) => void = () => {}
  let turn: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const thread = new Worker(file)
    const lost = (error: Error): void => {
      // A thread that was given up says its last word while another thinks.
      if (worker !== thread) return
      worker = undefined
      broken(error)
    }
    thread.on('error', lost)
    thread.on('exit', (code) => lost(new Error(`the thread ended with ${code}`)))
    return thread
  }
  async function giveUp(): Promise<void> {
    const thread = worker
    worker = undefined
    await thread?.terminate()
  }
  function answerOf(question: Question): Promise<Answer> {
    worker ??= start()
    const thread = worker
    return new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => {
        broken(new Error('the answer is late'))
        void giveUp()
      }, patience)
      const answer = (told: Answer): void => {
        clearTimeout(late)
        broken = () => {}
        resolve(told)
      }
      broken = (error) => {
        clearTimeout(late)
        broken = () => {}
        thread.off('message', answer)
        reject(error)
      }
      thread.once('message', answer)
      thread.postMessage(question)
    })
  }
  return {
    ask(question) {
      const answer = turn.then(() => answerOf(question))
      turn = answer.catch(() => {})
      return answer
    },
    async stop() {
      broken(new Error('the thread was stopped'))
      await giveUp()
    },
  }
}
