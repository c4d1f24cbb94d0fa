/** Declaring, naming and closing an emergency; the clocks of drills and plays. */
import { uuidv7 } from '../../base/ids.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import { toldAt } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { keepReason } from '../../platform/reason.ts'
import { once } from '../../platform/receipt.ts'
import type { EmergencyView, WorldView } from './model.ts'
import { mayNot } from './policy.ts'
import { type EmergencyRow, forgetLive, liveOf, readLive, viewEmergency, viewWorld } from './reads.ts'
import { whenCloseCalled, whyNot } from './rules.ts'
import {
  insertEmergency,
  insertWorld,
  lockEmergency,
  saveClock,
  saveEmergency,
  saveErased,
  saveWorldEnd,
} from './store.ts'

/** How many people the emergency still holds; the lower module that knows tells it. */
export type StillInside = (tx: Tx, county: string, world: number) => Promise<number>

async function told(
  tx: Tx,
  ctx: Context,
  type: string,
  id: string,
  data: Record<string, string> = {},
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'emergency', subject: id, data })
}

/**
 * The emergency that registrations belong to. Where nobody has declared one, the first registration opens a watch:
 * a traveller at the door is the first sign, and must not wait for a form. Its data key is durable before its row is.
 */
export async function ensureLive(ctx: Context): Promise<string> {
  const { county, world } = ctx.actor
  const live = await liveOf(ctx, county, world)
  if (live !== undefined) return live.id
  const id = uuidv7(ctx.realNow, ctx.random(10))
  await ctx.keyring.createEmergencyKey(county, id)
  const opened = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const made = await insertEmergency(tx, county, world, {
      id,
      name: '',
      kind: 'other',
      state: 'watch',
      openedAt: ctx.now,
      declaredAt: null,
    })
    if (!made) return false
    await told(tx, ctx, 'emergency.opened', id)
    return true
  })
  forgetLive(ctx)
  if (opened) {
    ctx.committed(county)
    return id
  }
  // Somebody was quicker: the key made in vain goes again.
  await ctx.keyring.destroyEmergencyKey(county, id)
  const other = await ctx.db.read(deedScope(ctx), (tx) => readLive(tx, county, world))
  if (other === undefined) throw new Refusal('try_again')
  return other.id
}

export interface Declaration {
  readonly id?: string | undefined
  readonly command: string
  readonly name: string
  readonly kind: EmergencyView['kind']
  readonly reason: string
}

/** Declares an emergency, or the watch that is open. @throws Refusal not_allowed, mode.emergency_live */
export async function declare(ctx: Context, input: Declaration): Promise<EmergencyView> {
  demand(mayNot.declare(ctx.actor))
  const { county, world } = ctx.actor
  const id = input.id ?? input.command
  const before = await ctx.db.read(deedScope(ctx), (tx) => readLive(tx, county, world))
  if (before === undefined) await ctx.keyring.createEmergencyKey(county, id)
  const row = await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'declare', input.command, input, async () => {
      const live = await readLive(tx, county, world)
      if (live !== undefined && whyNot('declare', live) !== undefined)
        throw new Refusal('mode.emergency_live')
      if (live === undefined) {
        await insertEmergency(tx, county, world, {
          id,
          name: input.name,
          kind: input.kind,
          state: 'declared',
          openedAt: ctx.now,
          declaredAt: ctx.now,
        })
      } else {
        await saveEmergency(tx, county, world, {
          ...live,
          name: input.name,
          kind: input.kind,
          state: 'declared',
          declared_at: ctx.now,
        })
      }
      await keepReason(tx, ctx, input.command, input.reason)
      await told(tx, ctx, 'emergency.declared', live?.id ?? id, { kind: input.kind, command: input.command })
      return live?.id ?? id
    }).then((found) => lockedEmergency(tx, ctx, found)),
  )
  forgetLive(ctx)
  ctx.committed(county)
  return viewEmergency(row, ctx.actor)
}

async function lockedEmergency(tx: Tx, ctx: Context, id: string): Promise<EmergencyRow> {
  const row = await lockEmergency(tx, ctx.actor.county, ctx.actor.world, id)
  if (row === undefined) throw new Refusal('not_found', { what: 'emergency' })
  return row
}

/** @throws Refusal not_allowed, mode.step_not_possible */
export async function rename(
  ctx: Context,
  id: string,
  input: { readonly command: string; readonly name: string; readonly reason: string },
): Promise<EmergencyView> {
  demand(mayNot.rename(ctx.actor))
  const { county, world } = ctx.actor
  const row = await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'rename', input.command, { id, ...input }, async () => {
      const before = await lockedEmergency(tx, ctx, id)
      demand(whyNot('rename', before), { state: before.state })
      await saveEmergency(tx, county, world, { ...before, name: input.name })
      await keepReason(tx, ctx, input.command, input.reason)
      await told(tx, ctx, 'emergency.renamed', id, { command: input.command })
      return id
    }).then((found) => lockedEmergency(tx, ctx, found)),
  )
  forgetLive(ctx)
  ctx.committed(county)
  return viewEmergency(row, ctx.actor)
}

