/** A division mended after change: as few households as can be found change their grid. */
import { openChance } from '../chance.ts'
import { capped } from './divide.ts'
import { divisionOf } from './division.ts'
import { type Graph, partsOf, subgraph, wholeGraph } from './graph.ts'
import type { Bounds, Instance } from './instance.ts'
import { type Mended, mend, movedIn } from './mend.ts'
import type { Least } from './moves.ts'
import { describe, type Limits, type Solved } from './solve.ts'

export interface Rebalanced extends Solved {
  /** Households that are in another grid than before; those of new buildings are not among them. */
  readonly moved: number
  readonly least: Least
  /** Grids that were outside the bounds, grids that are new, and grids that were given up. */
  readonly bad: number
  readonly made: number
  readonly givenUp: number
}

/** The part of the town in which each grid has most of its households; elsewhere its units count as in none. */
function seatsOf(
  { households }: Graph,
  parts: readonly Int32Array[],
  prev: readonly number[],
): Map<number, number> {
  const seats = new Map<number, { part: number; weight: number }>()
  parts.forEach((units, part) => {
    const sums = new Map<number, number>()
    // A grid without households has its seat where it has most buildings.
    for (const u of units) sums.set(prev[u]!, (sums.get(prev[u]!) ?? 0) + households[u]! + 1e-6)
    for (const [g, weight] of sums)
      if (g >= 0 && weight > (seats.get(g)?.weight ?? 0)) seats.set(g, { part, weight })
  })
  return new Map([...seats].map(([g, { part }]) => [g, part]))
}

interface Whole {
  readonly of: Int32Array
  readonly mended: readonly Mended[]
}

function mendAll(whole: Graph, bounds: Bounds, prev: readonly number[], limits: Limits): Whole {
  const { now, within, seed = 1, progress = () => {} } = limits
  const end = now() + within
  const chance = openChance(seed)
  const parts = partsOf(whole)
  const seats = seatsOf(whole, parts, prev)
  const of = new Int32Array(whole.count)
  let next = prev.reduce((most, g) => Math.max(most, g + 1), 0)
  const mended = parts.map((units, n) => {
    progress({ step: 'improving', share: n / parts.length })
    const names = [...new Set(Array.from(units, (u) => prev[u]!))].filter((g) => seats.get(g) === n)
    const numbers = new Map(names.map((g, index) => [g, index]))
    const home = Int32Array.from(units, (u) => numbers.get(prev[u]!) ?? -1)
    const graph = capped(subgraph(whole, units), bounds)
    const one = mend({ graph, bounds, home, had: names.length, chance, stop: () => now() >= end })
    units.forEach((u, index) => {
      const g = one.of[index]!
      names[g] ??= next++
      of[u] = names[g]!
    })
    return one
  })
  return { of, mended }
}

/** Numbers without gaps, as the format wants them: the last grids take the numbers of those given up. */
function closeGaps(of: Int32Array): number {
  const used = [...new Set(of)].sort((a, b) => a - b)
  const taken = new Set(used)
  const free = [...used.keys()].filter((n) => !taken.has(n))
  const numbers = new Map(used.map((g) => [g, g < used.length ? g : free.shift()!]))
  of.forEach((g, u) => {
    of[u] = numbers.get(g)!
  })
  return used.length
}

/** How many of these are not among those. */
function missing(these: Iterable<number>, those: Iterable<number>): number {
  const known = new Set(those)
  return [...new Set(these)].filter((g) => g >= 0 && !known.has(g)).length
}

/** @param prev the grid of each unit so far, −1 for a unit that is new */
export function rebalance(instance: Instance, prev: readonly number[], limits: Limits): Rebalanced {
  const { progress = () => {}, seed = 1, areas } = limits
  const whole = wholeGraph(instance)
  const { of, mended } = mendAll(whole, instance, prev, limits)
  const changes = { moved: movedIn(whole, prev, of), made: missing(of, prev), givenUp: missing(prev, of) }
  progress({ step: 'grouping', share: 0 })
  const division = divisionOf(whole, of, closeGaps(of))
  const solved = describe({ instance, whole, chance: openChance(seed), areas, proven: false }, division)
  progress({ step: 'done', share: 1 })
  const total = (count: (one: Mended) => number) => mended.reduce((sum, one) => sum + count(one), 0)
  const least = {
    excess: total((one) => one.least.excess),
    inBuildings: total((one) => one.least.inBuildings),
  }
  return { ...solved, ...changes, least, bad: total(({ bad }) => bad) }
}
