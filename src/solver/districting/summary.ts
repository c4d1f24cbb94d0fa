/** What each grid of a division is like, however it came about: for a proposal, and after a hand has moved a building. */
import { roundness } from './division.ts'
import type { Instance } from './instance.ts'

export interface GridFigures {
  readonly grid: number
  readonly units: number
  readonly households: number
  /** Square metres. */
  readonly area: number
  /** Polsby-Popper, 0 to 1. */
  readonly round: number
  /** Metres from the middle to the farthest unit. */
  readonly radius: number
  /** Pieces that no open border joins; 1 is whole. */
  readonly parts: number
  readonly regions: readonly number[]
}

interface Sums {
  units: number[]
  households: number
  area: number
  perimeter: number
}

/** Pieces of a grid, by its open borders. */
function partsOf(
  units: readonly number[],
  neighbours: ReadonlyMap<number, readonly number[]>,
  of: ArrayLike<number>,
): number {
  const left = new Set(units)
  let parts = 0
  for (const start of units) {
    if (!left.delete(start)) continue
    parts += 1
    const stack = [start]
    for (let u = stack.pop(); u !== undefined; u = stack.pop())
      for (const v of neighbours.get(u) ?? []) if (of[v] === of[start] && left.delete(v)) stack.push(v)
  }
  return parts
}

/** @param of grid of each unit; −1 is in none */
export function gridFigures({ units, edges }: Instance, of: ArrayLike<number>): GridFigures[] {
  const sums = new Map<number, Sums>()
  units.forEach(({ hh, area, perim }, u) => {
    const g = of[u]!
    if (g < 0) return
    const sum = sums.get(g) ?? { units: [], households: 0, area: 0, perimeter: 0 }
    sum.units.push(u)
    sum.households += hh
    sum.area += area
    sum.perimeter += perim
    sums.set(g, sum)
  })
  const neighbours = new Map<number, number[]>()
  const link = (a: number, b: number): void => {
    const known = neighbours.get(a)
    if (known === undefined) neighbours.set(a, [b])
    else known.push(b)
  }
  for (const [a, b, metres, hard] of edges) {
    if (of[a] !== of[b]) continue
    const sum = sums.get(of[a]!)
    if (sum !== undefined) sum.perimeter -= 2 * metres
    if (hard === 1) continue
    link(a, b)
    link(b, a)
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([grid, sum]) => {
      const at = sum.units.map((u) => units[u]!)
      const [x, y] = [mean(at.map((one) => one.x)), mean(at.map((one) => one.y))]
      return {
        grid,
        units: at.length,
        households: sum.households,
        area: sum.area,
        round: roundness(sum.area, sum.perimeter),
        radius: at.reduce((most, one) => Math.max(most, Math.hypot(one.x - x, one.y - y)), 0),
        parts: partsOf(sum.units, neighbours, of),
        regions: [...new Set(at.map((one) => one.region))].sort((a, b) => a - b),
      }
    })
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
