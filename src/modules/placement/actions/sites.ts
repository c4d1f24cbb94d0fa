/** Writes on sites: the declaration is `sites`', the counters are ours, and both change in one transaction. */
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { actorJson, type LedgerEntry, record, recordAll } from '../../../platform/ledger/record.ts'
import { keepReason } from '../../../platform/reason.ts'
import { once } from '../../../platform/receipt.ts'
import { type Ground, groundOf } from '../../places/reads.ts'
import {
  changeDeclaration,
  closeDeclared,
  declareSites,
  lockedSite,
  openDeclared,
  openStandby,
  suspendDeclared,
} from '../../sites/actions.ts'
import type { SiteChange, SiteDeclaration, SiteKind, SiteState } from '../../sites/model.ts'
import { whyNot } from '../../sites/rules.ts'
import type { SiteView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { boardOf } from '../reads/board.ts'
import { readSites } from '../reads/sites.ts'
import { moveOn, retryWaiting } from './replace.ts'
import type { Command } from './steps.ts'

/** Does a deed on a site once a command and answers with the site. */
export async function onSite(
  ctx: Context,
  deed: string,
  command: string,
  input: unknown,
  work: (tx: Tx) => Promise<string>,
): Promise<SiteView> {
  const { county, world } = ctx.actor
  const view = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      const id = await once(tx, ctx, deed, command, input, () => work(tx))
      const [site] = await readSites(tx, county, world, { id })
      if (site === undefined) throw new Refusal('not_found', { what: 'site' })
      return site
    },
    { retry: true },
  )
  await boardOf(ctx, true)
  ctx.committed(county)
  return view
}

export async function resize(tx: Tx, ctx: Context, id: string): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query('select placement_resize($1, $2, $3, $4, $5)', [
    county,
    world,
    id,
    at(ctx.now),
    actorJson(ctx.actor),
  ])
}

/** Locks the counters of sites in their order, as whoever gives places does, so that nobody is placed there meanwhile. */
export async function lockCounters(tx: Tx, ctx: Context, sites: readonly string[]): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query('select placement_lock_counters($1, $2, $3)', [county, world, sites])
}

type SiteData = Readonly<Record<string, string | number | null>>

function siteEntry(type: string, id: string, area: string | null, data: SiteData = {}): LedgerEntry {
  return { type, subjectKind: 'site', subject: id, area, data }
}

export async function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  id: string,
  area: string | null,
  data: SiteData = {},
): Promise<void> {
  await record(tx, ctx.actor, ctx.now, siteEntry(type, id, area, data))
}

function demandBase(base: number | undefined, version: number): void {
  if (base !== undefined && base !== version) throw new Refusal('stale_base', { version })
}

const sum = (pools: readonly { places: number }[]): number => pools.reduce((n, pool) => n + pool.places, 0)

/** Declares a site, in standby. @throws Refusal sites.no_places, sites.rooms_do_not_divide, sites.duplicate */
export async function createSite(
  ctx: Context,
  input: SiteDeclaration & { readonly id?: string | undefined; readonly command: string },
): Promise<SiteView> {
  const { id: wished, command, ...site } = input
  const id = wished ?? command
  const where = (await groundOf(ctx)).locate(site)
  demand(mayNot.declareSite(ctx.actor, { id, ...where }))
  const { county } = ctx.actor
  return onSite(ctx, 'createSite', command, input, async (tx) => {
    await declareSites(
      tx,
      ctx.actor,
      ctx.keyring.county(county),
      [{ id, site, where, state: 'standby' }],
      ctx.now,
    )
    await resize(tx, ctx, id)
    await tell(tx, ctx, 'site.declared', id, where.community, { kind: site.kind, places: sum(site.pools) })
    return id
  })
}

export interface GivenSite {
  readonly id: string
  readonly site: SiteDeclaration
  readonly state: SiteState
  /** Given where its position is not known yet: the area it belongs to. Its `lon` and `lat` are then the county's. */
  readonly somewhereIn?: { readonly community: string | null }
}

/**
 * Lays out many sites at once, from a seed or an import, with their counters; in the caller's transaction.
 * @throws Refusal sites.no_places, sites.rooms_do_not_divide, sites.duplicate
 */
