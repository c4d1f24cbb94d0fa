/** 15:30 as a field gives it → the next such moment in 北京时间; undefined where it is no time of day. */
import { HOUR, type Moment, nextWallClock } from '../../base/time.ts'

export function momentOf(text: string, now: Moment): Moment | undefined {
  const found = /^(\d{2}):(\d{2})$/.exec(text)
  return found === null ? undefined : nextWallClock(now, Number(found[1]) * 60 + Number(found[2]))
}

/** A road may be open already: a time of day up to six hours back is today's and not tomorrow's. */
export function openingOf(text: string, now: Moment): Moment | undefined {
  return momentOf(text, now - 6 * HOUR)
}
