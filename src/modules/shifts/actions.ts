/** Deeds on hand-over sheets. */
import { demand, Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { keepReason } from '../../platform/reason.ts'
import { once } from '../../platform/receipt.ts'
import { readOpenThings } from '../reports/reads.ts'
import type { ShiftEvent } from './events.ts'
import type { HandoverView } from './model.ts'
import { mayNot } from './policy.ts'
import { readSheet } from './reads.ts'
import { type HandoverStep, whyNot } from './rules.ts'
import { endSheet, insertSheet, lockSheet } from './store.ts'

async function tell(tx: Tx, ctx: Context, type: ShiftEvent, id: string, data: Record<string, number> = {}) {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'shift', subject: id, data })
}

/** Draws a sheet up from what is open now. @throws Refusal not_allowed, shifts.open, command_reused */
export async function handOver(
  ctx: Context,
  input: { readonly command: string; readonly remarks: string },
): Promise<HandoverView> {
  demand(mayNot.handOver(ctx.actor))
  const { county, world } = ctx.actor
  const sheet = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const id = await once(tx, ctx, 'handOver', input.command, input, async () => {
      const open = await readOpenThings(tx, county, world)
      if (!(await insertSheet(tx, ctx, input.command, open))) throw new Refusal('shifts.open')
      if (input.remarks !== '') await keepReason(tx, ctx, input.command, input.remarks)
      await tell(tx, ctx, 'shift.handed', input.command, { waiting: open.waiting, rescues: open.rescues })
      return input.command
    })
    return readSheet(tx, ctx, id)
  })
  ctx.committed(county)
  return sheet
}

const ENDS = { take: 'taken', withdraw: 'withdrawn' } as const

/** @throws Refusal not_found, not_allowed, shifts.not_yours, shifts.step_not_possible, command_reused */
async function step(ctx: Context, deed: HandoverStep, id: string, command: string): Promise<HandoverView> {
  demand(mayNot.handOver(ctx.actor))
  const sheet = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, `shifts.${deed}`, command, { id, command }, async () => {
      const found = await lockSheet(tx, ctx, id)
      if (found === undefined) throw new Refusal('not_found', { what: 'shift' })
      demand(whyNot(deed, found), { state: found.state })
      await endSheet(tx, ctx, id, ENDS[deed])
      await tell(tx, ctx, `shift.${ENDS[deed]}`, id)
      return id
    })
    return readSheet(tx, ctx, id)
  })
  ctx.committed(ctx.actor.county)
  return sheet
}

/** The colleague who comes signs for it. */
export const takeShift = (ctx: Context, id: string, { command }: { readonly command: string }) =>
  step(ctx, 'take', id, command)

/** Whoever wrote it takes it back, to write it anew. */
export const withdrawSheet = (ctx: Context, id: string, { command }: { readonly command: string }) =>
  step(ctx, 'withdraw', id, command)
