import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from './client.ts'
import { cleanUp, directory } from './embedded.harness.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { openEnvironment } from './open.ts'
import { openPool } from './pool.ts'
import { isAlive } from './process.ts'
import { assertPlainRole } from './roles.ts'
import { DatabaseTrouble, messageOf } from './trouble.ts'
import { onDatabase, withLogin } from './url.ts'

afterAll(cleanUp)

const SCOPE = { county: 'g1', world: 0, kind: 'system', areas: [], sites: [] } as const

/** Migrations as small as they can be, granting as the house's do: by the roles' fixed names. */
function migrations(): string {
  const path = join(directory(), 'migrations')
  mkdirSync(path)
  writeFileSync(
    join(path, '202601010000-thing.sql'),
    `create table thing (county text);
     alter table thing enable row level security;
     create policy own on thing using (county = current_setting('app.county', true));
     grant select, insert on thing to jingwei_app, jingwei_worker;`,
  )
  return path
}

describe('an environment with a server of its own', () => {
  it('opens, keeps what was written, closes its server, and opens again', async () => {
    const options = { dataDir: directory(), migrations: migrations() }
    const first = await openEnvironment(options)
    expect(first.migrated).toEqual(['202601010000-thing.sql'])
    await first.app.tx(SCOPE, (tx) => tx.query(`insert into thing values ('g1')`))
    const pid = first.server?.pid ?? 0
    await first.close()
    expect(isAlive(pid)).toBe(false)

    const second = await openEnvironment(options)
    try {
      expect(second.migrated).toEqual([])
      expect(await second.worker.read(SCOPE, (tx) => tx.query('select county from thing'))).toEqual([
        { county: 'g1' },
      ])
      const elsewhere = { ...SCOPE, county: 'g2' }
      expect(await second.app.read(elsewhere, (tx) => tx.query('select county from thing'))).toEqual([])
      const direct = await withClient(second.directUrl, (c) => c.query('select current_user as role'))
      expect(direct.rows).toEqual([{ role: 'jingwei_worker' }])
    } finally {
      await second.close()
    }
  })

  it('is read beside the program that runs on it', async () => {
    const options = { dataDir: directory(), migrations: migrations() }
    const first = await openEnvironment(options)
    try {
      await first.app.tx(SCOPE, (tx) => tx.query(`insert into thing values ('g1')`))
      await expect(openEnvironment(options)).rejects.toThrow(/in use by another Jingwei/)
      const beside = await openEnvironment({ ...options, beside: true })
      expect(beside.server).toBeUndefined()
      expect(await beside.app.read(SCOPE, (tx) => tx.query('select county from thing'))).toHaveLength(1)
      await beside.close()
      expect(isAlive(first.server?.pid ?? 0)).toBe(true)
    } finally {
      await first.close()
    }
    const alone = await openEnvironment({ ...options, beside: true })
    expect(alone.server).toBeDefined()
    await alone.close()
  })

  it('stops the server it started when a migration fails', async () => {
    const options = { dataDir: directory(), migrations: migrations() }
    writeFileSync(join(options.migrations, '202601020000-bad.sql'), 'select 1/0')
    await expect(openEnvironment(options)).rejects.toThrow(/202601020000-bad.sql failed/)
    // The data are free again.
    const server = await startEmbedded(options)
    await server.stop()
  })
})

