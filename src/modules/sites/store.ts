/** The memory of sites: declaration, pools, and who answers for them (apart, sealed). */
import type { Moment } from '../../base/time.ts'
import type { DataKey } from '../../platform/crypto/datakey.ts'
import { fieldRow } from '../../platform/crypto/fields.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import { OFFERED, type Pool, type SiteDeclaration, type SiteState } from './model.ts'

export interface SiteRow {
  readonly id: string
  readonly external_id: string | null
  readonly name: string
  readonly kind: SiteDeclaration['kind']
  readonly community: string | null
  readonly grid: string | null
  readonly lon: number
  readonly lat: number
  readonly located: boolean
  /** Places declared, in all pools. */
  readonly places: number
  readonly opens_from: number | null
  readonly state: SiteState
  readonly wardens: number
  readonly persons_per_warden: number
  readonly version: number
  /** The site it has been made one with, which has its people and its places. */
  readonly merged_into: string | null
}

/** Where a site lies, for the policies. */
export interface Located {
  readonly grid: string | null
  readonly community: string | null
}

export async function lockSite(
  tx: Tx,
  county: string,
  world: number,
  id: string,
): Promise<SiteRow | undefined> {
  return tx.maybe<SiteRow>(
    `select id, external_id, name, kind, community, grid, lon, lat, located, opens_from, state, wardens, persons_per_warden,
       version, merged_into, (select coalesce(sum(places), 0)::int from site_pool p
                 where p.county = site.county and p.world = site.world and p.site = site.id) as places
     from site where county = $1 and world = $2 and id = $3 for no key update`,
    [county, world, id],
  )
}

export interface NewSite {
  readonly id: string
  readonly site: SiteDeclaration
  readonly where: Located
  readonly state: SiteState
  /** False: its position is the county's own until somebody gives it one; it cannot open before. */
  readonly located?: boolean
}

/** Adds sites with their pools and contacts, in as many statements as one site would take. */
export async function insertSites(
  tx: Tx,
  key: DataKey,
  county: string,
  world: number,
  sites: readonly NewSite[],
  now: Moment,
): Promise<void> {
  const rows = sites.map(({ id, site, where, state, located = true }) => {
    const { contact: _contact, phone: _phone, ...declared } = site
    return { id, state, located, ...where, ...declared }
  })
  await tx.query(
    `insert into site (county, world, id, external_id, name, name_en, kind, community, grid, lon, lat, located, address,
       landmark, landmark_en, price_class, price_fen, features, parking, opens_from, closes_at, wardens, persons_per_warden,
       intake_per_slot, by_agreement, state, changed_at)
     select $1, $2, (s->>'id')::uuid, s->>'externalId', s->>'name', s->>'nameEn', s->>'kind', s->>'community', s->>'grid',
       (s->>'lon')::float8, (s->>'lat')::float8, (s->>'located')::boolean, s->>'address', s->>'landmark', s->>'landmarkEn', s->>'priceClass',
       (s->>'priceFen')::int, array(select jsonb_array_elements_text(s->'features')), (s->>'parking')::int,
       (s->>'opensFrom')::int, (s->>'closesAt')::int, (s->>'wardens')::int, (s->>'personsPerWarden')::int,
       (s->>'intakePerSlot')::int, coalesce(s->>'byAgreement', ''), s->>'state', $3
     from jsonb_array_elements($4::jsonb) s`,
    [county, world, at(now), JSON.stringify(rows)],
  )
  await insertPools(
    tx,
    county,
    world,
    sites.map(({ id, site }) => ({ id, pools: site.pools })),
  )
  await insertContacts(tx, key, county, world, sites)
}

async function insertContacts(
  tx: Tx,
  key: DataKey,
  county: string,
  world: number,
  sites: readonly NewSite[],
): Promise<void> {
  const rows = sites.flatMap(({ id, site }) =>
    (['contact', 'phone'] as const).flatMap((field) => {
      const value = site[field]
      if (value === undefined || value === '') return []
      return [
        {
          id,
          field,
          sealed: Buffer.from(key.seal(fieldRow('site_identity', id, field), value)).toString('hex'),
        },
      ]
    }),
  )
  if (rows.length === 0) return
  await tx.query(
    `insert into site_identity (county, world, site, field, sealed)
     select $1, $2, (r->>'id')::uuid, r->>'field', decode(r->>'sealed', 'hex') from jsonb_array_elements($3::jsonb) r`,
    [county, world, JSON.stringify(rows)],
  )
}

