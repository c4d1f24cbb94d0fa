/** The placement of everybody at once: relaxation, certificate, rounding, improvement. */

import { openChance } from '../chance.ts'
import { lowerBound } from './bound.ts'
import { type Demand, gather, persons } from './demand.ts'
import { exactPlan, isTiny } from './exact.ts'
import { leftOut } from './flow.ts'
import { improve } from './improve.ts'
import type { Instance, Solution } from './instance.ts'
import { emptyPlan, type Plan, planCost, solutionOf, unplaced } from './plan.ts'
import { type Prices, pricesOf } from './prices.ts'
import { relax } from './relax.ts'
import { allLeft } from './room-left.ts'
import { round } from './round.ts'
import { type Parties, partiesOf, type Town, townOf } from './town.ts'
import { type Waiting, waitingIn } from './waiting.ts'

export type Step = 'relaxing' | 'rounding' | 'improving' | 'done'

export interface Progress {
  readonly step: Step
  readonly bound?: number
  readonly cost?: number
}

export interface Limits {
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number
  /** Milliseconds that may be spent; the relaxation is finished in any case. */
  readonly within: number
  readonly seed?: number
  readonly progress?: (progress: Progress) => void
}

export interface Solved {
  readonly solution: Solution
  /** No placement costs less, in person-minutes. */
  readonly bound: number
  readonly cost: number
  /** Persons without a place, and those for whom the relaxation has none either. */
  readonly unplaced: number
  readonly relaxUnplaced: number
  readonly waiting: readonly Waiting[]
}

interface Work {
  readonly town: Town
  readonly parties: Parties
  readonly which: readonly number[]
  readonly demand: Demand
  readonly plan: Plan
}

function prepare(instance: Instance): Work {
  const [town, parties] = [townOf(instance), partiesOf(instance.parties)]
  const which = instance.parties.map((_, p) => p)
  const demand = gather(town, parties, persons(parties, which))
  return { town, parties, which, demand, plan: emptyPlan(parties, allLeft(town)) }
}

/** Tiny instances are searched through to the end. */
function perfect({ town, parties, plan }: Work, prices: Prices, bound: number): Plan {
  const cost = planCost(town, parties, plan)
  if (cost === bound || !isTiny(town, parties)) return plan
  return exactPlan({ town, parties, prices, left: allLeft(town), bound }, plan)
}

/** Solves an instance. Equal instance and seed give the equal answer unless the time cuts the search short. */
export function solvePlacement(instance: Instance, limits: Limits): Solved {
  const { now, within, seed = 1, progress = () => {} } = limits
  const end = now() + within
  progress({ step: 'relaxing' })
  const work = prepare(instance)
  const { town, parties, which, plan } = work
  const flow = relax({ ...work, left: plan.left })
  const prices = pricesOf(flow)
  const bound = lowerBound(town, parties, plan.left, prices, which)
  progress({ step: 'rounding', bound })
  round(flow, plan, prices, which)
  improve({
    ...work,
    prices,
    floor: bound,
    without: leftOut(flow),
    chance: openChance(seed),
    stop: () => now() >= end,
    told: (cost) => progress({ step: 'improving', bound, cost }),
  })
  const best = perfect(work, prices, bound)
  const cost = planCost(town, parties, best)
  progress({ step: 'done', bound, cost })
  return {
    solution: solutionOf(best),
    bound,
    cost,
    unplaced: unplaced(best),
    relaxUnplaced: leftOut(flow),
    waiting: waitingIn(town, parties, best),
  }
}
