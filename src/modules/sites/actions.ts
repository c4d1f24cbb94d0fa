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
  forgetHosts,
  insertSites,
  type Located,
  lockSite,
  type NewSite,
  replacePools,
  type SiteRow,
  saveContact,
  setState,
  setStates,
  updateSite,
} from './store.ts'

export interface SiteScope {
  readonly county: string
  readonly world: number
}

/** @throws Refusal not_found */
export async function lockedSite(tx: Tx, scope: SiteScope, id: string): Promise<SiteRow> {
  const site = await lockSite(tx, scope.county, scope.world, id)
  if (site === undefined) throw new Refusal('not_found', { what: 'site' })
  return site
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
  try {
    await insertSites(tx, key, scope.county, scope.world, sites, now)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Refusal('sites.duplicate')
    throw error
  }
}

/** Changes what is declared. @throws Refusal sites.rooms_do_not_divide */
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
  await updateSite(tx, scope.county, scope.world, id, change, where, now)
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

export interface Opened {
  readonly id: string
  readonly community: string | null
  readonly state: 'open' | 'opening'
}

/** Opens every site in standby that is ready, each at its hour. */
export async function openStandby(
  tx: Tx,
  scope: SiteScope,
  now: Moment,
  kinds: readonly string[] | undefined,
): Promise<Opened[]> {
  const rows = await tx.query<{ id: string; community: string | null; opens_from: number | null }>(
    `select id, community, opens_from from site where county = $1 and world = $2 and state = 'standby'
       and ($3::text[] is null or kind = any($3)) and located
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
