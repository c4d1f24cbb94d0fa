/** From a rounded plan to a good one: layers and chains in turn, until nothing gains or the time is over. */

import type { Chance } from '../chance.ts'
import { leastCost } from './bound.ts'
import { chain } from './chain.ts'
import { costOf } from './cost.ts'
import { UNPLACED } from './instance.ts'
import { partsOf, settleLayer } from './layer.ts'
import { type Plan, partCost, unplaced } from './plan.ts'
import { type Prices, priceAt } from './prices.ts'
import type { Parties, Town } from './town.ts'

export interface Sweeping {
  readonly town: Town
  readonly parties: Parties
  readonly plan: Plan
  readonly prices: Prices
  /** Parties that may move; all others stay where they are. */
  readonly which: readonly number[]
  readonly stop: () => boolean
}

export interface Rescuing extends Sweeping {
  /** Persons for whom even the relaxation has no place; down to these only short chains are worth trying. */
  readonly without: number
}

export interface Improving extends Rescuing {
  /** No placement of these costs less: reached, there is nothing left to do. */
  readonly floor: number
  readonly chance: Chance
  readonly told: (cost: number) => void
}

/** How far chains go: links of one, looks for one party. Each pass that gains nothing goes on to the next. */
const REACH = [
  { depth: 1, looks: 30 },
  { depth: 2, looks: 120 },
  { depth: 3, looks: 600 },
] as const

/** The same for whoever is without a place, where a person is worth 5,000. */
const RESCUE = [
  { depth: 1, looks: 2_000 },
  { depth: 2, looks: 5_000 },
  { depth: 3, looks: 20_000 },
  { depth: 4, looks: 20_000 },
] as const

function costNow({ town, parties, plan, which }: Improving): number {
  return which.reduce(
    (sum, p) => sum + partCost(town, parties, plan, 2 * p) + partCost(town, parties, plan, 2 * p + 1),
    0,
  )
}

/** All layers once, rare rooms and large parties first. */
export function sweep(input: Sweeping): void {
  const { town, parties, plan, prices, which, stop } = input
  for (const room of [3, 2, 1, 0])
    for (let size = 8; size >= 1 && !stop(); size--)
      settleLayer(town, parties, plan, prices, partsOf(parties, plan, which, room, size), stop)
}

/** Sweeps until one gains nothing. */
function sweepOut(input: Improving): number {
  let cost = costNow(input)
  for (;;) {
    sweep(input)
    const next = costNow(input)
    input.told(next)
    if (next >= cost || input.stop()) return next
    cost = next
  }
}

function freeParts({ plan, which }: Sweeping): Uint8Array {
  const free = new Uint8Array(plan.at.length)
  for (const p of which) free[2 * p] = free[2 * p + 1] = 1
  return free
}

/** Chains for everybody without a place, short ones first. */
export function rescue(input: Rescuing): number {
  const free = freeParts(input)
  const { plan, which, stop, without } = input
  let saved = 0
  for (const { depth, looks } of RESCUE) {
    const waiting = which.filter((p) => plan.at[2 * p]! < 0)
    if (unplaced(plan) <= without && depth > 2) break
    for (const p of waiting) if (!stop()) saved += chain({ ...input, free }, 2 * p, depth, looks)
  }
  return saved
}

/** Person-minutes by which a part stands above what its party could have at the prices. */
function regret({ town, parties, plan, prices }: Improving, part: number, least: number): number {
  const s = plan.at[part]!
  const p = part >> 1
  const paid = s < 0 ? UNPLACED : costOf(town, parties, p, s) + priceAt(town, parties, prices, p, s)
  return plan.n[part]! * (paid - least)
}

/** Parts that stand above what they could have, the worst first; chance mixes those that are near each other. */
function worst(input: Improving, least: Int32Array): number[] {
  const { plan, which, chance } = input
  const found: { part: number; rank: number }[] = []
  which.forEach((p, index) => {
    for (const part of [2 * p, 2 * p + 1]) {
      const above = plan.n[part]! > 0 ? regret(input, part, least[index]!) : 0
      if (above > 0) found.push({ part, rank: above * (0.5 + chance()) })
    }
  })
  return found.sort((a, b) => b.rank - a.rank).map(({ part }) => part)
}

interface Pass {
  readonly free: Uint8Array
  /** What a person of each party could have at the prices. */
  readonly least: Int32Array
}

function chainAll(input: Improving, { free, least }: Pass, depth: number, looks: number): number {
  let saved = 0
  for (const part of worst(input, least)) {
    if (input.stop()) break
    saved += chain({ ...input, free }, part, depth, looks)
  }
  return saved
}

/** @returns what the parties named cost in the end */
export function improve(input: Improving): number {
  const { town, parties, prices, which } = input
  let cost = sweepOut(input)
  if (rescue(input) > 0) cost = sweepOut(input)
  if (input.stop()) return cost
  const free = freeParts(input)
  const least = Int32Array.from(which, (p) => leastCost(town, parties, prices, p))
  for (let level = 0; level < REACH.length && cost > input.floor && !input.stop(); ) {
    const { depth, looks } = REACH[level]!
    const before = cost
    if (chainAll(input, { free, least }, depth, looks) > 0) cost = sweepOut(input)
    // Where a pass hardly pays any more, longer chains pay better.
    if (before - cost < Math.max(1, before * 1e-5)) level++
  }
  return cost
}
