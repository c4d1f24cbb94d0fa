/** Questions about calls for help. */
import { openFieldsLeft } from '../../platform/crypto/fields.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import type { RescueView } from './model.ts'
import { byUrgency } from './rules.ts'
import { SEALED_FIELDS } from './store.ts'

interface Row extends Omit<RescueView, 'place' | 'phone'> {
  readonly emergency: string
  readonly sealed: readonly [field: string, hex: string][] | null
}

/** Closed calls stay on the list as long as a shift looks back. */
const CLOSED_SHOWN = 50

const SELECT = `select r.id, r.nr, r.state, r.persons, r.marks, r.lon, r.lat, r.called_at as "calledAt",
    r.assigned_to as "assignedTo", r.assigned_at as "assignedAt", r.reached_by as "reachedBy",
    r.reached_at as "reachedAt", r.closed_at as "closedAt", r.version, r.emergency,
    (select jsonb_agg(jsonb_build_array(i.field, encode(i.sealed, 'hex'))) from rescue_identity i
     where i.county = r.county and i.world = r.world and i.rescue = r.id) as sealed
  from rescue r where r.county = $1 and r.world = $2`

function viewOf(ctx: Context, { emergency, sealed, ...row }: Row): RescueView {
  // After the emergency's key is destroyed the call remains, and where it came from does not.
  const { place = null, phone = null } = openFieldsLeft(
    () => ctx.keyring.emergency(ctx.actor.county, emergency),
    'rescue_identity',
    row.id,
    SEALED_FIELDS,
    sealed,
  )
  return { ...row, place, phone }
}

/** One call, for the answer to a deed. */
export async function readRescue(tx: Tx, ctx: Context, id: string): Promise<RescueView> {
  const { county, world } = ctx.actor
  return viewOf(ctx, await tx.one<Row>(`${SELECT} and r.id = $3`, [county, world, id]))
}

/** All open calls and the last closed ones, the most urgent first; the door has said who may ask. */
export async function listRescues(ctx: Context): Promise<RescueView[]> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<Row>(
      `${SELECT} and (r.state <> 'closed' or r.id in (select c.id from rescue c where c.county = $1 and c.world = $2
         and c.state = 'closed' order by c.closed_at desc limit $3))`,
      [county, world, CLOSED_SHOWN],
    ),
  )
  return rows.map((row) => viewOf(ctx, row)).sort(byUrgency)
}

export interface OpenRescues {
  readonly calls: number
  readonly persons: number
  /** Nobody has these. */
  readonly unassigned: number
  /** Told ms; null where none is open. */
  readonly oldest: number | null
}

/** Calls whose people nobody has reached: first on the wall, and no emergency closes over them. */
export async function readOpenRescues(tx: Tx, county: string, world: number): Promise<OpenRescues> {
  return tx.one<OpenRescues>(
    `select count(*)::int as calls, coalesce(sum(persons), 0)::int as persons,
       count(*) filter (where state = 'called')::int as unassigned, min(called_at) as oldest
     from rescue where county = $1 and world = $2 and state in ('called', 'assigned')`,
    [county, world],
  )
}