export async function layOutSites(tx: Tx, ctx: Context, sites: readonly GivenSite[]): Promise<void> {
  const { county, world } = ctx.actor
  const ground = await groundOf(ctx)
  const placed = sites.map(({ somewhereIn, ...given }) => ({
    ...given,
    where: somewhereIn === undefined ? ground.locate(given.site) : { ...somewhereIn, grid: null },
    located: somewhereIn === undefined,
  }))
  await declareSites(tx, ctx.actor, ctx.keyring.county(county), placed, ctx.now)
  await tx.query('select placement_init($1, $2, $3)', [county, world, at(ctx.now)])
  const told = placed.map(({ id, site, where, state }) =>
    siteEntry('site.declared', id, where.community, { kind: site.kind, places: sum(site.pools), state }),
  )
  await recordAll(tx, ctx.actor, ctx.now, told)
}

/** Changes a declaration; what was given beyond it becomes over. @throws Refusal not_found, stale_base */
export async function changeSite(ctx: Context, id: string, input: SiteChange & Command): Promise<SiteView> {
  const { command, base, ...change } = input
  const ground = await groundOf(ctx)
  return onSite(ctx, 'changeSite', command, { id, ...input }, async (tx) => {
    const before = await lockedSite(tx, ctx.actor, id)
    demand(mayNot.changeSite(ctx.actor, before))
    demandBase(base, before.version)
    await applyChange(tx, ctx, ground, before, change)
    return id
  })
}

/** Changes a locked site's declaration and its counters, in the caller's transaction; the policy has been asked. */
export async function applyChange(
  tx: Tx,
  ctx: Context,
  ground: Ground,
  before: Awaited<ReturnType<typeof lockedSite>>,
  change: SiteChange,
): Promise<void> {
  const { county, world } = ctx.actor
  const { id } = before
  const moved = change.lon !== undefined || change.lat !== undefined
  const where = moved
    ? ground.locate({ lon: change.lon ?? before.lon, lat: change.lat ?? before.lat })
    : undefined
  await changeDeclaration(tx, ctx.actor, ctx.keyring.county(county), id, change, where, ctx.now)
  await resize(tx, ctx, id)
  const [after] = await readSites(tx, county, world, { id })
  await tell(tx, ctx, 'site.changed', id, before.community, {
    places: after!.offered,
    wardens: after!.wardens,
  })
}

const OPENED: Partial<Record<SiteState, string>> = { open: 'site.opened', opening: 'site.opening' }

/** Opens a site, now or at its hour; who waits is tried again at once. @throws Refusal sites.step_not_possible */
export async function openSite(
  ctx: Context,
  id: string,
  input: Command & { readonly now: boolean },
): Promise<SiteView> {
  const view = await onSite(ctx, 'openSite', input.command, { id, ...input }, async (tx) => {
    const site = await lockedSite(tx, ctx.actor, id)
    demand(mayNot.runSite(ctx.actor, site))
    demandBase(input.base, site.version)
    const state = await openDeclared(tx, ctx.actor, site, ctx.now, input.now)
    await tell(tx, ctx, OPENED[state]!, id, site.community)
    return id
  })
  await retryWaiting(ctx)
  return view
}

/** Opens a site in the caller's transaction because people are in it already; an open one stays so. @throws Refusal */
export async function openJoined(tx: Tx, ctx: Context, id: string): Promise<void> {
  const site = await lockedSite(tx, ctx.actor, id)
  if (site.state === 'open') return
  await openDeclared(tx, ctx.actor, site, ctx.now, true)
  await tell(tx, ctx, 'site.opened', id, site.community)
}

/** Opens every site in standby, each at its hour. @returns how many */
export async function openSites(
  ctx: Context,
  input: { readonly command: string; readonly kinds?: readonly SiteKind[] | undefined },
): Promise<number> {
  demand(mayNot.openSites(ctx.actor))
  const { county } = ctx.actor
  let opened = 0
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'openSites', input.command, input, async () => {
      const sites = await openStandby(tx, ctx.actor, ctx.now, input.kinds)
      const told = sites.map(({ id, state, community }) => siteEntry(OPENED[state]!, id, community))
      await recordAll(tx, ctx.actor, ctx.now, told)
      opened = sites.length
      return input.command
    }),
  )
  await boardOf(ctx, true)
  ctx.committed(county)
  await retryWaiting(ctx)
  return opened
}

