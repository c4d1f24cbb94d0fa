/** What the job library says of itself: its sentences quote payloads and errors, so only that it complained is kept. */
import { Logger } from 'graphile-worker'
import type { Log } from '../log/log.ts'

export const quiet = new Logger(() => () => {})

/** The library's logger on ours. */
export function loggerOn(log: Log): Logger {
  const told = log.with({ component: 'jobs' })
  return new Logger(() => (level, _sentence, meta) => {
    // A job's own failure is told by the runner, with its name and counts.
    if (meta?.failure === true) return
    if (level === 'error') told.error('jobs.library', { err: meta?.error })
    else if (level === 'warning') told.warn('jobs.library')
  })
}
