/** The ledger's public order on a real server: nobody who reads by seq misses or repeats a row, whoever commits when. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCounty, machineOf } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import type { Scope } from '../db/scope.ts'
import { beginWith } from '../db/scope.ts'
import { readEvents, readHead, readSubject, type SealedEvent, verifyChain } from './read.ts'
import { record, recordAll } from './record.ts'
import { sealCounty, startSealer } from './sealer.ts'

let db: TestDatabase
let county: string
let counties = 0

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
beforeEach(async () => {
  counties++
  county = await addCounty(db, { code: `6200${counties}`, slug: `county-${counties}`, drills: 1 })
})

const scope = (world = 0): Scope => ({ county, world, kind: 'system', areas: [], sites: [] })
const NOW = Date.UTC(2024, 1, 17)

/** One event in a transaction of its own. */
function write(n: number, world = 0, type = 'test.written'): Promise<void> {
  return db.app.tx(scope(world), (tx) =>
    record(tx, machineOf(county, world), NOW + n, {
      type,
      subjectKind: 'test',
      subject: randomUUID(),
      data: { n },
    }),
  )
}

/** A transaction that has written and stays open until told. */
async function hold(n: number): Promise<{ commit(): Promise<void>; rollback(): Promise<void> }> {
  const client = new pg.Client({ connectionString: db.appUrl })
  await client.connect()
  await client.query(beginWith(scope(), 'write'))
  await client.query('select ledger_add($1, 0, $2, $3, $4, $5, $6, null, $7)', [
    county,
    new Date(NOW + n),
    JSON.stringify({ kind: 'system', id: 'test' }),
    'test.written',
    'test',
    randomUUID(),
    JSON.stringify({ n }),
  ])
  const end = async (how: string): Promise<void> => {
    await client.query(how)
    await client.end()
  }
  return {
    commit: () => end('commit'),
    rollback: () => end('rollback'),
  }
}

/** Every committed row of the county has its seal. */
async function settled(): Promise<boolean> {
  const { rows } = await db.owner.query(
    `select (select count(*) from ledger where county = $1) = (select count(*) from ledger_seal where county = $1) as done`,
    [county],
  )
  return rows[0].done
}
const sealOnce = () => sealCounty(db.worker, county)
/** Seals until nothing is left: a writer anywhere on the server, as in another test's database, delays it. */
async function seal(): Promise<void> {
  do await sealOnce()
  while (!(await settled()))
}
const read = (after = 0, world = 0): Promise<SealedEvent[]> =>
  db.worker.read(scope(world), (tx) => readEvents(tx, county, world, after, 10_000))
const numbers = (events: readonly SealedEvent[]): unknown[] => events.map((event) => event.data['n'])
const verify = (world = 0) => db.worker.read(scope(world), (tx) => verifyChain(tx, county, world))

describe('the order', () => {
  test('a transaction that began first and commits last comes in its own place, after nothing was lost', async () => {
    const first = await hold(1)
    await write(2)
    await sealOnce()
    // The open one may still join below: what committed meanwhile waits for it.
    expect(await read()).toEqual([])
    await first.commit()
    await write(3)
    await seal()
    const events = await read()
    expect(numbers(events)).toEqual([1, 2, 3])
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3])
  })

  test('a writer that goes back leaves no gap', async () => {
    const first = await hold(1)
    await write(2)
    await first.rollback()
    await seal()
    expect((await read()).map(({ seq, data }) => [seq, data['n']])).toEqual([[1, 2]])
  })

  test('a reader that runs while everybody commits out of order misses nothing and sees nothing twice', async () => {
    const WRITERS = 6
    const EACH = 25
    const seen: SealedEvent[] = []
    let writing = true
    const sealer = startSealer(
      db.worker,
      async () => [county],
      () => {},
      (error) => {
        throw error
      },
    )
    async function reader(): Promise<void> {
      for (;;) {
        const last = !writing && (await settled())
        seen.push(...(await read(seen.length === 0 ? 0 : seen[seen.length - 1]!.seq)))
        if (last) return
      }
    }
    async function writer(w: number): Promise<void> {
      for (let i = 0; i < EACH; i++) {
        const n = w * EACH + i
        // Every third transaction stays open while others come and go.
        if (n % 3 === 0) {
          const held = await hold(n)
          await write(10_000 + n)
          await held.commit()
        } else await write(n)
      }
    }
    const readers = reader()
    for (let w = 0; w < WRITERS; w += 3) await Promise.all([w, w + 1, w + 2].map((one) => writer(one)))
    writing = false
    await readers
    await sealer.stop()
    const { rows } = await db.owner.query('select count(*)::int as n from ledger where county = $1', [county])
    expect(rows[0].n).toBeGreaterThanOrEqual(WRITERS * EACH)
    expect(seen.map((event) => event.seq)).toEqual(Array.from({ length: rows[0].n }, (_, i) => i + 1))
    expect(new Set(seen.map((event) => event.id)).size).toBe(rows[0].n)
    expect((await verify()).brokenAt).toBeUndefined()
  })

  test('sealers of several processes at once take turns', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(n)))
    await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        await write(100 + n)
        await sealOnce()
      }),
    )
    await seal()
    expect((await read()).map((event) => event.seq)).toEqual(Array.from({ length: 46 }, (_, i) => i + 1))
    expect((await verify()).brokenAt).toBeUndefined()
  })

  test('events of one statement keep their order', async () => {
    await db.app.tx(scope(), (tx) =>
      recordAll(
        tx,
        machineOf(county, 0),
        NOW,
        Array.from({ length: 50 }, (_, n) => ({
          type: 'test.written',
          subjectKind: 'test',
          subject: randomUUID(),
          data: { n },
        })),
      ),
    )
    await seal()
    expect(numbers(await read())).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  test('each world counts for itself', async () => {
    await write(1)
    await write(2, 1)
    await write(3)
    await seal()
    expect((await read()).map((event) => event.seq)).toEqual([1, 2])
    expect(numbers(await read(0, 1))).toEqual([2])
    expect(numbers(await read())).toEqual([1, 3])
    expect((await verify(1)).head.seq).toBe(1)
  })

  test('an open writer of another county delays and never loses', async () => {
    const elsewhere = county
    const held = await hold(1)
    counties++
    county = await addCounty(db, { code: `6200${counties}`, slug: `county-${counties}` })
    await write(2)
    await sealOnce()
    expect(await read()).toEqual([])
    await held.commit()
    await seal()
    expect(numbers(await read())).toEqual([2])
    county = elsewhere
    await seal()
    expect(numbers(await read())).toEqual([1])
  })
})

