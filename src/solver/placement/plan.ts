/**
 * Who is where. Every party has two parts, 2p and 2p + 1, of which the second is empty unless the party is split; a
 * part is at a site or at none, and what the sites have left is kept along.
 */
import { costOf } from './cost.ts'
import { type Solution, UNPLACED } from './instance.ts'
import { copyLeft, type Left, use } from './room-left.ts'
import type { Parties, Town } from './town.ts'

export interface Plan {
  readonly at: Int32Array
  /** Persons of each part. */
  readonly n: Int32Array
  readonly left: Left
  /** A part at each site, and from part to part the others there; −1 ends the row. */
  readonly first: Int32Array
  readonly after: Int32Array
  readonly before: Int32Array
}

export function copyPlan({ at, n, left, first, after, before }: Plan): Plan {
  return {
    at: at.slice(),
    n: n.slice(),
    left: copyLeft(left),
    first: first.slice(),
    after: after.slice(),
    before: before.slice(),
  }
}

export function emptyPlan(parties: Parties, left: Left): Plan {
  const n = new Int32Array(parties.count * 2)
  for (let p = 0; p < parties.count; p++) n[2 * p] = parties.size[p]!
  const none = (length: number) => new Int32Array(length).fill(-1)
  const parts = parties.count * 2
  return {
    at: none(parts),
    n,
    left: copyLeft(left),
    first: none(left.cap.length),
    after: none(parts),
    before: none(parts),
  }
}

function enter({ first, after, before }: Plan, part: number, s: number): void {
  const head = first[s]!
  after[part] = head
  before[part] = -1
  if (head >= 0) before[head] = part
  first[s] = part
}

function leave({ first, after, before }: Plan, part: number, s: number): void {
  const [previous, next] = [before[part]!, after[part]!]
  if (previous >= 0) after[previous] = next
  else first[s] = next
  if (next >= 0) before[next] = previous
}

export function put(town: Town, parties: Parties, plan: Plan, part: number, s: number): void {
  plan.at[part] = s
  enter(plan, part, s)
  use(town, parties, plan.left, part >> 1, s, plan.n[part]!)
}

export function lift(town: Town, parties: Parties, plan: Plan, part: number): void {
  const s = plan.at[part]!
  if (s < 0) return
  plan.at[part] = -1
  leave(plan, part, s)
  use(town, parties, plan.left, part >> 1, s, -plan.n[part]!)
}

/** Lifts the party and makes it one again. */
export function liftWhole(town: Town, parties: Parties, plan: Plan, p: number): void {
  lift(town, parties, plan, 2 * p)
  lift(town, parties, plan, 2 * p + 1)
  plan.n[2 * p] = parties.size[p]!
  plan.n[2 * p + 1] = 0
}

/** Puts a party of which nothing is placed at two sites, `first` persons at the one. */
export function putSplit(
  town: Town,
  parties: Parties,
  plan: Plan,
  p: number,
  [s, first]: readonly [number, number],
  other: number,
): void {
  plan.n[2 * p] = first
  plan.n[2 * p + 1] = parties.size[p]! - first
  put(town, parties, plan, 2 * p, s)
  put(town, parties, plan, 2 * p + 1, other)
}

/** Person-minutes of one part. */
export function partCost(town: Town, parties: Parties, plan: Plan, part: number): number {
  const n = plan.n[part]!
  if (n === 0) return 0
  const s = plan.at[part]!
  return n * (s < 0 ? UNPLACED : costOf(town, parties, part >> 1, s))
}

export function planCost(town: Town, parties: Parties, plan: Plan): number {
  let sum = 0
  for (let part = 0; part < plan.at.length; part++) sum += partCost(town, parties, plan, part)
  return sum
}

/** Persons without a place. */
export function unplaced(plan: Plan): number {
  return plan.at.reduce((sum, s, part) => sum + (s < 0 ? plan.n[part]! : 0), 0)
}

/** The plan in the words of the file format; parts that came to the same site are one again. */
export function solutionOf({ at, n }: Plan): Solution {
  const assign: number[] = []
  const split: Record<string, [number, number][]> = {}
  for (let p = 0; 2 * p < at.length; p++) {
    const [one, other] = [2 * p, 2 * p + 1]
    assign.push(at[one]!)
    if (n[other]! > 0 && at[one] !== at[other])
      split[p] = [
        [at[one]!, n[one]!],
        [at[other]!, n[other]!],
      ]
  }
  return { assign, split }
}
