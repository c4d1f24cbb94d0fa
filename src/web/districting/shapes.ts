/** A proposal as a drawing: rings and doors in the box of an SVG, and which building lies where. Pure. */
import type { Districting } from '../../modules/districting/model.ts'

type Shown = Pick<Districting, 'at' | 'rows'>

export interface Frame {
  readonly width: number
  readonly height: number
  readonly put: (lon: number, lat: number) => readonly [x: number, y: number]
}

/** Width of the drawing; its height follows the town. */
const WIDTH = 1000
const MARGIN = 12

/** The box about every door. */
export function frameOf({ at }: Pick<Shown, 'at'>): Frame {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lon, lat] of at) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const wide = Math.max((east - west) * squeeze, 0.001)
  const scale = (WIDTH - 2 * MARGIN) / wide
  const height = Math.max(200, Math.min(1600, (north - south) * scale + 2 * MARGIN))
  return {
    width: WIDTH,
    height: Math.round(height),
    put: (lon, lat) => [MARGIN + (lon - west) * squeeze * scale, MARGIN + (north - lat) * scale],
  }
}

const n = (value: number): string => value.toFixed(1)

export function ringPath(frame: Frame, ring: readonly (readonly [number, number])[]): string {
  return `M${ring.map(([lon, lat]) => frame.put(lon, lat).map(n).join(' ')).join('L')}Z`
}

/** Every door of a grid as one path of dots. */
export function dotsPath(frame: Frame, { at }: Pick<Shown, 'at'>, grid: number): string {
  return at
    .filter(([, , , of]) => of === grid)
    .map(([lon, lat]) => `M${frame.put(lon, lat).map(n).join(' ')}h0`)
    .join('')
}

/** The building nearest to a spot of the drawing; −1 where there is none. */
export function nearestTo(frame: Frame, { at }: Pick<Shown, 'at'>, x: number, y: number): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY]
  for (const [index, [lon, lat]] of at.entries()) {
    const [px, py] = frame.put(lon, lat)
    const far = (px - x) ** 2 + (py - y) ** 2
    if (far < least) [best, least] = [index, far]
  }
  return best
}

export const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** The next building that way, within a quarter of the round; the same one where there is none. */
export function nextTo(
  frame: Frame,
  { at }: Pick<Shown, 'at'>,
  from: number,
  [dx, dy]: readonly [number, number],
): number {
  const [x, y] = frame.put(at[from]![0], at[from]![1])
  let [best, least] = [from, Number.POSITIVE_INFINITY]
  for (const [index, [lon, lat]] of at.entries()) {
    const [px, py] = frame.put(lon, lat)
    const [along, across] = [(px - x) * dx + (py - y) * dy, Math.abs((px - x) * dy) + Math.abs((py - y) * dx)]
    if (along <= 0 || across > along) continue
    const far = along + across
    if (far < least) [best, least] = [index, far]
  }
  return best
}

/** Grids that a building may go to: those of its community, the ones nearest to it first. */
export function goalsOf({ at, rows }: Shown, building: number): number[] {
  const [lon, lat, , own] = at[building]!
  const community = rows.find(({ grid }) => grid === own)?.community
  const nearest = new Map<number, number>()
  for (const [x, y, , grid] of at) {
    const far = (x - lon) ** 2 + (y - lat) ** 2
    if (far < (nearest.get(grid) ?? Number.POSITIVE_INFINITY)) nearest.set(grid, far)
  }
  return rows
    .filter((row) => row.community === community && row.grid !== own)
    .map(({ grid }) => grid)
    .sort((a, b) => nearest.get(a)! - nearest.get(b)!)
}
