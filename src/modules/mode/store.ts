/** The memory of emergencies and of worlds' clocks. */
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { EmergencyState, EmergencyView } from './model.ts'
import { EMERGENCY_COLUMNS, type EmergencyRow } from './reads.ts'

export async function lockEmergency(
  tx: Tx,
  county: string,
  world: number,
  id: string,
): Promise<EmergencyRow | undefined> {
  return tx.maybe<EmergencyRow>(
    `select ${EMERGENCY_COLUMNS} from emergency where county = $1 and world = $2 and id = $3 for update`,
    [county, world, id],
  )
}

/** @returns false where another emergency of the world is live */
export async function insertEmergency(
  tx: Tx,
  county: string,
  world: number,
  emergency: {
    readonly id: string
    readonly name: string
    readonly kind: EmergencyView['kind']
    readonly state: EmergencyState
    readonly openedAt: Moment
    readonly declaredAt: Moment | null
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into emergency (county, world, id, name, kind, state, drill, opened_at, declared_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      county,
      world,
      emergency.id,
      emergency.name,
      emergency.kind,
      emergency.state,
      world !== 0,
      at(emergency.openedAt),
      emergency.declaredAt === null ? null : at(emergency.declaredAt),
    ],
  )
  return rows.length === 1
}

export async function saveEmergency(tx: Tx, county: string, world: number, row: EmergencyRow): Promise<void> {
  const moment = (m: Moment | null): Date | null => (m === null ? null : at(m))
  await tx.query(
    `update emergency set name = $4, kind = $5, state = $6, declared_at = $7, close_asked_at = $8, close_asked_by = $9,
       closed_at = $10, version = version + 1
     where county = $1 and world = $2 and id = $3`,
    [
      county,
      world,
      row.id,
      row.name,
      row.kind,
      row.state,
      moment(row.declared_at),
      moment(row.close_asked_at),
      row.close_asked_by,
      moment(row.closed_at),
    ],
  )
}

/** @returns false where it was marked before */
export async function saveErased(
  tx: Tx,
  county: string,
  world: number,
  id: string,
  real: Moment,
): Promise<boolean> {
  const rows = await tx.query(
    `update emergency set destroyed_at = $4, version = version + 1
     where county = $1 and world = $2 and id = $3 and destroyed_at is null returning id`,
    [county, world, id, at(real)],
  )
  return rows.length === 1
}

/** Sets a new rate from now on; what was told so far stays. */
export async function saveClock(
  tx: Tx,
  county: string,
  id: number,
  real: Moment,
  told: Moment,
  rate: number,
): Promise<void> {
  await tx.query(
    'update world set started_real = $3, started_told = $4, rate = $5 where county = $1 and id = $2',
    [county, id, at(real), at(told), rate],
  )
}

export async function saveWorldEnd(tx: Tx, county: string, id: number, real: Moment): Promise<void> {
  await tx.query('update world set ended_at = $3 where county = $1 and id = $2', [county, id, at(real)])
}

/** Adds the next world of a county; its number is one above the highest. */
export async function insertWorld(
  tx: Tx,
  county: string,
  world: {
    readonly kind: 'drill' | 'play'
    readonly name: string
    readonly real: Moment
    readonly told: Moment
    readonly rate: number
  },
): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [`world/${county}`])
  const row = await tx.one<{ id: number }>(
    `insert into world (county, id, kind, name, started_real, started_told, rate)
     select $1, max(id) + 1, $2, $3, $4, $5, $6 from world where county = $1 returning id`,
    [county, world.kind, world.name, at(world.real), at(world.told), world.rate],
  )
  return row.id
}
