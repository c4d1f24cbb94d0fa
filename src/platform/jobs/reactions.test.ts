import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCounty, COUNTY, machineOf, silent } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { sealAll } from '../../../test/sealed.ts'
import { type Clock, openClock, type World } from '../clock.ts'
import type { Tx } from '../db/pool.ts'
import { record } from '../ledger/record.ts'
import { follow, idFrom, type Reaction, type Reactions, startReactions } from './reactions.ts'
import { systemScope } from './task.ts'

describe('reactions on a real PostgreSQL', () => {
  let db: TestDatabase
  let clock: Clock
  const started: Reactions[] = []

  beforeAll(async () => {
    db = await testDatabase()
    await addCounty(db, { drills: 2 })
    await db.owner.query(
      'create table effect (nr bigint generated always as identity, event uuid, reaction text)',
    )
    await db.owner.query('grant all on effect to jingwei_worker')
    clock = openClock(db.worker)
  })
  beforeEach(async () => {
    await db.owner.query('truncate effect, reaction_cursor, ledger, ledger_seal')
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()))
  })
  afterAll(() => db.drop())

  const effect = (tx: Tx, event: string, reaction: string) =>
    tx.query('insert into effect (event, reaction) values ($1, $2)', [event, reaction])
  function reaction(name: string, react?: Reaction['react']): Reaction {
    return {
      name,
      hears: ['party.asked'],
      react: react ?? (async (tx, event) => void (await effect(tx, event.id, name))),
    }
  }
  function start(...reactions: Reaction[]): Reactions {
    const one = startReactions({ db: db.worker, clock, log: silent, reactions })
    started.push(one)
    return one
  }
  /** Events of both types, sealed. @returns ids of the heard ones, in order of the ledger */
  async function happen(world: number, count: number): Promise<string[]> {
    await db.app.tx({ ...systemScope(COUNTY, world), kind: 'deed' }, async (tx) => {
      for (let n = 0; n < count; n++)
        for (const type of ['party.asked', 'party.placed'])
          await record(tx, machineOf(COUNTY, world), n, { type, subjectKind: 'party', subject: randomUUID() })
    })
    await sealAll(db.worker, COUNTY)
    const { rows } = await db.owner.query(
      `select l.id from ledger_seal s join ledger l on l.id = s.ledger
       where s.county = $1 and s.world = $2 and l.type = 'party.asked' order by s.seq`,
      [COUNTY, world],
    )
    return rows.map((row) => row.id)
  }
  const effects = async (name: string): Promise<string[]> =>
    (await db.owner.query('select event from effect where reaction = $1 order by nr', [name])).rows.map(
      (row) => row.event,
    )
  const world = (id: number): Promise<World> => clock.world(COUNTY, id)
  const cursor = async (name: string): Promise<number | undefined> =>
    (await db.owner.query('select seq from reaction_cursor where world = 0 and reaction = $1', [name]))
      .rows[0]?.seq

  test('three followers: each event once and in order, while more happens', async () => {
    for (let n = 0; n < 3; n++) start(reaction('one'), reaction('two'))
    await happen(0, 150)
    for (const one of started) one.wake(COUNTY)
    const heard = await happen(0, 130)
    expect(heard).toHaveLength(280)
    for (const name of ['one', 'two']) {
      await expect.poll(() => effects(name).then((all) => all.length), { timeout: 30_000 }).toBe(280)
      expect(await effects(name)).toEqual(heard)
    }
  })

  test('worlds are followed apart, found by looking alone', async () => {
    const drill = await happen(1, 2)
    const county = await happen(0, 3)
    start(reaction('one'))
    await expect.poll(() => effects('one').then((all) => all.length), { timeout: 20_000 }).toBe(5)
    const all = await effects('one')
    expect(all.filter((id) => drill.includes(id))).toEqual(drill)
    expect(all.filter((id) => county.includes(id))).toEqual(county)
  })

  test('cut short after the effect and before the end: neither effect nor step remains, and it comes once', async () => {
    const heard = await happen(0, 2)
    let cut = true
    const once = reaction('one', async (tx, event) => {
      await effect(tx, event.id, 'one')
      if (cut) await tx.query('select pg_terminate_backend(pg_backend_pid())')
    })
    await expect(follow(db.worker, await world(0), once, 0)).rejects.toThrow()
    expect(await effects('one')).toEqual([])
    expect(await cursor('one')).toBeUndefined()
    cut = false
    expect(await follow(db.worker, await world(0), once, 0)).toEqual({
      seq: 4,
      more: false,
      failure: undefined,
    })
    expect(await effects('one')).toEqual(heard)
  })

  test('one that fails stops before its event and keeps what came before', async () => {
    const heard = await happen(0, 3)
    let broken = true
    const failing = reaction('one', async (tx, event) => {
      await effect(tx, event.id, 'one')
      if (broken && event.id === heard[1]) await tx.query('select 1 / 0')
    })
    const { seq, failure } = (await follow(db.worker, await world(0), failing, 0))!
    expect(seq).toBe(2)
    expect(failure).toMatchObject({ code: '22012' })
    expect(await effects('one')).toEqual([heard[0]])
    broken = false
    await follow(db.worker, await world(0), failing, 0)
    expect(await effects('one')).toEqual(heard)
  })

  test('while one process is at it another is turned away', async () => {
    await happen(0, 1)
    let inside = (): void => {}
    let go = (): void => {}
    const entered = new Promise<void>((resolve) => {
      inside = resolve
    })
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    await follow(db.worker, await world(1), reaction('slow'), 0)
    const slow = reaction('slow', async (tx, event) => {
      inside()
      await gate
      await effect(tx, event.id, 'slow')
    })
    // The cursor's row is there already, as in any but the first round.
    await db.owner.query(`insert into reaction_cursor (county, world, reaction) values ($1, 0, 'slow')`, [
      COUNTY,
    ])
    const first = follow(db.worker, await world(0), slow, 0)
    await entered
    expect(await follow(db.worker, await world(0), slow, 0)).toBeUndefined()
    go()
    expect(await first).toMatchObject({ seq: 2 })
  })

  test('the told time of its world', async () => {
    await happen(2, 1)
    const seen: [number, number][] = []
    const timely = reaction('one', async (_, __, place) => void seen.push([place.world.id, place.now]))
    await follow(db.worker, await world(2), timely, 5_000)
    expect(seen).toEqual([[2, 5_000]])
  })

  test('an id from an event is a UUID, the same each time, another for another purpose', () => {
    const event = '018d9f3c-0000-7000-8000-000000000001'
    expect(idFrom(event, 'a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(idFrom(event, 'a')).toBe(idFrom(event, 'a'))
    expect(idFrom(event, 'a')).not.toBe(idFrom(event, 'b'))
  })
})
