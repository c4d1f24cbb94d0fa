/** Forward-only SQL files, each applied once, in the order of their names, by one runner at a time. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { withClient } from './client.ts'
import { codeOf, DatabaseTrouble, messageOf } from './trouble.ts'

/** A file that begins so runs outside a transaction: one statement, safe to repeat (`create index concurrently if not exists`). */
const NO_TRANSACTION = /^-- no transaction\b/

const NAME = /^\d{12}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/

/** The advisory lock's key: "jingwei" in ASCII. */
const LOCK = '29956412984879465'

/** How often a migration that waits for a lock is tried, so that readers are never blocked behind it for long. */
const TRIES = 5

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/**
 * Applies what is missing.
 * @param url connection string of the owner, not through a pooler
 * @param directory of files `YYYYMMDDhhmm-name.sql`
 * @returns names applied now
 * @throws DatabaseTrouble in words: a file changed, missing or out of order after others were applied, or failed.
 */
export async function migrate(url: string, directory: string): Promise<string[]> {
  const files = readMigrations(directory)
  return withClient(url, async (client) => {
    await client.query('set statement_timeout = 0; set lock_timeout = 0')
    await client.query(`select pg_advisory_lock(${LOCK})`)
    try {
      return await applyMissing(client, files)
    } finally {
      await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => {})
    }
  })
}

/** The files of a directory, oldest first. */
export function readMigrations(directory: string): Migration[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    if (!NAME.test(name)) throw new Error(`not the name of a migration (YYYYMMDDhhmm-name.sql): ${name}`)
    const sql = readFileSync(join(directory, name), 'utf8').replace(/\r\n/g, '\n')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function applyMissing(client: pg.Client, files: readonly Migration[]): Promise<string[]> {
  const applied = await appliedSoFar(client)
  check(files, applied)
  const missing = files.filter(({ name }) => !applied.has(name))
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

/** Checksum by name. */
async function appliedSoFar(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    set client_min_messages = warning;
    create schema if not exists jingwei;
    create table if not exists jingwei.migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from jingwei.migration',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function check(files: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  const last = [...applied.keys()].sort().at(-1) ?? ''
  for (const [name, checksum] of applied) {
    const file = byName.get(name)
    if (!file) {
      throw new DatabaseTrouble({
        zh: `数据库已执行过迁移 ${name}，而本程序没有它：数据库比程序新。请升级程序。`,
        en: `The database has had the migration ${name}, which this program does not know: it is newer than the program. Upgrade the program.`,
      })
    }
    if (file.checksum !== checksum) {
      throw new DatabaseTrouble({
        zh: `迁移 ${name} 执行之后内容被改动。请恢复原文件，另写一个新的迁移。`,
        en: `The migration ${name} was changed after it had been applied. Restore it and write a new one.`,
      })
    }
  }
  const late = files.find(({ name }) => !applied.has(name) && name < last)
  if (late) {
    throw new DatabaseTrouble({
      zh: `迁移 ${late.name} 排在已执行的 ${last} 之前。请给它一个更晚的时间。`,
      en: `The migration ${late.name} comes before ${last}, which has been applied. Give it a later time.`,
    })
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await applyOnce(client, migration)
    } catch (error) {
      if (codeOf(error) === '55P03' && tries < TRIES) continue
      throw new DatabaseTrouble(
        {
          zh: `迁移 ${migration.name} 失败，数据库停在它之前：${messageOf(error)}`,
          en: `The migration ${migration.name} failed, and the database stands before it: ${messageOf(error)}`,
        },
        error,
      )
    }
  }
}

async function applyOnce(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const remember = () =>
    client.query('insert into jingwei.migration (name, checksum) values ($1, $2)', [name, checksum])
  if (NO_TRANSACTION.test(sql)) {
    await client.query(sql)
    await remember()
    return
  }
  await client.query(`begin; set local lock_timeout = '5s'`)
  try {
    await client.query(sql)
    await remember()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('nothing was committed')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
