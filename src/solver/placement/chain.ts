/**
 * Chains: a part comes in where another must make room, which goes on to the next site, and so on. They cross sizes and
 * room classes, which the layers cannot, and so find places for whoever is still without one.
 */
import { costOf, sitesFor, slotOf } from './cost.ts'
import { UNPLACED } from './instance.ts'
import { lift, type Plan, put } from './plan.ts'
import { type Prices, priceAt } from './prices.ts'
import { spare } from './room-left.ts'
import type { Parties, Town } from './town.ts'

interface Search {
  readonly town: Town
  readonly parties: Parties
  readonly plan: Plan
  readonly prices: Prices
  /** Parts that may move. */
  readonly free: Uint8Array
  /** Moves made so far, to be undone: the part and where it was. */
  readonly trail: [number, number][]
  /** Parts of the present chain. */
  readonly moved: Set<number>
  /** Looks at a part in its turn that are left. */
  looks: number
}

/** Sites tried for one part, and parts asked to make room at one site. */
const SITES = 12
const RIVALS = 6

/** Parts that are sent away together at most. */
const TOGETHER = 3

interface Shortage {
  readonly room: number
  readonly slot: number
  readonly ofRoom: number
  readonly ofSlot: number
  readonly ofCap: number
}

function move(search: Search, part: number, s: number): void {
  const { town, parties, plan, trail } = search
  trail.push([part, plan.at[part]!])
  lift(town, parties, plan, part)
  if (s >= 0) put(town, parties, plan, part, s)
}

function undo({ town, parties, plan, trail, moved }: Search, length: number): void {
  while (trail.length > length) {
    const [part, s] = trail.pop()!
    lift(town, parties, plan, part)
    if (s >= 0) put(town, parties, plan, part, s)
    moved.delete(part)
  }
}

interface Target {
  readonly site: number
  readonly cost: number
  readonly full: number
}

/** Sites for a part by cost with prices, cheapest first; those below `most` alone. */
function targets({ town, parties, plan, prices }: Search, part: number, most: number): Target[] {
  const p = part >> 1
  const row = parties.start[p]! * town.sites
  const found: Target[] = []
  for (const s of sitesFor(town, parties, p)) {
    if (town.travel[row + s]! + town.tier[s]! >= most) break
    const cost = costOf(town, parties, p, s)
    if (cost < 0 || cost >= most || s === plan.at[part]) continue
    found.push({ site: s, cost, full: cost + priceAt(town, parties, prices, p, s) })
  }
  return found.sort((a, b) => a.full - b.full)
}

/** What a part lacks at a site, in persons: of its room class, of its slot, of the whole site. */
function shortage({ town, parties, plan }: Search, part: number, s: number): Shortage {
  const p = part >> 1
  const [n, room, slot] = [plan.n[part]!, parties.room[p]!, slotOf(town, parties, p, s)]
  const { left } = plan
  return {
    room,
    slot,
    ofRoom: room > 0 ? n - left.room[s * 4 + room]! : 0,
    ofSlot: n - left.slot[s * town.slots + slot]!,
    ofCap: n - left.cap[s]!,
  }
}

/** Whether a part's going would help with the scarcest of what is lacking, and how many persons are lacking of it. */
function helps({ town, parties }: Search, lack: Shortage, other: number, s: number): number {
  const q = other >> 1
  if (lack.ofRoom > 0) return parties.room[q] === lack.room ? lack.ofRoom : 0
  if (lack.ofSlot > 0) return slotOf(town, parties, q, s) === lack.slot ? lack.ofSlot : 0
  return lack.ofCap
}

