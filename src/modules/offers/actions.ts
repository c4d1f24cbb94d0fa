/** Deeds on offers: given, looked at, opened as one site, stopped. */
import { uuidv7 } from '../../base/ids.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import { fill } from '../../base/words.ts'
import { openFields } from '../../platform/crypto/fields.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record } from '../../platform/ledger/record.ts'
import { keepReason } from '../../platform/reason.ts'
import { once, secondCommand } from '../../platform/receipt.ts'
import { readLive } from '../mode/reads.ts'
import { machine, retryWaiting } from '../placement/actions/replace.ts'
import { closeEmptied, closeSite, layOutSites } from '../placement/actions/sites.ts'
import { boardOf } from '../placement/reads/board.ts'
import { groundOf } from '../places/reads.ts'
import type { Check, Offer, OfferView, OwnOffer } from './model.ts'
import { mayNot } from './policy.ts'
import { readOffer, readOwnOffer } from './reads.ts'
import { siteOf, whyNot, whyNotChecked } from './rules.ts'
import {
  insertOffer,
  type LockedOffer,
  lockLiving,
  lockOffer,
  SEALED_FIELDS,
  SEALED_IN,
  saveState,
} from './store.ts'
import { SITE_NAME } from './words.ts'

async function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  id: string,
  area: string | null,
  data: Record<string, string | number>,
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, { type, subjectKind: 'offer', subject: id, area, data })
}

/** Keeps an offer; nothing is used before somebody has looked at it. @throws Refusal offers.no_emergency, sites.no_places */
export async function offerPlaces(
  ctx: Context,
  input: Offer,
): Promise<{ readonly id: string; readonly nr: number; readonly token: string }> {
  demand(mayNot.offer(ctx.actor))
  if (input.beds + input.floors === 0 || input.beds + input.floors > 200) throw new Refusal('sites.no_places')
  const { county, world } = ctx.actor
  const live = await ctx.db.read(deedScope(ctx), (tx) => readLive(tx, county, world))
  if (live === undefined) throw new Refusal('offers.no_emergency')
  const key = ctx.keyring.emergency(county, live.id)
  const token = key.partyToken(input.command, 1)
  const view = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, 'offerPlaces', input.command, input, async () => {
        const nr = await insertOffer(tx, ctx, key, live.id, input, tokenHash(token))
        const data = { nr, beds: input.beds, floors: input.floors, kind: input.kind }
        await tell(tx, ctx, 'offer.offered', input.command, input.community ?? null, data)
        return input.command
      })
      return readOffer(tx, ctx, id)
    },
    { retry: true },
  )
  ctx.committed(county)
  return { id: view.id, nr: view.nr, token }
}

interface Command {
  readonly command: string
  readonly base?: number | undefined
}

async function demandOffer(tx: Tx, ctx: Context, id: string, base: number | undefined): Promise<LockedOffer> {
  const offer = await lockOffer(tx, ctx, { id })
  if (offer === undefined) throw new Refusal('not_found', { what: 'offer' })
  demand(mayNot.decide(ctx.actor, offer))
  if (base !== undefined && base !== offer.version)
    throw new Refusal('stale_base', { version: offer.version })
  return offer
}

/**
 * Somebody has looked at it: one site is declared and open, and whoever waits is tried there at once.
 * @throws Refusal offers.stove_unchecked, offers.step_not_possible, sites.no_places
 */
export async function checkOffer(ctx: Context, id: string, input: Check): Promise<OfferView> {
  const ground = await groundOf(ctx)
  const view = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, 'checkOffer', input.command, { id, ...input }, async () => {
        const offer = await demandOffer(tx, ctx, id, input.base)
        demand(whyNot('check', offer), { state: offer.state })
        demand(whyNotChecked(offer, input))
        const key = ctx.keyring.emergency(ctx.actor.county, offer.emergency)
        const host = openFields(key, SEALED_IN, id, SEALED_FIELDS, offer.sealed)
        const name = {
          zh: fill(SITE_NAME[offer.kind], 'zh', { nr: String(offer.nr) }),
          en: fill(SITE_NAME[offer.kind], 'en', { nr: String(offer.nr) }),
        }
        const site = uuidv7(ctx.realNow, ctx.random(10))
        await layOutSites(tx, ctx, [{ id: site, site: siteOf(offer, input, host, name), state: 'open' }])
        const { community } = ground.locate(input)
        const { beds, floors, forWhom } = input
        await saveState(tx, ctx, id, 'open', { site, beds, floors, forWhom, community })
        await tell(tx, ctx, 'offer.opened', id, community, { nr: offer.nr, beds, floors, site })
        return id
      })
      return readOffer(tx, ctx, id)
    },
    { retry: true },
  )
  await boardOf(ctx, true)
  ctx.committed(ctx.actor.county)
  await retryWaiting(ctx)
  return view
}

