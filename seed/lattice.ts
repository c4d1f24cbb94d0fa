/**
 * The town's plan: streets as the lines of a lattice, half-way lines between them where lanes may run.
 * Even indices are streets, odd ones lie between; all positions are metres in the town's own frame.
 */
import type { Text } from '../src/base/words.ts'
import type { Metres } from './frame.ts'
import { apart, between } from './frame.ts'
import { random } from './random.ts'

/** North–south streets from west to east. The avenue is the sixth. */
export const COLUMNS: readonly (Text & { readonly x: number })[] = [
  { zh: '西环路', en: 'Xihuan Road', x: -1740 },
  { zh: '西湖路', en: 'Xihu Road', x: -1370 },
  { zh: '锁阳路', en: 'Suoyang Road', x: -1010 },
  { zh: '榆林路', en: 'Yulin Road', x: -655 },
  { zh: '疏勒路', en: 'Shule Road', x: -325 },
  { zh: '瓜州大道', en: 'Guazhou Avenue', x: 0 },
  { zh: '张芝路', en: 'Zhangzhi Road', x: 315 },
  { zh: '祁连路', en: 'Qilian Road', x: 640 },
  { zh: '双塔路', en: 'Shuangta Road', x: 985 },
  { zh: '戈壁路', en: 'Gebi Road', x: 1345 },
  { zh: '东环路', en: 'Donghuan Road', x: 1730 },
]

/** East–west streets from south to north; the last one is where the avenue meets G312. */
export const ROWS: readonly (Text & { readonly y: number })[] = [
  { zh: '九支渠路', en: 'Jiuzhiqu Road', y: -2193 },
  { zh: '彭家桥街', en: 'Pengjiaqiao Street', y: -1850 },
  { zh: '南环街', en: 'Nanhuan Street', y: -1540 },
  { zh: '敦煌街', en: 'Dunhuang Street', y: -1245 },
  { zh: '玉门街', en: 'Yumen Street', y: -970 },
  { zh: '常乐街', en: 'Changle Street', y: -705 },
  { zh: '文化街', en: 'Wenhua Street', y: -455 },
  { zh: '县府街', en: 'Xianfu Street', y: -215 },
  { zh: '渊泉街', en: 'Yuanquan Street', y: 25 },
  { zh: '民生街', en: 'Minsheng Street', y: 270 },
  { zh: '福利街', en: 'Fuli Street', y: 525 },
  { zh: '邮电街', en: 'Youdian Street', y: 795 },
  { zh: '公园街', en: 'Gongyuan Street', y: 1090 },
  { zh: '团结街', en: 'Tuanjie Street', y: 1415 },
  { zh: '北环街', en: 'Beihuan Street', y: 1775 },
  { zh: '北大桥路', en: 'Beidaqiao Road', y: 2194 },
]

/** Index of the avenue among the fine columns. */
export const AVENUE = 10
export const FINE_COLUMNS = COLUMNS.length * 2 - 1
export const FINE_ROWS = ROWS.length * 2 - 1

/** Length of 瓜州大道 (渊泉镇志), metres; the plan is stretched until its drawn length is this. */
export const AVENUE_METRES = 4_387

/** Old walls, a canal and a hillock bend every street a little: smooth, and the same for neighbours. */
function bent(x: number, y: number): Metres {
  const sway = 95 * Math.sin(y / 1150 + 0.4) + 30 * Math.sin(y / 420)
  const heave = 70 * Math.sin(x / 900 + 0.9) - x * 0.035
  return { x: x + sway * (0.35 + (x / 2600) ** 2), y: y + heave * (1 - (y / 3400) ** 2) }
}

function corners(): Metres[][] {
  const r = random('lattice')
  return COLUMNS.map((column, i) =>
    ROWS.map((row) => {
      const loose = i * 2 === AVENUE ? 0 : 1
      return bent(column.x + loose * r.bell() * 13, row.y + loose * r.bell() * 12)
    }),
  )
}

function halfWay(at: (readonly Metres[])[], i: number, j: number): Metres {
  const [west, east] = [Math.floor(i / 2), Math.ceil(i / 2)]
  const [south, north] = [Math.floor(j / 2), Math.ceil(j / 2)]
  const low = between(at[west]![south]!, at[east]![south]!, 0.5)
  return between(low, between(at[west]![north]!, at[east]![north]!, 0.5), 0.5)
}

function stretched(at: (readonly Metres[])[]): Metres[][] {
  const avenue = at[AVENUE / 2]!
  let long = 0
  for (let j = 1; j < avenue.length; j++) long += apart(avenue[j - 1]!, avenue[j]!)
  const factor = AVENUE_METRES / long
  return at.map((column) => column.map((p) => ({ x: p.x * factor, y: p.y * factor })))
}

/** Position of every fine lattice point, by column and row. */
export type Lattice = readonly (readonly Metres[])[]

export function lattice(): Lattice {
  const coarse = stretched(corners())
  return Array.from({ length: FINE_COLUMNS }, (_, i) =>
    Array.from({ length: FINE_ROWS }, (_, j) => halfWay(coarse, i, j)),
  )
}

/** A fine cell, by the lattice indices of its south-west point; four of them make a block between streets. */
export interface Cell {
  readonly i: number
  readonly j: number
}

/** Rounded-off corners: the first and last block built up in each row of blocks, south to north. */
const BUILT: readonly (readonly [first: number, last: number])[] = [
  [3, 6],
  [2, 7],
  [1, 8],
  [1, 8],
  [0, 8],
  [0, 9],
  [0, 9],
  [0, 9],
  [0, 9],
  [0, 9],
  [0, 8],
  [1, 8],
  [1, 8],
  [2, 8],
  [3, 7],
]

/** True where the block (coarse indices) is built up. */
export function built(column: number, row: number): boolean {
  const span = BUILT[row]
  return span !== undefined && column >= span[0] && column <= span[1]
}

/** All fine cells of the town, row by row from the south. */
export function cells(): Cell[] {
  const all: Cell[] = []
  for (let j = 0; j < FINE_ROWS - 1; j++)
    for (let i = 0; i < FINE_COLUMNS - 1; i++) if (built(i >> 1, j >> 1)) all.push({ i, j })
  return all
}

/** The cell's corners, counter-clockwise from the south-west. */
export function quad(at: Lattice, cell: Cell): readonly [Metres, Metres, Metres, Metres] {
  const { i, j } = cell
  return [at[i]![j]!, at[i + 1]![j]!, at[i + 1]![j + 1]!, at[i]![j + 1]!]
}

/** A point of the cell: u from west to east, v from south to north, both in [0, 1]. */
export function within(at: Lattice, cell: Cell, u: number, v: number): Metres {
  const [sw, se, ne, nw] = quad(at, cell)
  return between(between(sw, se, u), between(nw, ne, u), v)
}

/** Square metres. */
export function area(at: Lattice, cell: Cell): number {
  const [a, b, c, d] = quad(at, cell)
  return Math.abs((c.x - a.x) * (d.y - b.y) - (d.x - b.x) * (c.y - a.y)) / 2
}

/** The middle of a cell. */
export function middle(at: Lattice, cell: Cell): Metres {
  return within(at, cell, 0.5, 0.5)
}