describe('an environment on a server of the county', () => {
  let server: EmbeddedServer
  const asSuper = (sql: string) => withClient(server.superUrl, (client) => client.query(sql))
  const county = (user: string, password: string) =>
    onDatabase(withLogin(server.superUrl, user, password), 'county')

  beforeAll(async () => {
    server = await startEmbedded({ dataDir: directory(), settings: { fsync: 'off' } })
    await asSuper(`create role dba login createrole password 'pw'`)
    await asSuper(`create role humble login password 'pw'`)
  })
  afterAll(() => server?.stop())
  beforeEach(async () => {
    await asSuper('drop database if exists county with (force)')
    await asSuper('drop role if exists portal, jingwei_app, jingwei_worker')
    await asSuper('create database county')
  })
  const give = (owner: string) => asSuper(`alter database county owner to ${owner}`)

  const open = (databaseUrl: string, databaseDirectUrl?: string) =>
    openEnvironment({
      dataDir: '/nowhere',
      databaseUrl,
      ...(databaseDirectUrl ? { databaseDirectUrl } : {}),
      migrations: migrations(),
    })

  it('makes the roles and limits that are missing, and finds them the next time', async () => {
    await give('dba')
    for (let start = 0; start < 2; start++) {
      const environment = await open(county('jingwei_app', 'p@ss/ word'), county('dba', 'pw'))
      try {
        expect(environment.server).toBeUndefined()
        const limits = await environment.worker.read(SCOPE, (tx) =>
          tx.one(`select current_user as role, current_setting('statement_timeout') as statement`),
        )
        expect(limits).toEqual({ role: 'jingwei_worker', statement: '15s' })
        await environment.app.tx(SCOPE, (tx) => tx.query(`insert into thing values ('g1')`))
      } finally {
        await environment.close()
      }
    }
  })

  it('takes a login of another name into the role', async () => {
    await give('dba')
    const environment = await open(county('portal', 'pw'), county('dba', 'pw'))
    try {
      const row = await environment.app.tx(SCOPE, (tx) =>
        tx.one(`insert into thing values ('g1') returning current_user as role`),
      )
      expect(row).toEqual({ role: 'portal' })
    } finally {
      await environment.close()
    }
  })

  it('tells the SQL where it may not; after an administrator has run it, it opens', async () => {
    await give('humble')
    const urls = [county('jingwei_app', 'secret-word'), county('humble', 'pw')] as const
    const trouble = await open(...urls).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(trouble).toBeInstanceOf(DatabaseTrouble)
    const told = messageOf(trouble)
    expect(told).toMatch(/无权建立所需的角色[\s\S]*may not make the roles/)
    expect(told).not.toContain('secret-word')

    const english = told.slice(told.indexOf('may not make'))
    const statements = english.split('\n').filter((line) => line.startsWith('  '))
    expect(statements.length).toBeGreaterThan(4)
    for (const statement of statements) await asSuper(statement.replace('…', 'secret-word'))
    const environment = await open(...urls)
    await environment.close()
  })

  it('refuses one login for both the owner and the requests', async () => {
    await give('dba')
    await expect(open(county('dba', 'pw'))).rejects.toThrow(/同一个角色 dba[\s\S]*create role "jingwei_app"/)
  })

  it('refuses a server that is not there, in words and without the password', async () => {
    const gone = 'postgresql://jingwei_app:secret-word@127.0.0.1:1/county'
    const trouble = await open(gone).catch(messageOf)
    expect(trouble).toMatch(/无法连接[\s\S]*could not be used[\s\S]*ECONNREFUSED/)
    expect(trouble).not.toContain('secret-word')
  })

  it('refuses a database in another encoding', async () => {
    await asSuper('drop database county')
    await asSuper(
      `create database county owner dba template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc`,
    )
    await expect(open(county('jingwei_app', 'pw'), county('dba', 'pw'))).rejects.toThrow(/SQL_ASCII/)
  })

  describe('the role of requests', () => {
    const check = async (url: string) => {
      const pool = openPool(url)
      try {
        await assertPlainRole(pool)
      } finally {
        await pool.end()
      }
    }
    const role = async (attributes: string) => {
      await asSuper(`create role portal login ${attributes} password 'pw'`)
      return county('portal', 'pw')
    }

    it('passes when it is plain', async () => {
      await check(await role('nosuperuser'))
    })
    it('is refused as superuser', async () => {
      await expect(check(await role('superuser'))).rejects.toThrow(/是超级用户[\s\S]*is a superuser/)
    })
    it('is refused with BYPASSRLS', async () => {
      await expect(check(await role('bypassrls'))).rejects.toThrow(/has BYPASSRLS/)
    })
    it('is refused as owner of tables, and as member of their owner', async () => {
      await withClient(county('humble', 'pw'), async () => {})
      await give('humble')
      await withClient(county('humble', 'pw'), (client) => client.query('create table thing ()'))
      await expect(check(county('humble', 'pw'))).rejects.toThrow(
        /拥有数据表 public.thing[\s\S]*owns the table/,
      )
      const portal = await role('nosuperuser')
      await check(portal)
      await asSuper('grant humble to portal')
      await expect(check(portal)).rejects.toThrow(/owns the table public.thing/)
    })
  })
})
