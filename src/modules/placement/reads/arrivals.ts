/** When somebody last arrived, and when it was last said that nobody does. */
import type { Moment } from '../../../base/time.ts'
import type { Tx } from '../../../platform/db/pool.ts'

/** The last arrival of an emergency's parties. */
export async function lastArrival(
  tx: Tx,
  county: string,
  world: number,
  emergency: string,
): Promise<Moment | undefined> {
  const row = await tx.one<{ at: Moment | null }>(
    `select max(pl.arrived_at) as at from placement pl
     join party p on p.county = pl.county and p.world = pl.world and p.id = pl.party
     where pl.county = $1 and pl.world = $2 and p.emergency = $3`,
    [county, world, emergency],
  )
  return row.at ?? undefined
}

/** When an event of this type was last recorded of a subject. */
export async function lastTold(
  tx: Tx,
  county: string,
  world: number,
  type: string,
  subject: string,
): Promise<Moment | undefined> {
  const row = await tx.one<{ at: Moment | null }>(
    'select max(at) as at from ledger where county = $1 and world = $2 and subject = $3 and type = $4',
    [county, world, subject, type],
  )
  return row.at ?? undefined
}
