/** Deeds at the entries: codes made and revoked, desks set up. */
import { demand, Refusal } from '../../base/refusal.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { groundOf } from '../places/reads.ts'
import type { CodeKind, EntryGate } from './model.ts'
import { mayNot } from './policy.ts'
import { forgetGates, listGates } from './reads.ts'
import { insertCode, lockCode, saveDesk, saveRevoked } from './store.ts'

async function demandEntry(ctx: Context, entry: string): Promise<void> {
  if (!(await groundOf(ctx)).entries.has(entry)) throw new Refusal('places.unknown_entry', { entry })
}

async function shown(ctx: Context, entry: string): Promise<EntryGate> {
  forgetGates(ctx)
  ctx.committed(ctx.actor.county)
  return (await listGates(ctx)).find((gate) => gate.entry === entry)!
}

/** A code for a poster or a screen; the command is its id. @throws Refusal places.unknown_entry, not_allowed */
export async function makeCode(
  ctx: Context,
  entry: string,
  input: { readonly command: string; readonly kind: CodeKind; readonly perMinute: number },
): Promise<EntryGate> {
  demand(mayNot.arrange(ctx.actor))
  await demandEntry(ctx, entry)
  const { command, kind, perMinute } = input
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'makeEntryCode', command, { entry, ...input }, async () => {
      await insertCode(tx, ctx, { id: command, entry, kind, perMinute })
      await record(tx, ctx.actor, ctx.now, {
        type: 'entry.code_made',
        subjectKind: 'entry_code',
        subject: command,
        data: { entry, kind, perMinute },
      })
      return command
    }),
  )
  return shown(ctx, entry)
}

/** It vouches for nobody from now on. @throws Refusal not_found, entries.code_revoked, not_allowed */
export async function revokeCode(
  ctx: Context,
  id: string,
  input: { readonly command: string },
): Promise<EntryGate> {
  demand(mayNot.arrange(ctx.actor))
  const entry = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const code = await lockCode(tx, ctx, id)
    if (code === undefined) throw new Refusal('not_found', { what: 'entry_code' })
    await once(tx, ctx, 'revokeEntryCode', input.command, { id, ...input }, async () => {
      if (code.revokedAt !== null) throw new Refusal('entries.code_revoked')
      await saveRevoked(tx, ctx, id)
      await record(tx, ctx.actor, ctx.now, {
        type: 'entry.code_revoked',
        subjectKind: 'entry_code',
        subject: id,
        data: { entry: code.entry },
      })
      return id
    })
    return code.entry
  })
  return shown(ctx, entry)
}

/** A desk stands at an entry, or does no longer. @throws Refusal places.unknown_entry, not_allowed */
export async function setDesk(
  ctx: Context,
  entry: string,
  input: { readonly command: string; readonly open: boolean },
): Promise<EntryGate> {
  demand(mayNot.arrange(ctx.actor))
  await demandEntry(ctx, entry)
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'setEntryDesk', input.command, { entry, ...input }, async () => {
      if (await saveDesk(tx, ctx, entry, input.open))
        await record(tx, ctx.actor, ctx.now, {
          type: input.open ? 'entry.desk_opened' : 'entry.desk_closed',
          subjectKind: 'entry',
          subject: input.command,
          data: { entry },
        })
      return input.command
    }),
  )
  return shown(ctx, entry)
}
