/** What a site offers once it is known what it can still take (people.md, Site warden: "I can still take n"). Pure. */
import type { Pool } from '../sites/model.ts'
import type { PoolLoad, StillTake } from './model.ts'

type Key = {
  readonly kind: string
  readonly roomClass: string
  readonly roomSize: number
  readonly shared: boolean
}

/** Names a pool among those of one site. */
export function samePool({ kind, roomClass, roomSize, shared }: Key): string {
  return [kind, roomClass, roomSize, roomSize === 0 || shared].join('/')
}

/** As many places as whole rooms hold, never fewer than are taken. */
function wholeRooms(places: number, taken: number, roomSize: number): number {
  if (roomSize === 0) return places
  return Math.max(Math.floor(places / roomSize), Math.ceil(taken / roomSize)) * roomSize
}

/**
 * The pools a site declares anew.
 * @param loads what it offers and has given now
 * @param inside places of those inside with what their rooms block, by `samePool`
 * @returns every pool: one that is not named keeps what it offers, one that is named first now is new
 */
export function poolsWith(
  loads: readonly PoolLoad[],
  inside: ReadonlyMap<string, number>,
  { still, onTheWay }: Pick<StillTake, 'still' | 'onTheWay'>,
): Pool[] {
  const wanted = new Map(still.map((one) => [samePool(one), one.places]))
  const there = loads.map((load) => {
    const { kind, roomClass, roomSize, shared } = load
    const more = wanted.get(samePool(load))
    if (more === undefined) return { kind, roomClass, roomSize, shared, places: load.offered }
    const taken =
      onTheWay === 'keep' ? load.held + load.occupied + load.blocked : (inside.get(samePool(load)) ?? 0)
    return { kind, roomClass, roomSize, shared, places: wholeRooms(taken + more, taken, roomSize) }
  })
  const known = new Set(loads.map(samePool))
  const fresh = still.flatMap(({ places, ...pool }) => {
    const whole = wholeRooms(places, 0, pool.roomSize)
    return known.has(samePool(pool)) || whole === 0 ? [] : [{ ...pool, places: whole }]
  })
  return [...there, ...fresh]
}
