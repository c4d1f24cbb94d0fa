/** One part of the town mended: the grids are kept as far as they can be, and as few households as can be found move. */
import type { Chance } from '../chance.ts'
import { aimOf } from './aim.ts'
import { anneal, type Cooling, type Homes } from './anneal.ts'
import { divide, gridsWithin, householdsIn, refine, wantedOf } from './divide.ts'
import { type Division, divisionOf, outside, outsideOf } from './division.ts'
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'
import { giveUpEmptiest, type Kept, keepGrids, liveGrids, splitFullest } from './keep.ts'
import { type Least, leastMoves } from './moves.ts'

export interface Mending {
  /** With households capped. */
  readonly graph: Graph
  readonly bounds: Bounds
  /** The grid of each unit before, from 0, −1 for a unit that was in none. */
  readonly home: Int32Array
  readonly had: number
  readonly chance: Chance
  readonly stop: () => boolean
}

export interface Mended {
  /** Grids before keep their numbers; new ones follow. */
  readonly of: Int32Array
  readonly least: Least
  /** Grids that were outside the bounds. */
  readonly bad: number
}

/** In households: what one outside the bounds counts, in one search after another. */
const OUTSIDE = [3, 6, 3, 12, 6, 30] as const

/** In households: what a grid as round as can be counts, and a building however empty. */
const ROUND = 15
const BUILDING = 1

const COOLING: Cooling = { hot: 12, cold: 1.2, settled: 0.05 }

/** Flips for one unit in one search. */
const FLIPS = 1_500

export function movedIn({ households }: Graph, home: ArrayLike<number>, of: Int32Array): number {
  return of.reduce((sum, g, u) => (home[u]! >= 0 && home[u] !== g ? sum + households[u]! : sum), 0)
}

/** As many grids as the total can fill: some are made or given up where it has changed so much. */
function fitNumber({ graph, bounds, chance }: Mending, kept: Kept): void {
  const [least, most] = gridsWithin(bounds, householdsIn(graph), graph.count)
  if (least > most) return
  while (liveGrids(kept).length < least) if (!splitFullest(graph, bounds, kept, chance)) return
  while (liveGrids(kept).length > most) giveUpEmptiest(graph, kept)
}

/** Grids that are empty would otherwise count as short, though nobody lives there to be counted. */
function withoutEmpty(kept: Kept): { of: Int32Array; live: number[] } {
  const live = liveGrids(kept)
  const numbers = new Map(live.map((g, n) => [g, n]))
  return { of: kept.of.map((g) => numbers.get(g)!), live }
}

/** Searches for the fewest moves from where the grids are kept as far as they can be. */
function search(
  { graph, bounds, home, chance, stop }: Mending,
  start: Int32Array,
  grids: number,
): Int32Array {
  const homes: Homes = { of: home, away: Float64Array.from(graph.households, (one) => one + BUILDING) }
  let best: { of: Int32Array; out: number; moved: number } | undefined
  for (const household of OUTSIDE) {
    if (best !== undefined && stop()) break
    const aim = { ...aimOf(graph, bounds, grids), household, round: ROUND, metre: 0 }
    const input = { graph, aim, chance, flips: FLIPS * graph.count, spent: () => 0, cooling: COOLING, homes }
    const found: Division = anneal(input, divisionOf(graph, start.slice(), grids))
    const [out, moved] = [outsideOf(bounds, found), movedIn(graph, home, found.of)]
    if (best === undefined || out < best.out || (out === best.out && moved < best.moved))
      best = { of: found.of, out, moved }
  }
  return best!.of
}

function isGood({ graph, bounds, home }: Mending, of: Int32Array, grids: number): boolean {
  return of.every((g, u) => g === home[u]) && outsideOf(bounds, divisionOf(graph, of, grids)) === 0
}

function divideAnew({ graph, bounds, chance, stop }: Mending): Mended {
  const choice = divide({ graph, bounds, wanted: wantedOf(graph, bounds), chance, stop })
  const { of } = refine({ graph, bounds, chance, flips: FLIPS * graph.count, spent: () => 0 }, choice)
  return { of, least: { excess: 0, inBuildings: 0 }, bad: 0 }
}

function badIn({ graph, bounds, home, had }: Mending): number {
  const sums = new Array<number>(had).fill(0)
  home.forEach((g, u) => {
    if (g >= 0) sums[g]! += graph.households[u]!
  })
  return sums.filter((sum) => outside(bounds, sum) > 0).length
}

export function mend(input: Mending): Mended {
  const { graph, bounds, home, had } = input
  if (had === 0) return divideAnew(input)
  const kept = keepGrids(graph, home, had)
  fitNumber(input, kept)
  const { of, live } = withoutEmpty(kept)
  const numbers = new Map(live.map((g, n) => [g, n]))
  const now = { ...input, home: home.map((g) => numbers.get(g) ?? (g < 0 ? -1 : live.length)) }
  const least = leastMoves(bounds, { home, households: graph.households, had, grids: live.length })
  const found = isGood(now, of, live.length) ? of : search(now, of, live.length)
  return { of: found.map((n) => live[n]!), least, bad: badIn(input) }
}
