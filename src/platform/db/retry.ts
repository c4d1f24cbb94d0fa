/** Which failures pass by themselves, and how to wait for that. */
import { Refusal } from '../../base/refusal.ts'
import { codeOf, messageOf } from './trouble.ts'

/** Two transactions were in each other's way: nothing happened, and it may be tried again. */
const CLASHES = new Set(['40001', '40P01'])

/** The server is going, gone or coming, or the way to it is. */
const LOST = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTCONN'],
  ...['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '08004'],
])

/** Waited in vain for a lock or for the end of the statement. */
const TOO_LONG = new Set(['55P03', '57014', '25P03', '25P04'])

export const MOST_TRIES = 8

export function isClash(error: unknown): boolean {
  return CLASHES.has(codeOf(error) ?? '')
}

/** Whether the connection is of no use any more. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined) return LOST.has(code) || code === '25P03' || code === '25P04'
  return /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(
    messageOf(error),
  )
}

/** What is told to the caller: a passing failure is `try_again`; anything else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const code = codeOf(error)
  if (isClash(error) || isLost(error) || TOO_LONG.has(code ?? ''))
    return new Refusal('try_again', { sqlstate: code ?? 'lost' })
  if (/timeout exceeded when trying to connect/.test(messageOf(error))) return new Refusal('unavailable')
  return error
}

/**
 * Runs an attempt up to eight times while it fails in a way that passes.
 * @throws Refusal `try_again` after the last; any other error at once.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  passes: (error: unknown) => boolean,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!passes(error) || tries === MOST_TRIES) throw asRefusal(error)
      await jitter(tries, isLost(error))
    }
  }
}

/** Random, so that those who clashed do not meet again; longer where a server must come back (0.3–2.5 s). */
function jitter(tries: number, lost: boolean): Promise<void> {
  const most = lost ? Math.min(2_000, 100 * 2 ** (tries - 1)) : Math.min(250, 4 * 2 ** (tries - 1))
  return new Promise((resolve) => setTimeout(resolve, most * (0.5 + Math.random() / 2)))
}
