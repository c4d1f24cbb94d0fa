/**
 * Ground as an instance: each building's cell is the ground nearer to it than to any other, two cells share a border,
 * and a border is hard where the way between the buildings crosses a river, a railway, a trunk road or the edge of a
 * region. Streets only make a border cheap to cut along, so that grids end at streets.
 */
import { Delaunay } from 'd3-delaunay'
import Flatbush from 'flatbush'
import type { Bounds, Instance } from './instance.ts'

/** Metres in any plane. */
export type Spot = readonly [x: number, y: number]

export interface Building {
  readonly x: number
  readonly y: number
  readonly households: number
  /** No grid reaches across regions: communities, for one. */
  readonly region: number
}

export interface Line {
  /** Rivers, railways, trunk roads; otherwise a street. */
  readonly hard: boolean
  readonly points: readonly Spot[]
}

export interface Ground {
  readonly buildings: readonly Building[]
  readonly lines: readonly Line[]
}

export interface Cells {
  readonly instance: Instance
  /** The unit of each building: buildings on one spot are one unit. */
  readonly unitOf: Int32Array
  /** Borders along hard lines that grids may cross after all, because a pocket behind them is too small for one. */
  readonly opened: number
  /** The ground of each unit as a closed ring, in metres. */
  readonly rings: readonly (readonly Spot[])[]
}

/** Metres about the buildings that still belong to them. */
const EDGE = 60

/** What a metre of border costs to cut: inside a block, along a street, along a hard line that had to be opened. */
const ALONG_STREET = 0.35
const ALONG_HARD = 0.1

/** Buildings nearer than this, in metres, stand on one spot. */
const SPOT = 0.1

/** Metres by which spots are shaken: of buildings in one straight line the triangulation would lose some. */
const SHAKE = 0.002
const shake = (n: number): number => (((n * 7919 + 13) % 1009) / 1009 - 0.5) * SHAKE

interface Units {
  readonly x: number[]
  readonly y: number[]
  readonly households: number[]
  readonly region: number[]
  readonly unitOf: Int32Array
}

function unitsOf(buildings: readonly Building[]): Units {
  const at = new Map<string, number>()
  const units: Units = { x: [], y: [], households: [], region: [], unitOf: new Int32Array(buildings.length) }
  for (const [n, { x, y, households, region }] of buildings.entries()) {
    const key = `${Math.round(x / SPOT)} ${Math.round(y / SPOT)} ${region}`
    let unit = at.get(key)
    if (unit === undefined) {
      unit = units.x.length
      at.set(key, unit)
      // Buildings of two regions on one spot keep cells of their own.
      units.x.push(x + shake(unit) + region * SHAKE)
      units.y.push(y + shake(unit * 31 + 7))
      units.households.push(0)
      units.region.push(region)
    }
    units.households[unit]! += households
    units.unitOf[n] = unit
  }
  return units
}

/** Segments by where they lie: which of them a way from one spot to another crosses. */
interface Crossings {
  crossed(ax: number, ay: number, bx: number, by: number): boolean
}

function crossingsOf(lines: readonly Line[]): Crossings {
  const ends: number[] = []
  for (const { points } of lines)
    for (let n = 1; n < points.length; n++)
      ends.push(points[n - 1]![0], points[n - 1]![1], points[n]![0], points[n]![1])
  if (ends.length === 0) return { crossed: () => false }
  const index = new Flatbush(ends.length / 4)
  for (let at = 0; at < ends.length; at += 4) {
    const [ax, ay, bx, by] = [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!]
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  index.finish()
  return {
    crossed(ax, ay, bx, by) {
      const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
      return near.some((n) =>
        meet(ax, ay, bx, by, ends[4 * n]!, ends[4 * n + 1]!, ends[4 * n + 2]!, ends[4 * n + 3]!),
      )
    },
  }
}

/** On which side of a to b the spot c lies. */
const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

function meet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  )
}

interface Border {
  readonly a: number
  readonly b: number
  readonly metres: number
  hard: boolean
  cut: number
}

interface Cell {
  readonly ring: readonly Spot[]
  readonly area: number
  readonly perimeter: number
}

/** Common borders and measures of the cells. */
function layOut(units: Units): { readonly cells: readonly Cell[]; readonly borders: Map<string, Border> } {
  const { x, y } = units
  const count = x.length
  const spots = new Float64Array(count * 2)
  for (let u = 0; u < count; u++) spots.set([x[u]!, y[u]!], u * 2)
  const delaunay = new Delaunay(spots)
  const [[west, east], [south, north]] = [rangeOf(x), rangeOf(y)]
  const voronoi = delaunay.voronoi([west - EDGE, south - EDGE, east + EDGE, north + EDGE])
  const cells: Cell[] = []
  const borders = new Map<string, Border>()
  for (let u = 0; u < count; u++) {
    const ring: readonly Spot[] = voronoi.cellPolygon(u) ?? []
    let [twice, perimeter] = [0, 0]
    const neighbours = [...delaunay.neighbors(u)]
    for (let n = 1; n < ring.length; n++) {
      const [[px, py], [qx, qy]] = [ring[n - 1]!, ring[n]!]
      twice += px * qy - qx * py
      const metres = Math.hypot(qx - px, qy - py)
      perimeter += metres
      const v = acrossOf(units, u, neighbours, (px + qx) / 2, (py + qy) / 2)
      if (v > u) {
        const known = borders.get(`${u} ${v}`)
        borders.set(`${u} ${v}`, { a: u, b: v, metres: metres + (known?.metres ?? 0), hard: false, cut: 0 })
      }
    }
    cells.push({ ring, area: Math.abs(twice) / 2, perimeter })
  }
  return { cells, borders }
}

