/**
 * Deeds on declarations. They run inside `placement`'s transactions, which keep the counters in step (architecture.md:
 * all writes under /api/sites are placement's); policy and receipts are settled there.
 */
import { demand, Refusal } from '../../base/refusal.ts'
import type { Moment } from '../../base/time.ts'
import type { DataKey } from '../../platform/crypto/datakey.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { SiteChange, SiteState } from './model.ts'
import { whenClosed, whenOpened, whyNot, whyNotPools, whyNotReady } from './rules.ts'
import {
  deleteSites,
  type FormerRow,
  foldSite,
  forgetHosts,
  insertFormer,
  insertSites,
  type Located,
  lockSite,
  markUndone,
  type NewSite,
  readContact,
  readFormer,
  readInGrids,
  replacePools,
  restoreFormer,
  type SiteRow,
  saveContact,
  setSiteGrids,
  setState,
  setStates,
  settleFormer,
  unfoldSite,
  updateSite,
} from './store.ts'

export interface SiteScope {
  readonly county: string
  readonly world: number
}

/**
 * @param folded also one that has been made one with another
 * @throws Refusal not_found
 */
export async function lockedSite(
  tx: Tx,
  scope: SiteScope,
  id: string,
  { folded = false }: { readonly folded?: boolean } = {},
): Promise<SiteRow> {
  const site = await lockSite(tx, scope.county, scope.world, id)
  if (site === undefined || (site.merged_into !== null && !folded))
    throw new Refusal('not_found', { what: 'site' })
  return site
}

/** Does what may give two sites one name and address, or one external id. @throws Refusal sites.duplicate */
async function refusingDoubles(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Refusal('sites.duplicate')
    throw error
  }
}

/**
 * Declares sites, in standby or in the state given; one wrong one refuses all. One without pools waits for them.
 * @throws Refusal sites.no_places, sites.rooms_do_not_divide, sites.duplicate
 */
export async function declareSites(
  tx: Tx,
  scope: SiteScope,
  key: DataKey,
  sites: readonly NewSite[],
  now: Moment,
): Promise<void> {
  for (const { site } of sites)
    if (site.pools.length > 0) demand(whyNotPools(site.pools), { name: site.name })
  await refusingDoubles(() => insertSites(tx, key, scope.county, scope.world, sites, now))
}

/** Changes what is declared. @throws Refusal sites.rooms_do_not_divide, sites.duplicate */
export async function changeDeclaration(
  tx: Tx,
  scope: SiteScope,
  key: DataKey,
  id: string,
  change: SiteChange,
  where: Located | undefined,
  now: Moment,
): Promise<void> {
  if (change.pools !== undefined) {
    const wrong = whyNotPools(change.pools)
    if (wrong === 'sites.rooms_do_not_divide') throw new Refusal(wrong)
    await replacePools(tx, scope.county, scope.world, id, change.pools)
  }
  await refusingDoubles(() => updateSite(tx, scope.county, scope.world, id, change, where, now))
  await saveContact(tx, key, scope.county, scope.world, id, change)
}

export async function openDeclared(
  tx: Tx,
  scope: SiteScope,
  site: SiteRow,
  now: Moment,
  atOnce: boolean,
): Promise<SiteState> {
  demand(whyNot('open', site), { state: site.state })
  demand(whyNotReady(site), { name: site.name })
  const next = whenOpened({ opensFrom: site.opens_from }, now, atOnce)
  await setState(tx, scope.county, scope.world, site.id, next.state, next.opensAt, now)
  return next.state
}

/** Sites of grids that end lie in others from now on. @returns how many @param gridOf by grid and position */
export async function regridSites(
  tx: Tx,
  scope: SiteScope,
  ended: readonly string[],
  gridOf: (site: { readonly grid: string; readonly lon: number; readonly lat: number }) => string | undefined,
  now: Moment,
): Promise<number> {
  const sites = await readInGrids(tx, scope.county, scope.world, ended)
  const grids = sites.flatMap((site) => {
    const grid = gridOf(site)
    return grid === undefined ? [] : [{ id: site.id, grid }]
  })
  await setSiteGrids(tx, scope.county, scope.world, grids, now)
  return grids.length
}

export interface Opened {
  readonly id: string
  readonly community: string | null
  readonly state: 'open' | 'opening'
}

