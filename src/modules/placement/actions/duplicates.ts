/** Registered twice: joined by a person who has made sure, taken apart again, or told apart for good (invariant 5). */
import { demand } from '../../../base/refusal.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { keepReason } from '../../../platform/reason.ts'
import type { PartyView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { findParty } from '../reads/parties.ts'
import { retryWaiting } from './replace.ts'
import { begin, type Command, refuseUnless, told } from './steps.ts'

type WithReason = Command & { readonly reason: string }

async function decide(
  ctx: Context,
  deed: 'merge' | 'dismiss',
  id: string,
  input: WithReason,
  other: string,
): Promise<PartyView> {
  demand(mayNot.seeDuplicates(ctx.actor))
  const found = await findParty(ctx.db, deedScope(ctx), id)
  await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const { outcome } = await tx.one<{ outcome: string }>(
        `select placement_${deed}($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) as outcome`,
        [...begin(ctx, deed, found, input), other],
      )
      refuseUnless(outcome, found)
      await keepReason(tx, ctx, input.command, input.reason)
    },
    { retry: true },
  )
  ctx.committed(ctx.actor.county)
  return told(ctx, id)
}

/**
 * Joins a party to the one that is kept; its place is free for others, and its page leads there.
 * @throws Refusal placement.not_living, placement.step_not_possible (somebody is in it: keep that one)
 */
export async function merge(
  ctx: Context,
  id: string,
  input: WithReason & { into: string },
): Promise<PartyView> {
  const view = await decide(ctx, 'merge', id, input, input.into)
  await retryWaiting(ctx)
  return view
}

/** They are two after all. @throws Refusal not_found */
export function dismiss(ctx: Context, id: string, input: WithReason & { other: string }): Promise<PartyView> {
  return decide(ctx, 'dismiss', id, input, input.other)
}

/** Undoes a merge: the party waits, first in line, and is placed anew at once where there is room. @throws Refusal */
export async function unmerge(ctx: Context, id: string, input: Command): Promise<PartyView> {
  demand(mayNot.seeDuplicates(ctx.actor))
  const found = await findParty(ctx.db, deedScope(ctx), id)
  const [row] = await ctx.db.call<{ outcome: string }>(
    'placement_unmerge',
    'select placement_unmerge($1,$2,$3,$4,$5,$6,$7,$8,$9) as outcome',
    begin(ctx, 'unmerge', found, input),
  )
  refuseUnless(row!.outcome, found)
  ctx.committed(ctx.actor.county)
  await retryWaiting(ctx)
  return told(ctx, id)
}
