/** Exported and restored: every row of every table, the chain, and counting that goes on; nothing half, nothing over. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { sealAll } from '../../../test/sealed.ts'
import { register } from '../../modules/placement/actions/register.ts'
import { suspendSite } from '../../modules/placement/actions/sites.ts'
import { arrive } from '../../modules/placement/actions/steps.ts'
import { verifyChain } from '../ledger/read.ts'
import { exportTo, restoreFrom } from './backup.ts'

const folder = mkdtempSync(join(tmpdir(), 'jingwei-backup-'))
const file = join(folder, 'all.jingwei')
let house: House
let code: string
let sealed: number
let from: TestDatabase
let to: TestDatabase

const scope = () => ({ county: code, world: 0, kind: 'system', areas: [], sites: [] }) as const
const write = (db: pg.Pool, subject: string) =>
  db.query(
    `select ledger_add($1, 0, now(), '{"kind":"system","id":"t"}', 'test.written', 'county', $2, null, '{"n":7}')`,
    [code, subject],
  )

beforeAll(async () => {
  house = await openHouse()
  from = house.db
  to = await testDatabase()
  const county = await house.county()
  code = county.code
  const [site] = await county.layOut([
    hall(20, { contact: '甲', phone: '0937-1', intakePerSlot: 9 }),
    hall(5),
  ])
  const { id } = await register(
    county.ctx(),
    registration(2, { name: '王\n"小明"\\ 😀', phone: '13800001111' }),
  )
  await arrive(county.ctx(), id, command())
  await register(county.ctx(), registration(3, { phone: '13800001111', needs: ['halal'] }))
  await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
  await sealAll(from.worker, code)
  sealed = (await from.owner.query('select count(*)::int as n from ledger')).rows[0].n
  // Committed and not yet sealed when the file is made.
  await write(from.owner, '018f0000-0000-7000-8000-000000000002')
})
afterAll(async () => {
  await Promise.all([house.stop(), to.drop()])
  rmSync(folder, { recursive: true, force: true })
})

/** Every row of every table as text, but for what means nothing elsewhere. */
async function everything(db: pg.Pool): Promise<Record<string, string[]>> {
  const { rows } = await db.query(`select tablename from pg_tables where schemaname = 'public' order by 1`)
  const all: Record<string, string[]> = {}
  for (const { tablename } of rows) {
    if (tablename === 'ledger_sealer') continue
    const found = await db.query(`select (to_jsonb(t) - 'xid')::text as row from ${tablename} t order by 1`)
    all[tablename] = found.rows.map(({ row }) => row)
  }
  return all
}

describe('a county', () => {
  it('is restored row by row, and its chain verifies', async () => {
    const made = await exportTo(from.ownerUrl, file)
    expect(made.rows).toBeGreaterThan(sealed + 20)
    const seen: number[] = []
    expect(await restoreFrom(to.ownerUrl, file, (n) => seen.push(n))).toEqual(made)
    expect(seen.at(-1)).toBe(made.rows)
    const [before, after] = [await everything(from.owner), await everything(to.owner)]
    expect(before['ledger']).toHaveLength(sealed + 1)
    for (const table of [
      'party',
      'party_identity',
      'search_token',
      'party_link',
      'placement',
      'site_load',
      'reason',
    ])
      expect(before[table]!.length, table).toBeGreaterThan(0)
    expect(after).toEqual(before)
    const { head, brokenAt } = await to.worker.read(scope(), (tx) => verifyChain(tx, code, 0))
    expect({ seq: head.seq, brokenAt }).toEqual({ seq: sealed, brokenAt: undefined })
  })

  it('goes on where it was: what was not sealed is sealed next, and what is written after that', async () => {
    await write(to.owner, '018f0000-0000-7000-8000-000000000003')
    await sealAll(to.worker, code)
    const { rows } = await to.owner.query(
      `select right(l.subject::text, 1) as who from ledger_seal s join ledger l on l.id = s.ledger where s.seq > $1 order by s.seq`,
      [sealed],
    )
    expect(rows.map(({ who }) => who)).toEqual(['2', '3'])
    const { head, brokenAt } = await to.worker.read(scope(), (tx) => verifyChain(tx, code, 0))
    expect({ seq: head.seq, brokenAt }).toEqual({ seq: sealed + 2, brokenAt: undefined })
  })

  it('is not restored over another', async () => {
    await expect(restoreFrom(to.ownerUrl, file)).rejects.toThrow('a county here already')
  })
})

describe('a file that is not whole', () => {
  let empty: TestDatabase
  beforeAll(async () => {
    empty = await testDatabase()
  })
  afterAll(() => empty.drop())

  const text = () => gunzipSync(readFileSync(file)).toString('utf8')
  const lines = () => text().trimEnd().split('\n')
  it.each([
    ['cut short', () => readFileSync(file).subarray(0, 900)],
    ['no export at all', () => Buffer.from('你好')],
    ['empty', () => gzipSync('')],
    ['without its last line', () => gzipSync(`${lines().slice(0, -1).join('\n')}\n`)],
    [
      'with a row missing',
      () =>
        gzipSync(
          `${lines()
            .filter((line) => !line.includes('test.written'))
            .join('\n')}\n`,
        ),
    ],
    ['of another version', () => gzipSync(text().replace('202611230100', '202511230100'))],
  ])('%s restores nothing', async (_, bytes) => {
    const path = join(folder, 'other')
    writeFileSync(path, bytes())
    await expect(restoreFrom(empty.ownerUrl, path)).rejects.toThrow(
      /nothing was restored|Nothing was restored/,
    )
    const { rows } = await empty.owner.query('select count(*)::int as n from county')
    expect(rows).toEqual([{ n: 0 }])
  })
})
