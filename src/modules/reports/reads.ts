/** The county's numbers. Each figure is counted in the database or from the ledger; nothing is estimated here. */

import type { Tx } from '../../platform/db/pool.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { at as moment } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import { readHead } from '../../platform/ledger/read.ts'
import { remember } from '../../platform/remember.ts'
import { readLive } from '../mode/reads.ts'
import type { PARTY_STATES } from '../placement/model.ts'
import { planOf, viewPlan } from '../placement/reads/plan.ts'
import { ROAD_STALE } from '../placement/rules.ts'
import { readOpenRescues } from '../rescue/reads.ts'
import type { Wall } from './api.ts'
import type { RoadThen } from './situation.ts'

/** How long a process believes the wall's figures; many walls ask at once after an event. */
const FRESH = 700
const walls = remember<Wall>(FRESH)

/** Every figure of the wall of the context's world. Counts only: no person, no group by language, diet or direction. */
export function wallOf(ctx: Context): Promise<Wall> {
  const { county, world } = ctx.actor
  const scope: Scope = { county, world, kind: 'system', areas: [], sites: [] }
  return walls.get(ctx, `${county}/${world}`, () =>
    ctx.db.read(scope, (tx) => readWall(tx, ctx), { snapshot: true }),
  )
}

/** What was said of roads at a moment: dated rows, so that the past stays as it was. */
export async function readRoadsAt(tx: Tx, county: string, world: number, at: number): Promise<RoadThen[]> {
  return tx.query<RoadThen>(
    `select road, direction, state from road_news where county = $1 and world = $2 and posted_at <= $3
       and (ended_at is null or ended_at > $3) and state <> 'open'
     order by array_position(array['closed', 'restricted'], state), road, direction`,
    [county, world, moment(at)],
  )
}

/** What is open at a change of shift. Counts only. */
export interface OpenThings {
  readonly waiting: number
  readonly over: number
  readonly rescues: number
  readonly suspended: number
  readonly unanswered: number
  readonly offers: number
  readonly roads: number
  readonly messages: number
}

/** Counts what whoever takes over has to know of: persons, calls, sites, asks, offers, roads, messages that failed. */
export async function readOpenThings(tx: Tx, county: string, world: number): Promise<OpenThings> {
  return tx.one<OpenThings>(
    `select
       (select coalesce(sum(size), 0)::int from party where county = $1 and world = $2 and state = 'waiting') as waiting,
       (select coalesce(sum(over), 0)::int from site_load where county = $1 and world = $2 and pool = 'site') as over,
       (select count(*)::int from rescue where county = $1 and world = $2 and state in ('called', 'assigned')) as rescues,
       (select count(*)::int from site where county = $1 and world = $2 and state = 'suspended') as suspended,
       (select count(*)::int from site_ask a where a.county = $1 and a.world = $2 and a.answered_at is null
          and a.round = (select round from site_ask where county = $1 and world = $2 order by asked_at desc limit 1)) as unanswered,
       (select count(*)::int from offer where county = $1 and world = $2 and state = 'offered') as offers,
       (select count(*)::int from road_news where county = $1 and world = $2 and ended_at is null and state <> 'open') as roads,
       (select count(*)::int from outbox where county = $1 and world = $2 and state = 'failed') as messages`,
    [county, world],
  )
}

interface StateRow {
  readonly state: (typeof PARTY_STATES)[number]
  readonly placement: 'held' | 'arrived' | 'over' | null
  /** Nobody has seen them, or they were taken out with their burst: in a figure of their own. */
  readonly unseen: boolean
  readonly parties: number
  readonly persons: number
  readonly changed: number
}

const UNSEEN = `p.waiting_reason is not distinct from 'unconfirmed' or (p.state = 'withdrawn' and p.cleared_at is not null)`