/** Opens every site in standby that is ready, each at its hour; another county's is opened by its own word. */
export async function openStandby(
  tx: Tx,
  scope: SiteScope,
  now: Moment,
  kinds: readonly string[] | undefined,
): Promise<Opened[]> {
  const rows = await tx.query<{ id: string; community: string | null; opens_from: number | null }>(
    `select id, community, opens_from from site where county = $1 and world = $2 and state = 'standby'
       and by_agreement = '' and ($3::text[] is null or kind = any($3)) and located
       and exists (select from site_pool p where p.county = site.county and p.world = site.world and p.site = site.id
                   and p.places > 0)
     order by id for no key update`,
    [scope.county, scope.world, kinds ?? null],
  )
  const opened = rows.map((row) => ({
    id: row.id,
    community: row.community,
    ...whenOpened({ opensFrom: row.opens_from }, now, false),
  }))
  await setStates(tx, scope.county, scope.world, opened, now)
  return opened
}

export async function suspendDeclared(tx: Tx, scope: SiteScope, site: SiteRow, now: Moment): Promise<void> {
  demand(whyNot('suspend', site), { state: site.state })
  await setState(tx, scope.county, scope.world, site.id, 'suspended', null, now)
}

export async function closeDeclared(
  tx: Tx,
  scope: SiteScope,
  site: SiteRow,
  now: Moment,
  inside: number,
): Promise<SiteState> {
  demand(whyNot('close', site), { state: site.state })
  const state = whenClosed(inside)
  await setState(tx, scope.county, scope.world, site.id, state, null, now)
  return state
}

/** Copies every declaration of world 0 into a new world, in standby where it was not open. */
export async function copySites(tx: Tx, county: string, world: number, now: Moment): Promise<void> {
  await tx.query('select sites_copy($1, $2, $3)', [county, world, at(now)])
}

/**
 * Hosts are forgotten with the emergency: who answers for a home, and where the homes are that were offered for it
 * (people.md, law 7; base/personal.ts).
 */
export async function forgetHomes(tx: Tx, scope: SiteScope): Promise<void> {
  await forgetHosts(tx, scope.county, scope.world)
}

/**
 * Does what makes or changes sites so that it can be taken back: they are remembered as they were and as it leaves them.
 * @param deed the id by which it is taken back
 */
export async function remembering(
  tx: Tx,
  { county, world }: SiteScope,
  deed: string,
  { made = [], changed = [] }: { readonly made?: readonly string[]; readonly changed?: readonly string[] },
  work: () => Promise<void>,
): Promise<void> {
  await insertFormer(tx, county, world, deed, 'changed', changed)
  await work()
  await insertFormer(tx, county, world, deed, 'made', made)
  await settleFormer(tx, county, world, deed)
}

/** What a deed has left behind that can still be taken back, or not any more. */
export function formerOf(tx: Tx, { county, world }: SiteScope, deed: string): Promise<FormerRow[]> {
  return readFormer(tx, county, world, deed)
}

/** Gives a locked site the declaration back that a deed has changed. @throws Refusal sites.duplicate */
export async function restoreDeclaration(
  tx: Tx,
  { county, world }: SiteScope,
  deed: string,
  site: string,
  now: Moment,
): Promise<void> {
  await refusingDoubles(() => restoreFormer(tx, county, world, deed, site, now))
  await markUndone(tx, county, world, deed, [site], now)
}

/** Takes sites away that a deed has made; the database refuses where somebody is or was placed. */
export async function removeSites(
  tx: Tx,
  { county, world }: SiteScope,
  deed: string,
  sites: readonly string[],
  now: Moment,
): Promise<void> {
  await deleteSites(tx, county, world, sites)
  await markUndone(tx, county, world, deed, sites, now)
}

/** What a site says of who answers for it, to be said of another. */
export function contactOf(
  tx: Tx,
  { county, world }: SiteScope,
  key: DataKey,
  site: string,
): Promise<{ contact?: string; phone?: string }> {
  return readContact(tx, key, county, world, site)
}

/** Makes one site a mere name for another. */
export function foldInto(
  tx: Tx,
  { county, world }: SiteScope,
  gone: string,
  kept: string,
  now: Moment,
): Promise<void> {
  return foldSite(tx, county, world, gone, kept, now)
}

/** @throws Refusal sites.duplicate where another site has its name and address by now */
export async function unfold(tx: Tx, { county, world }: SiteScope, gone: string, now: Moment): Promise<void> {
  await refusingDoubles(() => unfoldSite(tx, county, world, gone, now))
}
