/** The six communities of the county town and its 113 grids, cut out of the lattice. */
import type { LonLat } from '../src/base/geo.ts'
import type { Text } from '../src/base/words.ts'
import type { Metres } from './frame.ts'
import { lonLat } from './frame.ts'
import type { Cell, Lattice } from './lattice.ts'
import { area, cells, middle } from './lattice.ts'
import { outline } from './outline.ts'
import { apportion, partition, weight } from './partition.ts'
import type { CommunitySeed, GridSeed, Ring } from './types.ts'

/** 统计用区划代码 2023. */
export const COUNTY = '620922'
export const YUANQUAN = '620922100'
export const LIUYUAN = '620922101'

/** Codes and names: 统计用区划代码 2023. Where each lies in the town is ours. */
const COMMUNITIES: readonly { readonly code: string; readonly short: Text }[] = [
  { code: '620922100001', short: { zh: '疏勒', en: 'Shule' } },
  { code: '620922100002', short: { zh: '榆林', en: 'Yulin' } },
  { code: '620922100003', short: { zh: '渊泉', en: 'Yuanquan' } },
  { code: '620922100004', short: { zh: '祁连', en: 'Qilian' } },
  { code: '620922100005', short: { zh: '常乐', en: 'Changle' } },
  { code: '620922100006', short: { zh: '张芝', en: 'Zhangzhi' } },
]

/** The county's own document: 113 grids. */
export const GRIDS = 113

/** Index in COMMUNITIES: the avenue divides west from east, streets divide north, middle and south. */
function communityOf({ i, j }: Cell): number {
  const west = i < 10
  const [south, north] = west ? [i < 4 ? 12 : 10, i < 6 ? 20 : 18] : [i < 16 ? 10 : 12, i < 14 ? 18 : 20]
  if (j < south) return west ? 1 : 4
  if (j >= north) return west ? 0 : 3
  return west ? 2 : 5
}

function ring(points: readonly Metres[]): Ring {
  return points.map((p) => {
    const { lon, lat } = lonLat(p)
    return [lon, lat] as const
  })
}

/** The cell middle nearest to the centre of gravity: always inside, also where the shape is not convex. */
function centroid(at: Lattice, own: readonly Cell[]): LonLat {
  const whole = own.reduce((sum, c) => sum + area(at, c), 0)
  const sum = (f: (p: Metres) => number) =>
    own.reduce((s, c) => s + f(middle(at, c)) * area(at, c), 0) / whole
  const [x, y] = [sum((p) => p.x), sum((p) => p.y)]
  const off = (p: Metres) => (p.x - x) ** 2 + (p.y - y) ** 2
  const near = own.map((c) => middle(at, c)).sort((a, b) => off(a) - off(b))[0]!
  // Within half a cell the true centre of gravity is inside as well, and looks better.
  return lonLat(off(near) < 50 ** 2 ? { x, y } : near)
}

export interface GridCells {
  readonly grid: GridSeed
  readonly cells: readonly Cell[]
}

export interface Areas {
  readonly communities: readonly CommunitySeed[]
  readonly grids: readonly GridCells[]
}

function community(at: Lattice, n: number, own: readonly Cell[]): CommunitySeed {
  const { code, short } = COMMUNITIES[n]!
  const name = { zh: `${short.zh}社区`, en: `${short.en} Community` }
  return {
    code,
    town: YUANQUAN,
    short,
    name,
    boundary: ring(outline(at, own)),
    centroid: centroid(at, own),
  }
}

function grid(at: Lattice, n: number, number: number, own: readonly Cell[]): GridCells {
  const { code, short } = COMMUNITIES[n]!
  return {
    cells: own,
    grid: {
      code: `${code}-G${String(number).padStart(2, '0')}`,
      community: code,
      name: { zh: `${short.zh}第${number}网格`, en: `${short.en} grid ${number}` },
      boundary: ring(outline(at, own)),
      centroid: centroid(at, own),
    },
  }
}

export function areas(at: Lattice): Areas {
  const own: Cell[][] = COMMUNITIES.map(() => [])
  for (const cell of cells()) own[communityOf(cell)]!.push(cell)
  const heavy = own.map((list) => list.reduce((sum, c) => sum + weight(at, c), 0))
  const counts = apportion(GRIDS, heavy)
  return {
    communities: own.map((list, n) => community(at, n, list)),
    grids: own.flatMap((list, n) =>
      partition(at, list, counts[n]!).map((part, k) => grid(at, n, k + 1, part)),
    ),
  }
}
