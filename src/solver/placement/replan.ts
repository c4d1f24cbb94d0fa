/** Everybody who has not set out, placed once more: from where they hold a place, with those who wait and are expected. */

import { openChance } from '../chance.ts'
import { lowerBound } from './bound.ts'
import { gather, persons } from './demand.ts'
import { leftOut } from './flow.ts'
import { improve } from './improve.ts'
import type { Instance } from './instance.ts'
import { emptyPlan, planCost } from './plan.ts'
import { pricesOf } from './prices.ts'
import { relax } from './relax.ts'
import { allLeft } from './room-left.ts'
import { round } from './round.ts'
import type { Limits } from './solve.ts'
import { partiesOf, townOf } from './town.ts'

export interface Standing {
  /**
   * Sites with what they have left and what those who may move hold there. Parties: those who are here, `prev` where
   * they hold a place, and after them those who are expected.
   */
  readonly place: Instance
  /** How many of the parties are here. */
  readonly present: number
}

export interface Replanned {
  /** The site of each party that is here, −1 for none. */
  readonly to: readonly number[]
  /** Person-minutes, moves counted: what the plan costs, and what no plan can cost less than. */
  readonly cost: number
  readonly bound: number
}

/** Pure but for the clock it is given. Nobody is split: a party that asks for that is asked by a person. */
function solve(place: Instance, { now, within, seed = 1 }: Limits): Replanned {
  const end = now() + within
  const [town, parties] = [townOf(place), partiesOf(place.parties)]
  const left = allLeft(town)
  const which = place.parties.map((_, p) => p)
  const demand = gather(town, parties, persons(parties, which))
  const flow = relax({ town, parties, left, demand })
  const prices = pricesOf(flow)
  const bound = lowerBound(town, parties, left, prices, which)
  const plan = emptyPlan(parties, left)
  round(flow, plan, prices, which)
  improve({
    town,
    parties,
    plan,
    prices,
    which,
    floor: bound,
    without: leftOut(flow),
    chance: openChance(seed),
    stop: () => now() >= end,
    told: () => {},
  })
  return { to: which.map((p) => plan.at[2 * p]!), cost: planCost(town, parties, plan), bound }
}

/** Where somebody who is here would go without a place for those who are expected, these do not count. */
export function replan({ place, present }: Standing, limits: Limits): Replanned {
  const solved = solve(place, limits)
  const here = solved.to.slice(0, present)
  if (present === place.parties.length || here.every((site) => site >= 0)) return { ...solved, to: here }
  return solve({ ...place, parties: place.parties.slice(0, present) }, limits)
}
