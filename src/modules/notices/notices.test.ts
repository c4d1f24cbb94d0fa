import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobOf, jobRun, silent } from '../../../test/county.ts'
import { startTestServer, type TestServer } from '../../../test/server.ts'
import { DAY, HOUR } from '../../base/time.ts'
import { type Channels, createChannels } from '../../platform/channels/channels.ts'
import { installJobs } from '../../platform/jobs/install.ts'
import { startJobs } from '../../platform/jobs/jobs.ts'
import { startReactions } from '../../platform/jobs/reactions.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { carryCode } from './actions.ts'
import { noticesJobs } from './jobs.ts'
import { noticesReactions } from './reactions.ts'

const PHONE = '13937774321'
const PUBLIC = 'https://guazhou.example'

interface Text {
  readonly id: string
  readonly to: string
  readonly text: string
}

describe('notices, from the event to a real gateway', () => {
  let server: TestServer
  let county: string
  let gateway: Server
  let channels: Channels
  let answer: number
  let calls: number
  const texts: Text[] = []
  const started: { stop(): Promise<void> }[] = []

  beforeAll(async () => {
    server = await startTestServer({ jobs: false })
    county = (await server.program.shared.clock.counties())[0]!.code
    await installJobs(server.database.ownerUrl)
    gateway = createServer(async (request, response) => {
      calls++
      const text = (await json(request)) as Text
      if (answer < 300) texts.push(text)
      response.writeHead(answer).end()
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`
    channels = createChannels(server.program.shared.keyring, {
      mail: undefined,
      sms: { url, token: undefined },
      webhook: undefined,
      privateNames: false,
    })
  })
  beforeEach(() => {
    texts.length = 0
    answer = 200
    calls = 0
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()))
    await server.database.owner.query('delete from outbox; delete from graphile_worker._private_jobs')
  })
  afterAll(async () => {
    await new Promise((resolve) => gateway.close(resolve))
    await server.stop()
  })

  /** Reactions and jobs of as many processes. */
  async function run(processes: number, on: Channels = channels): Promise<void> {
    const { clock, keyring } = server.program.shared
    for (let n = 0; n < processes; n++) {
      started.push(
        startReactions({
          db: server.database.worker,
          clock,
          log: silent,
          reactions: noticesReactions({ channels: on, clock, keyring, publicUrl: PUBLIC }),
        }),
        await startJobs({
          directUrl: server.database.workerUrl,
          worker: server.database.worker,
          log: silent,
          metrics: createMetrics(),
          ...noticesJobs({ channels: on }),
        }),
      )
    }
  }
  const rows = async (): Promise<{ world: number; state: string; tries: number; subject: string }[]> =>
    (await server.database.owner.query('select world, state, tries, subject from outbox order by created_at'))
      .rows

  async function register(given: object): Promise<{ id: string; code: string; token: string }> {
    const response = await fetch(`${server.url}/api/parties`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        command: randomUUID(),
        adults: 1,
        entry: 'g30-guazhou',
        vehicle: 'car',
        ...given,
      }),
    })
    expect(response.status).toBe(201)
    return (await response.json()) as { id: string; code: string; token: string }
  }
  /** Lets the party's hold run out without a sign of life; the system's own sweep then asks. */
  async function letRunOut(party: string): Promise<void> {
    const past = new Date(Date.now() - DAY)
    await server.database.owner.query('update party set seen_at = $2 where id = $1', [party, past])
    await server.database.owner.query('update placement set hold_until = $2 where party = $1', [party, past])
    const asked = async () =>
      (
        await server.database.owner.query(
          `select count(*)::int as n from ledger where type = 'party.asked' and subject = $1`,
          [party],
        )
      ).rows[0].n
    await expect.poll(asked, { timeout: 30_000 }).toBe(1)
  }

  test('a party with elders whose hold is due is asked once, with its own link, by any number of processes', async () => {
    await run(2)
    const party = await register({ elders: 1, phone: PHONE })
    const silentOne = await register({ elders: 1 })
    await letRunOut(party.id)
    await letRunOut(silentOne.id)
    await expect.poll(() => texts.length, { timeout: 30_000 }).toBe(1)
    expect(texts[0]!.to).toBe(PHONE)
    expect(texts[0]!.text).toContain(`${PUBLIC}/c/guazhou/w/0/p/${party.token}`)
    expect(texts[0]!.text).toContain(party.code)
    await expect
      .poll(rows, { timeout: 20_000 })
      .toMatchObject([{ state: 'sent', tries: 1, subject: party.id }])
    const page = await fetch(`${server.url}/c/guazhou/w/0/p/${party.token}`)
    expect(page.status).toBe(200)
  })

  test('in English where the party reads English', async () => {
    await run(1)
    const party = await register({ elders: 1, phone: PHONE, language: 'en' })
    await letRunOut(party.id)
    await expect.poll(() => texts.length, { timeout: 30_000 }).toBe(1)
    expect(texts[0]!.text).toContain('Are you still coming?')
  })

  test('who has answered is not asked any more', async () => {
    const [first, second] = [
      await register({ elders: 1, phone: PHONE }),
      await register({ elders: 1, phone: PHONE }),
    ]
    await letRunOut(first.id)
    await letRunOut(second.id)
    await server.database.owner.query('update placement set asked_at = null where party = $1', [first.id])
    await run(1)
    await expect.poll(rows, { timeout: 20_000 }).toMatchObject([{ subject: second.id, state: 'sent' }])
  })

  test('without a gateway nothing is written; nothing is sent later for what passed', async () => {
    const none = createChannels(server.program.shared.keyring, {
      mail: undefined,
      sms: undefined,
      webhook: undefined,
      privateNames: false,
    })
    await run(1, none)
    await letRunOut((await register({ elders: 1, phone: PHONE })).id)
    const [position, head] = [
      `select seq from reaction_cursor where reaction = 'notices.asked' and world = 0`,
      'select max(seq) as seq from ledger_seal where world = 0',
    ]
    const seq = async (sql: string) => (await server.database.owner.query(sql)).rows[0].seq
    await expect.poll(async () => (await seq(position)) === (await seq(head)), { timeout: 20_000 }).toBe(true)
    expect(await rows()).toEqual([])
  })

  test('a gateway that is down is tried again; the last try gives up', async () => {
    answer = 503
    const run1 = jobRun(server.database, county, Date.now())
    const send = carryCode(channels)
    const { shared } = server.program
    const actor = {
      kind: 'public',
      id: '',
      county,
      world: 3,
      posts: [],
      simulator: false,
      mode: 'everyday',
      language: 'zh',
    } as const
    const ctx = { ...shared, actor, scope: { ...systemHere(county) }, now: 0, realNow: Date.now() }
    await send(ctx, PHONE, '482913')
    const { rows: written } = await server.database.owner.query('select id, world from outbox')
    expect(written).toMatchObject([{ world: 0 }])
    const deliver = noticesJobs({ channels }).tasks['notices.deliver']!
    const job = jobOf(county, { id: written[0].id })
    await expect(deliver(job, run1)).rejects.toMatchObject({ name: 'TryLater', code: 'http_503' })
    expect(await rows()).toMatchObject([{ state: 'queued', tries: 1 }])
    await deliver(job, { ...run1, last: true })
    expect(await rows()).toMatchObject([{ state: 'failed', tries: 2 }])
    answer = 200
    await deliver(job, run1)
    expect(texts).toEqual([])
    expect(calls).toBe(2)
  })

  test('a message whose job was lost is found and sent; one that had its tries is given up', async () => {
    const { shared } = server.program
    const actor = {
      kind: 'public',
      id: '',
      county,
      world: 0,
      posts: [],
      simulator: false,
      mode: 'everyday',
      language: 'zh',
    } as const
    const long = Date.now() - 3 * HOUR
    const ctx = { ...shared, actor, scope: systemHere(county), now: long, realNow: long }
    for (const code of ['111111', '222222']) await carryCode(channels)(ctx, PHONE, code)
    await server.database.owner.query('delete from graphile_worker._private_jobs')
    await server.database.owner.query(
      'update outbox set tries = 8 where id = (select id from outbox order by id limit 1)',
    )
    const lost = noticesJobs({ channels }).tasks['notices.lost']!
    await lost(jobOf(county), jobRun(server.database, county, Date.now()))
    await run(1)
    await expect.poll(() => texts.length, { timeout: 20_000 }).toBe(1)
    await expect
      .poll(async () => (await rows()).map(({ state }) => state).sort(), { timeout: 20_000 })
      .toEqual(['failed', 'sent'])
  })
})

function systemHere(county: string) {
  return { county, world: 0, kind: 'system', areas: [], sites: [] } as const
}
