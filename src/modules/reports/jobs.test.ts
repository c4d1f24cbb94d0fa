import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCounty, COUNTY, jobOf, jobRun, machineOf } from '../../../test/county.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { HOUR } from '../../base/time.ts'
import { createChannels } from '../../platform/channels/channels.ts'
import { openClock } from '../../platform/clock.ts'
import { openKeyring } from '../../platform/crypto/keyring.ts'
import { installJobs } from '../../platform/jobs/install.ts'
import { systemScope } from '../../platform/jobs/task.ts'
import { readHead } from '../../platform/ledger/read.ts'
import { record } from '../../platform/ledger/record.ts'
import { sealCounty } from '../../platform/ledger/sealer.ts'
import { reportsJobs } from './jobs.ts'

const NOW = Date.UTC(2024, 1, 17, 14)
const MAIL = { url: 'smtp://127.0.0.1:1', from: '瓜州县 <night@county.example>' }
let db: TestDatabase
let dataDir: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'jw-heads-'))
  db = await testDatabase()
  await addCounty(db, { drills: 2 })
  await installJobs(db.ownerUrl)
})
afterAll(async () => {
  await db.drop()
  rmSync(dataDir, { recursive: true })
})

async function happen(world: number): Promise<void> {
  await db.app.tx({ ...systemScope(COUNTY, world), kind: 'deed' }, (tx) =>
    record(tx, machineOf(COUNTY, world), NOW, {
      type: 'site.opened',
      subjectKind: 'site',
      subject: randomUUID(),
    }),
  )
  // A transaction open anywhere on the shared server holds the seal back for a while.
  await expect
    .poll(async () => (await sealCounty(db.worker, COUNTY)).size, { timeout: 30_000 })
    .toBeGreaterThan(0)
}

test('each hour’s head stands in a file beside the database and in the outbox, unless nothing happened', async () => {
  const keyring = await openKeyring(join(dataDir, 'keys'))
  const channels = createChannels(keyring, {
    mail: MAIL,
    sms: undefined,
    webhook: undefined,
    privateNames: false,
  })
  const { tasks } = reportsJobs({ clock: openClock(db.worker), channels, config: { dataDir, mail: MAIL } })
  const work = (now: number) => tasks['reports.heads']!(jobOf(COUNTY), jobRun(db, COUNTY, now))
  const lines = (world: number) =>
    readFileSync(join(dataDir, 'heads', `${COUNTY}-${world}.log`), 'utf8')
      .trimEnd()
      .split('\n')
  const head = async (world: number) => {
    const { seq, hash } = await db.worker.read(systemScope(COUNTY, world), (tx) =>
      readHead(tx, COUNTY, world),
    )
    return `${seq} ${hash}`
  }

  await happen(0)
  await happen(1)
  await work(NOW)
  const first = await head(0)
  await work(NOW + HOUR)
  await happen(0)
  await work(NOW + 2 * HOUR)
  await work(NOW + 2 * HOUR + 1)
  expect(lines(0)).toEqual([`2024-02-17T14:00:00.000Z ${first}`, `2024-02-17T16:00:00.000Z ${await head(0)}`])
  expect(lines(1)).toEqual([`2024-02-17T14:00:00.000Z ${await head(1)}`])
  expect(() => lines(2)).toThrow('ENOENT')

  const mails = await db.worker.tx(systemScope(COUNTY, 0), (tx) => channels.list(tx, COUNTY, 0, 10))
  expect(mails.map(({ channel, to, text, state }) => ({ channel, to, text, state })).reverse()).toEqual(
    lines(0).map((text) => ({ channel: 'mail', to: 'n***@county.example', text, state: 'queued' })),
  )
  const { rows } = await db.owner.query('select count(*)::int as jobs from graphile_worker._private_jobs')
  expect(rows).toEqual([{ jobs: 2 }])
})
