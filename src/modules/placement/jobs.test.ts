import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobOf, jobRun } from '../../../test/county.ts'
import { sealAll } from '../../../test/sealed.ts'
import { startTestServer, type TestServer } from '../../../test/server.ts'
import { DAY, HOUR } from '../../base/time.ts'
import { type FileStore, openFileStore } from '../../platform/files/store.ts'
import { systemScope } from '../../platform/jobs/task.ts'
import { verifyChain } from '../../platform/ledger/read.ts'
import { placementJobs } from './jobs.ts'

const PLANTED = { name: '欧阳锦绣', phone: '13937774321', plate: '甘Q7R8S9' }

describe('the clock of placement, on the whole system', () => {
  let server: TestServer
  let county: string
  let files: FileStore

  beforeAll(async () => {
    server = await startTestServer()
    county = (await server.program.shared.clock.counties())[0]!.code
    files = openFileStore(join(server.dataDir, 'files'), server.program.shared.keyring)
  })
  afterAll(() => server.stop())

  async function call(method: string, path: string, body?: unknown, role?: 'intake_desk') {
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(role === undefined ? {} : { authorization: `Bearer ${server.tokenOf(role)}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  async function register(): Promise<string> {
    const { body } = await call('POST', '/parties', {
      command: randomUUID(),
      adults: 2,
      entry: 'g30-guazhou',
      vehicle: 'car',
      ...PLANTED,
    })
    return body.id
  }
  const db = () => server.database
  const one = async (sql: string, ...values: unknown[]) => (await db().owner.query(sql, values)).rows[0]
  const events = async (type: string) =>
    (await db().owner.query('select data from ledger where type = $1 order by nr', [type])).rows.map(
      (row) => row.data,
    )
  const jobs = () => placementJobs({ ...server.program.shared, files })
  const work = (name: string, now: number) => jobs().tasks[name]!(jobOf(county), jobRun(db(), county, now))

  test('nobody arrives for 72 hours: it is said once a day, and not before', async () => {
    await register()
    const { opened_at: opened } = await one('select opened_at from emergency')
    for (const hours of [71.9, 72, 73, 95, 96.1, 97]) await work('placement.quiet', opened + hours * HOUR)
    expect(await events('emergency.no_arrivals')).toEqual([{ hours: 72 }, { hours: 96 }])
    const id = await register()
    await call('POST', `/parties/${id}/arrive`, { command: randomUUID() }, 'intake_desk')
    await db().owner.query('update placement set arrived_at = $2 where party = $1', [
      id,
      new Date(opened + 100 * HOUR),
    ])
    await work('placement.quiet', opened + 171 * HOUR)
    expect(await events('emergency.no_arrivals')).toHaveLength(2)
    await work('placement.quiet', opened + 173 * HOUR)
    expect(await events('emergency.no_arrivals')).toHaveLength(3)
    await call('POST', `/parties/${id}/depart`, { command: randomUUID() }, 'intake_desk')
  })

  test('seven days after closing nobody can be named, and every figure and the chain still stand', async () => {
    const id = await register()
    const { id: emergency } = await one('select id from emergency')
    const file = {
      id: randomUUID(),
      county,
      emergency,
      class: 2,
      contentType: 'text/plain',
      retainUntil: null,
    } as const
    await db().worker.tx(systemScope(county, 0), (tx) =>
      files.put(tx, { ...file, createdBy: 'test', now: Date.now() }, Buffer.from(PLANTED.name)),
    )
    const before = await call('GET', `/parties/${id}`, undefined, 'intake_desk')
    expect(before.body).toMatchObject(PLANTED)
    const closed = Date.now()
    await db().owner.query(`update emergency set state = 'closed', closed_at = $1`, [new Date(closed)])
    const figures = 'select count(*)::int as parties, sum(size)::int as persons from party'
    const counted = await one(figures)

    const hosts = `select count(*)::int as n from site_identity i join site s on s.county = i.county
      and s.world = i.world and s.id = i.site where s.kind = 'home' and s.world = 0`
    expect((await one(hosts)).n).toBeGreaterThan(0)
    await work('placement.erase', closed + 7 * DAY - 1)
    expect((await one(hosts)).n).toBeGreaterThan(0)
    expect((await call('GET', `/parties/${id}`, undefined, 'intake_desk')).body).toMatchObject(PLANTED)
    await Promise.all([1, 2].map(() => work('placement.erase', closed + 7 * DAY)))
    await work('placement.erase', closed + 8 * DAY)
    expect((await one(hosts)).n).toBe(0)

    for (const table of ['party_identity', 'search_token', 'file'])
      expect(await one(`select count(*)::int as n from ${table}`)).toEqual({ n: 0 })
    expect(await one(figures)).toEqual(counted)
    expect(await one('select destroyed_at from emergency')).toEqual({ destroyed_at: closed + 7 * DAY })
    expect(await events('emergency.identities_destroyed')).toEqual([{ parties: counted.parties }])
    expect(await one('select count(*)::int as n from receipt where result = $1', id)).toEqual({ n: 1 })
    const keyring = server.program.shared.keyring
    expect(() => keyring.emergency(county, emergency)).toThrow('erased')
    const after = await call('GET', `/parties/${id}`, undefined, 'intake_desk')
    expect(JSON.stringify(after.body)).not.toContain(PLANTED.name)

    await sealAll(db().worker, county)
    const chain = await db().worker.read(systemScope(county, 0), (tx) => verifyChain(tx, county, 0))
    expect(chain.brokenAt).toBeUndefined()
    expect(chain.head.seq).toBeGreaterThan(5)
  })

  test('no planted word stands in any row of any table', async () => {
    const { rows: tables } = await db().owner.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker', 'jingwei')`,
    )
    expect(tables.length).toBeGreaterThan(20)
    const holding = async (word: string): Promise<string[]> => {
      const found: string[] = []
      for (const { name } of tables) {
        const { rowCount } = await db().owner.query(
          `select from ${name} t where t::text like $1 or t::text like $2 limit 1`,
          [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`],
        )
        if (rowCount !== 0) found.push(name)
      }
      return found
    }
    expect(await holding('g30-guazhou')).toContain('public.party')
    expect((await Promise.all(Object.values(PLANTED).map(holding))).flat()).toEqual([])
  })

  test('a drill’s people stay until as long after its own end', async () => {
    const keyring = server.program.shared.keyring
    const emergency = randomUUID()
    const ended = Date.now()
    await keyring.createEmergencyKey(county, emergency)
    await db().owner.query(
      `insert into world (county, id, kind, name, started_real, started_told, rate)
       values ($1, 7, 'drill', 'x', $2, $3, 60)`,
      [county, new Date(ended - DAY), new Date(0)],
    )
    await db().owner.query(
      `insert into emergency (county, world, id, name, kind, state, drill, opened_at, closed_at)
       values ($1, 7, $2, '', 'other', 'closed', true, $3, $3)`,
      [county, emergency, new Date(0)],
    )
    server.program.shared.clock.forget()
    await work('placement.erase', ended + 30 * DAY)
    expect(keyring.emergency(county, emergency).id).toContain(emergency)
    await db().owner.query('update world set ended_at = $1 where id = 7', [new Date(ended)])
    server.program.shared.clock.forget()
    await work('placement.erase', ended + 6 * DAY)
    expect(keyring.emergency(county, emergency).id).toContain(emergency)
    await work('placement.erase', ended + 7 * DAY)
    expect(() => keyring.emergency(county, emergency)).toThrow('erased')
  })
})
