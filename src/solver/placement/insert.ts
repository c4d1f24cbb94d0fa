/** Putting one party where it is cheapest and free. */
import { costOf, sitesFor } from './cost.ts'
import { UNPLACED } from './instance.ts'
import { type Plan, put, putSplit } from './plan.ts'
import { type Prices, priceAt } from './prices.ts'
import { spare } from './room-left.ts'
import type { Parties, Town } from './town.ts'

/** The cheapest site, prices counted in, with room for `n` persons of the party; −1 for none. */
export function bestSite(
  town: Town,
  parties: Parties,
  plan: Plan,
  prices: Prices,
  p: number,
  n: number,
  but = -1,
): number {
  const row = parties.start[p]! * town.sites
  let [best, least] = [-1, UNPLACED * 2]
  for (const s of sitesFor(town, parties, p)) {
    if (town.travel[row + s]! + town.tier[s]! >= least) break
    const cost = costOf(town, parties, p, s)
    if (cost < 0 || s === but) continue
    const full = cost + priceAt(town, parties, prices, p, s)
    if (full >= least || spare(town, parties, plan.left, p, s) < n) continue
    best = s
    least = full
  }
  return best
}

/** Puts a party of which nothing is placed at two sites, the larger part at the better. */
function insertSplit(town: Town, parties: Parties, plan: Plan, prices: Prices, p: number): boolean {
  const size = parties.size[p]!
  for (let first = size - 1; first >= 1; first--) {
    const s = bestSite(town, parties, plan, prices, p, first)
    const other = s < 0 ? -1 : bestSite(town, parties, plan, prices, p, size - first, s)
    if (other < 0) continue
    putSplit(town, parties, plan, p, [s, first], other)
    return true
  }
  return false
}

/** @returns whether the party, of which nothing is placed, found room */
export function insert(town: Town, parties: Parties, plan: Plan, prices: Prices, p: number): boolean {
  const s = bestSite(town, parties, plan, prices, p, parties.size[p]!)
  if (s >= 0) put(town, parties, plan, 2 * p, s)
  else if (parties.split[p] === 1) return insertSplit(town, parties, plan, prices, p)
  return s >= 0
}
