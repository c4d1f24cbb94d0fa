/** Deeds on calls for help. None of them asks whether there is a place. */
import { demand, Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { ensureLive } from '../mode/actions.ts'
import type { ReachedBy, RescueCall, Rescuer, RescueView } from './model.ts'
import { mayNot } from './policy.ts'
import { readRescue } from './reads.ts'
import { type RescueStep, whyNot } from './rules.ts'
import { insertRescue, type LockedRescue, lockRescue, saveStep } from './store.ts'

async function tell(tx: Tx, ctx: Context, type: string, id: string, data: Record<string, string | number>) {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'rescue', subject: id, data })
}

/** Keeps a call at once. @returns its id, and the number to be said on the telephone @throws Refusal command_reused */
export async function callForHelp(
  ctx: Context,
  input: RescueCall,
): Promise<{ readonly id: string; readonly nr: number }> {
  demand(mayNot.call(ctx.actor))
  const { county } = ctx.actor
  const emergency = await ensureLive(ctx)
  const key = ctx.keyring.emergency(county, emergency)
  const { id, nr } = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const called = await once(tx, ctx, 'callForHelp', input.command, input, async () => {
        const number = await insertRescue(tx, ctx, key, emergency, input)
        await tell(tx, ctx, 'rescue.called', input.command, { nr: number, persons: input.persons })
        return input.command
      })
      return readRescue(tx, ctx, called)
    },
    { retry: true },
  )
  ctx.committed(county)
  return { id, nr }
}

interface Command {
  readonly command: string
  readonly base?: number | undefined
}

/** Does a step once a command. @throws Refusal not_found, not_allowed, stale_base, rescue.step_not_possible */
async function step(
  ctx: Context,
  deed: RescueStep,
  id: string,
  input: Command,
  save: (tx: Tx, rescue: LockedRescue) => Promise<void>,
): Promise<RescueView> {
  demand(mayNot.handle(ctx.actor))
  const view = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, `rescue.${deed}`, input.command, { id, ...input }, async () => {
        const rescue = await lockRescue(tx, ctx, id)
        if (rescue === undefined) throw new Refusal('not_found', { what: 'rescue' })
        demand(whyNot(deed, rescue), { state: rescue.state })
        if (input.base !== undefined && input.base !== rescue.version)
          throw new Refusal('stale_base', { version: rescue.version })
        await save(tx, rescue)
        return id
      })
      return readRescue(tx, ctx, id)
    },
    { retry: true },
  )
  ctx.committed(ctx.actor.county)
  return view
}

/** Gives a call to somebody who goes; again to somebody else. */
export function assignRescue(
  ctx: Context,
  id: string,
  input: Command & { readonly to: Rescuer },
): Promise<RescueView> {
  return step(ctx, 'assign', id, input, async (tx, { nr }) => {
    await saveStep(tx, ctx, id, { state: 'assigned', who: input.to })
    await tell(tx, ctx, 'rescue.assigned', id, { nr, to: input.to })
  })
}

/** A person stands beside them. */
export function reachRescue(
  ctx: Context,
  id: string,
  input: Command & { readonly by: ReachedBy },
): Promise<RescueView> {
  return step(ctx, 'reach', id, input, async (tx, { nr }) => {
    await saveStep(tx, ctx, id, { state: 'reached', who: input.by })
    await tell(tx, ctx, 'rescue.reached', id, { nr, by: input.by })
  })
}

export function closeRescue(ctx: Context, id: string, input: Command): Promise<RescueView> {
  return step(ctx, 'close', id, input, async (tx, { nr }) => {
    await saveStep(tx, ctx, id, { state: 'closed' })
    await tell(tx, ctx, 'rescue.closed', id, { nr })
  })
}
