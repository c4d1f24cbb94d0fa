/** Row-level security: a forgotten filter leaks neither county nor world, and each role sees what the matrix says. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES } from '../../src/base/actor.ts'
import { addAccount, addSession, makeCode } from '../../src/modules/access/actions.ts'
import { askSites } from '../../src/modules/asks/actions.ts'
import { giveDuty } from '../../src/modules/duty/actions.ts'
import { makeCode as makeEntryCode, setDesk } from '../../src/modules/entries/actions.ts'
import { offerPlaces } from '../../src/modules/offers/actions.ts'
import { register } from '../../src/modules/placement/actions/register.ts'
import { setRoadEstimate } from '../../src/modules/placement/actions/road.ts'
import { showParty } from '../../src/modules/placement/actions/show.ts'
import { arrive, transfer } from '../../src/modules/placement/actions/steps.ts'
import { beginWorld } from '../../src/modules/placement/actions/world.ts'
import { addStreets } from '../../src/modules/places/actions.ts'
import { callForHelp } from '../../src/modules/rescue/actions.ts'
import { planDepartures, postNews } from '../../src/modules/road/actions.ts'
import { handOver } from '../../src/modules/shifts/actions.ts'
import type { Database } from '../../src/platform/db/pool.ts'
import type { Scope } from '../../src/platform/db/scope.ts'
import { deedScope } from '../../src/platform/http/context.ts'
import { type County, command, type House, hall, openHouse, registration } from '../builders.ts'
import { sealAll } from '../sealed.ts'
import { MATRIX, ownOf, type Sees, seesOf, type TableOf, type Who } from './matrix.ts'

const TABLES = Object.entries(MATRIX)
const WHO: readonly Who[] = [...ROLES, 'machine', 'party', 'public', 'nobody']

let house: House
let here: County
let there: County
let drill: number
/** A site and its party in each community of `here`, and a party that waits. */
let own: { readonly site: string; readonly party: string; readonly area: string }
let other: { readonly site: string; readonly party: string; readonly area: string }

