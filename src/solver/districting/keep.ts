/** The grids so far, as far as they can be kept: what has come apart or is new is taken in by a neighbour. */
import type { Chance } from '../chance.ts'
import { bisect } from './bisect.ts'
import { type Graph, groupsBy, subgraph } from './graph.ts'
import type { Bounds } from './instance.ts'
import { openTree } from './tree.ts'

/** Grids in the making: −1 for a unit that is in none. */
export interface Kept {
  readonly of: Int32Array
  /** Households of each grid; a grid that was given up stays empty. */
  readonly households: number[]
}

/** Trees drawn where a grid is split. */
const TREES = 20

function sumOf({ households }: Graph, units: Int32Array): number {
  return units.reduce((sum, u) => sum + households[u]!, 0)
}

/** Of a grid that has come apart the piece with the most households stays; the others are in no grid. */
function keepLargest(graph: Graph, of: Int32Array): void {
  const before = of.slice()
  const pieces = groupsBy(
    graph,
    (e) => graph.open[e] === 1 && before[graph.from[e]!] === before[graph.to[e]!],
  )
  const best = new Map<number, { piece: Int32Array; weight: number }>()
  for (const piece of pieces) {
    const g = before[piece[0]!]!
    // Among pieces without households the one with more buildings.
    const weight = sumOf(graph, piece) + piece.length / (graph.count + 1)
    const other = best.get(g)
    const loses = other !== undefined && other.weight >= weight
    for (const u of (loses ? piece : other?.piece) ?? []) of[u] = -1
    if (!loses) best.set(g, { piece, weight })
  }
}

/** Units in no grid join the neighbour with the fewest households, one after another. */
function takeIn(graph: Graph, { of, households }: Kept): void {
  for (;;) {
    let [unit, grid] = [-1, -1]
    for (let e = 0; e < graph.to.length; e++) {
      const g = of[graph.to[e]!]!
      if (of[graph.from[e]!]! >= 0 || graph.open[e] === 0 || g < 0) continue
      if (grid >= 0 && households[g]! >= households[grid]!) continue
      unit = graph.from[e]!
      grid = g
    }
    if (unit < 0) return
    of[unit] = grid
    households[grid]! += graph.households[unit]!
  }
}

/** @param home the grid of each unit before, from 0 to `grids` − 1, −1 for none; at least one is in one */
export function keepGrids(graph: Graph, home: Int32Array, grids: number): Kept {
  const kept: Kept = { of: home.slice(), households: new Array<number>(grids).fill(0) }
  keepLargest(graph, kept.of)
  kept.of.forEach((g, u) => {
    if (g >= 0) kept.households[g]! += graph.households[u]!
  })
  takeIn(graph, kept)
  return kept
}

/** Grids that are not empty. */
export function liveGrids({ of }: Kept): number[] {
  return [...new Set(of)].sort((a, b) => a - b)
}

/** Splits the fullest grid; the half with more households keeps its number. @returns whether it could be split */
export function splitFullest(graph: Graph, bounds: Bounds, kept: Kept, chance: Chance): boolean {
  const { of, households } = kept
  const fullest = liveGrids(kept).reduce((best, g) => (households[g]! > households[best]! ? g : best))
  const units = Int32Array.from(of.keys()).filter((u) => of[u] === fullest)
  if (units.length < 2) return false
  const part = subgraph(graph, units)
  const half = new Int32Array(part.count)
  const all = Int32Array.from(half.keys())
  bisect({ graph: part, tree: openTree(part), bounds, chance, trees: TREES }, all, 2, half)
  const [one, other] = [0, 1].map((side) => units.filter((_, index) => half[index] === side)) as [
    Int32Array,
    Int32Array,
  ]
  const leaving = sumOf(graph, one) < sumOf(graph, other) ? one : other
  const weight = sumOf(graph, leaving)
  for (const u of leaving) of[u] = households.length
  households.push(weight)
  households[fullest]! -= weight
  return true
}

/** Gives the grid with the fewest households up to its neighbours. */
export function giveUpEmptiest(graph: Graph, kept: Kept): void {
  const { of, households } = kept
  const emptiest = liveGrids(kept).reduce((best, g) => (households[g]! < households[best]! ? g : best))
  of.forEach((g, u) => {
    if (g === emptiest) of[u] = -1
  })
  households[emptiest] = 0
  takeIn(graph, kept)
}
