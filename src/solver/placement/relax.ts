/** The relaxation solved exactly by columns: only ways that can pay enter the network. */

import { optimise } from '../network-simplex.ts'
import { coarsen } from './coarse.ts'
import { sitesFor } from './cost.ts'
import { crash } from './crash.ts'
import type { Demand } from './demand.ts'
import { addColumn, classNode, entranceNode, type Flow, type Gates, gates, openFlow } from './flow.ts'
import { SLOT } from './instance.ts'
import { noPrices, type Prices, pricesOf } from './prices.ts'
import type { Left } from './room-left.ts'
import type { Parties, Town } from './town.ts'

/** Columns that a class gains in one round at most: some, and more for a large class, which fills more sites. */
function gainOf(amount: number): number {
  return 6 + (amount >> 3)
}

export interface Relaxing {
  readonly town: Town
  readonly parties: Parties
  readonly demand: Demand
  readonly left: Left
  /** Persons of one unit. */
  readonly unit?: number
  /** What to expect of prices. */
  readonly prices?: Prices
  readonly stop?: () => boolean
}

interface Found {
  readonly site: number
  readonly cost: number
  readonly reduced: number
}

/** Keeps the best few, best first. */
function keep(found: Found[], one: Found, most: number): void {
  let at = found.length
  while (at > 0 && found[at - 1]!.reduced > one.reduced) at--
  if (at >= most) return
  found.splice(at, 0, one)
  if (found.length > most) found.pop()
}

/** Sites that would pay for a class at the present prices, best first. */
function paying(flow: Flow, c: number, doors: Gates, below: number): Found[] {
  const { town, parties, demand, mixed } = flow
  const p = demand.like[c]!
  const { travel, tier, open, close, sites, slots, moved } = town
  const [row, arrive, room, prev] = [
    parties.start[p]! * sites,
    parties.arrive[p]!,
    parties.room[p]!,
    parties.prev[p]!,
  ]
  const most = gainOf(demand.amount[c]!)
  const found: Found[] = []
  for (const s of sitesFor(town, parties, p)) {
    const base = travel[row + s]! + tier[s]!
    if (base >= below) break
    const at = arrive + travel[row + s]!
    if (at > close[s]!) continue
    // The stay as `costOf` has it, written out: this loop is where the time goes.
    const door = Math.max(at, open[s]!)
    const cost = base + door - at + (prev >= 0 && prev !== s ? moved : 0)
    const price = mixed && room > 0 ? doors.room[s * 4 + room]! : doors.slot[s * slots + ((door / SLOT) | 0)]!
    if (cost + price < below) keep(found, { site: s, cost, reduced: cost + price - below }, most)
  }
  return found
}

/** @returns how many columns came in; with none the flow is optimal over all sites */
function addPaying(flow: Flow): number {
  const doors = gates(flow)
  let added = 0
  for (let c = 0; c < flow.demand.count; c++)
    for (const { site, cost } of paying(flow, c, doors, flow.net.price[classNode(c)]!)) {
      addColumn(flow, c, entranceNode(flow, c, site), cost)
      added++
    }
  return added
}

/** Classes from which on a coarse solve pays. */
const MANY = 2_000

/** What to expect of prices when nobody says. */
function expected({ town, parties, demand, left, stop }: Relaxing): Prices {
  if (demand.count < MANY) return noPrices(town)
  return pricesOf(relax({ town, left, stop, ...coarsen(parties, demand) }))
}

/** @returns the flow at its optimum, or the best so far when it was told to stop */
export function relax(input: Relaxing): Flow {
  const { town, parties, demand, left, unit = 1, stop = () => false } = input
  const flow = openFlow(town, parties, demand, left, unit)
  crash(flow, input.prices ?? expected(input))
  do optimise(flow.net, stop)
  while (!stop() && addPaying(flow) > 0)
  return flow
}
