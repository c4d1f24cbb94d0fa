/** Towns for the tests: lots between streets, some with towers, some with nobody; a river that no grid may cross. */
import { openChance } from '../chance.ts'
import type { Instance } from './instance.ts'

export interface Town {
  readonly seed: number
  readonly rows: number
  readonly columns: number
  /** Communities side by side. */
  readonly regions?: number
  /** The row below which a river runs. */
  readonly river?: number
  /** Households of a lot, on average. */
  readonly homes?: number
  readonly bounds?: Pick<Instance, 'min' | 'max' | 'target'>
}

export const BOUNDS = { min: 300, max: 500, target: 400 } as const

export function makeTown({
  seed,
  rows,
  columns,
  regions = 1,
  river,
  homes = 12,
  bounds = BOUNDS,
}: Town): Instance {
  const chance = openChance(seed)
  const sizes = (many: number) => Array.from({ length: many }, () => 20 + Math.round(chance() * 60))
  const [widths, heights] = [sizes(columns), sizes(rows)]
  const middle = (list: readonly number[], n: number) =>
    list.slice(0, n).reduce((sum, one) => sum + one, 0) + list[n]! / 2
  const regionOf = (column: number) => Math.floor((column * regions) / columns)
  const homesIn = () => {
    const kind = chance()
    if (kind < 0.2) return 0
    return kind > 0.95 ? homes * 6 : Math.round(homes * (0.2 + 1.5 * chance()))
  }
  const units: Instance['units'][number][] = []
  const edges: Instance['edges'][number][] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [w, h] = [widths[column]!, heights[row]!]
      const at = row * columns + column
      units.push({
        ...{ x: middle(widths, column), y: middle(heights, row) },
        ...{ area: w * h, perim: 2 * (w + h), hh: homesIn(), region: regionOf(column) },
      })
      if (column + 1 < columns) edges.push([at, at + 1, h, regionOf(column) === regionOf(column + 1) ? 0 : 1])
      if (row + 1 < rows) edges.push([at, at + columns, w, row + 1 === river ? 1 : 0])
    }
  return { ...bounds, units, edges }
}

/** Some units and borders between them by chance, for a search through all divisions. */
export function makeTiny(seed: number): Instance {
  const chance = openChance(seed)
  const many = 3 + Math.floor(chance() * 5)
  const units = Array.from({ length: many }, () => ({
    ...{ x: chance() * 100, y: chance() * 100, area: 100, perim: 400 },
    ...{ hh: Math.floor(chance() * 7), region: chance() < 0.15 ? 1 : 0 },
  }))
  const edges: Instance['edges'][number][] = []
  for (let a = 0; a < many; a++)
    for (let b = a + 1; b < many; b++)
      if (chance() < 0.55) edges.push([a, b, 1 + Math.floor(chance() * 9), chance() < 0.15 ? 1 : 0])
  const min = 2 + Math.floor(chance() * 4)
  const max = min + 1 + Math.floor(chance() * 4)
  return { min, max, target: min + Math.floor((max - min) / 2), units, edges }
}
