/** What the outlook and the plan are made from: who came lately, who waits, what is estimated, how rooms are filled. */
import type { LonLat } from '../../../base/geo.ts'
import { HOUR, type Moment } from '../../../base/time.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import type { Need, Vehicle } from '../model.ts'

export interface Came extends LonLat {
  readonly size: number
  readonly needs: readonly Need[]
  readonly vehicle: Vehicle
  readonly entry: string | null
}

export interface Lately {
  /** Parties registered within the last hour, and the last of all, the latest first. */
  readonly hour: readonly Came[]
  readonly last: readonly Came[]
  readonly waiting: readonly Came[]
  readonly estimates: ReadonlyMap<string, { readonly persons: number; readonly at: Moment }>
  /** Part of the beds of unshared rooms that somebody lies in, of those given; undefined before enough were given. */
  readonly fill: number | undefined
}

const COLUMNS = 'size, needs, vehicle, entry, lon, lat'
/** A burst that nobody has seen tells nothing of who will come. */
const SEEN = `waiting_reason is distinct from 'unconfirmed' and cleared_at is null`
/** Rows read at most: an hour of the night has about 1,700 parties. */
const HOUR_ROWS = 10_000
const LAST_ROWS = 400
/** Places given in unshared rooms before their filling tells anything. */
const TELLING = 200

/** Reads it all in one transaction. @param now told moment */
export async function readLately(tx: Tx, county: string, world: number, now: Moment): Promise<Lately> {
  const here = [county, world]
  const hour = await tx.query<Came>(
    `select ${COLUMNS} from party where county = $1 and world = $2 and registered_at > $3 and registered_at <= $4 and ${SEEN}
     order by registered_at desc, id limit ${HOUR_ROWS}`,
    [...here, at(now - HOUR), at(now)],
  )
  const last = await tx.query<Came>(
    `select ${COLUMNS} from party where county = $1 and world = $2 and ${SEEN}
     order by registered_at desc, id desc limit ${LAST_ROWS}`,
    here,
  )
  const waiting = await tx.query<Came>(
    `select ${COLUMNS} from party where county = $1 and world = $2 and state = 'waiting' and ${SEEN} order by waiting_since, id limit ${HOUR_ROWS}`,
    here,
  )
  const { used, blocked } = await tx.one<{ used: number; blocked: number }>(
    `select coalesce(sum(held + occupied), 0)::int as used, coalesce(sum(blocked), 0)::int as blocked from site_load
     where county = $1 and world = $2 and not shared and room_size > 1`,
    here,
  )
  const fill = used + blocked >= TELLING ? used / (used + blocked) : undefined
  return { hour, last, waiting, fill, estimates: await readEstimates(tx, county, world) }
}

async function readEstimates(tx: Tx, county: string, world: number): Promise<Lately['estimates']> {
  const rows = await tx.query<{ entry: string; persons: number; at: Moment }>(
    `select distinct on (entry) entry, persons, at from road_estimate
     where county = $1 and world = $2 order by entry, at desc`,
    [county, world],
  )
  return new Map(rows.map(({ entry, ...told }) => [entry, told]))
}
