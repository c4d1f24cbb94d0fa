/** A plan for whoever is expected on what is left, in whole parties, so that sizes are known to fit where they are meant. */
import { lowerBound } from './bound.ts'
import { gather, persons } from './demand.ts'
import { rescue, sweep } from './improve.ts'
import { emptyPlan, type Plan, planCost, unplaced } from './plan.ts'
import { type Prices, pricesOf } from './prices.ts'
import { relax } from './relax.ts'
import type { Left } from './room-left.ts'
import { round } from './round.ts'
import type { Parties, Town } from './town.ts'

/** Persons without a place for whom chains are tried. */
const FEW = 60

export interface Ahead {
  readonly plan: Plan
  readonly prices: Prices
}

/** @param left what the sites can still take; it stays as it is */
export function planAhead(town: Town, parties: Parties, left: Left): Ahead {
  const which = Array.from({ length: parties.count }, (_, p) => p)
  const flow = relax({ town, parties, left, demand: gather(town, parties, persons(parties, which)) })
  const plan = emptyPlan(parties, left)
  const prices = pricesOf(flow)
  round(flow, plan, prices, which)
  const work = { town, parties, plan, prices, which, stop: () => false }
  sweep(work)
  // Short chains, and not where the town is too small for the forecast: the next settling comes soon.
  const few = unplaced(plan) <= FEW
  if (few && rescue({ ...work, without: Number.POSITIVE_INFINITY }) > 0) sweep(work)
  return { plan, prices }
}

export interface Certificate {
  /** No placement of those expected costs less, in person-minutes. */
  readonly bound: number
  readonly cost: number
  readonly unplaced: number
}

/** What the plan is worth, and what no plan can beat. */
export function certify(town: Town, parties: Parties, left: Left, { plan, prices }: Ahead): Certificate {
  const which = Array.from({ length: parties.count }, (_, p) => p)
  return {
    bound: lowerBound(town, parties, left, prices, which),
    cost: planCost(town, parties, plan),
    unplaced: unplaced(plan),
  }
}
