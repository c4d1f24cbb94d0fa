/** The order of a live stream: every event once, in order of `seq`, and a gap is told, never passed over. */
import type { LedgerEvent } from '../../modules/reports/api.ts'

/** What the stream says on opening. */
export interface Hello {
  /** The last sealed position. */
  readonly seq: number
}

export interface Heard {
  readonly events: readonly LedgerEvent[]
  /** Something may have been missed before these events: read the state anew. */
  readonly gap: boolean
}

/**
 * What an opening hello means for one who last heard `last`.
 * A first hello is a gap too: what a screen has read may be older than the stream.
 */
export function greet(last: number | undefined, hello: Hello): { last: number; gap: boolean } {
  if (last === undefined) return { last: hello.seq, gap: true }
  // A smaller position means another database: restored, or started anew.
  if (hello.seq < last) return { last: hello.seq, gap: true }
  return { last, gap: false }
}

/** Takes what came since the last delivery: drops repetitions, tells of a gap. */
export function follow(
  last: number | undefined,
  arrived: readonly LedgerEvent[],
): { last: number | undefined; heard: Heard } {
  const events: LedgerEvent[] = []
  let gap = false
  let at = last
  for (const event of arrived) {
    if (at !== undefined && event.seq <= at) continue
    if (at !== undefined && event.seq > at + 1) gap = true
    events.push(event)
    at = event.seq
  }
  return { last: at, heard: { events, gap } }
}
