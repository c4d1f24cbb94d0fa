/** Tiny instances searched through: branch by party, cut by the certificate's reduced costs. */
import { leastCost } from './bound.ts'
import { costOf, sitesFor } from './cost.ts'
import { UNPLACED } from './instance.ts'
import { copyPlan, emptyPlan, liftWhole, type Plan, planCost, put, putSplit } from './plan.ts'
import { type Prices, priceAt } from './prices.ts'
import { type Left, spare } from './room-left.ts'
import type { Parties, Town } from './town.ts'

/** Beyond this a search could outlast the night. */
const PARTIES = 14
const SITES = 8

export function isTiny(town: Town, parties: Parties): boolean {
  return parties.count <= PARTIES && town.sites <= SITES
}

/** One way to put a party: at a site whole, at two sites, or nowhere. */
interface Way {
  readonly sites: readonly number[]
  /** Persons at the first site. */
  readonly first: number
  readonly cost: number
  /** Cost and prices above the least that the party can cost at the prices: what choosing this adds to the bound. */
  readonly above: number
}

export interface Exact {
  readonly town: Town
  readonly parties: Parties
  readonly prices: Prices
  readonly left: Left
  readonly bound: number
}

/** Stay and prices of one person, by the sites that the party can reach. */
function staysOf({ town, parties, prices }: Exact, p: number): { s: number; cost: number; full: number }[] {
  return [...sitesFor(town, parties, p)].flatMap((s) => {
    const cost = costOf(town, parties, p, s)
    return cost < 0 ? [] : [{ s, cost, full: cost + priceAt(town, parties, prices, p, s) }]
  })
}

function waysOf(input: Exact, p: number): Way[] {
  const { town, parties, prices } = input
  const size = parties.size[p]!
  const least = size * leastCost(town, parties, prices, p)
  const stays = staysOf(input, p)
  const ways: Way[] = [{ sites: [], first: 0, cost: size * UNPLACED, above: size * UNPLACED - least }]
  for (const a of stays) {
    ways.push({ sites: [a.s], first: size, cost: size * a.cost, above: size * a.full - least })
    if (parties.split[p] === 0) continue
    for (const b of stays)
      for (let n = 1; n < size && b.s > a.s; n++) {
        const m = size - n
        const above = n * a.full + m * b.full - least
        ways.push({ sites: [a.s, b.s], first: n, cost: n * a.cost + m * b.cost, above })
      }
  }
  return ways.sort((a, b) => a.above - b.above)
}

function tryWay({ town, parties }: Exact, plan: Plan, p: number, { sites, first }: Way): boolean {
  const [one, other] = sites
  if (one === undefined) return true
  if (spare(town, parties, plan.left, p, one) < first) return false
  if (other === undefined) put(town, parties, plan, 2 * p, one)
  else if (spare(town, parties, plan.left, p, other) < parties.size[p]! - first) return false
  else putSplit(town, parties, plan, p, [one, first], other)
  return true
}

/**
 * The best plan there is.
 * @param start a plan to beat
 */
export function exactPlan(input: Exact, start: Plan): Plan {
  const { town, parties, bound } = input
  const all = Array.from({ length: parties.count }, (_, p) => waysOf(input, p))
  const plan = emptyPlan(parties, input.left)
  let best = start
  let least = planCost(town, parties, start)
  const visit = (p: number, above: number, cost: number): void => {
    if (p === parties.count) {
      if (cost >= least) return
      least = cost
      best = copyPlan(plan)
      return
    }
    for (const way of all[p]!) {
      if (bound + above + way.above >= least) return
      if (!tryWay(input, plan, p, way)) continue
      visit(p + 1, above + way.above, cost + way.cost)
      liftWhole(town, parties, plan, p)
    }
  }
  visit(0, 0, 0)
  return best
}
