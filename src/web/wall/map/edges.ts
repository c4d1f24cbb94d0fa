/** Points outside the map's frame, told at its corners: which way, how far, how many are thought to wait there. Pure. */
import { type LonLat, metresBetween } from '../../../base/geo.ts'
import type { EntryView } from '../../../modules/places/model.ts'
import type { Bounds } from './shapes.ts'

export const CORNERS = ['nw', 'ne', 'sw', 'se'] as const
export type Corner = (typeof CORNERS)[number]

export interface Edge {
  readonly entry: EntryView
  readonly corner: Corner
  /** Degrees clockwise from north. */
  readonly heading: number
  /** Straight distance from the middle of the frame. */
  readonly metres: number
}

const RADIANS = Math.PI / 180

export function heading(from: LonLat, to: LonLat): number {
  const east = (to.lon - from.lon) * Math.cos(((from.lat + to.lat) / 2) * RADIANS)
  return (Math.atan2(east, to.lat - from.lat) / RADIANS + 360) % 360
}

function cornerOf(degrees: number): Corner {
  if (degrees < 90) return 'ne'
  if (degrees < 180) return 'se'
  return degrees < 270 ? 'sw' : 'nw'
}

export function isInside(p: LonLat, [west, south, east, north]: Bounds): boolean {
  return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north
}

/** Ways in that the map names inside its frame: exits, stations, ends of queues. Landmarks are for travellers' forms. */
export function namedEntries(entries: readonly EntryView[]): EntryView[] {
  return entries.filter((entry) => entry.kind !== 'landmark')
}

/** From outside people come by road: exits and queues. An answer of the form such as 还在高速上 is no place. */
function comesFromOutside(entry: EntryView): boolean {
  return entry.kind === 'motorway_exit' || (entry.kind === 'queue' && !entry.landmark)
}

/** Those outside the frame, nearest first, each with its corner. */
export function edgesOf(entries: readonly EntryView[], bounds: Bounds): Edge[] {
  const [west, south, east, north] = bounds
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  return entries
    .filter((entry) => comesFromOutside(entry) && !isInside(entry, bounds))
    .map((entry) => {
      const degrees = heading(middle, entry)
      return { entry, corner: cornerOf(degrees), heading: degrees, metres: metresBetween(middle, entry) }
    })
    .sort((a, b) => a.metres - b.metres)
}

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Moves a label up or down, whichever is nearer, until it stands clear of those that matter more. */
export function clearOf(spot: Spot, others: readonly Spot[], width: number, height: number): Spot {
  const hit = others.find((o) => Math.abs(o.x - spot.x) < width && Math.abs(o.y - spot.y) < height)
  if (!hit) return spot
  return { x: spot.x, y: hit.y + (spot.y < hit.y ? -height : height) }
}
