/**
 * Everything that is kept, in one file, and back again: on another machine, or under another PostgreSQL. One snapshot,
 * up to the last row committed before it. Identities stay sealed; the keys that open them are not in the file.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { z } from 'zod'
import { withClient } from './client.ts'
import { DatabaseTrouble } from './trouble.ts'

/** Rows read and written at once. */
const ROWS = 2000

const Head = z.object({ format: z.literal('jingwei-export-1'), migrations: z.array(z.string()) })
const Table = z.object({ table: z.string(), columns: z.array(z.string()) })
const End = z.object({ rows: z.int() })

export interface Moved {
  readonly tables: number
  readonly rows: number
}

/** Tables of ours, those first to which others refer; each with the columns that can be written. */
async function tablesOf(client: pg.ClientBase): Promise<z.infer<typeof Table>[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
             where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' order by c.relname`,
  )
  const order: z.infer<typeof Table>[] = []
  const done = new Set<string>()
  while (order.length < rows.length) {
    const next = rows.filter(({ name, needs }) => !done.has(name) && needs.every((need) => done.has(need)))
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    for (const { name, columns } of next) {
      done.add(name)
      order.push({ table: name, columns })
    }
  }
  return order
}

async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from jingwei.migration order by name')
  return rows.map(({ name }) => name)
}

const columnList = (columns: readonly string[]): string =>
  columns.map((one) => pg.escapeIdentifier(one)).join(', ')

/** The file's lines: its head, then each table with its rows, each a JSON object, then its end. */
async function* lines(client: pg.ClientBase, tell: (rows: number) => void): AsyncGenerator<string> {
  const say = (value: unknown): string => `${JSON.stringify(value)}\n`
  yield say({ format: 'jingwei-export-1', migrations: await migrationsOf(client) })
  let rows = 0
  for (const { table, columns } of await tablesOf(client)) {
    yield say({ table, columns })
    await client.query(
      `declare rows cursor for select row_to_json(t)::text as row
       from (select ${columnList(columns)} from ${pg.escapeIdentifier(table)}) t`,
    )
    for (;;) {
      const page = await client.query<{ row: string }>(`fetch ${ROWS} from rows`)
      if (page.rows.length === 0) break
      yield page.rows.map(({ row }) => `${row}\n`).join('')
      rows += page.rows.length
      tell(rows)
    }
    await client.query('close rows')
  }
  yield say({ rows })
}

/**
 * Writes everything into a file, which is there whole or not at all.
 * @param ownerUrl connection string of the tables' owner
 * @param tell rows written so far
 */
export async function exportTo(
  ownerUrl: string,
  path: string,
  tell: (rows: number) => void = () => {},
): Promise<Moved> {
  const part = `${path}.part`
  try {
    return await withClient(ownerUrl, async (client) => {
      await client.query('begin isolation level repeatable read read only')
      const { length } = await tablesOf(client)
      let rows = 0
      const told = (n: number): void => {
        rows = n
        tell(n)
      }
      await pipeline(
        Readable.from(lines(client, told)),
        createGzip(),
        createWriteStream(part, { mode: 0o600 }),
      )
      await client.query('commit')
      await rename(part, path)
      return { tables: length, rows }
    })
  } finally {
    await rm(part, { force: true })
  }
}

const notWhole = (): DatabaseTrouble =>
  new DatabaseTrouble({
    zh: '这个文件不是完整的导出文件，什么也没有恢复。',
    en: 'This file is not a whole export; nothing was restored.',
  })

const differentVersion = (): DatabaseTrouble =>
  new DatabaseTrouble({
    zh: '这个导出文件来自另一个版本的程序：请用同一版本恢复，再升级。什么也没有恢复。',
    en: 'This export was made by another version of the program: restore it with the same one, then upgrade. Nothing was restored.',
  })

const notEmpty = (): DatabaseTrouble =>
  new DatabaseTrouble({
    zh: '这里已经有一个县的数据；请恢复到新的数据目录（--data）。什么也没有改动。',
    en: 'There is a county here already; restore into a new data directory (--data). Nothing was changed.',
  })

function parsed<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/**
 * Reads such a file into a database that has the same tables and no county yet; all of it, or nothing.
 * @throws DatabaseTrouble in words where the file is not whole, of another version, or the database is not empty
 */
export async function restoreFrom(
  ownerUrl: string,
  path: string,
  tell: (rows: number) => void = () => {},
): Promise<Moved> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin')
    try {
      const moved = await restore(client, path, tell)
      await client.query('commit')
      return moved
    } catch (error) {
      await client.query('rollback')
      if (/unexpected end of file|incorrect header check/.test((error as Error).message)) throw notWhole()
      throw error
    }
  })
}

async function restore(client: pg.ClientBase, path: string, tell: (rows: number) => void): Promise<Moved> {
  if ((await client.query('select from county limit 1')).rowCount !== 0) throw notEmpty()
  const own = await tablesOf(client)
  const source = createReadStream(path)
  const unzipped = createGunzip()
  const pumped = pipeline(source, unzipped)
  // Told where the lines are read; nobody else hears it.
  pumped.catch(() => {})
  let [rows, tables] = [0, 0]
  let table: z.infer<typeof Table> | undefined
  let head: z.infer<typeof Head> | undefined
  let end: z.infer<typeof End> | undefined
  let batch: string[] = []
  const flush = async (): Promise<void> => {
    if (table === undefined || batch.length === 0) return
    const columns = columnList(table.columns)
    const name = pg.escapeIdentifier(table.table)
    await client.query(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
      [`[${batch.join(',')}]`],
    )
    rows += batch.length
    batch = []
    tell(rows)
  }
  for await (const line of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (head === undefined) {
      head = parsed(Head, line)
      if (head === undefined) throw notWhole()
      if (head.migrations.join() !== (await migrationsOf(client)).join()) throw differentVersion()
      continue
    }
    const next = line.startsWith('{"table":') ? parsed(Table, line) : undefined
    if (next !== undefined && own.some((one) => one.table === next.table)) {
      await flush()
      table = next
      tables++
      continue
    }
    end = line.startsWith('{"rows":') ? parsed(End, line) : undefined
    if (end !== undefined) break
    if (batch.push(line) >= ROWS) await flush()
  }
  await pumped
  await flush()
  if (end === undefined || end.rows !== rows || tables !== own.length) throw notWhole()
  await afresh(client)
  return { tables, rows }
}

/**
 * What means something only where it was made: transaction ids, and where counting goes on. Rows that were sealed lie
 * before those that were not, and the sealer goes on after them.
 */
async function afresh(client: pg.ClientBase): Promise<void> {
  await client.query(
    `update ledger l set xid = case when exists (select from ledger_seal s
       where s.county = l.county and s.world = l.world and s.ledger = l.id) then '1' else '2' end::xid8`,
  )
  await client.query(
    `update ledger_sealer s set xid = '1'::xid8,
       nr = (select coalesce(max(l.nr), 0) from ledger l where l.county = s.county and l.xid = '1'::xid8)`,
  )
  const { rows } = await client.query<{ name: string; field: string }>(
    `select c.relname as name, a.attname as field from pg_attribute a join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and a.attidentity <> ''`,
  )
  for (const { name, field } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), (select coalesce(max(${pg.escapeIdentifier(field)}), 0) + 1
         from ${pg.escapeIdentifier(name)}), false)`,
      [name, field],
    )
}
