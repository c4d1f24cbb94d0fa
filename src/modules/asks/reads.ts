/** Questions about asking. */
import { Refusal } from '../../base/refusal.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { sitePhones } from '../placement/reads/contact.ts'
import { readSites } from '../placement/reads/sites.ts'
import type { AskedSite, AskRow } from './model.ts'
import { byCall } from './rules.ts'

/** Telling a site's link apart from every other: derived, so that it is kept nowhere and can be told again. */
export function tokenOf(
  ctx: Pick<Context, 'keyring'> & { readonly actor: { readonly county: string } },
  ask: string,
): string {
  return ctx.keyring.county(ctx.actor.county).partyToken(`ask:${ask}`, 1)
}

interface Ask {
  readonly id: string
  readonly site: string
  readonly asked_at: number
  readonly answered_at: number | null
}

export async function askOfToken(tx: Tx, ctx: Context, token: string): Promise<Ask> {
  const { county, world } = ctx.actor
  const ask = await tx.maybe<Ask>(
    'select id, site, asked_at, answered_at from site_ask where county = $1 and world = $2 and token_hash = $3',
    [county, world, Buffer.from(tokenHash(token))],
  )
  if (ask === undefined) throw new Refusal('bad_token')
  return ask
}

/** The last round: who has not answered first. */
export async function listAsks(ctx: Context): Promise<AskRow[]> {
  const { county, world } = ctx.actor
  const { asks, sites, phones } = await ctx.db.read(deedScope(ctx), async (tx) => {
    const asks = await tx.query<Ask>(
      `select id, site, asked_at, answered_at from site_ask where county = $1 and world = $2 and round =
         (select round from site_ask where county = $1 and world = $2 order by asked_at desc limit 1)`,
      [county, world],
    )
    const asked = asks.map(({ site }) => site)
    return {
      asks,
      sites: await readSites(tx, county, world),
      phones: await sitePhones(tx, ctx.keyring, county, world, asked),
    }
  })
  const byId = new Map(sites.map((site) => [site.id, site]))
  const rows = asks.map(({ id, site, asked_at, answered_at }): AskRow => {
    const { name, nameEn, kind, state, offered, free } = byId.get(site)!
    const phone = phones.get(site) ?? null
    const path = `/ask/${tokenOf(ctx, id)}`
    return {
      ...{ id, site, name, nameEn, kind, state, phone, path, offered, free },
      askedAt: asked_at,
      answeredAt: answered_at,
    }
  })
  return rows.sort(byCall)
}

export async function viewAsked(tx: Tx, ctx: Context, token: string): Promise<AskedSite> {
  const ask = await askOfToken(tx, ctx, token)
  const [site] = await readSites(tx, ctx.actor.county, ctx.actor.world, { id: ask.site })
  const { name, nameEn, state, wardens, pools } = site!
  return { name, nameEn, state, wardens, pools, answeredAt: ask.answered_at }
}

/** @throws Refusal bad_token */
export function askedSite(ctx: Context, token: string): Promise<AskedSite> {
  return ctx.db.read(deedScope(ctx), (tx) => viewAsked(tx, ctx, token))
}
