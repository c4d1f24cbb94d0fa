/**
 * Who is expected where within the next hour: as many as in the last one, or what a person has entered for the road,
 * whichever is more. A forecast that anybody can read, and correct by entering an estimate. Pure.
 */
import { HOUR, type Moment } from '../../base/time.ts'
import { ROAD_STALE } from './rules.ts'

export interface SeenAtEntry {
  readonly entry: string
  /** Persons registered there within the last hour. */
  readonly lastHour: number
  /** Persons on the road there, as last entered, and when. */
  readonly estimate: { readonly persons: number; readonly at: Moment } | undefined
}

export interface Expected {
  readonly entry: string
  /** Persons expected within AHEAD. */
  readonly persons: number
  /** Where the figure comes from. */
  readonly from: 'estimate' | 'curve'
}

/** How far is looked ahead: what comes later is planned later (docs/decisions, 0011). */
export const AHEAD = HOUR
/** A queue empties within so many hours; ours, as the night's did. */
const EMPTIES = 4

/**
 * A stale estimate is not used (invariant 7): the curve alone speaks.
 * @param seen each entry once
 */
export function outlookOf(now: Moment, seen: readonly SeenAtEntry[]): Expected[] {
  return seen.map(({ entry, lastHour, estimate }) => {
    const fresh = estimate !== undefined && now - estimate.at <= ROAD_STALE
    const queued = fresh ? Math.round(estimate.persons / EMPTIES) : 0
    return queued > lastHour
      ? { entry, persons: queued, from: 'estimate' }
      : { entry, persons: lastHour, from: 'curve' }
  })
}
