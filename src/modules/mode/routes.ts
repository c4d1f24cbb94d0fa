import { Refusal } from '../../base/refusal.ts'
import { bind, type Context } from '../../platform/http/context.ts'
import { type ClosingServices, close, declare, endWorld, rename, setClock } from './actions.ts'
import { modeApi } from './api.ts'
import { liveOf, readEmergencies, readWorlds, viewEmergency, viewWorld } from './reads.ts'
import { isInForce } from './rules.ts'

/** One night being played, or played to the end. */
export interface NightView {
  readonly world: number
  readonly path: string
  readonly running: boolean
  /** Its process has died: nobody travels any more. */
  readonly failed: boolean
  readonly speed: number
  readonly now: number
  readonly registered: number
  readonly total: number
  readonly arrived: number
}

/** Plays nights; the program brings it, since a night travels through the whole house from outside. */
export interface Nights {
  start(
    ctx: Context,
    order: { readonly speed: number; readonly hotelsFail: boolean },
  ): Promise<{ world: number; path: string; token: string; expiresAt: number }>
  list(): NightView[]
  stop(world: number): Promise<boolean>
}

export interface ModeServices extends ClosingServices {
  readonly nights: Nights
}

async function demandDemo(ctx: Context): Promise<void> {
  const county = await ctx.clock.county(ctx.actor.county)
  if (!county.demo) throw new Refusal('mode.not_a_demo')
}

export const modeRoutes = (services: ModeServices) =>
  bind(modeApi, {
    async mode(ctx) {
      const { county, world, mode } = ctx.actor
      const live = await liveOf(ctx, county, world)
      return {
        mode,
        emergency:
          live !== undefined && (isInForce(live) || ctx.actor.kind === 'staff')
            ? viewEmergency(live, ctx.actor)
            : null,
        open: live !== undefined,
        world: viewWorld(await ctx.clock.world(county, world), ctx.realNow),
      }
    },
    async emergencies(ctx) {
      const { county, world } = ctx.actor
      const rows = await ctx.db.read(ctx.scope, (tx) => readEmergencies(tx, county, world))
      return { emergencies: rows.map((row) => viewEmergency(row, ctx.actor)) }
    },
    declare: (ctx, { body }) => declare(ctx, body),
    rename: (ctx, { params, body }) => rename(ctx, params.id, body),
    close: (ctx, { params, body }) => close(ctx, params.id, body, services),
    worlds: async (ctx) => ({ worlds: await readWorlds(ctx) }),
    setClock: (ctx, { params, body }) => setClock(ctx, params.id, body.rate),
    endWorld: (ctx, { params }) => endWorld(ctx, params.id),
    async playNight(ctx, { body }, answer) {
      await demandDemo(ctx)
      const { path, ...session } = await services.nights.start(ctx, body)
      answer.session = session
      return { world: session.world, path }
    },
    async nights(ctx) {
      const county = await ctx.clock.county(ctx.actor.county)
      return { nights: county.demo ? services.nights.list() : [] }
    },
    async stopNight(ctx, { params }) {
      await demandDemo(ctx)
      return { stopped: await services.nights.stop(params.world) }
    },
  })
