/** Time as numbers: milliseconds since the epoch everywhere, told in the county's zone only at the edge. */

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A moment, in milliseconds since 1970-01-01T00:00Z. */
export type Moment = number

/** Offset of 北京时间 from UTC, in milliseconds; the zone has had no daylight saving since 1991. */
export const BEIJING = 8 * HOUR

/** `2024-02-17T22:00:00+08:00`, in 北京时间. */
export function tellBeijing(moment: Moment): string {
  return `${new Date(moment + BEIJING).toISOString().slice(0, 19)}+08:00`
}

/** `22:00`, in 北京时间. */
export function clockBeijing(moment: Moment): string {
  return new Date(moment + BEIJING).toISOString().slice(11, 16)
}

/** `02-17 22:00`, in 北京时间. */
export function dayClockBeijing(moment: Moment): string {
  return new Date(moment + BEIJING).toISOString().slice(5, 16).replace('T', ' ')
}

/**
 * The next moment at or after `now` at which the wall clock in Beijing shows `minuteOfDay`.
 * @param minuteOfDay 0–1439
 */
export function nextWallClock(now: Moment, minuteOfDay: number): Moment {
  const midnight = Math.floor((now + BEIJING) / DAY) * DAY - BEIJING
  const today = midnight + minuteOfDay * MINUTE
  return today >= now ? today : today + DAY
}

/** The 30-minute slot (start moment) that a moment falls in; slots begin at full and half hours. */
export function halfHour(moment: Moment): Moment {
  return Math.floor(moment / (30 * MINUTE)) * 30 * MINUTE
}