async function readWall(tx: Tx, ctx: Context): Promise<Wall> {
  const { county, world } = ctx.actor
  const here = [county, world]
  const head = await readHead(tx, county, world)
  const live = await readLive(tx, county, world)
  const states = await tx.query<StateRow>(
    `select p.state, pl.state as placement, (${UNSEEN}) as unseen, count(*) as parties, sum(p.size) as persons, max(p.changed_at) as changed
     from party p left join placement pl
       on pl.county = p.county and pl.world = p.world and pl.party = p.id and pl.state <> 'ended'
     where p.county = $1 and p.world = $2 group by 1, 2, 3`,
    here,
  )
  const heads = (which: (row: StateRow) => boolean): { parties: number; persons: number } =>
    states
      .filter(which)
      .reduce((sum, row) => ({ parties: sum.parties + row.parties, persons: sum.persons + row.persons }), {
        parties: 0,
        persons: 0,
      })
  const road = await readRoad(tx, ctx)
  const sites = await readSiteSums(tx, county, world)
  return {
    now: ctx.now,
    seq: head.seq,
    emergency:
      live === undefined
        ? null
        : { id: live.id, name: live.name, since: live.declared_at ?? live.opened_at, state: live.state },
    rescues: await readOpenRescues(tx, county, world),
    // Whoever was registered twice is one party.
    registered: heads((row) => row.state !== 'merged' && !row.unseen),
    registeredNotArrived: heads((row) => row.state === 'placed'),
    arrived: heads((row) => row.state === 'arrived'),
    over: heads((row) => row.placement === 'over'),
    departed: heads((row) => row.state === 'departed'),
    waiting: heads((row) => row.state === 'waiting' && !row.unseen),
    unconfirmed: heads((row) => row.state === 'waiting' && row.unseen),
    waitingBy: await readWaiting(tx, county, world),
    roadEstimates: road,
    plan: viewPlan(await planOf(ctx), ctx.now),
    ...sites,
    curve: await readCurve(tx, county, world),
    ages: {
      parties: states.reduce((latest, row) => Math.max(latest, row.changed), 0),
      sites: sites.changed,
      road: road.length === 0 ? null : Math.max(...road.map((one) => one.at)),
    },
  }
}

async function readWaiting(tx: Tx, county: string, world: number): Promise<Wall['waitingBy']> {
  return tx.query(
    `select waiting_reason as reason, nullif(waiting_need, 'halal') as need, count(*) as parties, sum(size) as persons,
       min(waiting_since) as oldest
     from party p where county = $1 and world = $2 and state = 'waiting' and not (${UNSEEN}) group by 1, 2 order by min(waiting_since)`,
    [county, world],
  )
}

/** The latest estimate of each entry. */
async function readRoad(tx: Tx, ctx: Context): Promise<Wall['roadEstimates']> {
  const rows = await tx.query<{ entry: string; persons: number; source: string; at: number }>(
    `select distinct on (entry) entry, persons, source, at from road_estimate
     where county = $1 and world = $2 order by entry, at desc`,
    [ctx.actor.county, ctx.actor.world],
  )
  return rows.map((row) => ({ ...row, stale: ctx.now - row.at > ROAD_STALE }))
}

interface Sums {
  readonly kind: Wall['byKind'][number]['kind']
  readonly community: string | null
  readonly sites: number
  readonly offered: number
  readonly held: number
  readonly occupied: number
  readonly blocked: number
  readonly free: number
  readonly changed: number
}

/** Sums over the county's own sites in use, by kind and community; free is what can still be given within pools and staffed limits. */
async function readSums(tx: Tx, county: string, world: number): Promise<Sums[]> {
  return tx.query<Sums>(
    `with per_site as (
       select l.site, sum(l.offered) filter (where l.pool <> 'site') as offered,
         sum(l.held) filter (where l.pool <> 'site') as held, sum(l.occupied) filter (where l.pool <> 'site') as occupied,
         sum(l.blocked) as blocked,
         sum(l.offered - l.held - l.occupied - l.blocked) filter (where l.pool <> 'site') as unused,
         sum(l.offered - l.held - l.occupied - l.over) filter (where l.pool = 'site') as staffed,
         max(l.changed_at) as changed
       from site_load l where l.county = $1 and l.world = $2 group by l.site)
     select s.kind, s.community, count(*) as sites, sum(p.offered) as offered, sum(p.held) as held,
       sum(p.occupied) as occupied, sum(p.blocked) as blocked,
       coalesce(sum(greatest(0, least(p.unused, p.staffed))) filter (where s.state = 'open'), 0) as free, max(p.changed) as changed
     from per_site p join site s on s.county = $1 and s.world = $2 and s.id = p.site
     where s.state in ('open', 'closing', 'suspended') and s.by_agreement = '' group by 1, 2 order by 1, 2`,
    [county, world],
  )
}

