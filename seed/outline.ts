/** The outline of a set of lattice cells as one ring, and whether a set may be an area at all. */
import type { Metres } from './frame.ts'
import { apart } from './frame.ts'
import type { Cell, Lattice } from './lattice.ts'

const key = (i: number, j: number) => i * 1000 + j

/** Outer sides of the cells, counter-clockwise: start point → end points. */
function sides(cells: readonly Cell[]): Map<number, number[]> {
  const inside = new Set(cells.map((c) => key(c.i, c.j)))
  const out = new Map<number, number[]>()
  const add = (from: number, to: number) => out.set(from, [...(out.get(from) ?? []), to])
  for (const { i, j } of cells) {
    if (!inside.has(key(i, j - 1))) add(key(i, j), key(i + 1, j))
    if (!inside.has(key(i + 1, j))) add(key(i + 1, j), key(i + 1, j + 1))
    if (!inside.has(key(i, j + 1))) add(key(i + 1, j + 1), key(i, j + 1))
    if (!inside.has(key(i - 1, j))) add(key(i, j + 1), key(i, j))
  }
  return out
}

/** The lattice points around the cells, or undefined where they are not one piece without holes and pinches. */
function walk(cells: readonly Cell[]): number[] | undefined {
  const next = sides(cells)
  const start = next.keys().next()
  if (start.done) return undefined
  const ring = [start.value]
  for (;;) {
    const ways = next.get(ring.at(-1)!)
    if (ways?.length !== 1) return undefined
    if (ways[0] === start.value) break
    ring.push(ways[0]!)
  }
  return ring.length === next.size ? ring : undefined
}

/** True where the cells form one piece whose border is a single simple ring. */
export function onePiece(cells: readonly Cell[]): boolean {
  return walk(cells) !== undefined
}

/** Closed ring around the cells, in metres; cells that are not one piece are a mistake of the caller. */
export function outline(at: Lattice, cells: readonly Cell[]): Metres[] {
  const ring = walk(cells)
  if (!ring) throw new Error('cells are not one piece')
  const points = ring.map((k) => at[Math.floor(k / 1000)]![k % 1000]!)
  return [...points, points[0]!]
}

/** Circumference in metres. */
export function around(at: Lattice, cells: readonly Cell[]): number {
  const ring = outline(at, cells)
  return ring.reduce((sum, p, n) => (n === 0 ? 0 : sum + apart(ring[n - 1]!, p)), 0)
}
