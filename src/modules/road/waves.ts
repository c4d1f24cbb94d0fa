/**
 * Departure windows out of how many vehicles there are, when each road opens and what it carries: one class after the
 * other, each road full and none over it. Pure. Which party takes which road is not asked (people.md, law 3: no
 * statistic by direction): the share of a road is what police expect.
 */
import { HOUR, type Moment } from '../../base/time.ts'
import type { Departing, WaveClass, WaveWindow, WayOut } from './model.ts'
import { QUARTER } from './rules.ts'

/** Splits a whole number by per cents, by largest remainder, so that nobody is lost to rounding. */
export function split(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0)
  if (sum === 0) return shares.map((_, n) => (n === 0 ? total : 0))
  const exact = shares.map((share) => (total * share) / sum)
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((a, b) => a + b, 0)
  const byRest = exact
    .map((x, n) => [x - Math.floor(x), n] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, n] of byRest.slice(0, left)) parts[n]!++
  return parts
}

/** Rounded up to a whole quarter of an hour. */
function quarter(moment: Moment): Moment {
  return Math.ceil(moment / QUARTER) * QUARTER
}

/**
 * @param ways roads out; those that open in the past are taken as open from `now`
 * @returns windows by road in the order of `ways`, in each by `order`; a class without vehicles has none
 */
export function windowsOf(
  departing: readonly Departing[],
  ways: readonly WayOut[],
  order: readonly WaveClass[],
  now: Moment,
): WaveWindow[] {
  const shares = ways.map(({ share }) => share)
  const by = new Map(departing.map(({ who, vehicles }) => [who, split(vehicles, shares)] as const))
  return ways.flatMap((way, n) => {
    let from = quarter(Math.max(way.opensAt, now))
    return order.flatMap((who) => {
      const vehicles = by.get(who)?.[n] ?? 0
      if (vehicles === 0) return []
      const until = quarter(from + (vehicles / way.perHour) * HOUR)
      const window = { direction: way.direction, who, from, until, vehicles }
      from = until
      return [window]
    })
  })
}