/** Parts at the site whose going helps to let `part` in: those that suffice, the smaller and the more movable first. */
function rivals(search: Search, part: number, s: number): number[] {
  const { town, parties, plan, free, moved } = search
  const lack = shortage(search, part, s)
  const found: { other: number; rank: number }[] = []
  for (let other = plan.first[s]!; other >= 0; other = plan.after[other]!) {
    if (free[other] === 0 || moved.has(other)) continue
    const short = helps(search, lack, other, s)
    const n = plan.n[other]!
    const reach = sitesFor(town, parties, other >> 1).length / (town.sites + 1)
    if (short > 0) found.push({ other, rank: (n < short ? 20 - n : n) - reach })
  }
  found.sort((a, b) => a.rank - b.rank || a.other - b.other)
  return found.slice(0, RIVALS).map(({ other }) => other)
}

/**
 * Finds a place for a part that is nowhere.
 * @param budget person-minutes that the rest of the chain may still cost
 * @returns what it cost, or undefined, and then nothing has moved
 */
function settle(search: Search, part: number, budget: number, depth: number): number | undefined {
  const { town, parties, plan } = search
  if (search.looks-- <= 0) return undefined
  const n = plan.n[part]!
  const list = targets(search, part, budget / n)
  const open = list.find(({ site }) => spare(town, parties, plan.left, part >> 1, site) >= n)
  if (open !== undefined) {
    move(search, part, open.site)
    search.moved.add(part)
    return open.cost * n
  }
  if (plan.n[part] === parties.size[part >> 1] && UNPLACED * n < budget) return UNPLACED * n
  if (depth === 0) return undefined
  for (const target of list.slice(0, SITES)) {
    const found = displace(search, part, target, budget - target.cost * n, depth)
    if (found !== undefined) return target.cost * n + found
  }
  return undefined
}

/**
 * Sends one part of a site away and, where that is not enough, those that help most with what is still lacking.
 * @returns who was sent, or undefined when it cannot be made enough
 */
function sendAway(search: Search, part: number, s: number, first: number): number[] | undefined {
  const { town, parties, plan } = search
  const sent: number[] = []
  let next: number | undefined = first
  while (next !== undefined && sent.length < TOGETHER) {
    move(search, next, -1)
    search.moved.add(next)
    sent.push(next)
    if (spare(town, parties, plan.left, part >> 1, s) >= plan.n[part]!) return sent
    next = rivals(search, part, s)[0]
  }
  return undefined
}

/** Finds places for all who were sent away, those with few sites first. */
function settleAll(
  search: Search,
  sent: readonly number[],
  budget: number,
  depth: number,
): number | undefined {
  let spent = 0
  for (const part of sent) {
    const cost = settle(search, part, budget - spent, depth)
    if (cost === undefined) return undefined
    spent += cost
  }
  return spent
}

/** Lets a part in at a site by sending some of those there on. */
function displace(
  search: Search,
  part: number,
  { site }: Target,
  budget: number,
  depth: number,
): number | undefined {
  const { town, parties, plan, trail, moved } = search
  for (const other of rivals(search, part, site)) {
    const mark = trail.length
    const sent = sendAway(search, part, site, other)
    if (sent !== undefined) {
      move(search, part, site)
      moved.add(part)
      const had = sent.reduce((sum, one) => sum + costOf(town, parties, one >> 1, site) * plan.n[one]!, 0)
      const cost = settleAll(search, sent, budget + had, depth - 1)
      if (cost !== undefined) return cost - had
    }
    undo(search, mark)
  }
  return undefined
}

export interface Chaining {
  readonly town: Town
  readonly parties: Parties
  readonly plan: Plan
  readonly prices: Prices
  readonly free: Uint8Array
}

/**
 * Tries one part anew.
 * @returns person-minutes saved; zero when everything stays as it was
 */
export function chain(input: Chaining, part: number, depth: number, looks: number): number {
  const { town, parties, plan } = input
  const n = plan.n[part]!
  const s = plan.at[part]!
  const had = n * (s < 0 ? UNPLACED : costOf(town, parties, part >> 1, s))
  const search: Search = { ...input, trail: [], moved: new Set([part]), looks }
  move(search, part, -1)
  const cost = settle(search, part, had, depth)
  if (cost !== undefined && cost < had) return had - cost
  undo(search, 0)
  return 0
}
