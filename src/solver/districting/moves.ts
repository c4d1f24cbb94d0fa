/** How many households must change their grid at least. */
import { outside } from './division.ts'
import type { Bounds } from './instance.ts'

/** The least sum of some of the weights that reaches the need; the need itself where none does. */
export function leastSum(weights: readonly number[], need: number): number {
  if (need <= 0) return 0
  const most = need + weights.reduce((all, one) => Math.max(all, one), 0)
  const reached = new Uint8Array(most + 1)
  reached[0] = 1
  for (const weight of weights)
    for (let sum = most; sum >= weight && weight > 0; sum--) if (reached[sum - weight] === 1) reached[sum] = 1
  const found = reached.indexOf(1, need)
  return found < 0 ? need : found
}

export interface Before {
  /** The grid of each unit before, from 0, −1 for a unit that was in none. */
  readonly home: Int32Array
  readonly households: Int32Array
  /** How many grids there were, and how many there are to be. */
  readonly had: number
  readonly grids: number
}

/** Bounds from below: no division into so many grids moves fewer. */
export interface Least {
  /** Households above the most, or short of the least. */
  readonly excess: number
  /** The same where only whole buildings move. */
  readonly inBuildings: number
}

interface Sums {
  readonly members: readonly number[][]
  readonly sums: readonly number[]
  /** Households of units that were in no grid: they can fill a grid without anybody's moving. */
  readonly fresh: number
}

function sumsOf({ home, households, had }: Before): Sums {
  const members: number[][] = Array.from({ length: had }, () => [])
  const loose: number[] = []
  home.forEach((g, u) => {
    ;(members[g] ?? loose).push(households[u]!)
  })
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
  return { members, sums: members.map(sum), fresh: sum(loose) }
}

/** What must enter grids that are short, in whole buildings out of all others. */
function entering({ home, households }: Before, { min }: Bounds, { sums, fresh }: Sums): number {
  return sums.reduce((all, sum, g) => {
    if (sum >= min) return all
    if (fresh > 0) return all + min - sum
    return (
      all +
      leastSum(
        Array.from(households).filter((_, u) => home[u] !== g),
        min - sum,
      )
    )
  }, 0)
}

export function leastMoves(bounds: Bounds, before: Before): Least {
  const { min, max } = bounds
  const counted = sumsOf(before)
  const { members, sums, fresh } = counted
  const givenUp = before.had - before.grids
  if (givenUp > 0) {
    // Who is in a grid that is given up moves; how full the others then become depends on where they go.
    const least = sums
      .toSorted((a, b) => a - b)
      .slice(0, givenUp)
      .reduce((all, one) => all + one, 0)
    return { excess: least, inBuildings: least }
  }
  const added = -givenUp * min - fresh
  const out = sums.reduce((all, sum) => all + (sum > max ? outside(bounds, sum) : 0), 0)
  const into = sums.reduce((all, sum) => all + (sum < min ? outside(bounds, sum) : 0), added)
  const outWhole = sums.reduce((all, sum, g) => all + leastSum(members[g]!, sum - max), 0)
  const intoWhole = entering(before, bounds, counted) + added
  return { excess: Math.max(0, out, into), inBuildings: Math.max(0, outWhole, intoWhole) }
}
