/** The town's own frame: metres east and north of the middle of 瓜州大道, and back to WGS84. */
import type { LonLat } from '../src/base/geo.ts'

/** Middle of the county town (facts: DataV gives 95.780591, 40.516525 in GCJ-02; this is its WGS84). */
export const CENTRE: LonLat = { lon: 95.7796, lat: 40.5157 }

/** Metres a degree at this latitude: 111,195 north–south, times the cosine of 40.5157° east–west. */
const NORTH = 111_195
const EAST = 84_533

export interface Metres {
  readonly x: number
  readonly y: number
}

/** Six decimals are 11 cm; rounding there keeps the last bit of a processor's arithmetic out of the data. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** Metres to WGS84. */
export function lonLat(p: Metres): LonLat {
  return { lon: rounded(CENTRE.lon + p.x / EAST), lat: rounded(CENTRE.lat + p.y / NORTH) }
}

/** WGS84 to metres. */
export function metres(p: LonLat): Metres {
  return { x: (p.lon - CENTRE.lon) * EAST, y: (p.lat - CENTRE.lat) * NORTH }
}

/** Straight distance in metres. */
export function apart(a: Metres, b: Metres): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)
}

/** The point between, `t` of the way from a to b. */
export function between(a: Metres, b: Metres, t: number): Metres {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}
