/** 15:30 as a field gives it → the next such moment in 北京时间; undefined where it is no time of day. */
import { type Moment, nextWallClock } from '../../base/time.ts'

export function momentOf(text: string, now: Moment): Moment | undefined {
  const found = /^(\d{2}):(\d{2})$/.exec(text)
  return found === null ? undefined : nextWallClock(now, Number(found[1]) * 60 + Number(found[2]))
}
