/** Deeds on road news and departure plans. */
import { demand, Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { liveOf } from '../mode/reads.ts'
import type { DeparturePlan, DeparturePlanning, RoadNews, RoadReport } from './model.ts'
import { mayNot } from './policy.ts'
import { forgetRoad, readDeparting, readNewsRow, readPlan } from './reads.ts'
import { type WaveStep, whyNot } from './rules.ts'
import { endNews, endPlans, insertNews, insertPlan, lockPlan, saveAnnounced } from './store.ts'
import { windowsOf } from './waves.ts'

async function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  id: string,
  data: Record<string, string | number> = {},
): Promise<void> {
  const subjectKind = type.startsWith('road.') ? 'road_news' : 'departure_plan'
  await record(tx, ctx.actor, ctx.now, { type, subjectKind, subject: id, data })
}

/** Says how a road is; a later word ends the earlier. @throws Refusal not_allowed, road.times_wrong, command_reused */
export async function postNews(ctx: Context, input: RoadReport): Promise<RoadNews> {
  demand(mayNot.post(ctx.actor))
  if (input.until !== undefined && input.until < (input.since ?? ctx.now))
    throw new Refusal('road.times_wrong')
  const news = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, 'postNews', input.command, input, async () => {
        await insertNews(tx, ctx, input)
        await tell(tx, ctx, 'road.posted', input.command, { state: input.state, source: input.source })
        return input.command
      })
      return readNewsRow(tx, ctx, id)
    },
    { retry: true },
  )
  forgetRoad(ctx)
  ctx.committed(ctx.actor.county)
  return news
}

/** Takes news down; what has ended already stays as it is. @throws Refusal not_allowed, command_reused */
export async function withdrawNews(
  ctx: Context,
  id: string,
  { command }: { readonly command: string },
): Promise<{ readonly done: boolean }> {
  demand(mayNot.post(ctx.actor))
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'withdrawNews', command, { id, command }, async () => {
      if (await endNews(tx, ctx, id)) await tell(tx, ctx, 'road.withdrawn', id)
      return id
    }),
  )
  forgetRoad(ctx)
  ctx.committed(ctx.actor.county)
  return { done: true }
}

/** Works out windows from the vehicles there are now. @throws Refusal not_allowed, road.no_emergency, command_reused */
export async function planDepartures(ctx: Context, input: DeparturePlanning): Promise<DeparturePlan> {
  demand(mayNot.post(ctx.actor))
  const { county, world } = ctx.actor
  const live = await liveOf(ctx, county, world)
  if (live === undefined) throw new Refusal('road.no_emergency')
  const plan = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, 'planDepartures', input.command, input, async () => {
        for (const dropped of await endPlans(tx, ctx, 'planned', 'dropped'))
          await tell(tx, ctx, 'departure.dropped', dropped)
        const departing = await readDeparting(tx, county, world)
        const windows = windowsOf(departing, input.ways, input.order, ctx.now)
        await insertPlan(tx, ctx, live.id, input, windows)
        const vehicles = departing.reduce((n, one) => n + one.vehicles, 0)
        await tell(tx, ctx, 'departure.planned', input.command, { vehicles, windows: windows.length })
        return input.command
      })
      return readPlan(tx, ctx, id)
    },
    { retry: true },
  )
  ctx.committed(county)
  return plan
}

interface Step {
  readonly command: string
  readonly base?: number | undefined
}

/** Does a step once a command. @throws Refusal not_found, not_allowed, stale_base, road.step_not_possible */
async function step(
  ctx: Context,
  deed: WaveStep,
  id: string,
  input: Step,
  save: (tx: Tx) => Promise<void>,
): Promise<DeparturePlan> {
  demand(mayNot.post(ctx.actor))
  const plan = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, `departure.${deed}`, input.command, { id, ...input }, async () => {
        const found = await lockPlan(tx, ctx, id)
        if (found === undefined) throw new Refusal('not_found', { what: 'departure_plan' })
        demand(whyNot(deed, found), { state: found.state })
        if (input.base !== undefined && input.base !== found.version)
          throw new Refusal('stale_base', { version: found.version })
        await save(tx)
        return id
      })
      return readPlan(tx, ctx, id)
    },
    { retry: true },
  )
  forgetRoad(ctx)
  ctx.committed(ctx.actor.county)
  return plan
}

/** Tells everybody; a plan announced before ends. */
export function announceDepartures(ctx: Context, id: string, input: Step): Promise<DeparturePlan> {
  return step(ctx, 'announce', id, input, async (tx) => {
    for (const ended of await endPlans(tx, ctx, 'announced', 'done'))
      await tell(tx, ctx, 'departure.ended', ended)
    await saveAnnounced(tx, ctx, id)
    await tell(tx, ctx, 'departure.announced', id)
  })
}

export function dropDepartures(ctx: Context, id: string, input: Step): Promise<DeparturePlan> {
  return step(ctx, 'drop', id, input, async (tx) => {
    await endPlans(tx, ctx, 'planned', 'dropped')
    await tell(tx, ctx, 'departure.dropped', id)
  })
}

export function endDepartures(ctx: Context, id: string, input: Step): Promise<DeparturePlan> {
  return step(ctx, 'end', id, input, async (tx) => {
    await endPlans(tx, ctx, 'announced', 'done')
    await tell(tx, ctx, 'departure.ended', id)
  })
}
