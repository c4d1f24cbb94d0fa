/** The live stream: in order, none missed, none twice, also after a reconnect and through another process. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { addCounty, machineOf } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { sealAll } from '../../../test/sealed.ts'
import type { Database } from '../db/pool.ts'
import type { Scope } from '../db/scope.ts'
import { recordAll } from '../ledger/record.ts'
import { type LiveHub, openLiveHub } from './hub.ts'

let db: TestDatabase
let county: string
let counties = 0
const hubs: LiveHub[] = []

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
beforeEach(async () => {
  counties++
  county = await addCounty(db, { code: `6201${counties}`, slug: `county-${counties}`, drills: 1 })
})
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()))
})

function openHub(on: Database = db.worker): LiveHub {
  const hub = openLiveHub(on, (error) => {
    throw error
  })
  hubs.push(hub)
  return hub
}

/** So many sealed events. */
async function happen(count: number, world = 0): Promise<void> {
  const scope: Scope = { county, world, kind: 'system', areas: [], sites: [] }
  const event = (n: number) => ({
    type: 'test.happened',
    subjectKind: 'test',
    subject: randomUUID(),
    area: n % 2 === 0 ? 'even' : 'odd',
  })
  await db.app.tx(scope, (tx) =>
    recordAll(
      tx,
      machineOf(county, world),
      0,
      Array.from({ length: count }, (_, n) => event(n)),
    ),
  )
  await sealAll(db.worker, county)
}

/** Listens and keeps the positions told. */
async function listen(hub: LiveHub, after?: number, area?: string, world = 0) {
  const seqs: number[] = []
  const listening = await hub.listen(county, world, after, {
    sees: (event) => area === undefined || event.area === area,
    send: (events) => seqs.push(...events.map((event) => event.seq)),
  })
  return { seqs, ...listening }
}

/** Wakes the hub until a listener has heard of a position. */
async function heard(hub: LiveHub, seqs: readonly number[], last: number): Promise<void> {
  hub.wake(county)
  while (seqs[seqs.length - 1] !== last) await new Promise((resolve) => setTimeout(resolve, 5))
}
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('from the head: only what comes after, in order', async () => {
  await happen(3)
  const hub = openHub()
  const { seqs, from } = await listen(hub)
  expect(from).toBe(3)
  await happen(4)
  await heard(hub, seqs, 7)
  expect(seqs).toEqual([4, 5, 6, 7])
})

test('a reconnect behind a position misses nothing and repeats nothing', async () => {
  const hub = openHub()
  const first = await listen(hub, 0)
  await happen(5)
  await heard(hub, first.seqs, 5)
  first.close()
  await happen(5)
  const second = await listen(hub, first.seqs[first.seqs.length - 1])
  await happen(5)
  await heard(hub, second.seqs, 15)
  expect([...first.seqs, ...second.seqs]).toEqual(range(1, 15))
})

test('more than one page is read for one who was away long', async () => {
  const hub = openHub()
  await listen(hub)
  await happen(2300)
  const late = await listen(hub, 100)
  await heard(hub, late.seqs, 2300)
  expect(late.seqs).toEqual(range(101, 2300))
})

test('many join while events come: each hears every event after its position once', async () => {
  const hub = openHub()
  await happen(50)
  const joining: Promise<Awaited<ReturnType<typeof listen>>>[] = []
  for (let n = 0; n < 15; n++) {
    joining.push(listen(hub, n * 3))
    await happen(7)
    hub.wake(county)
  }
  const all = await Promise.all(joining)
  const last = 50 + 15 * 7
  for (const [n, { seqs }] of all.entries()) {
    await heard(hub, seqs, last)
    expect(seqs).toEqual(range(n * 3 + 1, last))
  }
  expect(hub.listeners).toBe(15)
  for (const one of all) one.close()
  expect(hub.listeners).toBe(0)
})

test('whoever comes from a process that was ahead hears nothing twice from one that lags', async () => {
  await happen(3)
  // A reader whose answers can be kept on their way.
  let held: Promise<void> | undefined
  const slow: Database = {
    ...db.worker,
    read: async (scope, work, options) => {
      const answer = await db.worker.read(scope, work, options)
      await held
      return answer
    },
  }
  const hub = openHub(slow)
  const other = await listen(hub)
  let release = (): void => {}
  held = new Promise((resolve) => {
    release = resolve
  })
  hub.wake(county)
  await happen(3)
  const joining = listen(hub, 6)
  held = undefined
  release()
  const joined = await joining
  await happen(2)
  await heard(hub, joined.seqs, 8)
  await heard(hub, other.seqs, 8)
  expect(joined.seqs).toEqual([7, 8])
  expect(other.seqs).toEqual(range(4, 8))
})

test('a listener is told what it may see, of its own world', async () => {
  const hub = openHub()
  const odd = await listen(hub, 0, 'odd')
  const drill = await listen(hub, 0, undefined, 1)
  await happen(6)
  await happen(2, 1)
  await heard(hub, odd.seqs, 6)
  await heard(hub, drill.seqs, 2)
  expect(odd.seqs).toEqual([2, 4, 6])
  expect(drill.seqs).toEqual([1, 2])
})
