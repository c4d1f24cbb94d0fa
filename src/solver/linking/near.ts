/** The nearest of many points, cell by cell: those of the own grid first. */

export interface Point {
  /** Metres. */
  readonly x: number
  readonly y: number
  /** −1 where it is in none. */
  readonly grid: number
}

/** What it counts, in metres, that somebody is linked across a grid's border (solver.md, C). */
export const ACROSS = 150

export interface Near {
  readonly index: number
  /** Whole metres, and ACROSS where the grids differ. */
  readonly cost: number
}

/** Whole metres from one to the other, and what a border between them counts. */
export function wayCost(from: Point, to: Point): number {
  return Math.round(Math.hypot(from.x - to.x, from.y - to.y)) + (from.grid === to.grid ? 0 : ACROSS)
}

const CELL = 250

/** Rings of cells that are looked through before every point is: ten kilometres, farther than any town reaches. */
const RINGS = 40

/** @returns a function that names the `many` nearest, the nearest first; fewer where there are fewer */
export function nearest(points: readonly Point[]): (from: Point, many: number) => Near[] {
  const cells = new Map<string, number[]>()
  const key = (x: number, y: number) => `${x}/${y}`
  const cellOf = (metres: number) => Math.floor(metres / CELL)
  points.forEach(({ x, y }, index) => {
    const at = key(cellOf(x), cellOf(y))
    cells.set(at, [...(cells.get(at) ?? []), index])
  })
  return (from, many) => {
    const [cx, cy] = [cellOf(from.x), cellOf(from.y)]
    const found: Near[] = []
    const look = (index: number) => found.push({ index, cost: wayCost(from, points[index]!) })
    for (let ring = 0; found.length < points.length; ring++) {
      if (ring > RINGS) {
        found.length = 0
        for (const index of points.keys()) look(index)
        break
      }
      for (const at of ringAround(cx, cy, ring))
        for (const index of cells.get(key(at.x, at.y)) ?? []) look(index)
      // Whoever lies in a farther ring is at least so far away.
      if (found.filter(({ cost }) => cost <= ring * CELL).length >= many) break
    }
    return found.sort((a, b) => a.cost - b.cost || a.index - b.index).slice(0, many)
  }
}

function ringAround(cx: number, cy: number, ring: number): { x: number; y: number }[] {
  if (ring === 0) return [{ x: cx, y: cy }]
  const cells: { x: number; y: number }[] = []
  for (let d = -ring; d <= ring; d++) cells.push({ x: cx + d, y: cy - ring }, { x: cx + d, y: cy + ring })
  for (let d = 1 - ring; d < ring; d++) cells.push({ x: cx - ring, y: cy + d }, { x: cx + ring, y: cy + d })
  return cells
}