export interface ClosingServices {
  readonly stillInside: StillInside
  /** Calls for help whose people nobody has reached; an emergency is not closed over them. */
  readonly notReached: StillInside
  /** Ends whatever was there for this emergency alone, in the transaction that closes it. */
  readonly whenOver: (tx: Tx, ctx: Context, emergency: string) => Promise<void>
}

/**
 * The first call asks, the same call by a second person closes.
 * @throws Refusal not_allowed, mode.second_person, mode.step_not_possible, placement.people_inside,
 *   rescue.still_open
 */
export async function close(
  ctx: Context,
  id: string,
  input: { readonly command: string; readonly reason: string },
  { stillInside, notReached, whenOver }: ClosingServices,
): Promise<EmergencyView> {
  demand(mayNot.close(ctx.actor))
  const { county, world } = ctx.actor
  const row = await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'close', input.command, { id, ...input }, async () => {
      const before = await lockedEmergency(tx, ctx, id)
      demand(whyNot('close', before), { state: before.state })
      const step = whenCloseCalled(before.close_asked_by, ctx.actor.id)
      if (step === 'same_person') throw new Refusal('mode.second_person')
      const count = await stillInside(tx, county, world)
      if (count > 0) throw new Refusal('placement.people_inside', { count })
      const calls = await notReached(tx, county, world)
      if (calls > 0) throw new Refusal('rescue.still_open', { count: calls })
      await saveEmergency(
        tx,
        county,
        world,
        step === 'ask'
          ? { ...before, close_asked_at: ctx.now, close_asked_by: ctx.actor.id }
          : { ...before, state: 'closed', closed_at: ctx.now },
      )
      if (step !== 'ask') await whenOver(tx, ctx, id)
      await keepReason(tx, ctx, input.command, input.reason)
      await told(tx, ctx, step === 'ask' ? 'emergency.close_asked' : 'emergency.closed', id, {
        command: input.command,
      })
      return id
    }).then((found) => lockedEmergency(tx, ctx, found)),
  )
  forgetLive(ctx)
  ctx.committed(county)
  return viewEmergency(row, ctx.actor)
}

/** Notes that an emergency's identities are destroyed, in the transaction of the module that did it; once. */
export async function noteErased(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'now' | 'realNow'>,
  id: string,
  parties: number,
): Promise<void> {
  const { county, world } = ctx.actor
  if (!(await saveErased(tx, county, world, id, ctx.realNow))) return
  await record(tx, ctx.actor, ctx.now, {
    type: 'emergency.identities_destroyed',
    subjectKind: 'emergency',
    subject: id,
    data: { parties },
  })
}

/** @throws Refusal not_allowed, mode.world_is_county, mode.world_ended */
export async function setClock(ctx: Context, id: number, rate: number): Promise<WorldView> {
  demand(mayNot.steerWorld(ctx.actor))
  const world = await ctx.clock.world(ctx.actor.county, id)
  if (world.id === 0) throw new Refusal('mode.world_is_county')
  if (world.endedAt !== null) throw new Refusal('mode.world_ended')
  const now = toldAt(world, ctx.realNow)
  await ctx.db.tx({ ...deedScope(ctx), world: id }, async (tx) => {
    await saveClock(tx, ctx.actor.county, id, ctx.realNow, now, rate)
    await record(tx, { ...ctx.actor, world: id }, now, {
      type: 'world.clock_set',
      subjectKind: 'county',
      subject: worldSubject(id),
      data: { rate },
    })
  })
  ctx.clock.forget()
  ctx.committed(ctx.actor.county)
  return viewWorld(await ctx.clock.world(ctx.actor.county, id), ctx.realNow)
}

/** @throws Refusal not_allowed, mode.world_is_county, mode.world_ended */
export async function endWorld(ctx: Context, id: number): Promise<WorldView> {
  demand(mayNot.steerWorld(ctx.actor))
  const world = await ctx.clock.world(ctx.actor.county, id)
  if (world.id === 0) throw new Refusal('mode.world_is_county')
  if (world.endedAt !== null) throw new Refusal('mode.world_ended')
  await ctx.db.tx({ ...deedScope(ctx), world: id }, async (tx) => {
    await saveWorldEnd(tx, ctx.actor.county, id, ctx.realNow)
    await record(tx, { ...ctx.actor, world: id }, toldAt(world, ctx.realNow), {
      type: 'world.ended',
      subjectKind: 'county',
      subject: worldSubject(id),
    })
  })
  ctx.clock.forget()
  ctx.committed(ctx.actor.county)
  return viewWorld(await ctx.clock.world(ctx.actor.county, id), ctx.realNow)
}

/** Worlds have numbers; the ledger names its subjects by UUID. */
export function worldSubject(id: number): string {
  return `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`
}

/** Adds a drill or play in the caller's transaction, which is `placement`'s: sites are copied in the same act. */
export async function openWorld(
  tx: Tx,
  ctx: Context,
  world: {
    readonly kind: 'drill' | 'play'
    readonly name: string
    readonly startsAt: number
    readonly rate: number
  },
): Promise<number> {
  return insertWorld(tx, ctx.actor.county, {
    kind: world.kind,
    name: world.name,
    real: ctx.realNow,
    told: world.startsAt,
    rate: world.rate,
  })
}
