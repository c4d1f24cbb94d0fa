/** 划网格: a proposal of the program, moved by hand, published; history stays answerable and nobody loses their scope. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineIn } from '../../src/demo.ts'
import { accessApi } from '../../src/modules/access/api.ts'
import { layOutBuildings } from '../../src/modules/districting/actions.ts'
import { districtingApi } from '../../src/modules/districting/api.ts'
import type { Districting, DistrictingRow } from '../../src/modules/districting/model.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { SiteView } from '../../src/modules/placement/model.ts'
import { placesApi } from '../../src/modules/places/api.ts'
import { type Caller, command } from './caller.ts'
import { EAST, hall, openHall, SMALL, type SmallCounty, startSmallCounty, WEST } from './small.ts'

/** The small county's one grid, which is the whole of its eastern community. */
const OLD = `${EAST}-01`
/** 12 by 10 buildings of ten households in the east, 6 in the west, in rows 60 m apart. */
const [COLUMNS, ROWS, HOMES] = [12, 10, 10]

let county: SmallCounty
let admin: Caller
let secretary: Caller
let east: string[]
let site: SiteView

beforeAll(async () => {
  county = await startSmallCounty()
  admin = county.as('sys_admin')
  secretary = county.as('community_secretary')
  site = await openHall(county, hall(10))
  const building = (n: number, community: string, lon: number) => ({
    ...{ id: randomUUID(), externalId: `${community}-${n}`, name: `${n}号楼`, address: '长安街', community },
    ...{ lon: lon + (n % COLUMNS) * 0.0007, lat: 40.01 + Math.floor(n / COLUMNS) * 0.00055 },
    ...{ shape: null, households: HOMES, estimated: false },
  })
  const eastern = Array.from({ length: COLUMNS * ROWS }, (_, n) => ({
    ...building(n, EAST, 96.051),
    grid: OLD,
  }))
  const western = Array.from({ length: 6 }, (_, n) => building(n, WEST, 96.01))
  await layOutBuildings(await machineIn(county.server.program.shared, SMALL), {
    since: Date.UTC(2023, 0, 1),
    buildings: [...eastern, ...western],
    barriers: [
      {
        id: 's',
        kind: 'street',
        line: [
          [96.0548, 40],
          [96.0548, 40.05],
        ],
      },
    ],
  })
  east = eastern.map(({ id }) => id)
})
afterAll(() => county.stop())

const one = (id: string): Promise<Districting> => admin.call(districtingApi.one, { params: { id } })

async function drafted(by: Caller, more: Readonly<Record<string, unknown>> = {}): Promise<Districting> {
  const { id } = await by.call(districtingApi.make, {
    body: { ...command(), name: '按规范划', communities: [EAST], ...more },
  })
  await expect.poll(async () => (await one(id)).state, { timeout: 20_000 }).toBe('draft')
  return one(id)
}