/** @throws Refusal offers.step_not_possible */
export async function refuseOffer(
  ctx: Context,
  id: string,
  input: Command & { readonly reason: string },
): Promise<OfferView> {
  const view = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, 'refuseOffer', input.command, { id, ...input }, async () => {
        const offer = await demandOffer(tx, ctx, id, input.base)
        demand(whyNot('refuse', offer), { state: offer.state })
        await saveState(tx, ctx, id, 'refused')
        await keepReason(tx, ctx, input.command, input.reason)
        await tell(tx, ctx, 'offer.refused', id, offer.community, { nr: offer.nr, command: input.command })
        return id
      })
      return readOffer(tx, ctx, id)
    },
    { retry: true },
  )
  ctx.committed(ctx.actor.county)
  return view
}

/** Marks the offer stopped; its site is closed by the same command, once. */
async function stopLocked(tx: Tx, ctx: Context, offer: LockedOffer): Promise<void> {
  demand(whyNot('stop', offer), { state: offer.state })
  await saveState(tx, ctx, offer.id, offer.site === null ? 'withdrawn' : 'ended')
  await tell(tx, ctx, 'offer.stopped', offer.id, offer.community, { nr: offer.nr })
}

/**
 * Offers end with the emergency they were made for, and their doors close: nobody is inside any more. In the
 * transaction that closes the emergency.
 */
export async function endOffers(tx: Tx, ctx: Context, emergency: string): Promise<void> {
  for (const { id, nr, community, site } of await lockLiving(tx, ctx, emergency)) {
    await saveState(tx, ctx, id, site === null ? 'withdrawn' : 'ended')
    if (site !== null) await closeEmptied(tx, ctx, site)
    await tell(tx, ctx, 'offer.ended', id, community, { nr })
  }
}

/** Whoever is at the site is placed anew. The host's own word is enough, so the machine closes it. */
async function closeItsSite(ctx: Context, site: string | null, command: string): Promise<void> {
  if (site === null) return
  const { county, world, mode } = ctx.actor
  const actor = machine(county, world, mode)
  await closeSite({ ...ctx, actor, scope: deedScope({ actor }) }, site, { command, moveInside: true })
}

/** Stops an offer at the host's word by telephone. */
export async function stopOffer(ctx: Context, id: string, input: Command): Promise<OfferView> {
  const site = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      let opened: string | null = null
      await once(tx, ctx, 'stopOffer', input.command, { id, ...input }, async () => {
        const offer = await demandOffer(tx, ctx, id, input.base)
        opened = offer.site
        await stopLocked(tx, ctx, offer)
        return id
      })
      return opened ?? (await readOffer(tx, ctx, id)).site
    },
    { retry: true },
  )
  await closeItsSite(ctx, site, secondCommand(input.command))
  ctx.committed(ctx.actor.county)
  return ctx.db.read(deedScope(ctx), (tx) => readOffer(tx, ctx, id))
}

/** The host's own stop. @throws Refusal bad_token, offers.step_not_possible */
export async function stopOwnOffer(
  ctx: Context,
  input: { readonly command: string; readonly token: string },
): Promise<OwnOffer> {
  const hash = tokenHash(input.token)
  const site = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const offer = await lockOffer(tx, ctx, { tokenHash: hash })
      if (offer === undefined) throw new Refusal('bad_token')
      await once(
        tx,
        ctx,
        'stopOwnOffer',
        input.command,
        { offer: offer.id, command: input.command },
        async () => {
          await stopLocked(tx, ctx, offer)
          return offer.id
        },
      )
      return offer.site
    },
    { retry: true },
  )
  await closeItsSite(ctx, site, secondCommand(input.command))
  ctx.committed(ctx.actor.county)
  return ctx.db.read(deedScope(ctx), (tx) => readOwnOffer(tx, ctx, input.token))
}