async function insertPools(
  tx: Tx,
  county: string,
  world: number,
  sites: readonly { readonly id: string; readonly pools: readonly Pool[] }[],
): Promise<void> {
  await tx.query(
    `insert into site_pool (county, world, site, kind, room_class, room_size, shared, places)
     select $1, $2, (s->>'id')::uuid, p->>'kind', p->>'roomClass', (p->>'roomSize')::int,
            (p->>'shared')::boolean or (p->>'roomSize')::int = 0, sum((p->>'places')::int)
     from jsonb_array_elements($3::jsonb) s, jsonb_array_elements(s->'pools') p group by 3, 4, 5, 6, 7`,
    [county, world, JSON.stringify(sites)],
  )
}

const COLUMN_OF = {
  name: 'name',
  nameEn: 'name_en',
  kind: 'kind',
  lon: 'lon',
  lat: 'lat',
  address: 'address',
  landmark: 'landmark',
  landmarkEn: 'landmark_en',
  priceClass: 'price_class',
  priceFen: 'price_fen',
  features: 'features',
  parking: 'parking',
  opensFrom: 'opens_from',
  closesAt: 'closes_at',
  wardens: 'wardens',
  personsPerWarden: 'persons_per_warden',
  intakePerSlot: 'intake_per_slot',
  externalId: 'external_id',
  byAgreement: 'by_agreement',
} as const

/** Changes the columns given; raises the version in any case. */
export async function updateSite(
  tx: Tx,
  county: string,
  world: number,
  id: string,
  change: Readonly<Record<string, unknown>>,
  where: Located | undefined,
  now: Moment,
): Promise<void> {
  const values: unknown[] = [county, world, id, at(now)]
  const sets: string[] = []
  for (const [field, column] of Object.entries(COLUMN_OF))
    if (change[field] !== undefined) sets.push(`${column} = $${values.push(change[field])}`)
  if (where !== undefined) {
    sets.push(`community = $${values.push(where.community)}`)
    sets.push(`grid = $${values.push(where.grid)}`)
    sets.push('located = true')
  }
  await tx.query(
    `update site set ${[...sets, 'version = version + 1', 'changed_at = $4'].join(', ')}
     where county = $1 and world = $2 and id = $3`,
    values,
  )
}

/** Where sites of these grids lie. */
export async function readInGrids(
  tx: Tx,
  county: string,
  world: number,
  grids: readonly string[],
): Promise<{ readonly id: string; readonly grid: string; readonly lon: number; readonly lat: number }[]> {
  return tx.query(
    `select id, grid, lon, lat from site where county = $1 and world = $2 and grid = any($3)
     order by id for no key update`,
    [county, world, grids],
  )
}

/** The grids that sites lie in from now on. */
export async function setSiteGrids(
  tx: Tx,
  county: string,
  world: number,
  grids: readonly { readonly id: string; readonly grid: string }[],
  now: Moment,
): Promise<void> {
  await tx.query(
    `update site set grid = n.grid, version = version + 1, changed_at = $3
     from jsonb_to_recordset($4::jsonb) n (id uuid, grid text)
     where site.county = $1 and site.world = $2 and site.id = n.id`,
    [county, world, at(now), JSON.stringify(grids)],
  )
}

export async function setState(
  tx: Tx,
  county: string,
  world: number,
  id: string,
  state: SiteState,
  opensAt: Moment | null,
  now: Moment,
): Promise<void> {
  await tx.query(
    `update site set state = $4, opens_at = $5, version = version + 1, changed_at = $6
     where county = $1 and world = $2 and id = $3`,
    [county, world, id, state, opensAt === null ? null : at(opensAt), at(now)],
  )
}