describe('a proposal', () => {
  it('divides 1,200 households into grids within the norm, whole, each with its ground', async () => {
    const { rows, ids, moving, outside, households } = await drafted(secretary)
    expect(households).toBe(COLUMNS * ROWS * HOMES)
    expect(rows).toHaveLength(3)
    expect([...ids].sort()).toEqual([...east].sort())
    for (const row of rows) {
      expect(row.households).toBeGreaterThanOrEqual(300)
      expect(row.households).toBeLessThanOrEqual(500)
      expect(row).toMatchObject({ community: EAST, parts: 1, outside: null, heir: OLD })
      expect(row.boundary!.length).toBeGreaterThan(4)
      expect(row.boundary![0]).toEqual(row.boundary!.at(-1))
    }
    expect(outside).toBe(0)
    // One grid becomes three: those who stay are as many as the largest takes.
    expect(moving).toBe(households - Math.max(...rows.map((row) => row.households)))
  })

  it('is told as outside the norm where it cannot be helped, with the reason', async () => {
    const [row] = (await drafted(admin, { communities: [WEST] })).rows
    expect(row).toMatchObject({ households: 6 * HOMES, outside: 'few', reason: 'few', heir: null })
  })

  it('is a secretary’s for her own community alone; nobody draws in a drill; without buildings there is none', async () => {
    const wish = { ...command(), name: 'x', communities: [WEST] }
    expect(await secretary.send('POST', '/api/districtings', wish)).toMatchObject({ status: 403 })
    expect(await county.as('grid_worker').send('POST', '/api/districtings', wish)).toMatchObject({
      status: 403,
    })
    const none = await admin.send('POST', '/api/districtings', { ...wish, communities: ['629901001009'] })
    expect(none).toMatchObject({ status: 409, body: { code: 'districting.no_buildings' } })
    const bad = await admin.send('POST', '/api/districtings', { ...wish, least: 500, most: 300 })
    expect(bad.status).toBe(400)
  })

  it('is moved by hand, measured anew, and taken back; never across communities', async () => {
    const before = await drafted(admin)
    const [from, to] = before.rows as [Districting['rows'][number], Districting['rows'][number]]
    const building = before.ids[before.at.findIndex(([, , , grid]) => grid === from.grid)]!
    const body = { ...command(), base: before.version, buildings: [building], grid: to.grid }
    const params = { id: before.id }
    const [moved] = await Promise.all([0, 1].map(() => admin.call(districtingApi.move, { params, body })))
    const households = (of: Districting, grid: number) => of.rows.find((row) => row.grid === grid)!.households
    expect(households(moved!, to.grid)).toBe(to.households + HOMES)
    expect(households(moved!, from.grid)).toBe(from.households - HOMES)
    expect(moved!.moves).toBe(1)
    const stale = await admin.send('POST', `/api/districtings/${before.id}/moves`, { ...body, ...command() })
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale_base' } })
    const apart = await admin.call(districtingApi.move, {
      params,
      body: { ...command(), buildings: [building] },
    })
    expect(apart.rows).toHaveLength(4)
    for (const rest of [1, 0]) {
      const back = await admin.call(districtingApi.undo, { params, body: command() })
      expect(back.moves).toBe(rest)
    }
    expect((await one(before.id)).rows).toEqual(before.rows)
    expect(await admin.send('POST', `/api/districtings/${before.id}/moves/undo`, command())).toMatchObject({
      body: { code: 'districting.nothing_to_undo' },
    })
    const west = await drafted(admin, { communities: [] })
    const stranger = west.ids.find((id) => !east.includes(id))!
    const across = await admin.send('POST', `/api/districtings/${west.id}/moves`, {
      ...command(),
      buildings: [stranger],
      grid: west.rows.find((row) => row.community === EAST)!.grid,
    })
    expect(across).toMatchObject({ status: 422, body: { code: 'districting.in_two_communities' } })
    const gone = await admin.call(districtingApi.discard, { params: { id: west.id }, body: command() })
    expect(gone.state).toBe('discarded')
  })
})

