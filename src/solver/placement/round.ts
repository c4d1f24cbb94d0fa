/** From persons to parties: whole parties take the shares of their class, and who is left over the best that is free. */
import { sitesFor } from './cost.ts'
import type { Flow } from './flow.ts'
import { insert } from './insert.ts'
import { type Plan, put, putSplit } from './plan.ts'
import type { Prices } from './prices.ts'
import { spare } from './room-left.ts'
import { type Share, sharesOf } from './shares.ts'
import type { Parties, Town } from './town.ts'

/** A share that holds the whole party: one that it uses up, or else the largest. */
function holding(shares: readonly Share[], size: number): Share | undefined {
  const exact = shares.find(({ amount }) => amount === size)
  if (exact !== undefined) return exact
  const largest = shares.reduce<Share | undefined>((a, b) => (a && a.amount >= b.amount ? a : b), undefined)
  return largest !== undefined && largest.amount >= size ? largest : undefined
}

function takeWhole(town: Town, parties: Parties, plan: Plan, shares: readonly Share[], p: number): boolean {
  const size = parties.size[p]!
  const share = holding(shares, size)
  if (share === undefined || spare(town, parties, plan.left, p, share.site) < size) return false
  put(town, parties, plan, 2 * p, share.site)
  share.amount -= size
  return true
}

/** Two shares that hold the party together. */
function takeSplit(town: Town, parties: Parties, plan: Plan, shares: readonly Share[], p: number): boolean {
  const size = parties.size[p]!
  const [one, other] = [...shares].sort((a, b) => b.amount - a.amount)
  if (one === undefined || other === undefined || one.amount + other.amount < size) return false
  const first = Math.min(size - 1, one.amount)
  const free = (share: Share, n: number) => n > 0 && spare(town, parties, plan.left, p, share.site) >= n
  if (!free(one, first) || !free(other, size - first)) return false
  putSplit(town, parties, plan, p, [one.site, first], other.site)
  one.amount -= first
  other.amount -= size - first
  return true
}

/** Fewest sites first, then the largest: they can be helped least afterwards. */
function byScarcity(town: Town, parties: Parties): (a: number, b: number) => number {
  const reach = (p: number) => sitesFor(town, parties, p).length
  return (a, b) => reach(a) - reach(b) || parties.size[b]! - parties.size[a]! || a - b
}

/** @param which the parties of the flow's demand, in the order in which they were gathered */
export function round(flow: Flow, plan: Plan, prices: Prices, which: readonly number[]): void {
  const { town, parties, demand } = flow
  const shares = sharesOf(flow)
  const rest: number[] = []
  const order = which.map((p, index) => ({ p, own: shares[demand.of[index]!]! }))
  order.sort((a, b) => parties.size[b.p]! - parties.size[a.p]! || a.p - b.p)
  for (const { p, own } of order) {
    if (takeWhole(town, parties, plan, own, p)) continue
    if (parties.split[p] === 1 && takeSplit(town, parties, plan, own, p)) continue
    rest.push(p)
  }
  for (const p of rest.sort(byScarcity(town, parties))) insert(town, parties, plan, prices, p)
}
