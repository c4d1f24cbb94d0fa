/**
 * Tiny parts are searched through to the end: over all sets of units that hang together, for each number of grids, the
 * division with the fewest households outside the bounds and, among those, the least cut.
 */
import { cutOf, divisionOf, outside, outsideOf } from './division.ts'
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'

/** Units up to which a part is tiny; 3 to this power is what it takes for one number of grids. */
export const TINY = 12

export interface Wanted {
  /** How many grids the target asks for. */
  readonly ideal: number
  /** Exactly so many grids, where that is given. */
  readonly only?: number
}

export interface Choice {
  readonly of: Int32Array
  readonly grids: number
  readonly outside: number
  /** How far the number of grids is from what the target asks for. */
  readonly off: number
  readonly cut: number
}

export function choiceOf(graph: Graph, bounds: Bounds, of: Int32Array, grids: number, ideal: number): Choice {
  return {
    of,
    grids,
    outside: outsideOf(bounds, divisionOf(graph, of, grids)),
    off: Math.abs(grids - ideal),
    cut: cutOf(graph, of),
  }
}

/** Fewest households outside the bounds, then the number of grids nearest to the target's, then the least cut. */
export function isBetter(one: Choice, other: Choice | undefined): boolean {
  if (other === undefined) return true
  return (one.outside - other.outside || one.off - other.off || one.cut - other.cut) < 0
}

interface Table {
  /** By set of units as bits: whether it hangs together, its households outside the bounds, its cut to all others. */
  readonly whole: Uint8Array
  readonly out: Float64Array
  readonly cut: Float64Array
}

function neighboursOf({ count, first, to, open }: Graph): Int32Array {
  const near = new Int32Array(count)
  for (let u = 0; u < count; u++)
    for (let e = first[u]!; e < first[u + 1]!; e++) if (open[e] === 1) near[u]! |= 1 << to[e]!
  return near
}

function hangsTogether(near: Int32Array, set: number): boolean {
  let [reached, fresh] = [0, set & -set]
  while (fresh !== 0) {
    const u = 31 - Math.clz32(fresh)
    reached |= 1 << u
    fresh = (fresh | (near[u]! & set)) & ~reached
  }
  return reached === set
}

/** By how much a set's cut grows when a unit joins it. */
function cutOfJoining({ first, to, cut }: Graph, u: number, set: number): number {
  let sum = 0
  for (let e = first[u]!; e < first[u + 1]!; e++) sum += ((set >> to[e]!) & 1) === 1 ? -cut[e]! : cut[e]!
  return sum
}

function tableOf(graph: Graph, bounds: Bounds): Table {
  const sets = 1 << graph.count
  const near = neighboursOf(graph)
  const households = new Float64Array(sets)
  const table: Table = {
    whole: new Uint8Array(sets),
    out: new Float64Array(sets),
    cut: new Float64Array(sets),
  }
  for (let set = 1; set < sets; set++) {
    const u = 31 - Math.clz32(set)
    const rest = set ^ (1 << u)
    households[set] = households[rest]! + graph.households[u]!
    table.cut[set] = table.cut[rest]! + cutOfJoining(graph, u, rest)
    table.out[set] = outside(bounds, households[set]!)
    table.whole[set] = hangsTogether(near, set) ? 1 : 0
  }
  return table
}

/** The best division of every set into one number of grids. */
interface Row {
  readonly out: Float64Array
  readonly cut: Float64Array
  /** The grid of the lowest unit. */
  readonly grid: Int32Array
}

function emptyRow(sets: number): Row {
  return {
    out: new Float64Array(sets).fill(Number.POSITIVE_INFINITY),
    cut: new Float64Array(sets),
    grid: new Int32Array(sets),
  }
}

/** Into one grid more than `below`: the lowest unit's grid, and the best division of what it leaves. */
function rowAbove({ whole, out, cut }: Table, below: Row): Row {
  const row = emptyRow(whole.length)
  for (let set = 1; set < whole.length; set++) {
    const lowest = set & -set
    const others = set ^ lowest
    for (let more = others; more >= 0; more = more === 0 ? -1 : (more - 1) & others) {
      const grid = lowest | more
      const rest = set ^ grid
      const o = whole[grid] === 1 ? out[grid]! + below.out[rest]! : Number.POSITIVE_INFINITY
      const c = cut[grid]! + below.cut[rest]!
      if (o > row.out[set]! || o === Number.POSITIVE_INFINITY) continue
      if (o === row.out[set] && c >= row.cut[set]!) continue
      row.out[set] = o
      row.cut[set] = c
      row.grid[set] = grid
    }
  }
  return row
}

function readOff(rows: readonly Row[], grids: number, count: number): Int32Array {
  const of = new Int32Array(count)
  let set = (1 << count) - 1
  for (let g = grids; g > 0; g--) {
    const grid = rows[g]!.grid[set]!
    for (let u = 0; u < count; u++) if ((grid >> u) & 1) of[u] = g - 1
    set ^= grid
  }
  return of
}

/** The best division there is of at most `TINY` units that hang together. */
export function exactChoice(graph: Graph, bounds: Bounds, { ideal, only }: Wanted): Choice {
  const { count } = graph
  const table = tableOf(graph, bounds)
  const none = emptyRow(1 << count)
  none.out[0] = 0
  const rows = [none]
  let best: Choice | undefined
  for (let grids = 1; grids <= (only ?? count); grids++) {
    rows.push(rowAbove(table, rows[grids - 1]!))
    if ((only ?? grids) !== grids) continue
    const choice = choiceOf(graph, bounds, readOff(rows, grids, count), grids, ideal)
    if (isBetter(choice, best)) best = choice
  }
  return best!
}