beforeAll(async () => {
  house = await openHouse()
  here = await house.county()
  there = await house.county()
  const sites = await here.layOut([
    hall(20, { contact: '甲', phone: '11111', intakePerSlot: 50 }),
    hall(20, { metres: -900, contact: '乙', phone: '22222', intakePerSlot: 50 }),
  ])
  const person = { name: '张三', phone: '13800001111', plate: '甘A11111' }
  const first = await register(here.ctx(), registration(2, person))
  const second = await register(here.ctx(), registration(2, { ...person, name: '李四' }))
  await transfer(here.ctx(), second.id, { ...command(), site: sites[1]! })
  for (const { id } of [first, second]) await arrive(here.ctx(), id, command())
  await register(here.ctx(), registration(150, person))
  await showParty(here.as([{ role: 'duty_officer', area: here.code }]), first.id)
  own = { site: sites[0]!, party: first.id, area: here.east }
  other = { site: sites[1]!, party: second.id, area: here.west }
  await setRoadEstimate(here.ctx(), { ...command(), entry: 'exit', persons: 10, source: 'x' })
  await makeCode(here.ctx(), '13900000000')
  await here.ctx().db.tx({ ...deedScope(here.ctx()), kind: 'system' }, async (tx) => {
    const nodes = [0, 1].map((id) => ({ id, lon: 96 + id, lat: 40 }))
    await addStreets(tx, here.code, nodes, [{ a: 0, b: 1, metres: 5, name: '', kind: 'street', drive: true }])
    const account = { id: randomUUID(), name: '甲', phone: '13900000000', posts: [] }
    const posts = [{ role: 'auditor' as const, area: here.code }]
    await addAccount(tx, here.ctx(), here.code, { ...account, posts })
    await addSession(tx, here.ctx(), account.id, 'api', '', undefined)
  })
  // What the program's timers write, in the shortest way.
  for (const sql of [
    `insert into reaction_cursor (county, world, reaction) values ($1, 0, 'x')`,
    `insert into reason (county, world, command, sealed) values ($1, 0, gen_random_uuid(), 'x')`,
    `insert into site_census (county, world, id, site, heads, recorded, at)
     select $1, 0, gen_random_uuid(), id, 1, 1, now() from site where county = $1 and world = 0 limit 1`,
    `insert into site_want (county, world, id, site, item, quantity, state, asked_at)
     select $1, 0, gen_random_uuid(), id, 'meals', 1, 'asked', now() from site where county = $1 and world = 0 limit 1`,
    `insert into file (county, id, class, content_type, bytes, sha256, sealed_key, created_by, created_at)
     values ($1, gen_random_uuid(), 1, 'text/plain', 1, sha256('x'), 'x', 'x', now())`,
    `insert into paper_code (county, world, code, sheet, issued_at) values ($1, 0, '123456', gen_random_uuid(), now())`,
    `insert into site_import (county, world, id, at, rows, imported, places, changed, repeated, left_out, incomplete)
     values ($1, 0, gen_random_uuid(), now(), 1, 1, 1, 0, 0, 0, 0)`,
    `with f as (insert into site_former (county, world, deed, site, act, before, after)
       values ($1, 0, gen_random_uuid(), gen_random_uuid(), 'changed', '{}', '{}') returning county, world, deed, site)
     insert into site_former_identity (county, world, deed, site, field, sealed)
       select county, world, deed, site, 'phone', 'x' from f`,
    `insert into site_distinct (county, world, a, b, at)
       select $1, 0, min(id::text)::uuid, max(id::text)::uuid, now() from site where county = $1 and world = 0`,
    `insert into site_merge (county, world, id, kept, gone, at, moved)
       select $1, 0, gen_random_uuid(), min(id::text)::uuid, max(id::text)::uuid, now(), 0
       from site where county = $1 and world = 0`,
    `insert into outbox (county, world, id, channel, to_sealed, subject_kind, template, language, state, created_at)
     values ($1, 0, gen_random_uuid(), 'mail', 'x', 'x', 'x', 'zh', 'queued', now())`,
    `insert into barrier (county, id, kind, line) values ($1, 'x', 'river', '[]')`,
    `with b as (insert into building (county, id, community, lon, lat, households, changed_at)
       values ($1, gen_random_uuid(), 'x', 96, 40, 3, now()) returning county, id),
     d as (insert into districting (county, id, name, communities, least, most, target, keep, state, made_at, made_by)
       values ($1, gen_random_uuid(), 'x', '{}', 0, 1, 1, false, 'draft', now(), 'x') returning county, id),
     g as (insert into building_grid (county, building, grid, valid) select county, id, 'x', tstzrange(now(), null) from b),
     l as (insert into grid_lineage (county, old, new, households, at, districting) select county, 'a', 'b', 1, now(), id from d),
     m as (insert into districting_move (county, districting, nr, moved, into_grid) select county, id, 1, '[]', 0 from d)
     insert into districting_building (county, districting, building, grid) select b.county, d.id, b.id, 0 from b, d`,
  ])
    await house.db.owner.query(sql, [here.code])
  for (const sql of [
    `insert into replan (county, world, id, at, looked_parties, looked_persons, waiting_parties, waiting_persons, cost, bound)
     values ($1, 0, $2, now(), 1, 1, 0, 0, 1, 1)`,
    `insert into replan_move (county, world, replan, n, command, party, size, version, to_site, to_pool, after, needs_met)
     select $1, 0, $2, 0, gen_random_uuid(), p.id, 1, 1, s.id, 'x', 1, false from party p, site s
     where p.county = $1 and s.county = $1 and p.world = 0 and s.world = 0 limit 1`,
  ])
    await house.db.owner.query(sql, [here.code, own.party])
  await askSites(here.as([{ role: 'duty_officer', area: here.code }]), command())
  await offerPlaces(here.ctx(), {
    ...command(),
    ...{ kind: 'home', beds: 2, floors: 0, forWhom: 'any', stove: 'central', fromGroup: false },
    ...{ contact: '甲', phone: '13800002222', address: '某街 1 号' },
  })
  const officer = here.as([{ role: 'duty_officer', area: here.code }])
  await handOver(officer, { ...command(), remarks: '' })
  await postNews(officer, {
    ...command(),
    ...{ road: 'G30', direction: '', state: 'closed', source: 'police', note: '' },
  })
  await planDepartures(officer, {
    ...command(),
    ways: [{ direction: 'G30', opensAt: officer.now, perHour: 100, share: 100 }],
    order: ['first', 'car', 'coach', 'truck', 'none'],
  })
  await callForHelp(here.ctx(), {
    ...command(),
    persons: 2,
    place: 'G30 K2712',
    marks: [],
    phone: '13800001111',
  })
  const arranging = here.as([{ role: 'duty_officer', area: here.code }])
  await makeEntryCode(arranging, 'exit', { ...command(), kind: 'poster', perMinute: 30 })
  await setDesk(arranging, 'exit', { ...command(), open: true })
  await giveDuty(here.as([{ role: 'duty_officer', area: here.code }]), sites[0]!, command())
  drill = await beginWorld(here.ctx(), { ...command(), kind: 'drill', name: '演练', rate: 1 })
  await sealAll(house.db.worker, here.code)
})
afterAll(() => house.stop())

