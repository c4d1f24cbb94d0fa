/** Drills and plays: they begin with what is declared and nobody inside, and nothing of them reaches the county itself. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { addAccount, addSession } from '../access/actions.ts'
import { holderOf } from '../access/reads.ts'
import { endWorld, setClock } from '../mode/actions.ts'
import { OFFERED } from '../sites/model.ts'
import { register } from './actions/register.ts'
import { openSites } from './actions/sites.ts'
import { arrive } from './actions/steps.ts'
import { beginWorld } from './actions/world.ts'
import { mayNot } from './policy.ts'
import { readSites } from './reads/sites.ts'

let house: House
let county: County
let drill: number
const account = randomUUID()
const play = { kind: 'play' as const, name: '二月十七日', startsAt: NIGHT, rate: 60 }

beforeAll(async () => {
  house = await openHouse()
  county = await house.county()
  const contact = { contact: '王姐', phone: '0937-5551234' }
  await county.layOut([hall(30, contact), hall(20, { ...contact, metres: 2000 })])
  const { id } = await register(county.ctx(), registration(4))
  await arrive(county.ctx(), id, command())
  await register(county.ctx(), registration(2))
  drill = await beginWorld(county.ctx(), { ...command(), ...play })
  await county.ctx().db.tx(deedScope(county.ctx()), (tx) =>
    addAccount(tx, county.ctx(), county.code, {
      id: account,
      name: '值班',
      phone: '13900000001',
      posts: [{ role: 'duty_officer', area: county.code }],
    }),
  )
})
afterAll(() => house.stop())

const inDrill = (): Context => county.ctx({ world: drill })
const count = async (sql: string, world: number): Promise<number> =>
  (await house.db.owner.query(`select count(*)::int as n from ${sql}`, [county.code, world])).rows[0].n

describe('a world that begins', () => {
  test('has every declaration, in standby, with empty counters', async () => {
    const sites = await house.db.app.read(deedScope(inDrill()), (tx) => readSites(tx, county.code, drill))
    const real = await house.db.app.read(deedScope(county.ctx()), (tx) => readSites(tx, county.code, 0))
    expect(sites.map(({ id, name, offered }) => ({ id, name, offered }))).toEqual(
      real.map(({ id, name, offered }) => ({ id, name, offered })),
    )
    expect(real.reduce((sum, site) => sum + site.held + site.occupied, 0)).toBe(6)
    for (const site of sites)
      expect(site).toMatchObject({ state: 'standby', held: 0, occupied: 0, blocked: 0, over: 0 })
  })

  test('has no parties, and nobody’s contact', async () => {
    for (const table of ['party', 'placement', 'site_identity', 'search_token', 'emergency'])
      expect(await count(`${table} where county = $1 and world = $2`, drill), table).toBe(0)
    expect(await count('site_identity where county = $1 and world = $2', 0)).toBe(4)
  })

  test('leaves out what a host has offered: that door was opened for one emergency', async () => {
    const other = await house.county()
    await other.layOut([
      hall(30),
      hall(4, { kind: 'home', metres: 900, externalId: `${OFFERED}${randomUUID()}` }),
    ])
    const world = await beginWorld(other.ctx(), { ...command(), ...play })
    const ctx = other.ctx({ world })
    const there = await house.db.app.read(deedScope(ctx), (tx) => readSites(tx, other.code, world))
    expect(there.map(({ kind, offered }) => [kind, offered])).toEqual([['hall', 30]])
    const { rows } = await house.db.owner.query(
      'select count(*)::int as n from site_pool where county = $1 and world = $2',
      [other.code, world],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('begins once a command', async () => {
    const input = { ...command(), ...play }
    const first = await beginWorld(county.ctx(), input)
    expect(await beginWorld(county.ctx(), input)).toBe(first)
    await expect(beginWorld(county.ctx(), { ...input, rate: 1 })).rejects.toMatchObject({
      code: 'command_reused',
    })
  })

  test('keeps its people to itself', async () => {
    await openSites(inDrill(), command())
    const before = await count('party where county = $1 and world = $2', 0)
    const { placement } = await register(inDrill(), registration(5))
    expect(placement).not.toBeNull()
    expect(await count('party where county = $1 and world = $2', 0)).toBe(before)
    const load = `site_load where county = $1 and world = $2 and held > 0 and pool = 'site'`
    expect(await count(load, drill)).toBe(1)
    const [row] = (
      await house.db.owner.query(`select drill from emergency where county = $1 and world = $2`, [
        county.code,
        drill,
      ])
    ).rows
    expect(row).toEqual({ drill: true })
  })
})

describe('nothing simulated in the county itself', () => {
  const session = (ctx: Context, kind: 'api' | 'simulator') =>
    ctx.db.tx(deedScope(ctx), (tx) => addSession(tx, ctx, account, kind, '', undefined))

  test('a simulator’s token is refused there, by the program and by the database', async () => {
    await expect(session(county.ctx(), 'simulator')).rejects.toMatchObject({
      code: 'access.simulator_in_world_zero',
    })
    await expect(
      house.db.owner.query(
        `insert into session (county, world, hash, account, id, kind, created_at) values ($1, 0, 'x', $2, $3, 'simulator', now())`,
        [county.code, account, randomUUID()],
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('a simulator as actor may not register there', () => {
    const actor = { ...county.ctx().actor, simulator: true }
    expect(mayNot.register(actor)).toBe('not_allowed')
    expect(mayNot.register({ ...actor, world: drill })).toBeUndefined()
  })

  test('a token opens one world alone', async () => {
    const there = await session(inDrill(), 'simulator')
    const here = await session(county.ctx(), 'api')
    const who = (token: string, world: number) => holderOf(house.shared, token, county.code, world)
    expect(await who(there.token, 0)).toBe('elsewhere')
    expect(await who(there.token, drill)).toMatchObject({ actor: { world: drill, simulator: true } })
    expect(await who(here.token, drill)).toBe('elsewhere')
    expect(await who(here.token, 0)).toMatchObject({ actor: { world: 0, simulator: false } })
  })

  test('an emergency of a drill is marked so; one unmarked cannot stand outside the county', async () => {
    await expect(
      house.db.owner.query(
        `insert into emergency (county, world, id, name, kind, state, drill, opened_at)
         values ($1, $2, $3, 'x', 'other', 'closed', false, now())`,
        [county.code, drill, randomUUID()],
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })

  const WRITES = [
    ['party', `insert into code_block (county, world, next) values ($1, 0, 1)`],
    [
      'site',
      `insert into site (county, world, id, name, kind, lon, lat, changed_at) values ($1, 0, gen_random_uuid(), 'x', 'hall', 96, 40, now())`,
    ],
    [
      'pool',
      `insert into site_pool (county, world, site, kind, room_class, places) select $1, 0, id, 'seat', 'general', 5 from site`,
    ],
    [
      'counter',
      `insert into site_load (county, world, site, pool, offered, changed_at) select $1, 0, id, 'site', 5, now() from site`,
    ],
    [
      'emergency',
      `insert into emergency (county, world, id, name, kind, state, drill, opened_at) values ($1, 0, gen_random_uuid(), 'x', 'other', 'closed', false, now())`,
    ],
    [
      'road',
      `insert into road_estimate (county, world, entry, persons, source, at) values ($1, 0, 'exit', 5, 'x', now())`,
    ],
    [
      'ledger',
      `insert into ledger (county, world, at, actor_kind, actor, type, subject_kind, subject, mode) values ($1, 0, now(), 'system', 'x', 'a.b', 'x', gen_random_uuid(), 'everyday')`,
    ],
    [
      'receipt',
      `insert into receipt (county, world, command, deed, input_hash, at) values ($1, 0, gen_random_uuid(), 'x', '', now())`,
    ],
  ] as const

  test.each(WRITES)('a drill’s scope writes no %s of the county', async (_, sql) => {
    for (const kind of ['deed', 'system'] as const)
      for (const pool of [house.db.app, house.db.worker])
        await expect(
          pool.tx({ ...deedScope(inDrill()), kind }, (tx) => tx.query(sql, [county.code])),
        ).rejects.toMatchObject({ code: '42501' })
  })

  test.each(['party', 'placement', 'site', 'site_load', 'emergency'])(
    'a drill’s scope changes no %s of the county',
    async (table) => {
      const column = table === 'site_load' ? 'over = over + 1' : 'state = state'
      const before = await count(`${table} where county = $1 and world = $2`, 0)
      expect(before).toBeGreaterThan(0)
      for (const pool of [house.db.app, house.db.worker]) {
        const changed = await pool.tx(deedScope(inDrill()), (tx) =>
          tx.query(`update ${table} set ${column} where world = 0 returning world`),
        )
        expect(changed).toEqual([])
      }
    },
  )

  test('the county’s sites are copied into another world only', async () => {
    for (const [scope, world] of [
      [0, 0],
      [0, drill],
      [drill, 0],
    ] as const)
      await expect(
        house.db.app.tx(deedScope(county.ctx({ world: scope })), (tx) =>
          tx.query('select sites_copy($1, $2, now())', [county.code, world]),
        ),
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a world’s clock', () => {
  test('the county’s own is the real one and does not end', async () => {
    await expect(setClock(county.ctx(), 0, 60)).rejects.toMatchObject({ code: 'mode.world_is_county' })
    await expect(endWorld(county.ctx(), 0)).rejects.toMatchObject({ code: 'mode.world_is_county' })
    for (const set of [
      'rate = 2',
      `started_told = 'epoch'::timestamptz + interval '1 day'`,
      'ended_at = now()',
    ])
      await expect(
        house.db.owner.query(`update world set ${set} where county = $1 and id = 0`, [county.code]),
      ).rejects.toMatchObject({ code: '23514' })
  })

  test('what was told so far stays when the rate changes, and an ended world is not steered', async () => {
    const id = await beginWorld(county.ctx(), { ...command(), ...play })
    const before = (await setClock(county.ctx(), id, 0)).now
    const ctx = county.ctx()
    const after = await setClock({ ...ctx, realNow: ctx.realNow + 5000 }, id, 60)
    expect(after.now).toBe(before)
    await endWorld(county.ctx(), id)
    await expect(setClock(county.ctx(), id, 60)).rejects.toMatchObject({ code: 'mode.world_ended' })
    await expect(endWorld(county.ctx(), id)).rejects.toMatchObject({ code: 'mode.world_ended' })
  })
})
