/** Pools of places, room by room. */
import type { PoolSeed } from './types.ts'

type Class = PoolSeed['roomClass']

/** Unshared rooms of one size. */
export function rooms(roomClass: Class, roomSize: number, count: number): PoolSeed {
  return { kind: 'bed', roomClass, roomSize, shared: false, places: roomSize * count }
}

/** Dormitory rooms that strangers share. */
export function dormitory(roomClass: Class, roomSize: number, count: number): PoolSeed {
  return { kind: 'bed', roomClass, roomSize, shared: true, places: roomSize * count }
}

/** Places without rooms. */
export function open(kind: PoolSeed['kind'], roomClass: Class, places: number): PoolSeed {
  return { kind, roomClass, roomSize: 0, shared: true, places }
}

/** Pools without the empty ones. */
export function present(pools: readonly PoolSeed[]): PoolSeed[] {
  return pools.filter((p) => p.places > 0)
}

export function placesOf(site: { readonly pools: readonly PoolSeed[] }): number {
  return site.pools.reduce((sum, p) => sum + p.places, 0)
}

/** What the staff on duty can look after: min of places and wardens × persons per warden (default 25). */
export function staffedOf(site: {
  readonly pools: readonly PoolSeed[]
  readonly wardens: number
  readonly personsPerWarden?: number
}): number {
  return Math.min(placesOf(site), site.wardens * (site.personsPerWarden ?? 25))
}