async function catalogue() {
  const { rows } = await house.db.owner.query<{
    name: string
    county: boolean
    world: boolean
    secured: boolean
    policies: number
  }>(
    `select c.relname as name, c.relrowsecurity as secured,
       (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county' and not a.attisdropped) as county,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'world' and not a.attisdropped) as world
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = 'public'
       and (has_table_privilege('jingwei_app', c.oid, 'select') or has_any_column_privilege('jingwei_app', c.oid, 'select'))
     order by c.relname`,
  )
  return rows
}

describe('the catalogue', () => {
  test('every table that the program may read is in the matrix, and nothing else is', async () => {
    expect((await catalogue()).map(({ name }) => name)).toEqual(Object.keys(MATRIX).sort())
  })

  test('every one has row-level security on, and a policy', async () => {
    const open = (await catalogue()).filter(({ secured, policies }) => !secured || policies === 0)
    expect(open).toEqual([])
  })

  test('every one carries the county; no other table of ours does and is left out', async () => {
    const rows = await catalogue()
    expect(rows.filter(({ county, name }) => !county && name !== 'county')).toEqual([])
    const { rows: all } = await house.db.owner.query(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'county' order by table_name`,
    )
    expect(all.map(({ name }) => name).filter((name) => !(name in MATRIX))).toEqual([])
  })

  test('the program’s roles own nothing and cannot step past it', async () => {
    const { rows } = await house.db.owner.query(
      `select rolname, rolsuper, rolbypassrls, (select count(*) from pg_class where relowner = r.oid) as owns
       from pg_roles r where rolname in ('jingwei_app', 'jingwei_worker') order by rolname`,
    )
    expect(rows).toEqual([
      { rolname: 'jingwei_app', rolsuper: false, rolbypassrls: false, owns: 0 },
      { rolname: 'jingwei_worker', rolsuper: false, rolbypassrls: false, owns: 0 },
    ])
  })

  test('every table has rows to be hidden', async () => {
    const empty: string[] = []
    for (const [name] of TABLES)
      if ((await house.db.owner.query(`select from ${name} limit 1`)).rowCount === 0) empty.push(name)
    expect(empty).toEqual([])
  })
})

function scopeFor(who: Who): Scope {
  const bare: Scope = { county: here.code, world: 0, kind: 'none', areas: [], sites: [] }
  switch (who) {
    case 'machine':
      return { ...bare, kind: 'deed' }
    case 'party':
      return { ...bare, kind: 'party', party: own.party }
    case 'public':
      return { ...bare, kind: 'public' }
    case 'nobody':
      return bare
    case 'site_warden':
      return here.as([{ role: who, area: here.east, site: own.site }]).scope
    case 'community_secretary':
      return here.as([{ role: who, area: here.east }]).scope
    case 'grid_worker':
      return here.as([{ role: who, area: here.grid }]).scope
    default:
      return here.as([{ role: who, area: here.code }]).scope
  }
}

/** Rows of a table in `here`, world 0, as the owner sees them: all, or those of one's own. */
async function expected(name: string, table: TableOf, who: Who, sees: Sees): Promise<string[]> {
  if (sees === 'none') return []
  const [column, of] = sees === 'own' ? ownOf(table, who) : [null, null]
  const { rows } = await house.db.owner.query(
    `select to_jsonb(t)::text as row from ${name} t
     where ($1::text is null or to_jsonb(t) ->> 'county' = $1) and coalesce(to_jsonb(t) ->> 'world', '0') = '0'
       and ($2::text is null or to_jsonb(t) ->> $2 = $3) order by 1`,
    [table.kind === 'open' ? null : here.code, column, of === null ? null : own[of]],
  )
  return rows.map(({ row }) => row)
}

const seen = (db: Database, scope: Scope, name: string): Promise<string[]> =>
  db.read(scope, async (tx) => {
    const rows = await tx.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t order by 1`)
    return rows.map(({ row }) => row)
  })

describe('role × table', () => {
  describe.each(TABLES)('%s', (name, table) => {
    test.each(WHO)('%s', async (who) => {
      const scopes = who === 'machine' ? machines(table) : [scopeFor(who)]
      for (const scope of scopes)
        expect(await seen(house.db.app, scope, name), scope.kind).toEqual(
          await expected(name, table, who, seesOf(table, who)),
        )
    })
  })

  function machines(table: TableOf): Scope[] {
    const kinds = table.machine === undefined ? (['deed', 'system'] as const) : [table.machine]
    return kinds.map((kind) => ({ ...scopeFor('machine'), kind }))
  }

  test('one’s own is neither everything nor nothing', async () => {
    for (const [name, table] of TABLES.filter(([, one]) => one.own !== undefined)) {
      const [all, mine] = [
        await expected(name, table, 'site_warden', 'all'),
        await expected(name, table, 'site_warden', 'own'),
      ]
      expect(mine.length, name).toBeGreaterThan(0)
      expect(mine.length, name).toBeLessThan(all.length)
    }
  })

  const humans = WHO.filter((who) => who !== 'machine')
  test.each(humans)('%s changes no row but those the matrix gives', async (who) => {
    for (const [name, table] of TABLES) {
      const allowed = (await expected(name, table, who, table.changes?.[who] ?? 'none')).length
      expect(await changed(scopeFor(who), name), name).toBe(allowed)
    }
  })

  /** Rows that a change of everything would touch; nothing is kept. */
  async function changed(scope: Scope, name: string): Promise<number> {
    const { rows } = await house.db.owner.query(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' limit 1`,
      [name],
    )
    const undo = new Error('undone')
    let count = 0
    await house.db.app
      .tx(scope, async (tx) => {
        const column = rows[0].name
        count = (await tx.query(`update ${name} set ${column} = ${column} returning 1 as one`)).length
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo && !isDenied(error)) throw error
      })
    return count
  }
})

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501'
}

