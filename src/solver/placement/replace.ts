/** Sites close: whoever is there is placed anew, and nobody else moves. */

import { openChance } from '../chance.ts'
import { InstanceError } from '../instance-error.ts'
import { lowerBound } from './bound.ts'
import { costOf } from './cost.ts'
import { gather, persons } from './demand.ts'
import { leftOut } from './flow.ts'
import { improve } from './improve.ts'
import { type Instance, type Solution, UNPLACED } from './instance.ts'
import { emptyPlan, type Plan, planCost, put, putSplit, solutionOf, unplaced } from './plan.ts'
import { pricesOf } from './prices.ts'
import { relax } from './relax.ts'
import { allLeft, copyLeft, type Left, spare } from './room-left.ts'
import { round } from './round.ts'
import type { Limits, Solved } from './solve.ts'
import { type Parties, partiesOf, type Town, townOf } from './town.ts'
import { waitingIn } from './waiting.ts'

export interface Replaced extends Solved {
  /** Persons who were placed anew. */
  readonly displaced: number
}

interface Standing {
  readonly town: Town
  readonly parties: Parties
  readonly plan: Plan
  readonly displaced: readonly number[]
}

type Stay = readonly (readonly [number, number])[]

function staysOf({ assign, split }: Solution, parties: Parties, p: number): Stay {
  const own = split[p]
  if (own !== undefined) return own
  const s = assign[p] ?? -1
  return s < 0 ? [] : [[s, parties.size[p]!]]
}

/** Puts a party where it was; a place that it could not have taken is a fault of the data. */
function keep(town: Town, parties: Parties, plan: Plan, p: number, stay: Stay): void {
  for (const [s, n] of stay)
    if (!(s < town.sites) || costOf(town, parties, p, s) < 0 || spare(town, parties, plan.left, p, s) < n)
      throw new InstanceError(`assign.${p}`, `party ${p} cannot be at site ${s}`)
  const [one, other] = stay
  if (one !== undefined && other !== undefined) putSplit(town, parties, plan, p, one, other[0])
  else if (one !== undefined) put(town, parties, plan, 2 * p, one[0])
}

/** Everybody whose sites are open stands where they stood; the rest, with those who had no place, asks anew. */
function stand(instance: Instance, before: Solution): Standing {
  const [town, parties] = [townOf(instance), partiesOf(instance.parties)]
  const plan = emptyPlan(parties, allLeft(town))
  const displaced: number[] = []
  for (let p = 0; p < parties.count; p++) {
    const stay = staysOf(before, parties, p)
    if (stay.length === 0 || stay.some(([s]) => instance.sites[s]?.closed)) displaced.push(p)
    else keep(town, parties, plan, p, stay)
  }
  return { town, parties, plan, displaced }
}

/** The town as those find it who ask anew: what the others leave of a site is the most that it can ever take. */
function narrowed(town: Town, left: Left): Town {
  const fit = town.fit.map((most, index) => {
    const room = index % 4
    const beds = Math.min(most, left.cap[(index - room) / 4]!)
    return room > 0 ? Math.min(beds, left.room[index]!) : beds
  })
  return { ...town, fit, reach: new Map() }
}

/** Adds up what those cost who do not move. */
function keptCost({ town, parties, plan, displaced }: Standing): number {
  const asking = displaced.reduce((sum, p) => sum + parties.size[p]! * UNPLACED, 0)
  return planCost(town, parties, plan) - asking
}

/**
 * Places the displaced anew.
 * @param instance with `closed` set on the sites that closed
 * @param before where everybody was; `prev` in the instance decides whether a move is counted
 * @returns bound and cost over everybody, those who stay counted as they are
 */
export function replacePlacement(instance: Instance, before: Solution, limits: Limits): Replaced {
  const { now, within, seed = 1, progress = () => {} } = limits
  const end = now() + within
  progress({ step: 'relaxing' })
  const standing = stand(instance, before)
  const { parties, plan, displaced: which } = standing
  const kept = keptCost(standing)
  const left = copyLeft(plan.left)
  const town = narrowed(standing.town, left)
  const flow = relax({ town, parties, left, demand: gather(town, parties, persons(parties, which)) })
  const prices = pricesOf(flow)
  const without = leftOut(flow)
  const own = lowerBound(town, parties, left, prices, which)
  round(flow, plan, prices, which)
  improve({
    town,
    parties,
    plan,
    prices,
    which,
    floor: own,
    without,
    chance: openChance(seed),
    stop: () => now() >= end,
    told: (cost) => progress({ step: 'improving', bound: kept + own, cost: kept + cost }),
  })
  const cost = planCost(standing.town, parties, plan)
  return {
    solution: solutionOf(plan),
    bound: kept + own,
    cost,
    unplaced: unplaced(plan),
    relaxUnplaced: without,
    waiting: waitingIn(standing.town, parties, plan),
    displaced: which.reduce((sum, p) => sum + parties.size[p]!, 0),
  }
}