/** Replaces the pools of a site; equal pools are added up. */
export async function replacePools(
  tx: Tx,
  county: string,
  world: number,
  id: string,
  pools: readonly Pool[],
): Promise<void> {
  await tx.query('delete from site_pool where county = $1 and world = $2 and site = $3', [county, world, id])
  await insertPools(tx, county, world, [{ id, pools }])
}

/** Seals who answers for a site; a field that is absent stays, an empty one goes. */
export async function saveContact(
  tx: Tx,
  key: DataKey,
  county: string,
  world: number,
  id: string,
  contact: { readonly contact?: string | undefined; readonly phone?: string | undefined },
): Promise<void> {
  for (const field of ['contact', 'phone'] as const) {
    const value = contact[field]
    if (value === undefined) continue
    await tx.query(
      'delete from site_identity where county = $1 and world = $2 and site = $3 and field = $4',
      [county, world, id, field],
    )
    if (value !== '')
      await tx.query(
        'insert into site_identity (county, world, site, field, sealed) values ($1, $2, $3, $4, $5)',
        [county, world, id, field, Buffer.from(key.seal(fieldRow('site_identity', id, field), value))],
      )
  }
}

/** Sets the states of many sites at once. */
export async function setStates(
  tx: Tx,
  county: string,
  world: number,
  states: readonly { readonly id: string; readonly state: SiteState; readonly opensAt: Moment | null }[],
  now: Moment,
): Promise<void> {
  const rows = states.map(({ id, state, opensAt }) => ({
    id,
    state,
    opensAt: opensAt === null ? null : at(opensAt).toISOString(),
  }))
  await tx.query(
    `update site set state = n.state, opens_at = n.opens_at, version = version + 1, changed_at = $3
     from (select (r->>'id')::uuid as id, r->>'state' as state, (r->>'opensAt')::timestamptz as opens_at
           from jsonb_array_elements($4::jsonb) r) n
     where site.county = $1 and site.world = $2 and site.id = n.id`,
    [county, world, at(now), JSON.stringify(rows)],
  )
}

/** Takes away who answers for homes, and the doors of those that an offer has opened. */
export async function forgetHosts(tx: Tx, county: string, world: number): Promise<void> {
  await tx.query(
    `delete from site_identity i using site s where i.county = $1 and i.world = $2
       and s.county = i.county and s.world = i.world and s.id = i.site and s.kind = 'home'`,
    [county, world],
  )
  await tx.query(
    `delete from site_former_identity i using site s where i.county = $1 and i.world = $2
       and s.county = i.county and s.world = i.world and s.id = i.site and s.kind = 'home'`,
    [county, world],
  )
  await tx.query(
    `update site set address = '', landmark = '', landmark_en = '', version = version + 1
     where county = $1 and world = $2 and starts_with(external_id, $3) and (address <> '' or landmark <> '')`,
    [county, world, OFFERED],
  )
}

/** What a deed made or changed of a site, and what has become of it since. */
export interface FormerRow {
  readonly site: string
  readonly act: 'made' | 'changed'
  readonly name: string
  readonly community: string | null
  readonly grid: string | null
  readonly gone: boolean
  /** Declared otherwise since. */
  readonly touched: boolean
  /** Somebody is or was placed in it. */
  readonly placed: boolean
  /** A duty link, an offer, a count of heads, something it lacked or a merge refers to it. */
  readonly bound: boolean
}

