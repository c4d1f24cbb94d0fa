/** Why not there: asked by whoever is about to send a party somewhere else than the program would. */
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/http/context.ts'
import { groundOf } from '../../places/reads.ts'
import { mayNot } from '../policy.ts'
import { boardOf } from '../reads/board.ts'
import { findParty } from '../reads/parties.ts'
import { minorsAlone } from '../rules.ts'
import { type WhyNot, whyNotThere } from '../why.ts'
import { requestOf } from './register.ts'

/** @throws Refusal not_found, not_allowed */
export async function listWhyNot(ctx: Context, id: string, site: string): Promise<WhyNot[]> {
  const { party, placement, seen } = await findParty(ctx.db, ctx.scope, id)
  demand(mayNot.transfer(ctx.actor, seen))
  const board = await boardOf(ctx)
  const there = board.sites.get(site)
  if (there === undefined) throw new Refusal('not_found', { what: 'site' })
  // Whoever asks is a person who chooses; the rule for those who choose is the one that counts.
  const request = { ...requestOf(ctx, await groundOf(ctx), board, party), staffedOnly: minorsAlone(party) }
  const now =
    placement && board.all.find((stock) => stock.site === placement.site && stock.pool === placement.pool)
  return whyNotThere(
    {
      state: there.state,
      isOwn: there.isOwn,
      stocks: board.all.filter((stock) => stock.site === site),
      minutes: request.way(site).minutes,
    },
    request,
    placement && now ? { minutes: request.way(placement.site).minutes, stock: now } : undefined,
  )
}
