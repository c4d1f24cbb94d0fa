/** What is in force: asked on every request, so a process remembers it for a moment. */
import type { Actor } from '../../base/actor.ts'
import type { Moment } from '../../base/time.ts'
import { toldAt, type World } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import { type Asker, remember } from '../../platform/remember.ts'
import type { EmergencyState, EmergencyView, WorldView } from './model.ts'
import { isInForce } from './rules.ts'

export interface EmergencyRow {
  readonly id: string
  readonly name: string
  readonly kind: EmergencyView['kind']
  readonly state: EmergencyState
  readonly drill: boolean
  readonly opened_at: Moment
  readonly declared_at: Moment | null
  readonly close_asked_at: Moment | null
  readonly close_asked_by: string | null
  readonly closed_at: Moment | null
}

export const EMERGENCY_COLUMNS =
  'id, name, kind, state, drill, opened_at, declared_at, close_asked_at, close_asked_by, closed_at'

export async function readLive(tx: Tx, county: string, world: number): Promise<EmergencyRow | undefined> {
  return tx.maybe<EmergencyRow>(
    `select ${EMERGENCY_COLUMNS} from emergency
     where county = $1 and world = $2 and state not in ('closed', 'reviewed')`,
    [county, world],
  )
}

export async function readEmergencies(tx: Tx, county: string, world: number): Promise<EmergencyRow[]> {
  return tx.query<EmergencyRow>(
    `select ${EMERGENCY_COLUMNS} from emergency where county = $1 and world = $2 order by opened_at desc limit 100`,
    [county, world],
  )
}

/**
 * Emergencies whose identities are still there though their time is over.
 * @param closedBefore those closed by then; undefined: all, as of a drill or play that has ended
 */
export async function readToErase(
  tx: Tx,
  county: string,
  world: number,
  closedBefore: Moment | undefined,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from emergency where county = $1 and world = $2 and destroyed_at is null
       and ($3::timestamptz is null or closed_at <= $3) order by opened_at`,
    [county, world, closedBefore === undefined ? null : at(closedBefore)],
  )
  return rows.map((row) => row.id)
}

export function viewEmergency(row: EmergencyRow, actor: Actor): EmergencyView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    drill: row.drill,
    declaredAt: row.declared_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closeAskedAt: row.close_asked_at,
    closeAskedByMe: row.close_asked_by !== null && row.close_asked_by === actor.id,
  }
}

export function viewWorld(world: World, real: Moment): WorldView {
  return {
    id: world.id,
    kind: world.kind,
    name: world.name,
    rate: world.rate,
    now: toldAt(world, world.endedAt ?? real),
    endedAt: world.endedAt,
  }
}

/** How long a process believes that what was in force still is. */
const BELIEVED = 500

const lives = remember<EmergencyRow | undefined>(BELIEVED)

/** The live emergency of a world; every request asks, few change it. */
export function liveOf(asker: Asker, county: string, world: number): Promise<EmergencyRow | undefined> {
  return lives.get(asker, `${county}/${world}`, () =>
    asker.db.read({ county, world, kind: 'system', areas: [], sites: [] }, (tx) =>
      readLive(tx, county, world),
    ),
  )
}

/** After a change by this process. */
export function forgetLive(asker: Pick<Asker, 'db'>): void {
  lives.forget(asker)
}

/** What is in force in a world: fills `actor.mode`. */
export async function modeOf(asker: Asker, county: string, world: number): Promise<Actor['mode']> {
  const row = await liveOf(asker, county, world)
  return row !== undefined && isInForce(row) ? 'emergency' : 'everyday'
}

/** Worlds of the context's county. */
export async function readWorlds(ctx: Context): Promise<WorldView[]> {
  return (await ctx.clock.worlds(ctx.actor.county)).map((world) => viewWorld(world, ctx.realNow))
}
