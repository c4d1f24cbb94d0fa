/** Places on the earth: WGS84 (= CGCS2000 for our use) degrees, metres. */

export interface LonLat {
  readonly lon: number
  readonly lat: number
}

const EARTH = 6_371_008.8
const RADIANS = Math.PI / 180

/** Great-circle distance in metres. */
export function metresBetween(a: LonLat, b: LonLat): number {
  const dLat = (b.lat - a.lat) * RADIANS
  const dLon = (b.lon - a.lon) * RADIANS
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}

export type Compass = 'N' | 'NE' | 'E' | 'SE' | 'S' | 'SW' | 'W' | 'NW'
const COMPASS: readonly Compass[] = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']

/** The eighth of the compass in which `b` lies seen from `a`. */
export function bearing(a: LonLat, b: LonLat): Compass {
  const x = (b.lon - a.lon) * Math.cos(((a.lat + b.lat) / 2) * RADIANS)
  const degrees = (Math.atan2(x, b.lat - a.lat) / RADIANS + 360) % 360
  return COMPASS[Math.round(degrees / 45) % 8]!
}

/** True where the point lies in the ring (closed or not), by even-odd rule. Ring: `[lon, lat][]`. */
export function inRing(p: LonLat, ring: readonly (readonly [number, number])[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > p.lat !== yj > p.lat && p.lon < ((xj - xi) * (p.lat - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}
