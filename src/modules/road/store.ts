/** The memory of road news and departure plans. */
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { DeparturePlanning, RoadReport, WaveState, WaveWindow } from './model.ts'

/** Ends the live news on the same road and direction, and keeps the new one. */
export async function insertNews(
  tx: Tx,
  ctx: Context,
  { command, road, direction, state, source, note, since, until }: RoadReport,
): Promise<void> {
  const { county, world } = ctx.actor
  // Two officers who speak of roads at once take turns.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [`${county}/${world}/road`])
  await tx.query(
    `update road_news set ended_at = $5, ended_by = 'news'
     where county = $1 and world = $2 and road = $3 and direction = $4 and ended_at is null`,
    [county, world, road, direction, at(ctx.now)],
  )
  await tx.query(
    `insert into road_news (county, world, id, road, direction, state, source, since, until, note, posted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[county, world, command, road, direction, state, source],
      ...[at(since ?? ctx.now), until === undefined ? null : at(until), note, at(ctx.now)],
    ],
  )
}

/** @returns false where it was not live */
export async function endNews(tx: Tx, ctx: Context, id: string): Promise<boolean> {
  const { county, world } = ctx.actor
  const ended = await tx.query(
    `update road_news set ended_at = $4, ended_by = 'withdrawn'
     where county = $1 and world = $2 and id = $3 and ended_at is null
     returning id`,
    [county, world, id, at(ctx.now)],
  )
  return ended.length > 0
}

export interface LockedPlan {
  readonly id: string
  readonly state: WaveState
  readonly version: number
}

export async function lockPlan(tx: Tx, ctx: Context, id: string): Promise<LockedPlan | undefined> {
  const { county, world } = ctx.actor
  return tx.maybe<LockedPlan>(
    'select id, state, version from departure_plan where county = $1 and world = $2 and id = $3 for no key update',
    [county, world, id],
  )
}

/** Ends every plan in a state, as there is one of each at most. @returns their ids */
export async function endPlans(
  tx: Tx,
  ctx: Context,
  from: 'planned' | 'announced',
  to: 'dropped' | 'done',
): Promise<string[]> {
  const { county, world } = ctx.actor
  const rows = await tx.query<{ id: string }>(
    `update departure_plan set state = $4, ended_at = $5, version = version + 1
     where county = $1 and world = $2 and state = $3 returning id`,
    [county, world, from, to, at(ctx.now)],
  )
  return rows.map(({ id }) => id)
}

export async function insertPlan(
  tx: Tx,
  ctx: Context,
  emergency: string,
  { command, ways, order }: DeparturePlanning,
  windows: readonly WaveWindow[],
): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    `insert into departure_plan (county, world, id, emergency, state, ways, wave_order, windows, planned_at)
     values ($1, $2, $3, $4, 'planned', $5, $6, $7, $8)`,
    [county, world, command, emergency, JSON.stringify(ways), order, JSON.stringify(windows), at(ctx.now)],
  )
}

export async function saveAnnounced(tx: Tx, ctx: Context, id: string): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    `update departure_plan set state = 'announced', announced_at = $4, version = version + 1
     where county = $1 and world = $2 and id = $3`,
    [county, world, id, at(ctx.now)],
  )
}
