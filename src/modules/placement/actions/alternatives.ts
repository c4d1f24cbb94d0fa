/** 换一个: other places that a party could have. A question; taking one is a transfer. */
import { demand } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/http/context.ts'
import { groundOf } from '../../places/reads.ts'
import { alternatives, type Candidate } from '../choose.ts'
import type { Alternative } from '../model.ts'
import { mayNot } from '../policy.ts'
import { type Board, boardOf } from '../reads/board.ts'
import { findParty } from '../reads/parties.ts'
import { kindOf, poolOf } from '../reads/view.ts'
import { changesItself, minorsAlone, stillWaits, travelsBy } from '../rules.ts'
import { requestOf } from './register.ts'

/** Name and door of a home are told to the guest who has accepted it (people.md, host and guest). */
const UNTOLD = { name: '', nameEn: '', landmark: '', landmarkEn: '' }

/**
 * Up to two other places, nearest first by the rule that placed it; empty where the party holds none to change.
 * @throws Refusal not_found, not_allowed
 */
export async function listAlternatives(ctx: Context, id: string): Promise<Alternative[]> {
  const { party, placement, seen } = await findParty(ctx.db, ctx.scope, id)
  demand(mayNot.transfer(ctx.actor, seen))
  if (placement === undefined) return []
  const now = { state: placement.state, kind: kindOf(placement.pool) }
  if (!changesItself(now).includes(party.state)) return []
  const board = await boardOf(ctx)
  // A host may be chosen, by whoever has somebody grown up with them.
  const request = { ...requestOf(ctx, await groundOf(ctx), board, party), staffedOnly: minorsAlone(party) }
  const by = travelsBy(party.vehicle)
  const stocks = stillWaits(now) ? board.stocks.filter(({ kind }) => kind !== 'seat') : board.stocks
  return alternatives(stocks, placement.site, request).map((one) => ({ ...tell(board, one), by }))
}

function tell(board: Board, { site, pool, minutes, metres }: Candidate): Omit<Alternative, 'by'> {
  const { id, kind, priceClass, priceFen, features, ...words } = board.sites.get(site)!
  const { name, nameEn, landmark, landmarkEn } = kind === 'home' ? UNTOLD : words
  const place = poolOf(pool)
  return {
    site: { id, name, nameEn, kind, landmark, landmarkEn, priceClass, priceFen, features: [...features] },
    kind: place.kind,
    roomClass: place.roomClass,
    minutes,
    metres,
  }
}
