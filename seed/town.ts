/** Streets and lanes of the built-up town, from the lattice. */
import type { StreetBuilder } from './builder.ts'
import type { Lattice } from './lattice.ts'
import { AVENUE, built, COLUMNS, FINE_COLUMNS, FINE_ROWS, ROWS } from './lattice.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { StreetEdge } from './types.ts'

/** Node name of a fine lattice point. */
export const spot = (i: number, j: number): string => `t${i}.${j}`

/** Main streets beside the avenue: the ring and 渊泉街. */
const TRUNKS = new Set(['瓜州大道', '渊泉街', '北环街'])

const byName = (name: string): Pick<StreetEdge, 'name' | 'kind'> => ({
  name,
  kind: TRUNKS.has(name) ? 'trunk' : 'street',
})

/** Blocks grown together (a school yard, the park, the stadium): no street between them. Coarse column and row. */
const GROWN: readonly { readonly column: number; readonly row: number; readonly side: 'east' | 'north' }[] = [
  { column: 2, row: 10, side: 'east' },
  { column: 6, row: 5, side: 'north' },
  { column: 7, row: 12, side: 'east' },
  { column: 1, row: 6, side: 'north' },
  { column: 3, row: 3, side: 'east' },
  { column: 8, row: 8, side: 'north' },
  { column: 4, row: 12, side: 'north' },
]

function grown(i: number, j: number): boolean {
  return GROWN.some(({ column, row, side }) =>
    side === 'east' ? i === column * 2 + 2 && j >> 1 === row : j === row * 2 + 2 && i >> 1 === column,
  )
}

/** Half a block's length of a north–south street, from (i, j) northwards; built where a block lies on either side. */
function northSouth(b: StreetBuilder, at: Lattice, i: number, j: number): void {
  const [column, row] = [i / 2, j >> 1]
  const avenue = i === AVENUE
  if (!avenue && !built(column, row) && !built(column - 1, row)) return
  if (!avenue && grown(i, j)) return
  const [a, z] = [b.node(spot(i, j), at[i]![j]!), b.node(spot(i, j + 1), at[i]![j + 1]!)]
  b.edge(a, z, byName(COLUMNS[column]!.zh))
}

function eastWest(b: StreetBuilder, at: Lattice, i: number, j: number): void {
  const [column, row] = [i >> 1, j / 2]
  if (!built(column, row) && !built(column, row - 1)) return
  if (grown(i, j)) return
  const [a, z] = [b.node(spot(i, j), at[i]![j]!), b.node(spot(i + 1, j), at[i + 1]![j]!)]
  b.edge(a, z, byName(ROWS[row]!.zh))
}

/** Lanes known by name (渊泉镇's former committees) lie in the old middle; the others are named for their street. */
const OLD_LANES = ['县府巷', '邮电巷', '福利巷', '瓜州巷']
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

function laneName(street: string, ordinal: number): string {
  return `${street.replace(/(街|路|大道)$/, '')}${ORDINALS[ordinal] ?? '北'}巷`
}

/** A lane through the block: up, across or both; only where the streets at its ends exist. */
function lanes(b: StreetBuilder, at: Lattice, column: number, row: number, r: Random): void {
  const [i, j] = [column * 2 + 1, row * 2 + 1]
  const old = column >= 3 && column <= 6 && row >= 6 && row <= 8 && r.chance(0.5)
  const chosen = r.weighted([12, 30, 30, 28])
  const up = chosen === 1 || chosen === 3
  const across = chosen === 2 || chosen === 3
  const name = (street: string, n: number) => (old ? OLD_LANES[(column + row) % 4]! : laneName(street, n))
  const foot = r.chance(0.12)
  const through = (ends: readonly (readonly [number, number])[], lane: string) => {
    const there = ends.filter(([x, y]) => b.has(spot(x, y)))
    if (there.length === 0) return
    const centre = b.node(spot(i, j), at[i]![j]!)
    for (const [x, y] of there)
      b.edge(b.of(spot(x, y)), centre, { name: lane, kind: 'lane' }, { drive: !foot })
  }
  if (up)
    through(
      [
        [i, j - 1],
        [i, j + 1],
      ],
      name(ROWS[row]!.zh, column),
    )
  if (across)
    through(
      [
        [i - 1, j],
        [i + 1, j],
      ],
      name(COLUMNS[column]!.zh, row),
    )
}

/** Lays the town's own streets. */
export function layTown(b: StreetBuilder, at: Lattice): void {
  for (let i = 0; i < FINE_COLUMNS; i += 2) for (let j = 0; j < FINE_ROWS - 1; j++) northSouth(b, at, i, j)
  for (let j = 0; j < FINE_ROWS; j += 2) for (let i = 0; i < FINE_COLUMNS - 1; i++) eastWest(b, at, i, j)
  const r = random('lanes')
  for (let row = 0; row < ROWS.length - 1; row++)
    for (let column = 0; column < COLUMNS.length - 1; column++)
      if (built(column, row)) lanes(b, at, column, row, r)
}
