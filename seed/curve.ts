/**
 * When people registered that night. Read: closure at 17:30 with 600–700 people already in the sports centre; more
 * than 20,000 by 22:00; 25,000 by 08:00. The 4,000 an hour and 65 a minute of the reports are the 18,000 placed in
 * the 4.5 hours to 22:00; to have 20,000 registered by then, people must come a little faster than they were placed.
 */
import { DAY, HOUR, MINUTE } from '../src/base/time.ts'

/** 2024-02-17T00:00+08:00. */
export const MIDNIGHT = Date.UTC(2024, 1, 16, 16)

/** A told moment of the night: `at(22)` is 22:00 on the 17th, `at(8, 0, 1)` is 08:00 on the 18th. */
export function told(hour: number, minute = 0, day = 0): number {
  return MIDNIGHT + day * DAY + hour * HOUR + minute * MINUTE
}

/** The night's own size. */
export const PERSONS = 25_000

/** Told moment → persons registered until then; straight between. */
const REGISTERED: readonly (readonly [moment: number, persons: number])[] = [
  [told(17), 0],
  [told(17, 30), 900],
  [told(18), 2_900],
  [told(18, 30), 5_150],
  [told(19), 7_400],
  [told(19, 30), 9_650],
  [told(20), 11_900],
  [told(20, 30), 14_150],
  [told(21), 16_400],
  [told(21, 30), 18_550],
  [told(22), 20_450],
  [told(22, 30), 21_850],
  [told(23), 22_750],
  [told(24), 23_700],
  [told(26), 24_350],
  [told(28), 24_640],
  [told(31, 45), PERSONS],
]

/**
 * The moment by which that many of the 25,000 have registered.
 * @param persons 0 … 25,000
 */
export function momentOf(persons: number): number {
  const n = Math.max(
    1,
    REGISTERED.findIndex(([, until]) => until >= persons),
  )
  const [t0, p0] = REGISTERED[n - 1]!
  const [t1, p1] = REGISTERED[n]!
  return Math.round(t0 + ((t1 - t0) * (persons - p0)) / (p1 - p0))
}
