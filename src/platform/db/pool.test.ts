import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Database, openDatabase } from './pool.ts'
import { arrayLiteral, type Scope, settingsOf } from './scope.ts'
import { at } from './types.ts'

const SCOPE: Scope = {
  county: 'g1',
  world: 3,
  kind: 'staff',
  areas: ['620922', `a "quoted" \\ 'area'`],
  sites: ['018dad4d-0000-7000-8000-000000000001'],
  account: '018dad4d-0000-7000-8000-000000000002',
}

/** Everything the policies could read. */
const ALL_SETTINGS = Object.keys(settingsOf(SCOPE))
  .map((name) => `current_setting('${name}', true) as "${name}"`)
  .join(', ')

let db: TestDatabase
/** One connection only, so that whatever a transaction leaves behind meets the next one. */
let single: Database

beforeAll(async () => {
  db = await testDatabase()
  single = openDatabase(db.appUrl, { max: 1 })
  await db.owner.query(`
    create schema trial;
    grant usage on schema trial to jingwei_app;
    create table trial.thing (id int primary key, n int not null default 0, at timestamptz);
    grant select, insert, update on trial.thing to jingwei_app;
    create sequence trial.tries;
    grant usage on sequence trial.tries to jingwei_app;
    create function trial.fail_until(p_try int, p_state text) returns bigint language plpgsql as $$
    declare tries bigint := nextval('trial.tries');
    begin
      if tries < p_try then raise exception 'planted' using errcode = p_state; end if;
      return tries;
    end $$;
    create function trial.cut_until(p_try int) returns bigint language plpgsql as $$
    declare tries bigint := nextval('trial.tries');
    begin
      if tries < p_try then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); end if;
      return tries;
    end $$;
    create function trial.both(p_first int, p_second int) returns void language plpgsql as $$
    begin
      update trial.thing set n = n + 1 where id = p_first;
      perform pg_sleep(0.3);
      update trial.thing set n = n + 1 where id = p_second;
    end $$;
  `)
})
afterAll(async () => {
  await single?.close()
  await db?.drop()
})

const restartTries = () => db.owner.query(`alter sequence trial.tries restart`)

describe('the scope', () => {
  it('is set for the transaction, quotes and all', async () => {
    const seen = await single.tx(SCOPE, (tx) => tx.one(`select ${ALL_SETTINGS}`))
    expect(seen).toEqual(settingsOf(SCOPE))
    const parsed = await single.read(SCOPE, (tx) =>
      tx.one(
        `select current_setting('app.areas')::text[] as areas, current_setting('app.sites')::uuid[] as sites`,
      ),
    )
    expect(parsed).toEqual({ areas: SCOPE.areas, sites: SCOPE.sites })
  })

  it('is gone for the next user of the connection, after commit, rollback and read', async () => {
    const backend = () => single.pool.query('select pg_backend_pid() as pid').then(({ rows }) => rows[0].pid)
    const before = await backend()
    const fail = () => Promise.reject(new Error('planted'))
    await single.tx(SCOPE, (tx) => tx.query('select 1'))
    const afterCommit = await single.pool.query(`select ${ALL_SETTINGS}`)
    await expect(single.tx(SCOPE, fail)).rejects.toThrow('planted')
    const afterRollback = await single.pool.query(`select ${ALL_SETTINGS}`)
    await single.read(SCOPE, (tx) => tx.query('select 1'))
    const afterRead = await single.pool.query(`select ${ALL_SETTINGS}`)
    expect(await backend()).toBe(before)
    for (const { rows } of [afterCommit, afterRollback, afterRead]) {
      expect(Object.values(rows[0]).filter((value) => value !== '' && value !== null)).toEqual([])
    }
  })

  it('quotes arrays', () => {
    expect(arrayLiteral([])).toBe('{}')
    expect(arrayLiteral(['a', 'b"c', 'd\\e'])).toBe('{"a","b\\"c","d\\\\e"}')
  })
})