describe('a forgotten filter', () => {
  const withoutOpen = TABLES.filter(([, { kind }]) => kind !== 'open')

  /** Rows of `here`, world 0, among everything that a scope sees. */
  async function leaked(db: Database, scope: Scope, tables: typeof TABLES): Promise<string[]> {
    const found: string[] = []
    for (const [name] of tables) {
      const rows = await seen(db, scope, name)
      if (rows.some((row) => row.includes(`"county": "${here.code}"`))) found.push(name)
    }
    return found
  }
  const kinds = ['deed', 'system', 'staff', 'auditor', 'party', 'public'] as const

  test.each(kinds)('shows nothing of one county in another (%s)', async (kind) => {
    const scope: Scope = {
      ...scopeFor('machine'),
      county: there.code,
      kind,
      // Whatever ids somebody brings along.
      areas: [there.code, here.code, here.east],
      sites: [own.site],
      party: own.party,
    }
    for (const db of [house.db.app, house.db.worker]) expect(await leaked(db, scope, withoutOpen)).toEqual([])
  })

  test.each(kinds)('shows nothing of the county in its drill (%s)', async (kind) => {
    const rows = await catalogue()
    const worldly = withoutOpen.filter(([name]) => rows.some((row) => row.name === name && row.world))
    expect(worldly.length).toBeGreaterThan(15)
    const scope: Scope = {
      ...scopeFor('machine'),
      world: drill,
      kind,
      areas: [here.code],
      sites: [own.site],
      party: own.party,
    }
    for (const db of [house.db.app, house.db.worker]) {
      const found: string[] = []
      for (const [name, table] of worldly) {
        if (table.everyWorld === 'machine' && (kind === 'deed' || kind === 'system')) continue
        const sealing = kind === 'system' || name === 'ledger_seal'
        if (table.everyWorld === 'worker' && db === house.db.worker && sealing) continue
        if ((await seen(db, scope, name)).some((row) => row.includes('"world": 0,'))) found.push(name)
      }
      expect(found).toEqual([])
    }
  })

  test('shows nothing at all to whoever names no county', async () => {
    for (const pool of [house.db.app.pool, house.db.worker.pool])
      for (const [name] of withoutOpen)
        expect((await pool.query(`select from ${name}`)).rowCount, name).toBe(0)
  })

  test('a scope ends with its transaction, on the same connection too', async () => {
    const client = await house.db.app.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('app.county', $1, true), set_config('app.world', '0', true),
        set_config('app.kind', 'deed', true)`,
        [here.code],
      )
      expect((await client.query('select from party')).rowCount).toBe(3)
      await client.query('commit')
      expect((await client.query('select from party')).rowCount).toBe(0)
      // A hot-path function sets its own.
      await client.query('select deed_scope($1, 0)', [here.code])
      expect((await client.query('select from party')).rowCount).toBe(0)
    } finally {
      client.release()
    }
  })

  test('a post elsewhere opens nothing: the neighbour’s warden sees the neighbour’s party', async () => {
    const warden = here.as([{ role: 'site_warden', area: here.west, site: other.site }]).scope
    const parties = await seen(house.db.app, warden, 'party')
    expect(parties.map((row) => JSON.parse(row).id)).toEqual([other.party])
    const secretary = here.as([{ role: 'community_secretary', area: here.west }]).scope
    expect((await seen(house.db.app, secretary, 'party')).map((row) => JSON.parse(row).id)).toEqual([
      other.party,
    ])
  })
})