describe('reading', () => {
  test('backwards from the head, below a position, and one subject alone', async () => {
    for (const n of [1, 2, 3, 4]) await write(n)
    await seal()
    const back = (before: number) =>
      db.worker.read(scope(), (tx) => readEvents(tx, county, 0, before, 2, 'desc'))
    expect(numbers(await back(0))).toEqual([4, 3])
    expect(numbers(await back(3))).toEqual([2, 1])
    const { subject } = (await read())[2]!
    const own = await db.worker.read(scope(), (tx) => readSubject(tx, county, 0, subject, 0, 10))
    expect(own.map((event) => event.seq)).toEqual([3])
    const from = (seq: number, order: 'asc' | 'desc') =>
      db.worker.read(scope(), (tx) => readSubject(tx, county, 0, subject, seq, 10, order))
    expect(
      [await from(3, 'asc'), await from(3, 'desc'), await from(4, 'desc')].map((of) => of.length),
    ).toEqual([0, 0, 1])
  })

  test('of one type: a page holds as many as were asked for, however many others lie between', async () => {
    for (const n of [1, 2, 3, 4, 5]) await write(n, 0, n % 4 === 1 ? 'test.rare' : 'test.written')
    await seal()
    const of = (wanted: string, limit: number) =>
      db.worker.read(scope(), (tx) => readEvents(tx, county, 0, 0, limit, 'asc', wanted))
    expect(numbers(await of('test.rare', 2))).toEqual([1, 5])
    expect(numbers(await of('test.written', 2))).toEqual([2, 3])
    expect(await of('nothing.happened', 2)).toEqual([])
  })

  test('an empty ledger has head 0', async () => {
    const head = await db.worker.read(scope(), (tx) => readHead(tx, county, 0))
    expect(head).toEqual({ seq: 0, hash: '0'.repeat(64) })
    expect(await verify()).toEqual({ head, brokenAt: undefined })
  })
})

describe('the chain', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 5; n++) await write(n)
    await seal()
  })

  test('untouched it verifies to the sealed head', async () => {
    const head = await db.worker.read(scope(), (tx) => readHead(tx, county, 0))
    expect(await verify()).toEqual({ head, brokenAt: undefined })
    expect(head.seq).toBe(5)
  })

  const third = '(select ledger from ledger_seal where county = $1 and world = 0 and seq = 3)'
  test.each([
    ['figures changed', `update ledger set data = '{"n": 33}' where county = $1 and id = ${third}`],
    ['who did it changed', `update ledger set actor = 'nobody' where county = $1 and id = ${third}`],
    ['when changed', `update ledger set at = at + interval '1 ms' where county = $1 and id = ${third}`],
    ['what changed', `update ledger set type = 'test.other' where county = $1 and id = ${third}`],
    ['the row removed', `delete from ledger where county = $1 and id = ${third}`],
    ['row and seal removed', 'delete from ledger_seal where county = $1 and world = 0 and seq = 3'],
    ['the seal changed', `update ledger_seal set hash = sha256('x') where county = $1 and seq = 3`],
  ])('%s: found at its position', async (_, tamper) => {
    expect((await db.owner.query(tamper, [county])).rowCount).toBe(1)
    const found = await verify()
    expect(found.brokenAt).toBe(3)
    expect(found.head.seq).toBe(2)
  })

  test('the last row and its seal cut off: the head of before is no longer reached', async () => {
    const { head } = await verify()
    await db.owner.query('delete from ledger_seal where county = $1 and seq = 5', [county])
    expect((await verify()).head).not.toEqual(head)
  })

  test('the program itself cannot change or remove a row of the county', async () => {
    for (const pool of [db.app, db.worker]) {
      await expect(pool.tx(scope(), (tx) => tx.query(`update ledger set actor = 'x'`))).rejects.toMatchObject(
        { code: '42501' },
      )
      const gone = await pool.tx(scope(), (tx) => tx.query('delete from ledger returning id'))
      expect(gone).toEqual([])
    }
    expect((await verify()).head.seq).toBe(5)
  })
})
