import type { Log } from '../log/log.ts'

/** Does something at once and again and again, one time after the other; a failure is told and the next time comes. */
export function every(ms: number, log: Log, work: () => Promise<void>): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  async function round(): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!stopped) log.warn('round.failed', { err: error })
    }
    if (!stopped) timer = setTimeout(next, ms)
  }
  const next = (): void => {
    running = round()
  }
  let running: Promise<void> = round()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
