/** Questions about roads and departures. */
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { remember } from '../../platform/remember.ts'
import type { Need, Vehicle } from '../placement/model.ts'
import { type Departing, type DeparturePlan, type RoadNews, WAVE_CLASSES, type WaveWindow } from './model.ts'
import { COACH, classOf } from './rules.ts'

const NEWS = `select id, road, direction, state, source, since, until, note, posted_at as "postedAt"
  from road_news where county = $1 and world = $2`

export async function readNewsRow(tx: Tx, ctx: Context, id: string): Promise<RoadNews> {
  const { county, world } = ctx.actor
  return tx.one<RoadNews>(`${NEWS} and id = $3`, [county, world, id])
}

/** What holds: closed roads first, then by road. */
export async function readNews(tx: Tx, county: string, world: number): Promise<RoadNews[]> {
  return tx.query<RoadNews>(
    `${NEWS} and ended_at is null
     order by array_position(array['closed', 'restricted', 'open'], state), road, direction limit 60`,
    [county, world],
  )
}

const PLAN = `select id, state, ways, wave_order as "order", windows, planned_at as "plannedAt",
    announced_at as "announcedAt", version from departure_plan where county = $1 and world = $2`

export async function readPlan(tx: Tx, ctx: Context, id: string): Promise<DeparturePlan> {
  const { county, world } = ctx.actor
  return tx.one<DeparturePlan>(`${PLAN} and id = $3`, [county, world, id])
}

/** Who is still here under a roof or on the way to one, by class. Counts only. */
export async function readDeparting(tx: Tx, county: string, world: number): Promise<Departing[]> {
  const rows = await tx.query<{
    readonly vehicle: Vehicle
    readonly children: number
    readonly infants: number
    readonly needs: Need[]
    readonly parties: number
    readonly persons: number
  }>(
    `select vehicle, least(children, 1) as children, least(infants, 1) as infants, needs, count(*)::int as parties,
       sum(size)::int as persons
     from party where county = $1 and world = $2 and state in ('registered', 'waiting', 'placed', 'arrived')
     group by 1, 2, 3, 4`,
    [county, world],
  )
  const counts = new Map(WAVE_CLASSES.map((who) => [who, { parties: 0, persons: 0 }]))
  for (const row of rows) {
    const count = counts.get(classOf(row))!
    count.parties += row.parties
    count.persons += row.persons
  }
  return WAVE_CLASSES.map((who) => {
    const { parties, persons } = counts.get(who)!
    return { who, parties, persons, vehicles: vehiclesOf(who, parties, persons) }
  })
}

/** People of a coach register one party a family; people without a vehicle are fetched by coach. */
function vehiclesOf(who: Departing['who'], parties: number, persons: number): number {
  return who === 'coach' || who === 'none' ? Math.ceil(persons / COACH) : parties
}

interface Told {
  readonly news: RoadNews[]
  readonly announcedAt: number | null
  readonly windows: Omit<WaveWindow, 'vehicles'>[]
}

/** Real milliseconds: every party's page asks, and it changes a few times a night. */
const BELIEVED = 2_000
const roads = remember<Told>(BELIEVED)

/** After a change by this process. */
export function forgetRoad(ctx: Context): void {
  roads.forget(ctx)
}

/** What everybody may read. */
export async function showRoad(ctx: Context): Promise<{ readonly now: number } & Told> {
  const { county, world } = ctx.actor
  const told = await roads.get(ctx, `${county}/${world}`, () =>
    ctx.db.read(deedScope(ctx), async (tx) => {
      const news = await readNews(tx, county, world)
      const [plan] = await tx.query<DeparturePlan>(`${PLAN} and state = 'announced'`, [county, world])
      return {
        news,
        announcedAt: plan?.announcedAt ?? null,
        windows: (plan?.windows ?? []).map(({ vehicles: _, ...window }) => window),
      }
    }),
  )
  return { now: ctx.now, ...told }
}

/** Plans kept on the screen. */
const SHOWN = 10

export async function showDepartures(
  ctx: Context,
): Promise<{ readonly now: number; readonly departing: Departing[]; readonly plans: DeparturePlan[] }> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => ({
    now: ctx.now,
    departing: await readDeparting(tx, county, world),
    plans: await tx.query<DeparturePlan>(`${PLAN} order by planned_at desc, id desc limit $3`, [
      county,
      world,
      SHOWN,
    ]),
  }))
}
