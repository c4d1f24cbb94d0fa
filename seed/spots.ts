/** Where a building stands: a point beside a street, its address, and words by which a stranger finds it. */
import type { Text } from '../src/base/words.ts'
import type { GridCells } from './areas.ts'
import type { Metres } from './frame.ts'
import { apart, lonLat, metres } from './frame.ts'
import type { Cell, Lattice } from './lattice.ts'
import { COLUMNS, middle, ROWS, within } from './lattice.ts'
import { weight } from './partition.ts'
import type { Random } from './random.ts'
import type { LandmarkSeed } from './types.ts'

export interface Spot {
  readonly community: string
  readonly grid: string
  readonly lon: number
  readonly lat: number
  readonly street: Text
  readonly address: string
  readonly landmark: string
  readonly landmarkEn: string
}

/** A cell of a grid, with how many people live about it. */
interface Plot {
  readonly grid: GridCells
  readonly cell: Cell
  readonly heavy: number
}

export interface Ground {
  readonly at: Lattice
  readonly plots: readonly Plot[]
  readonly landmarks: readonly LandmarkSeed[]
}

export function ground(at: Lattice, grids: readonly GridCells[], landmarks: readonly LandmarkSeed[]): Ground {
  const plots = grids.flatMap((grid) => grid.cells.map((cell) => ({ grid, cell, heavy: weight(at, cell) })))
  return { at, plots, landmarks }
}

type Side = 'north' | 'south' | 'east' | 'west'
const SIDES: Readonly<Record<Side, Text>> = {
  north: { zh: '路北', en: 'north side' },
  south: { zh: '路南', en: 'south side' },
  east: { zh: '路东', en: 'east side' },
  west: { zh: '路西', en: 'west side' },
}
const TOWARDS: Readonly<Record<Side, Text>> = {
  north: { zh: '往北', en: 'north' },
  south: { zh: '往南', en: 'south' },
  east: { zh: '往东', en: 'east' },
  west: { zh: '往西', en: 'west' },
}

/** How a building lies to its street and to the nearest crossing. */
interface Lie {
  readonly point: Metres
  readonly street: Text
  readonly crossing: Text
  readonly side: Side
  readonly towards: Side
  readonly far: number
  /** Metres along the street from its southern or western end. */
  readonly along: number
}

/** Beside the north–south street that the cell touches. */
function besideColumn(at: Lattice, { i, j }: Cell, u: number, v: number): Lie {
  const line = i % 2 === 0 ? i : i + 1
  const east = line === i
  const point = within(at, { i, j }, east ? u : 1 - u, v)
  const cross = j % 2 === 0 ? j : j + 1
  const corner = at[line]![cross]!
  return {
    point,
    street: COLUMNS[line / 2]!,
    crossing: ROWS[cross / 2]!,
    side: east ? 'east' : 'west',
    towards: cross === j ? 'north' : 'south',
    far: apart(point, corner),
    along: apart(point, at[line]![0]!),
  }
}

function besideRow(at: Lattice, { i, j }: Cell, u: number, v: number): Lie {
  const line = j % 2 === 0 ? j : j + 1
  const north = line === j
  const point = within(at, { i, j }, v, north ? u : 1 - u)
  const cross = i % 2 === 0 ? i : i + 1
  const corner = at[cross]![line]!
  return {
    point,
    street: ROWS[line / 2]!,
    crossing: COLUMNS[cross / 2]!,
    side: north ? 'north' : 'south',
    towards: cross === i ? 'east' : 'west',
    far: apart(point, corner),
    along: apart(point, at[0]![line]!),
  }
}

/** Numbers run from the southern or western end, even ones on the east and north side. */
function houseNumber(lie: Lie): number {
  const pair = Math.max(1, Math.round(lie.along / 16)) * 2
  return lie.side === 'east' || lie.side === 'north' ? pair : pair - 1
}

function near(point: Metres, landmarks: readonly LandmarkSeed[]): LandmarkSeed | undefined {
  const by = (l: LandmarkSeed) => apart(point, metres(l))
  const [first] = [...landmarks].sort((a, b) => by(a) - by(b))
  return first && by(first) < 170 ? first : undefined
}

/** "县府街和疏勒路路口往东约120米，路北，县人民医院附近". */
function directions(lie: Lie, landmarks: readonly LandmarkSeed[]): Text {
  const far = Math.max(20, Math.round(lie.far / 20) * 20)
  const mark = near(lie.point, landmarks)
  const [side, towards] = [SIDES[lie.side], TOWARDS[lie.towards]]
  return {
    zh: `${lie.street.zh}和${lie.crossing.zh}路口${towards.zh}约${far}米，${side.zh}${mark ? `，${mark.name.zh}附近` : ''}`,
    en: `About ${far} m ${towards.en} of the crossing of ${lie.street.en} and ${lie.crossing.en}, ${side.en}${mark ? `, near ${mark.name.en}` : ''}`,
  }
}

/** A spot on the plot; marks that are the building itself (named in `self`) do not help to find it. */
function spotOn(ground: Ground, { grid: { grid }, cell }: Plot, r: Random, self = ''): Spot {
  const [u, v] = [0.12 + r.next() * 0.16, 0.1 + r.next() * 0.8]
  const beside = r.chance(0.5) ? besideColumn : besideRow
  const lie = beside(ground.at, cell, u, v)
  const words = directions(
    lie,
    ground.landmarks.filter((mark) => !self.includes(mark.name.zh)),
  )
  return {
    community: grid.community,
    grid: grid.code,
    ...lonLat(lie.point),
    street: { zh: lie.street.zh, en: lie.street.en },
    address: `瓜州县渊泉镇${lie.street.zh}${houseNumber(lie)}号`,
    landmark: words.zh,
    landmarkEn: words.en,
  }
}

/** A spot anywhere in town, denser where people live; `central` keeps closer to the middle. */
export function spotAnywhere(ground: Ground, r: Random, central = false): Spot {
  const chosen = r.weighted(ground.plots.map(({ heavy: h }) => (central ? h * h * h : h)))
  return spotOn(ground, ground.plots[chosen]!, r)
}

/** A spot in one given community. */
export function spotInCommunity(ground: Ground, community: string, r: Random): Spot {
  const own = ground.plots.filter((plot) => plot.grid.grid.community === community)
  return spotOn(ground, r.pick(own), r)
}

/** The spot on the plot nearest to a landmark, for the building of that name. */
export function spotBy(ground: Ground, key: string, self: string, r: Random): Spot {
  const mark = ground.landmarks.find((l) => l.key === key)
  if (!mark) throw new Error(`no landmark ${key}`)
  const at = metres(mark)
  const off = ({ cell }: Plot) => apart(middle(ground.at, cell), at)
  const [nearest] = [...ground.plots].sort((a, b) => off(a) - off(b))
  return spotOn(ground, nearest!, r, self)
}
