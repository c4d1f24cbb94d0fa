/** Buildings and courtyards of the town with their households: denser where people are, blocks of flats in the middle. */
import type { GridCells } from './areas.ts'
import { lonLat } from './frame.ts'
import type { Cell, Lattice } from './lattice.ts'
import { COLUMNS, middle, ROWS, within } from './lattice.ts'
import { apportion, weight } from './partition.ts'
import { type Random, random } from './random.ts'
import type { BuildingSeed } from './types.ts'

/** 60,400 residents (SOURCES) by 2.62 persons a household (第七次全国人口普查, 全国平均). */
export const HOUSEHOLDS = 23_050

/** Households of a block of flats of 5 or 6 storeys, by entrances: 2 flats a landing. */
const FLATS = [24, 36, 40, 48, 60] as const
/** Households of a courtyard or a row of houses. */
const YARDS = [4, 6, 8, 10] as const

/** Whole buildings whose households sum to `homes`. */
function housesFor(homes: number, central: boolean, r: Random): number[] {
  const houses: number[] = []
  for (let left = homes; left > 0; ) {
    const size = r.pick(r.chance(central ? 0.7 : 0.35) ? FLATS : YARDS)
    const households = Math.min(left, size)
    // A last one of a household or two is a wing of the one before.
    if (households < 3 && houses.length > 0) houses[houses.length - 1]! += households
    else houses.push(households)
    left -= households
  }
  return houses
}

/** Spots of a cell in rows, clear of the streets about it. */
function spotsOf(at: Lattice, cell: Cell, count: number, r: Random): { lon: number; lat: number }[] {
  const side = Math.ceil(Math.sqrt(count))
  const places = Array.from({ length: side * side }, (_, n) => [n % side, Math.floor(n / side)] as const)
  return r
    .shuffled(places)
    .slice(0, count)
    .map(([column, row]) => {
      const inset = (n: number): number => 0.12 + (0.76 * (n + 0.5 + (r.next() - 0.5) * 0.3)) / side
      return lonLat(within(at, cell, inset(column), inset(row)))
    })
}

export function buildings(at: Lattice, grids: readonly GridCells[]): BuildingSeed[] {
  const r = random('buildings')
  const plots = grids.flatMap(({ grid, cells }) =>
    cells.map((cell) => ({ grid, cell, heavy: weight(at, cell) })),
  )
  const shares = apportion(
    HOUSEHOLDS,
    plots.map(({ heavy }) => heavy),
  )
  const all: BuildingSeed[] = []
  for (const [n, { grid, cell }] of plots.entries()) {
    const { x, y } = middle(at, cell)
    const houses = housesFor(shares[n]!, x * x + y * y < 1_400_000, r)
    const spots = spotsOf(at, cell, houses.length, r)
    const street =
      (cell.i % 2 === 0 ? COLUMNS[cell.i / 2] : ROWS[Math.ceil(cell.j / 2)])?.zh ?? COLUMNS[0]!.zh
    for (const [k, households] of houses.entries())
      all.push({
        key: `building-${String(all.length + 1).padStart(4, '0')}`,
        name: `${cell.i * 100 + cell.j}院${k + 1}号楼`,
        address: `瓜州县渊泉镇${street}${cell.i * 100 + cell.j}号院`,
        community: grid.community,
        grid: grid.code,
        ...spots[k]!,
        households,
      })
  }
  return all
}
