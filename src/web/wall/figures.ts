/** What the wall shows, worked out of `GET /api/wall`: rows in their order, shares, classes of load. Pure. */
import { MINUTE } from '../../base/time.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { SITE_KINDS } from '../../modules/sites/model.ts'

export type KindRow = Wall['byKind'][number]
export type CommunityFigures = Wall['communities'][number]

/** Counted figures of a night that have not moved for so long deserve a second look. */
export const COUNT_STALE = 30 * MINUTE

/** How full: 0 below half, 1 below four fifths, 2 below 95 %, 3 beyond; undefined where nothing is offered. */
export type LoadClass = 0 | 1 | 2 | 3
export const LOAD_BOUNDS = [0.5, 0.8, 0.95] as const

/** Share of the places that nobody can have any more, 0–1. */
export function load(places: { readonly offered: number; readonly free: number }): number {
  if (places.offered <= 0) return 0
  return Math.min(1, Math.max(0, 1 - places.free / places.offered))
}

export function loadClass(places: {
  readonly offered: number
  readonly free: number
}): LoadClass | undefined {
  if (places.offered <= 0) return undefined
  const share = load(places)
  if (share < LOAD_BOUNDS[0]) return 0
  if (share < LOAD_BOUNDS[1]) return 1
  return share < LOAD_BOUNDS[2] ? 2 : 3
}

/** Kinds that offer anything, in the order of the model, so that a row never changes its place. */
export function kindRows(rows: readonly KindRow[]): KindRow[] {
  return SITE_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind && row.offered > 0))
}

/** The parts of the progress bar, as shares of those registered; in the order drawn. */
export function progressParts(
  wall: Pick<Wall, 'registered' | 'arrived' | 'departed' | 'registeredNotArrived' | 'waiting'>,
) {
  const total = Math.max(
    wall.registered.persons,
    wall.arrived.persons + wall.departed.persons + wall.registeredNotArrived.persons + wall.waiting.persons,
    1,
  )
  const part = (persons: number) => ({ persons, share: persons / total })
  return {
    departed: part(wall.departed.persons),
    arrived: part(wall.arrived.persons),
    coming: part(wall.registeredNotArrived.persons),
    waiting: part(wall.waiting.persons),
  }
}

export type Age =
  | { readonly unit: 'seconds' | 'minutes'; readonly n: number }
  | { readonly unit: 'hours'; readonly h: number; readonly m: number }
  | { readonly unit: 'days'; readonly d: number; readonly h: number }

/** A duration in the two greatest units, whole; never negative. */
export function ageOf(milliseconds: number): Age {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return { unit: 'seconds', n: seconds }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { unit: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return { unit: 'hours', h: hours, m: minutes % 60 }
  return { unit: 'days', d: Math.floor(hours / 24), h: hours % 24 }
}