describe('publishing', () => {
  let published: DistrictingRow
  let moment: number

  it('says beforehand what it will do, and then does that', async () => {
    const draft = await drafted(admin)
    const params = { id: draft.id }
    expect(await secretary.send('POST', `/api/districtings/${draft.id}/publish`, command())).toMatchObject({
      status: 403,
    })
    const plan = await admin.call(districtingApi.publishPlan, { params })
    expect(plan).toMatchObject({ kept: 0, made: 3, superseded: 1, households: draft.moving, sites: 1 })
    expect(plan.posts).toMatchObject([{ role: 'grid_worker', from: OLD }])
    moment = Date.now()
    const body = { ...command(), base: draft.version }
    const twice = await Promise.all([0, 1].map(() => admin.call(districtingApi.publish, { params, body })))
    expect(twice[0]).toEqual(twice[1])
    published = twice[0]!
    expect(published.state).toBe('published')
    const again = await admin.send('POST', `/api/districtings/${draft.id}/publish`, command())
    expect(again).toMatchObject({ status: 409, body: { code: 'districting.not_draft' } })
  })

  it('makes the new grids the ones in force, with names and ground, and ends the old one', async () => {
    const { areas } = await admin.call(placesApi.places, {})
    const grids = areas.filter(({ kind }) => kind === 'grid')
    expect(grids.map(({ code }) => code)).toEqual([2, 3, 4].map((n) => `${EAST}-G0${n - 1}`))
    expect(grids.map(({ name }) => name.zh)).toEqual(['东第1网格', '东第2网格', '东第3网格'])
    expect(grids.every(({ parent, boundary }) => parent === EAST && boundary !== null)).toBe(true)
  })

  it('answers who was responsible for a door on any day', async () => {
    const door = await admin.call(districtingApi.door, { params: { id: east[0]! } })
    expect(door.grids).toHaveLength(2)
    expect(door.grids[0]).toMatchObject({ code: OLD, from: Date.UTC(2023, 0, 1), name: { zh: '第一网格' } })
    expect(door.grids[0]!.until).toBe(door.grids[1]!.from)
    expect(door.grids[1]!.from).toBeGreaterThanOrEqual(moment)
    expect(door.grids[1]!.until).toBeNull()
    expect(door.lineage.reduce((sum, { households }) => sum + households, 0)).toBe(COLUMNS * ROWS * HOMES)
  })

  it('breaks no scope: the grid worker goes on in the heir, and the site lies in the grid about it', async () => {
    const worker = county.as('grid_worker')
    const { posts } = await worker.call(accessApi.me, {})
    const heir = (await admin.call(placesApi.places, {})).areas.map(({ code }) => code)
    expect(posts).toMatchObject([{ role: 'grid_worker' }])
    expect(heir).toContain(posts[0]!.area)
    const now = await admin.call(placementApi.site, { params: { id: site.id } })
    expect(heir).toContain(now.grid)
    expect(now.community).toBe(EAST)
  })

  it('keeps codes that stay: published once more with nothing moved, no grid ends', async () => {
    const same = await drafted(admin, { keep: true })
    expect(same.moving).toBe(0)
    const plan = await admin.call(districtingApi.publishPlan, { params: { id: same.id } })
    expect(plan).toMatchObject({ kept: 3, made: 0, superseded: 0, households: 0, posts: [] })
  })

  it('is refused where buildings have come since the proposal was made', async () => {
    const draft = await drafted(admin)
    await layOutBuildings(await machineIn(county.server.program.shared, SMALL), {
      ...{ since: Date.now(), barriers: [] },
      buildings: [
        {
          ...{ id: randomUUID(), externalId: 'new', name: '新楼', address: '', community: EAST, shape: null },
          ...{ lon: 96.06, lat: 40.012, households: 40, estimated: false },
        },
      ],
    })
    const late = await admin.send('GET', `/api/districtings/${draft.id}/publish`)
    expect(late).toMatchObject({ status: 409, body: { code: 'districting.overtaken' } })
    const { rows, moving } = await drafted(admin, { keep: true })
    expect(rows.reduce((sum, { households }) => sum + households, 0)).toBe(COLUMNS * ROWS * HOMES + 40)
    expect(moving).toBe(0)
  })

  it('tells the ledger each step, and of nothing else', async () => {
    const { rows } = await county.server.database.owner.query<{ type: string }>(
      `select distinct type from ledger where county = $1 and (type like 'districting.%' or type like 'building.%') order by 1`,
      [SMALL],
    )
    expect(rows.map(({ type }) => type)).toEqual([
      'building.laid_out',
      'districting.asked',
      'districting.discarded',
      'districting.drafted',
      'districting.move_undone',
      'districting.moved',
      'districting.published',
    ])
  })
})
