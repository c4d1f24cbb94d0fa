/**
 * The certificate. For any prices that are not negative, no placement costs less than
 * Σ parties size × min(left out, min over sites of stay + prices) − Σ places × price (Lagrange). It is summed up here
 * from the prices alone, party by party and in whole numbers, so that it holds whatever the solver did to find them.
 */
import { costOf, sitesFor } from './cost.ts'
import { UNPLACED } from './instance.ts'
import { type Prices, priceAt } from './prices.ts'
import type { Left } from './room-left.ts'
import type { Parties, Town } from './town.ts'

/** The least that a person of the party can cost at these prices. */
export function leastCost(town: Town, parties: Parties, prices: Prices, p: number): number {
  const row = parties.start[p]! * town.sites
  let least = UNPLACED
  for (const s of sitesFor(town, parties, p)) {
    // Sites stand in the order of way and tier; whatever comes later costs at least as much.
    if (town.travel[row + s]! + town.tier[s]! >= least) break
    const cost = costOf(town, parties, p, s)
    if (cost >= 0) least = Math.min(least, cost + priceAt(town, parties, prices, p, s))
  }
  return least
}

function paidFor(left: Int32Array, price: Int32Array): number {
  let sum = 0
  for (let i = 0; i < price.length; i++) {
    if (price[i]! < 0) throw new RangeError('a price below zero certifies nothing')
    sum += left[i]! * price[i]!
  }
  return sum
}

/** @param which the parties that ask for what is left */
export function lowerBound(
  town: Town,
  parties: Parties,
  left: Left,
  prices: Prices,
  which: readonly number[],
): number {
  let sum = 0
  for (const p of which) sum += parties.size[p]! * leastCost(town, parties, prices, p)
  const paid =
    paidFor(left.cap, prices.site) + paidFor(left.room, prices.room) + paidFor(left.slot, prices.slot)
  return sum - paid
}