function rangeOf(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

/** The neighbour as far from a spot on the border as the unit itself; −1 at the edge of the ground. */
function acrossOf({ x, y }: Units, u: number, neighbours: readonly number[], mx: number, my: number): number {
  const own = Math.hypot(x[u]! - mx, y[u]! - my)
  let [best, least] = [-1, Math.max(1e-6, own * 1e-6)]
  for (const v of neighbours) {
    const off = Math.abs(Math.hypot(x[v]! - mx, y[v]! - my) - own)
    if (off < least) [best, least] = [v, off]
  }
  return best
}

/** Groups that hang together, by union of ends. */
function openGroups(count: number) {
  const parent = Int32Array.from({ length: count }, (_, n) => n)
  const rootOf = (n: number): number => {
    let root = n
    while (parent[root] !== root) root = parent[root]!
    for (let at = n; parent[at] !== root; ) [at, parent[at]] = [parent[at]!, root]
    return root
  }
  return {
    rootOf,
    join(a: number, b: number): number {
      const [one, other] = [rootOf(a), rootOf(b)]
      parent[other] = one
      return one
    },
  }
}

/**
 * A pocket behind hard lines with too few households for a grid is joined to the neighbour with which it shares the
 * longest border, smallest pocket first, as long as a neighbour of its region is there. @returns borders opened
 */
function openPockets(units: Units, borders: readonly Border[], min: number): number {
  const groups = openGroups(units.x.length)
  const homes = Float64Array.from(units.households)
  const join = (a: number, b: number): void => {
    const [one, other] = [groups.rootOf(a), groups.rootOf(b)]
    if (one === other) return
    const sum = homes[one]! + homes[other]!
    homes[groups.join(one, other)] = sum
  }
  for (const { a, b, hard } of borders) if (!hard) join(a, b)
  const within = borders.filter(({ a, b, hard }) => hard && units.region[a] === units.region[b])
  let opened = 0
  for (;;) {
    const shared = new Map<number, Map<number, number>>()
    const note = (from: number, to: number, metres: number): void => {
      if (homes[from]! >= min) return
      const of = shared.get(from) ?? new Map<number, number>()
      shared.set(from, of.set(to, (of.get(to) ?? 0) + metres))
    }
    for (const { a, b, metres } of within) {
      const [one, other] = [groups.rootOf(a), groups.rootOf(b)]
      if (one === other) continue
      note(one, other, metres)
      note(other, one, metres)
    }
    if (shared.size === 0) return opened
    // Each round joins every pocket that is not touched by an earlier one of the round.
    const touched = new Set<number>()
    const smallest = [...shared].sort(([a], [b]) => homes[a]! - homes[b]! || a - b)
    for (const [pocket, others] of smallest) {
      const [to] = [...others].sort(([a, m], [b, n]) => n - m || a - b)[0]!
      if (touched.has(pocket) || touched.has(to)) continue
      touched.add(pocket).add(to)
      for (const border of within) {
        const ends = [groups.rootOf(border.a), groups.rootOf(border.b)]
        if (!border.hard || !(ends.includes(pocket) && ends.includes(to))) continue
        border.hard = false
        border.cut = border.metres * ALONG_HARD
        opened += 1
      }
      join(pocket, to)
    }
  }
}

/**
 * @param bounds households of a grid
 * @returns an instance in which every building stands, and where its buildings went
 */
export function cellsOf({ buildings, lines }: Ground, bounds: Bounds): Cells {
  const units = unitsOf(buildings)
  if (units.x.length === 0)
    return { instance: { ...bounds, units: [], edges: [] }, unitOf: units.unitOf, opened: 0, rings: [] }
  const { cells, borders } = layOut(units)
  const hard = crossingsOf(lines.filter((line) => line.hard))
  const streets = crossingsOf(lines.filter((line) => !line.hard))
  const all = [...borders.values()]
  for (const border of all) {
    const { a, b, metres } = border
    const way = [units.x[a]!, units.y[a]!, units.x[b]!, units.y[b]!] as const
    border.hard = units.region[a] !== units.region[b] || hard.crossed(...way)
    border.cut = streets.crossed(...way) ? metres * ALONG_STREET : metres
  }
  const opened = openPockets(units, all, bounds.min)
  return {
    unitOf: units.unitOf,
    opened,
    rings: cells.map(({ ring }) => ring),
    instance: {
      ...bounds,
      units: cells.map(({ area, perimeter }, u) => ({
        ...{ x: units.x[u]!, y: units.y[u]!, area, perim: perimeter },
        ...{ hh: units.households[u]!, region: units.region[u]! },
      })),
      edges: all.map(({ a, b, metres, hard: isHard, cut }) => [a, b, metres, isHard ? 1 : 0, cut]),
    },
  }
}
