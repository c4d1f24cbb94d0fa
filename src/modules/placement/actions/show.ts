/** A party as its reader may see it. */
import { Refusal } from '../../../base/refusal.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { groundOf } from '../../places/reads.ts'
import type { PartyView } from '../model.ts'
import { boardOf } from '../reads/board.ts'
import { unconfirmedOf } from '../reads/desks.ts'
import { linksOf, mergedInto } from '../reads/links.ts'
import { findParty, type PartyRecord } from '../reads/parties.ts'
import { movedFrom } from '../reads/replan.ts'
import { fieldsFor, openIdentity, phoneOf, viewParty, viewPlacement } from '../reads/view.ts'

/**
 * One party in the actor's scope.
 * @param withToken also its public token: for the one who registered it, on a repeated command
 * @throws Refusal not_found; erased once the emergency's key is destroyed
 */
export async function showParty(
  ctx: Context,
  id: string,
  { withToken = false }: { withToken?: boolean } = {},
): Promise<PartyView> {
  const { county } = ctx.actor
  const own = ctx.actor.kind === 'staff' || ctx.actor.kind === 'party'
  const scope = withToken || !own ? deedScope(ctx) : ctx.scope
  const look = await findParty(ctx.db, scope, id, withToken ? [] : fieldsFor(ctx.actor))
  const found = { ...look, identity: openIdentity(ctx, look), ...(await linked(ctx, look.party)) }
  if (own && !withToken) await noteView(ctx, id, Object.keys(found.identity))
  const token = withToken ? ctx.keyring.emergency(county, found.party.emergency).partyToken(id, 1) : undefined
  if (found.placement === undefined)
    return viewParty({ ...found, unconfirmed: await unconfirmedOf(ctx, found.party), placement: null, token })
  const board = await boardOf(ctx)
  const site =
    board.sites.get(found.placement.site) ?? (await boardOf(ctx, true)).sites.get(found.placement.site)
  if (site === undefined) throw new Refusal('not_found', { what: 'site' })
  const phone = await phoneOf(ctx, site.id)
  const { state, accepted_at } = found.placement
  const from =
    state === 'held' && accepted_at === null
      ? await ctx.db.read(deedScope(ctx), (tx) =>
          movedFrom(tx, county, ctx.actor.world, { party: id, site: site.id }),
        )
      : null
  const view = viewPlacement(ctx, await groundOf(ctx), found.party, found.placement, site, phone)
  return viewParty({ ...found, placement: view, token, movedFrom: from })
}

/** Who may be the same, for the desk; the registration that is kept instead, for all who see this one. */
async function linked(
  ctx: Context,
  { id, state }: PartyRecord,
): Promise<Pick<PartyView, 'duplicates' | 'mergedInto'>> {
  const duplicates = await linksOf(ctx, id)
  const into = state === 'merged' ? await mergedInto(ctx, id) : undefined
  if (into === undefined) return { duplicates, mergedInto: null }
  const { county, kind } = ctx.actor
  const own =
    kind === 'party' ? { token: ctx.keyring.emergency(county, into.emergency).partyToken(into.id, 1) } : {}
  return { duplicates, mergedInto: { id: into.id, code: into.code, ...own } }
}

/** A look by staff at who somebody is, is itself remembered; a simulator's people are nobody. */
async function noteView(ctx: Context, party: string, fields: readonly string[]): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff' || actor.simulator || fields.length === 0) return
  await ctx.db.call('identity_viewed', 'select identity_viewed($1, $2, $3, $4, $5, $6)', [
    actor.county,
    actor.world,
    party,
    actor.id,
    [...fields],
    at(ctx.now),
  ])
}

/** The party's own page: a look is a sign of being on the way. */
export async function showMine(ctx: Context): Promise<PartyView> {
  if (ctx.actor.kind !== 'party') throw new Refusal('not_allowed')
  const { county, world, id } = ctx.actor
  await ctx.db.call('placement_seen', 'select placement_seen($1, $2, $3, $4)', [
    county,
    world,
    at(ctx.now),
    id,
  ])
  return showParty(ctx, id)
}
