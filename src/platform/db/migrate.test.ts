import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from './client.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { ownMigrations } from './open.ts'
import { ensureDatabase } from './roles.ts'

const DEBIAN_15 = '/usr/lib/postgresql/15/bin'

const SERVERS = [
  { name: 'the bundled server', binDir: undefined, major: 18, present: true },
  { name: `PostgreSQL 15 of ${DEBIAN_15}`, binDir: DEBIAN_15, major: 15, present: existsSync(DEBIAN_15) },
]

for (const { name, binDir, major, present } of SERVERS) {
  describe.skipIf(!present)(`migrations on ${name}${present ? '' : ' (skipped: not installed)'}`, () => {
    let directory: string
    let server: EmbeddedServer
    let url: string
    let files: string

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'jingwei-migrate-'))
      chmodSync(directory, 0o711)
      server = await startEmbedded({
        dataDir: directory,
        ...(binDir ? { binDir } : {}),
        settings: { fsync: 'off' },
      })
    })
    afterAll(async () => {
      await server?.stop()
      rmSync(directory, { recursive: true, force: true })
    })
    beforeEach(async () => {
      const database = `m_${randomBytes(4).toString('hex')}`
      await withClient(server.superUrl, (client) => ensureDatabase(client, database))
      url = server.urlFor('owner', database)
      files = mkdtempSync(join(directory, 'sql-'))
    })

    const write = (file: string, sql: string) => writeFileSync(join(files, file), sql)
    const rows = (sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)
    const tables = () =>
      rows(`select tablename from pg_tables where schemaname = 'public' order by 1`).then((found) =>
        found.map((row) => row.tablename),
      )

    it('is the server it says', () => {
      expect(Math.floor(server.version / 10_000)).toBe(major)
    })

    it('are applied in the order of their names, once', async () => {
      write('202601020000-second.sql', 'insert into log (line) values (2);')
      write('202601010000-first.sql', 'create table log (line int); insert into log (line) values (1);')
      expect(await migrate(url, files)).toEqual(['202601010000-first.sql', '202601020000-second.sql'])
      expect(await migrate(url, files)).toEqual([])
      write('202601030000-third.sql', 'insert into log (line) values (3);')
      expect(await migrate(url, files)).toEqual(['202601030000-third.sql'])
      expect(await rows('select line from log')).toEqual([{ line: 1 }, { line: 2 }, { line: 3 }])
    })

    it('are refused when one was changed, is missing, or comes too late', async () => {
      write('202601010000-a.sql', 'create table a ();')
      write('202601030000-c.sql', 'create table c ();')
      await migrate(url, files)

      write('202601020000-b.sql', 'create table b ();')
      await expect(migrate(url, files)).rejects.toThrow(/202601020000-b.sql comes before 202601030000-c.sql/)
      rmSync(join(files, '202601020000-b.sql'))

      write('202601010000-a.sql', 'create table a (id int);')
      await expect(migrate(url, files)).rejects.toThrow(/202601010000-a.sql 执行之后内容被改动/)

      rmSync(join(files, '202601010000-a.sql'))
      await expect(migrate(url, files)).rejects.toThrow(/newer than the program/)
      expect(await tables()).toEqual(['a', 'c'])
    })

    it('leave nothing of one that fails, and keep those before it', async () => {
      write('202601010000-good.sql', 'create table good ();')
      write('202601020000-bad.sql', 'create table half (); select 1/0;')
      await expect(migrate(url, files)).rejects.toThrow(/202601020000-bad.sql failed.*division by zero/)
      expect(await tables()).toEqual(['good'])
      write('202601020000-bad.sql', 'create table whole ();')
      expect(await migrate(url, files)).toEqual(['202601020000-bad.sql'])
    })

    it('are applied once when two runners start together', async () => {
      for (let i = 0; i < 5; i++) {
        write(`20260101000${i}-step.sql`, `create table step_${i} (); select pg_sleep(0.05);`)
      }
      const results = await Promise.all([migrate(url, files), migrate(url, files), migrate(url, files)])
      expect(results.map((applied) => applied.length).sort()).toEqual([0, 0, 5])
      expect(await tables()).toHaveLength(5)
    })

    it('wait for a lock without holding up everybody behind them, and go through when it is free', async () => {
      write('202601010000-t.sql', 'create table t ();')
      await migrate(url, files)
      write('202601020000-more.sql', 'alter table t add column n int;')
      await withClient(url, async (holder) => {
        await holder.query('begin; select * from t')
        const migrating = migrate(url, files)
        // Past the first waiting time, so that the migration has withdrawn at least once.
        await new Promise((resolve) => setTimeout(resolve, 5_500))
        await holder.query('commit')
        expect(await migrating).toEqual(['202601020000-more.sql'])
      })
    })

    it('may run outside a transaction', async () => {
      write('202601010000-t.sql', 'create table t (n int);')
      write(
        '202601020000-index.sql',
        '-- no transaction\ncreate index concurrently if not exists t_n on t (n);',
      )
      expect(await migrate(url, files)).toHaveLength(2)
      expect(await rows(`select indexname from pg_indexes where tablename = 't'`)).toEqual([
        { indexname: 't_n' },
      ])
    })

    it('must be named by time and subject', async () => {
      write('first.sql', 'select 1')
      await expect(async () => migrate(url, files)).rejects.toThrow(/YYYYMMDDhhmm-name.sql/)
    })

    it('of this program apply', async () => {
      const own = readdirSync(ownMigrations()).filter((file) => file.endsWith('.sql'))
      expect(await migrate(url, ownMigrations())).toEqual(own.sort())
      expect(await migrate(url, ownMigrations())).toEqual([])
    })
  })
}
