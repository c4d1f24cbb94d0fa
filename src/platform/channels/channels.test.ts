import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type Keyring, openKeyring } from '../crypto/keyring.ts'
import { type Channels, createChannels, type InTransaction, type Message, masked } from './channels.ts'
import { claimMessage, type OutboxKey } from './outbox.ts'

const COUNTY = '620922'
const NOW = Date.UTC(2024, 1, 17, 14)
const MINUTE = 60_000

interface Mail {
  readonly to: string[]
  readonly raw: string
}

/** A real mail server on loopback; `reply` decides what it says to a recipient. */
function mailServer() {
  const mails: Mail[] = []
  const state: { reply: number | undefined; connections: number } = { reply: undefined, connections: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect(_session, done) {
      state.connections++
      done()
    },
    onRcptTo(_address, _session, done) {
      done(state.reply === undefined ? null : Object.assign(new Error('no'), { responseCode: state.reply }))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8')
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw })
        done()
      })
    },
  })
  return { server, mails, state }
}

describe('messages on a real PostgreSQL and a real SMTP server', () => {
  const { server, mails, state } = mailServer()
  let dir: string
  let db: TestDatabase
  let keys: Keyring
  let channels: Channels
  let woken: string[]
  const scoped =
    (key: Pick<OutboxKey, 'world'>): InTransaction =>
    (work) =>
      db.app.tx({ county: COUNTY, world: key.world, kind: 'deed', areas: [], sites: [] }, work)
  const run = scoped({ world: 0 })
  const deliver = (on: Channels, key: OutboxKey, now: number) => on.deliver(scoped(key), key, now)
  const send = (message: Message) =>
    scoped(message)((tx) =>
      channels.send(tx, message, async (key) => {
        woken.push(key.id)
      }),
    )

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'jw-out-'))
    db = await testDatabase()
    await db.owner.query(
      `insert into county (code, slug, name_zh, name_en) values ($1, 'guazhou', '瓜州县', 'Guazhou')`,
      [COUNTY],
    )
    await db.owner.query(
      `insert into world (county, id, kind, name, started_real, started_told, rate)
       select $1, n, case when n = 0 then 'county' else 'drill' end, '', $2, $2, 1 from generate_series(0, 7) n`,
      [COUNTY, new Date(NOW)],
    )
    keys = await openKeyring(dir)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = (server.server.address() as AddressInfo).port
    const mail = { url: `smtp://127.0.0.1:${port}`, from: '瓜州县 <night@county.example>' }
    channels = createChannels(keys, { mail, sms: undefined, webhook: undefined, privateNames: false })
  })
  beforeEach(() => {
    mails.length = 0
    woken = []
    state.reply = undefined
    state.connections = 0
  })
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(resolve))
    await db.drop()
    rmSync(dir, { recursive: true })
  })

  function message(change: Partial<Message> = {}): Message {
    return {
      county: COUNTY,
      world: 0,
      id: randomUUID(),
      channel: 'mail',
      to: 'wang@example.cn',
      title: '住处已安排',
      text: '王小明：瓜州宾馆，请在 22:00 前到。',
      subjectKind: 'party',
      subject: randomUUID(),
      template: 'placement.placed',
      language: 'zh',
      now: NOW,
      ...change,
    }
  }
  async function row(id: string) {
    const { rows } = await db.owner.query('select * from outbox where id = $1', [id])
    return rows[0]
  }

  test('world 0: written with the deed, delivered once, with an id that a mail server knows again', async () => {
    const one = message()
    expect(await send(one)).toBe('queued')
    expect(woken).toEqual([one.id])
    expect(mails).toEqual([])
    expect(await deliver(channels, one, NOW)).toEqual({ state: 'sent', retry: false, code: null })
    expect(await deliver(channels, one, NOW)).toEqual({ state: 'sent', retry: false, code: null })
    expect(mails).toHaveLength(1)
    expect(mails[0]!.to).toEqual(['wang@example.cn'])
    expect(mails[0]!.raw).toContain(`Message-ID: <${one.id}@jingwei>`)
    expect(mails[0]!.raw).toContain(Buffer.from(one.text).toString('base64').slice(0, 40))
    expect(await row(one.id)).toMatchObject({
      state: 'sent',
      tries: 1,
      sent_at: NOW,
      leased_at: null,
    })
  })

  test('the row names nobody', async () => {
    const one = message()
    await send(one)
    const { rows } = await db.owner.query('select outbox::text as row from outbox where id = $1', [one.id])
    for (const secret of ['wang@example.cn', '王小明', '住处已安排']) {
      expect(rows[0].row).not.toContain(secret)
      expect(rows[0].row).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })

  test('a command repeated writes once and wakes once', async () => {
    const one = message()
    await send(one)
    expect(await send({ ...one, text: 'other' })).toBe('queued')
    await deliver(channels, one, NOW)
    expect(await send(one)).toBe('sent')
    expect(woken).toEqual([one.id])
    expect(mails).toHaveLength(1)
  })

  test('rolled back with its deed', async () => {
    const one = message()
    const failing = run(async (tx) => {
      await channels.send(tx, one, async () => {})
      throw new Error('the deed failed')
    })
    await expect(failing).rejects.toThrow('the deed failed')
    await expect(deliver(channels, one, NOW)).rejects.toThrow('not_found')
    expect(mails).toEqual([])
  })

  describe('a drill or a play', () => {
    test('writes the same rows, wakes nobody, and the mail server is not even connected to', async () => {
      const drill = Array.from({ length: 5 }, (_, i) => message({ world: 1 + i }))
      for (const one of drill) {
        expect(await send(one)).toBe('sandboxed')
        expect(await deliver(channels, one, NOW)).toEqual({
          state: 'sandboxed',
          retry: false,
          code: null,
        })
      }
      expect(woken).toEqual([])
      expect(state.connections).toBe(0)
      const real = message()
      await send(real)
      await deliver(channels, real, NOW)
      expect(mails).toHaveLength(1)
      expect(state.connections).toBe(1)
    })

    test('its message cannot be claimed as if it were of world 0, even under the same id', async () => {
      const one = message({ world: 7 })
      await send(one)
      await expect(deliver(channels, { ...one, world: 0 }, NOW)).rejects.toThrow('not_found')
      expect(await run((tx) => claimMessage(tx, COUNTY, one.id, NOW, 0))).toBeUndefined()
      expect(state.connections).toBe(0)
    })

    test('the table itself refuses a queued or sent one', async () => {
      const one = message({ world: 7 })
      await send(one)
      for (const forbidden of ['queued', 'sent', 'failed'])
        await expect(
          db.owner.query('update outbox set state = $2 where id = $1', [one.id, forbidden]),
        ).rejects.toMatchObject({ constraint: 'outbox_sandbox' })
    })
  })

  test.each([
    [550, { state: 'failed', retry: false, code: 'smtp_550' }],
    [451, { state: 'queued', retry: true, code: 'smtp_451' }],
  ])('refused by the server with %i', async (reply, expected) => {
    const one = message()
    await send(one)
    state.reply = reply
    expect(await deliver(channels, one, NOW)).toEqual(expected)
    expect(await row(one.id)).toMatchObject({
      state: expected.state,
      last_error_code: expected.code,
      tries: 1,
    })
    state.reply = undefined
    const again = await deliver(channels, one, NOW + MINUTE)
    expect(again.state).toBe(expected.retry ? 'sent' : 'failed')
    expect(mails).toHaveLength(expected.retry ? 1 : 0)
  })

  test('several workers at once send one mail; the others are told to come back', async () => {
    const one = message()
    await send(one)
    const answers = await Promise.all([1, 2, 3, 4].map(() => deliver(channels, one, NOW)))
    expect(mails).toHaveLength(1)
    expect(answers.filter(({ state: s, retry }) => s === 'sent' || retry)).toHaveLength(4)
    expect((await row(one.id)).tries).toBe(1)
  })

  test('a worker that died loses its claim after a while', async () => {
    const one = message()
    await send(one)
    await run((tx) => claimMessage(tx, COUNTY, one.id, NOW, 2 * MINUTE))
    expect(await deliver(channels, one, NOW + MINUTE)).toMatchObject({ state: 'queued', retry: true })
    expect(mails).toEqual([])
    expect((await deliver(channels, one, NOW + 2 * MINUTE)).state).toBe('sent')
    expect(mails).toHaveLength(1)
  })

  test('nobody listening: to be tried again, until it is given up', async () => {
    const closed = await unusedPort()
    const mail = { url: `smtp://127.0.0.1:${closed}`, from: 'a@b.example' }
    const lonely = createChannels(keys, { mail, sms: undefined, webhook: undefined, privateNames: false })
    const one = message()
    await send(one)
    expect(await deliver(lonely, one, NOW)).toMatchObject({ state: 'queued', retry: true })
    await run((tx) => lonely.giveUp(tx, one))
    expect(await deliver(channels, one, NOW)).toMatchObject({ state: 'failed', retry: false })
    expect(mails).toEqual([])
  })

  test('a channel that is not configured fails for good; a recipient that is none too', async () => {
    const sms = message({ channel: 'sms', to: '13909371234' })
    const two = message({ to: 'a@b.example,c@d.example' })
    for (const one of [sms, two]) await send(one)
    expect(channels.has('sms')).toBe(false)
    expect(await deliver(channels, sms, NOW)).toEqual({
      state: 'failed',
      retry: false,
      code: 'not_configured',
    })
    expect(await deliver(channels, two, NOW)).toEqual({
      state: 'failed',
      retry: false,
      code: 'bad_recipient',
    })
    expect(mails).toEqual([])
  })

  test('a secret text is gone once delivered and never shown', async () => {
    const one = message({ secret: true, text: '验证码 482913', subjectKind: 'account', world: 0 })
    await send(one)
    const find = async () =>
      (await run((tx) => channels.list(tx, COUNTY, 0, 100))).find(({ id }) => id === one.id)
    expect(await find()).toMatchObject({ state: 'queued', to: 'w***@example.cn', title: null, text: null })
    await deliver(channels, one, NOW)
    expect((await row(one.id)).body_sealed).toBeNull()
    expect(await find()).toMatchObject({ state: 'sent', text: null })
  })

  test('an emergency’s messages end with its key: the list goes on, the mail does not go out', async () => {
    const emergency = randomUUID()
    await keys.createEmergencyKey(COUNTY, emergency)
    const one = message({ emergency, now: NOW + 1 })
    await send(one)
    const list = () => run((tx) => channels.list(tx, COUNTY, 0, 1))
    expect(await list()).toMatchObject([
      { id: one.id, to: 'w***@example.cn', title: one.title, text: one.text },
    ])
    await keys.destroyEmergencyKey(COUNTY, emergency)
    expect(await list()).toMatchObject([{ id: one.id, to: null, title: null, text: null }])
    expect(await deliver(channels, one, NOW)).toEqual({ state: 'failed', retry: false, code: 'erased' })
    expect(mails).toEqual([])
  })
})

test('recipients are masked', () => {
  expect(['13909371234', 'wang@example.cn', '12345', 'https://hook.example/a?token=x'].map(masked)).toEqual([
    '139****1234',
    'w***@example.cn',
    '****',
    'hook.example',
  ])
})

/** A port that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const probe = createServer((socket: Socket) => socket.destroy())
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