/** Adds the sums that share a key. */
function gather<K extends string>(
  rows: readonly Sums[],
  keyOf: (row: Sums) => K | null,
): (Omit<Sums, 'kind' | 'community' | 'changed'> & { key: K })[] {
  const by = new Map<K, Omit<Sums, 'kind' | 'community' | 'changed'> & { key: K }>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const sum = by.get(key)
    by.set(key, {
      key,
      sites: (sum?.sites ?? 0) + row.sites,
      offered: (sum?.offered ?? 0) + row.offered,
      held: (sum?.held ?? 0) + row.held,
      occupied: (sum?.occupied ?? 0) + row.occupied,
      blocked: (sum?.blocked ?? 0) + row.blocked,
      free: (sum?.free ?? 0) + row.free,
    })
  }
  return [...by.values()]
}

async function readSiteSums(
  tx: Tx,
  county: string,
  world: number,
): Promise<Pick<Wall, 'byKind' | 'byPlaceKind' | 'communities'> & { changed: number }> {
  const sums = await readSums(tx, county, world)
  const byPlaceKind = await tx.query<Wall['byPlaceKind'][number]>(
    `select l.kind, sum(l.offered) as offered, sum(l.occupied) as occupied,
       coalesce(sum(l.offered - l.held - l.occupied - l.blocked) filter (where s.state = 'open'), 0) as free
     from site_load l join site s on s.county = $1 and s.world = $2 and s.id = l.site
     where l.county = $1 and l.world = $2 and l.pool <> 'site' and s.state in ('open', 'closing', 'suspended')
       and s.by_agreement = '' group by l.kind order by l.kind`,
    [county, world],
  )
  return {
    byKind: gather(sums, (row) => row.kind).map(({ key, ...row }) => ({ ...row, kind: key })),
    // Who waits has no community yet; the wall tells them as a whole.
    communities: gather(sums, (row) => row.community).map(({ key, offered, held, occupied, free }) => ({
      code: key,
      offered,
      held,
      occupied,
      free,
    })),
    byPlaceKind,
    changed: sums.reduce((latest, row) => Math.max(latest, row.changed), 0),
  }
}

/** Cumulative persons every ten told minutes: from the tables, which keep the moments of each step. */
async function readCurve(tx: Tx, county: string, world: number): Promise<Wall['curve']> {
  const rows = await tx.query<{ at: number; registered: number; arrived: number; departed: number }>(
    `with steps as (
       select registered_at as at, size as registered, 0 as arrived, 0 as departed from party p
       where county = $1 and world = $2 and state <> 'merged' and not (${UNSEEN})
       union all
       select min(arrived_at), 0, max(places), 0 from placement
       where county = $1 and world = $2 and arrived_at is not null group by party
       union all
       select ended_at, 0, 0, places from placement where county = $1 and world = $2 and end_reason = 'departed')
     select to_timestamp(floor(extract(epoch from at) / 600) * 600 + 600) as at, sum(registered) as registered,
       sum(arrived) as arrived, sum(departed) as departed
     from steps group by 1 order by 1`,
    [county, world],
  )
  const sum = { registered: 0, arrived: 0, departed: 0 }
  return rows.map((row) => {
    sum.registered += row.registered
    sum.arrived += row.arrived
    sum.departed += row.departed
    return { at: row.at, ...sum }
  })
}