/** Suspends a site; everybody in it, and on the way to it, is placed anew before the answer. @throws Refusal */
export async function suspendSite(
  ctx: Context,
  id: string,
  input: Command & { readonly reason: string },
): Promise<SiteView> {
  await onSite(ctx, 'suspendSite', input.command, { id, ...input }, async (tx) => {
    const site = await lockedSite(tx, ctx.actor, id)
    demand(mayNot.runSite(ctx.actor, site))
    demandBase(input.base, site.version)
    await suspendDeclared(tx, ctx.actor, site, ctx.now)
    await clear(tx, ctx, id, true)
    await keepReason(tx, ctx, input.command, input.reason)
    await tell(tx, ctx, 'site.suspended', id, site.community, { command: input.command })
    return id
  })
  return settled(ctx, id)
}

/** Everybody whose place a site's deed has taken is placed anew, as far as there is room. @returns the site after that */
export async function settled(ctx: Context, id: string): Promise<SiteView> {
  const { county, world } = ctx.actor
  await moveOn(ctx, id)
  await retryWaiting(ctx)
  const [site] = await ctx.db.read(deedScope(ctx), (tx) => readSites(tx, county, world, { id }))
  return site!
}

async function clear(tx: Tx, ctx: Context, id: string, arrivedToo: boolean): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query('select placement_clear($1, $2, $3, $4, $5, $6)', [
    county,
    world,
    id,
    at(ctx.now),
    actorJson(ctx.actor),
    arrivedToo,
  ])
}

/**
 * Closes a site: holds are placed anew, and those inside too unless they may stay until they leave. With people inside
 * it is closing until the last has left or been moved.
 * @throws Refusal
 */
export async function closeSite(
  ctx: Context,
  id: string,
  input: Command & { readonly moveInside: boolean },
): Promise<SiteView> {
  const { county, world } = ctx.actor
  await onSite(ctx, 'closeSite', input.command, { id, ...input }, async (tx) => {
    const site = await lockedSite(tx, ctx.actor, id)
    demand(mayNot.runSite(ctx.actor, site))
    demandBase(input.base, site.version)
    await clear(tx, ctx, id, input.moveInside)
    const { inside } = await tx.one<{ inside: number }>(
      `select count(*) as inside from placement where county = $1 and world = $2 and site = $3 and state <> 'ended'`,
      [county, world, id],
    )
    const state = await closeDeclared(tx, ctx.actor, site, ctx.now, inside)
    await tell(tx, ctx, state === 'closed' ? 'site.closed' : 'site.closing', id, site.community)
    return id
  })
  return settled(ctx, id)
}

/** Closes a site in which nobody is any more, in the caller's transaction; one that is out of use already stays so. */
export async function closeEmptied(tx: Tx, ctx: Context, id: string): Promise<void> {
  const site = await lockedSite(tx, ctx.actor, id)
  if (whyNot('close', site) !== undefined) return
  await clear(tx, ctx, id, false)
  await closeDeclared(tx, ctx.actor, site, ctx.now, 0)
  await tell(tx, ctx, 'site.closed', id, site.community)
}

/**
 * Whoever is recorded in one site is recorded in the other, in the caller's transaction; those on the way wait again.
 * @returns persons moved
 */
export async function joinSites(tx: Tx, ctx: Context, gone: string, kept: string): Promise<number> {
  const { county, world } = ctx.actor
  const { moved } = await tx.one<{ moved: number }>(
    'select placement_join($1, $2, $3, $4, $5, $6) as moved',
    [county, world, gone, kept, at(ctx.now), actorJson(ctx.actor)],
  )
  return moved
}

/**
 * Moves whoever is at a site beyond its places to sites with room; who finds none stays recorded there. Sent again, it
 * goes on with who is left.
 * @returns parties moved, and those still beyond the places
 * @throws Refusal not_found, command_reused
 */
export async function relieveSite(
  ctx: Context,
  id: string,
  input: { readonly command: string },
): Promise<{ readonly moved: number; readonly left: number }> {
  const { county, world } = ctx.actor
  const scope = deedScope(ctx)
  await ctx.db.tx(
    scope,
    (tx) =>
      once(tx, ctx, 'relieveSite', input.command, { id, ...input }, async () => {
        const site = await lockedSite(tx, ctx.actor, id)
        demand(mayNot.runSite(ctx.actor, site))
        await tell(tx, ctx, 'site.relieved', id, site.community)
        return id
      }),
    { retry: true },
  )
  const moved = await moveOn(ctx, id)
  const { left } = await ctx.db.read(scope, (tx) =>
    tx.one<{ left: number }>(
      `select count(*) as left from placement where county = $1 and world = $2 and site = $3 and state = 'over'`,
      [county, world, id],
    ),
  )
  ctx.committed(county)
  return { moved, left }
}