/** Remembers sites as they were before a deed and who answered for them; `after` is filled in when it is done. */
export async function insertFormer(
  tx: Tx,
  county: string,
  world: number,
  deed: string,
  act: FormerRow['act'],
  sites: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into site_former (county, world, deed, site, act, before, after)
     select $1, $2, $3, id, $4, case when $4 = 'changed' then site_declared($1, $2, id) end, '{}' from unnest($5::uuid[]) id`,
    [county, world, deed, act, sites],
  )
  await tx.query(
    `insert into site_former_identity (county, world, deed, site, field, sealed)
     select county, world, $3, site, field, sealed from site_identity
     where county = $1 and world = $2 and site = any($4) and $5 = 'changed'`,
    [county, world, deed, sites, act],
  )
}

/** Notes how a deed has left the sites it made or changed. */
export async function settleFormer(tx: Tx, county: string, world: number, deed: string): Promise<void> {
  await tx.query(
    `update site_former set after = site_declared($1, $2, site) where county = $1 and world = $2 and deed = $3`,
    [county, world, deed],
  )
}

const BOUND = ['site_duty', 'offer', 'site_census', 'site_want']
  .map((table) => `exists (select from ${table} b where b.county = $1 and b.world = $2 and b.site = f.site)`)
  .join(' or ')

/** What of a deed has not been taken back yet, in the order in which sites are locked. */
export async function readFormer(tx: Tx, county: string, world: number, deed: string): Promise<FormerRow[]> {
  return tx.query<FormerRow>(
    `select f.site, f.act, coalesce(s.name, f.after ->> 'name') as name, s.community, s.grid, s.id is null as gone,
       site_declared($1, $2, f.site) is distinct from f.after as touched,
       exists (select from placement pl where pl.county = $1 and pl.world = $2 and pl.site = f.site) as placed,
       ${BOUND} or exists (select from site_merge m where m.county = $1 and m.world = $2
         and f.site in (m.kept, m.gone)) as bound
     from site_former f left join site s on s.county = f.county and s.world = f.world and s.id = f.site
     where f.county = $1 and f.world = $2 and f.deed = $3 and f.undone_at is null order by f.site`,
    [county, world, deed],
  )
}

export async function restoreFormer(
  tx: Tx,
  county: string,
  world: number,
  deed: string,
  site: string,
  now: Moment,
): Promise<void> {
  await tx.query('select site_restore($1, $2, $3, $4, $5)', [county, world, deed, site, at(now)])
}

export async function markUndone(
  tx: Tx,
  county: string,
  world: number,
  deed: string,
  sites: readonly string[],
  now: Moment,
): Promise<void> {
  await tx.query(
    `update site_former set undone_at = $5 where county = $1 and world = $2 and deed = $3 and site = any($4)`,
    [county, world, deed, sites, at(now)],
  )
  await tx.query(
    'delete from site_former_identity where county = $1 and world = $2 and deed = $3 and site = any($4)',
    [county, world, deed, sites],
  )
}

/** Takes sites away with all that is kept of them. */
export async function deleteSites(
  tx: Tx,
  county: string,
  world: number,
  sites: readonly string[],
): Promise<void> {
  await tx.query('delete from site_former_identity where county = $1 and world = $2 and site = any($3)', [
    county,
    world,
    sites,
  ])
  await tx.query('delete from site where county = $1 and world = $2 and id = any($3)', [county, world, sites])
}

/** Makes one site a mere name for another: it is closed and has no pools of its own. */
export async function foldSite(
  tx: Tx,
  county: string,
  world: number,
  gone: string,
  kept: string,
  now: Moment,
): Promise<void> {
  await tx.query('delete from site_pool where county = $1 and world = $2 and site = $3', [
    county,
    world,
    gone,
  ])
  await tx.query(
    `update site set state = 'closed', opens_at = null, merged_into = $4, version = version + 1, changed_at = $5
     where county = $1 and world = $2 and id = $3`,
    [county, world, gone, kept, at(now)],
  )
}

/** The site is one of its own again, in standby. */
export async function unfoldSite(
  tx: Tx,
  county: string,
  world: number,
  gone: string,
  now: Moment,
): Promise<void> {
  await tx.query(
    `update site set state = 'standby', merged_into = null, version = version + 1, changed_at = $4
     where county = $1 and world = $2 and id = $3`,
    [county, world, gone, at(now)],
  )
}

/** Contact and telephone of a site as they are kept. */
export async function readContact(
  tx: Tx,
  key: DataKey,
  county: string,
  world: number,
  id: string,
): Promise<{ contact?: string; phone?: string }> {
  const rows = await tx.query<{ field: 'contact' | 'phone'; sealed: Buffer }>(
    'select field, sealed from site_identity where county = $1 and world = $2 and site = $3',
    [county, world, id],
  )
  return Object.fromEntries(
    rows.map(({ field, sealed }) => [field, key.open(fieldRow('site_identity', id, field), sealed)]),
  )
}
