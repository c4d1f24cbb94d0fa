/** Counting heads and telling what a site lacks. Whoever may change the site may tell of it. */
import { demand, Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { idFrom } from '../../platform/jobs/reactions.ts'
import { record } from '../../platform/ledger/record.ts'
import { once } from '../../platform/receipt.ts'
import { mayNot } from '../placement/policy.ts'
import { readSites } from '../placement/reads/sites.ts'
import { lockedSite } from '../sites/actions.ts'
import type { Census, SiteWants, Want, Wanted } from './model.ts'
import { readAll, readCensus, readInside, readOfSite, readWant } from './reads.ts'
import { whyNot } from './rules.ts'
import { endWant, insertCensus, lockWant, setWant } from './store.ts'

async function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  site: { readonly id: string; readonly community: string | null },
  data: Record<string, string | number>,
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, {
    type,
    subjectKind: 'site',
    subject: site.id,
    area: site.community,
    data,
  })
}

/** @throws Refusal not_found, not_allowed */
async function ownSite(tx: Tx, ctx: Context, id: string) {
  const site = await lockedSite(tx, ctx.actor, id)
  demand(mayNot.changeSite(ctx.actor, site))
  return site
}

/** Keeps a count beside what the program had inside. @throws Refusal not_found, not_allowed, command_reused */
export async function countHeads(
  ctx: Context,
  id: string,
  input: { readonly command: string; readonly heads: number },
): Promise<Census> {
  const census = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const site = await ownSite(tx, ctx, id)
    const counted = await once(tx, ctx, 'countHeads', input.command, { id, ...input }, async () => {
      const recorded = await readInside(tx, ctx, id)
      await insertCensus(tx, ctx, { id: input.command, site: id, heads: input.heads, recorded })
      await tell(tx, ctx, 'site.counted', site, { heads: input.heads, recorded })
      return input.command
    })
    return readCensus(tx, ctx, counted)
  })
  ctx.committed(ctx.actor.county)
  return census
}

/** Sets what a site lacks; items not named stay as they are. @throws Refusal not_found, not_allowed, command_reused */
export async function tellWants(
  ctx: Context,
  id: string,
  input: {
    readonly command: string
    readonly wants: readonly { readonly item: Wanted; readonly quantity: number }[]
  },
): Promise<SiteWants> {
  const wants = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const site = await ownSite(tx, ctx, id)
    await once(tx, ctx, 'tellWants', input.command, { id, ...input }, async () => {
      for (const { item, quantity } of input.wants) {
        const want = { id: idFrom(`${input.command}/${item}`, 'census.want'), site: id, item, quantity }
        const before = await setWant(tx, ctx, want)
        if (before === quantity) continue
        await tell(tx, ctx, quantity === 0 ? 'site.want_withdrawn' : 'site.wants', site, { item, quantity })
      }
      return id
    })
    return readOfSite(tx, ctx, id)
  })
  ctx.committed(ctx.actor.county)
  return wants
}

/** It has been brought. @throws Refusal not_found, not_allowed, census.step_not_possible, command_reused */
export async function wantMet(
  ctx: Context,
  id: string,
  { command }: { readonly command: string },
): Promise<Want> {
  const met = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, 'wantMet', command, { id, command }, async () => {
      const want = await lockWant(tx, ctx, id)
      if (want === undefined) throw new Refusal('not_found', { what: 'want' })
      const site = await ownSite(tx, ctx, want.site)
      demand(whyNot(want), { state: want.state })
      await endWant(tx, ctx, id, 'met')
      const { item } = await readWant(tx, ctx, id)
      await tell(tx, ctx, 'site.want_met', site, { item })
      return id
    })
    return readWant(tx, ctx, id)
  })
  ctx.committed(ctx.actor.county)
  return met
}

export async function showOfSite(ctx: Context, id: string): Promise<SiteWants> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const [site] = await readSites(tx, county, world, { id })
    if (site === undefined) throw new Refusal('not_found', { what: 'site' })
    demand(mayNot.changeSite(ctx.actor, site))
    return readOfSite(tx, ctx, id)
  })
}

export async function showAll(ctx: Context): Promise<{ readonly now: number; readonly sites: SiteWants[] }> {
  return { now: ctx.now, sites: await ctx.db.read(deedScope(ctx), (tx) => readAll(tx, ctx)) }
}