describe('a transaction', () => {
  it('commits what resolves and rolls back what rejects', async () => {
    await db.app.tx(SCOPE, (tx) => tx.query('insert into trial.thing (id) values ($1)', [100]))
    const broken = db.app.tx(SCOPE, async (tx) => {
      await tx.query('insert into trial.thing (id) values ($1)', [101])
      throw new Refusal('not_allowed')
    })
    await expect(broken).rejects.toMatchObject({ code: 'not_allowed' })
    const rows = await db.app.read(SCOPE, (tx) =>
      tx.query('select id from trial.thing where id in (100, 101)'),
    )
    expect(rows).toEqual([{ id: 100 }])
  })

  it('does not pass for committed when the work hid a failed statement', async () => {
    const hidden = db.app.tx(SCOPE, async (tx) => {
      await tx.query('insert into trial.thing (id) values (102)')
      await tx.query('select 1/0').catch(() => {})
    })
    await expect(hidden).rejects.toThrow('nothing was committed')
    expect(await db.app.read(SCOPE, (tx) => tx.query('select from trial.thing where id = 102'))).toEqual([])
  })

  it('refuses to write when it reads', async () => {
    const write = db.app.read(SCOPE, (tx) => tx.query('insert into trial.thing (id) values (103)'))
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  it('wants exactly one row, or at most one', async () => {
    await db.app.read(SCOPE, async (tx) => {
      expect(await tx.maybe('select 1 as a where false')).toBeUndefined()
      expect(await tx.one('select 1 as a')).toEqual({ a: 1 })
      await expect(tx.one('select 1 as a where false')).rejects.toThrow('found none')
      await expect(tx.maybe('select generate_series(1, 2)')).rejects.toThrow('at most one')
    })
  })

  it('survives the server ending it, and so does the program', async () => {
    const cut = single.tx(SCOPE, async (tx) => {
      const { pid } = await tx.one<{ pid: number }>('select pg_backend_pid() as pid')
      await terminate(pid)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await tx.query('select 1')
    })
    await expect(cut).rejects.toMatchObject({ code: 'try_again' })
    expect(await single.read(SCOPE, (tx) => tx.one('select 1 as a'))).toEqual({ a: 1 })
  })
})

/** A role may end its own backends. */
async function terminate(pid: number): Promise<void> {
  await db.app.pool.query('select pg_terminate_backend($1)', [pid])
}

describe('trying again', () => {
  it.each(['40001', '40P01'])('a call goes through after %s', async (state) => {
    await restartTries()
    const rows = await db.app.call('fail', 'select trial.fail_until($1, $2) as tries', [5, state])
    expect(rows).toEqual([{ tries: 5 }])
  })

  it('a call goes through after its connection was cut', async () => {
    await restartTries()
    const rows = await db.app.call('cut', 'select trial.cut_until($1) as tries', [3])
    expect(rows).toEqual([{ tries: 3 }])
  })

  it('gives up in words after eight tries', async () => {
    await restartTries()
    const call = db.app.call('fail', 'select trial.fail_until($1, $2) as tries', [1000, '40001'])
    await expect(call).rejects.toMatchObject({ name: 'Refusal', code: 'try_again' })
    const { rows } = await db.owner.query('select last_value from trial.tries')
    expect(rows).toEqual([{ last_value: 8 }])
  })

  it('does not repeat what will not pass', async () => {
    await restartTries()
    const call = db.app.call('fail', 'select trial.fail_until($1, $2) as tries', [5, '23505'])
    await expect(call).rejects.toMatchObject({ code: '23505' })
    const { rows } = await db.owner.query('select last_value from trial.tries')
    expect(rows).toEqual([{ last_value: 1 }])
  })

  it('repeats a transaction only where that was asked for', async () => {
    const fail = (limit: number) => (tx: { query(t: string, v: unknown[]): Promise<unknown> }) =>
      tx.query('select trial.fail_until($1, $2)', [limit, '40001'])
    await restartTries()
    await expect(db.app.tx(SCOPE, fail(3))).rejects.toMatchObject({ code: 'try_again' })
    await restartTries()
    await db.app.tx(SCOPE, fail(3), { retry: true })
    const { rows } = await db.owner.query('select last_value from trial.tries')
    expect(rows).toEqual([{ last_value: 3 }])
  })

  it('both sides of a real deadlock get through', async () => {
    await db.owner.query('insert into trial.thing (id) values (1), (2)')
    const both = (first: number, second: number) =>
      db.app.call('both', 'select trial.both($1, $2)', [first, second])
    await Promise.all([both(1, 2), both(2, 1)])
    const { rows } = await db.owner.query('select n from trial.thing where id in (1, 2)')
    expect(rows).toEqual([{ n: 2 }, { n: 2 }])
  })
})

describe('values', () => {
  it('come out as the house keeps them', async () => {
    const moment = Date.UTC(2024, 1, 17, 14, 0, 0, 123)
    const row = await db.app.read(SCOPE, (tx) =>
      tx.one(
        `select $1::timestamptz as moment, '2024-02-17 22:00:00.123999+08'::timestamptz as micro,
           array[$1::timestamptz, null] as moments, 'infinity'::timestamptz as never, '2024-02-17'::date as day,
           count(*) as n, 9007199254740993::int8 as big, array[1, 2]::int8[] as list, 1.25::numeric as share,
           '{"a": [1, "x"]}'::jsonb as json, null::timestamptz as nothing
         from generate_series(1, 3)`,
        [at(moment)],
      ),
    )
    expect(row).toEqual({
      moment,
      micro: moment,
      moments: [moment, null],
      never: Number.POSITIVE_INFINITY,
      day: '2024-02-17',
      n: 3,
      big: 9007199254740993n,
      list: [1, 2],
      share: 1.25,
      json: { a: [1, 'x'] },
      nothing: null,
    })
  })
})
