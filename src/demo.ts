/** The demo county: laid out once, the same every time, with invented people and real names of places. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { guazhou } from '../seed/guazhou.ts'
import type { CountySeed, SiteSeed, StaffSeed } from '../seed/types.ts'
import type { Role } from './base/actor.ts'
import { DAY } from './base/time.ts'
import { addAccount, addSession } from './modules/access/actions.ts'
import { layOutBuildings } from './modules/districting/actions.ts'
import { machine } from './modules/placement/actions/replace.ts'
import { layOutSites } from './modules/placement/actions/sites.ts'
import { type AreaGiven, addAreas, addEntries, addStreets } from './modules/places/actions.ts'
import { forgetGround } from './modules/places/reads.ts'
import type { SiteDeclaration } from './modules/sites/model.ts'
import { toldAt } from './platform/clock.ts'
import { withClient } from './platform/db/client.ts'
import type { Environment } from './platform/db/open.ts'
import { type Context, deedScope, type Shared } from './platform/http/context.ts'

/** An id that a key of the seed always gets (UUIDv8 of a SHA-256). */
export function seededId(county: string, key: string): string {
  const hash = createHash('sha256').update(`${county}/${key}`).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex').slice(0, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export interface DemoAccess {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly token: string
}

/** Adds a county and its world 0; counties are made by the owner of the tables alone. @returns false where it exists */
export async function addCounty(
  environment: Environment,
  county: { code: string; slug: string; name: { zh: string; en: string }; demo: boolean },
): Promise<boolean> {
  return withClient(environment.ownerUrl, async (client) => {
    const made = await client.query(
      `insert into county (code, slug, name_zh, name_en, demo) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [county.code, county.slug, county.name.zh, county.name.en, county.demo],
    )
    await client.query(
      `insert into world (county, id, kind, name, started_real, started_told, rate)
       values ($1, 0, 'county', '', 'epoch', 'epoch', 1) on conflict do nothing`,
      [county.code],
    )
    return made.rowCount === 1
  })
}

/** The machine acting in world 0 of a county. */
export async function machineIn(shared: Shared, county: string): Promise<Context> {
  shared.clock.forget()
  const world = await shared.clock.world(county, 0)
  const realNow = shared.clock.real()
  const actor = machine(county, 0, 'everyday')
  return { ...shared, actor, scope: deedScope({ actor }), realNow, now: toldAt(world, realNow) }
}

function areasOf(seed: CountySeed): AreaGiven[] {
  const { centre } = seed.county
  const at = { lon: centre.lon, lat: centre.lat }
  return [
    { code: seed.county.code, kind: 'county', parent: null, name: seed.county.name, ...at, boundary: null },
    ...seed.towns.map(
      (town): AreaGiven => ({
        code: town.code,
        kind: 'town',
        parent: seed.county.code,
        name: town.name,
        ...at,
        boundary: null,
      }),
    ),
    ...seed.communities.map(
      (one): AreaGiven => ({
        code: one.code,
        kind: 'community',
        parent: one.town,
        name: one.name,
        lon: one.centroid.lon,
        lat: one.centroid.lat,
        boundary: one.boundary,
      }),
    ),
    ...seed.grids.map(
      (one): AreaGiven => ({
        code: one.code,
        kind: 'grid',
        parent: one.community,
        name: one.name,
        lon: one.centroid.lon,
        lat: one.centroid.lat,
        boundary: one.boundary,
      }),
    ),
  ]
}

function declarationOf(site: SiteSeed): SiteDeclaration {
  const { key, community: _community, grid: _grid, features, pools, ...rest } = site
  return {
    ...rest,
    personsPerWarden: site.personsPerWarden ?? 25,
    features: [...features],
    pools: pools.map((pool) => ({ ...pool })),
    externalId: key,
    byAgreement: '',
  }
}

/** Sites laid out in one transaction at most; a long writer keeps the sealer waiting. */
const CHUNK = 200

/** Dated relations of a seed hold since the day the real codes were published (NBS, 2023-06-30). */
const SINCE = Date.UTC(2023, 5, 30)

async function layOut(ctx: Context, seed: CountySeed, tell: (line: string) => void): Promise<void> {
  const { code } = seed.county
  await ctx.db.tx({ ...deedScope(ctx), kind: 'system' }, async (tx) => {
    await addAreas(tx, code, SINCE, areasOf(seed))
    await addEntries(
      tx,
      code,
      seed.entries.map((entry) => ({ ...entry, landmark: entry.landmark || entry.onMotorway })),
    )
    await addStreets(tx, code, seed.streets.nodes, seed.streets.edges)
  })
  forgetGround(ctx, code)
  for (let n = 0; n < seed.sites.length; n += CHUNK) {
    const given = seed.sites.slice(n, n + CHUNK).map((site) => ({
      id: seededId(code, site.key),
      site: declarationOf(site),
      // Hotels, schools and halls take people at any hour; homes and shops when they are asked.
      state: site.kind === 'home' || site.kind === 'shop' ? ('standby' as const) : ('open' as const),
    }))
    await ctx.db.tx(deedScope(ctx), (tx) => layOutSites(tx, ctx, given))
    tell(`${Math.min(n + CHUNK, seed.sites.length)}/${seed.sites.length}`)
  }
  await ctx.db.tx(deedScope(ctx), (tx) => tx.query('select statistics_refresh()'))
}

/** Buildings with their households, each in its grid since the grids hold; streets part them. */
async function addBuildings(ctx: Context, seed: CountySeed): Promise<void> {
  const { code } = seed.county
  const at = new Map(seed.streets.nodes.map((node) => [node.id, [node.lon, node.lat] as const]))
  await layOutBuildings(ctx, {
    since: SINCE,
    buildings: seed.buildings.map(({ key, ...building }) => ({
      ...building,
      ...{ id: seededId(code, key), externalId: key, shape: null, estimated: false },
    })),
    barriers: seed.streets.edges
      .filter(({ kind }) => kind !== 'lane')
      .map(({ a, b }) => ({ id: `${a}-${b}`, kind: 'street', line: [at.get(a)!, at.get(b)!] })),
  })
}

async function addStaff(ctx: Context, seed: CountySeed): Promise<void> {
  const { code } = seed.county
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    for (const one of seed.staff)
      await addAccount(tx, ctx, code, {
        id: seededId(code, one.key),
        name: one.name,
        phone: one.phone,
        posts: [
          {
            role: one.role,
            area: one.area,
            ...(one.site === undefined ? {} : { site: seededId(code, one.site) }),
          },
        ],
      })
  })
}

/** Tokens of the demo's staff, made once and kept beside the database for programs to try the API with. */
async function writeAccess(ctx: Context, staff: readonly StaffSeed[], path: string): Promise<DemoAccess[]> {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as DemoAccess[]
  const { county } = ctx.actor
  const access = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const made: DemoAccess[] = []
    for (const one of staff) {
      const session = await addSession(
        tx,
        ctx,
        seededId(county, one.key),
        'api',
        'demo',
        ctx.realNow + 365 * DAY,
      )
      made.push({ role: one.role, name: one.name, phone: one.phone, token: session.token })
    }
    return made
  })
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
  return access
}

/** Lays out the demo county unless it is there, and answers with its sign-ins. @param tell progress, `400/1593` */
export async function seedDemo(
  shared: Shared,
  environment: Environment,
  dataDir: string,
  tell: (line: string) => void = () => {},
): Promise<DemoAccess[]> {
  const seed = guazhou()
  await addCounty(environment, seed.county)
  const ctx = await machineIn(shared, seed.county.code)
  const there = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<{ id: string }>('select id from site where county = $1 and world = 0', [seed.county.code]),
  )
  // A first start that was cut short is taken up where it stopped.
  const known = new Set(there.map((row) => row.id))
  const missing = seed.sites.filter((site) => !known.has(seededId(seed.county.code, site.key)))
  if (missing.length > 0) await layOut(ctx, { ...seed, sites: missing }, tell)
  await addBuildings(ctx, seed)
  await addStaff(ctx, seed)
  return writeAccess(ctx, seed.staff, join(dataDir, 'demo-access.json'))
}
