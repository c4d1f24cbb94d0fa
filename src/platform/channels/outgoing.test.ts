import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isPrivateAddress, OUTGOING, postJson } from './outgoing.ts'
import { smsTransport } from './sms.ts'
import { DeliveryFailure, type Letter } from './transport.ts'
import { webhookSignature, webhookTransport } from './webhook.ts'

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly url: string | undefined
  readonly body: string
}
let server: Server
let received: Received[]
let answer: { status: number; headers?: Record<string, string> }
let base: string
beforeEach(async () => {
  received = []
  answer = { status: 200 }
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    received.push({ headers: request.headers, url: request.url, body: Buffer.concat(parts).toString('utf8') })
    response.writeHead(answer.status, answer.headers).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function failure(sending: Promise<void>): Promise<DeliveryFailure> {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown) => thrown,
  )
  if (!(error instanceof DeliveryFailure)) throw new Error(`no failure: ${String(error)}`)
  return error
}

const LETTER: Letter = {
  id: '018dbd00-0000-7000-8000-000000000001',
  to: '13909371234',
  title: '',
  text: '{"free":12}',
  template: 'placement.placed',
  language: 'zh',
}

describe('where it may lead', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '224.0.0.1',
    'nonsense',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })
  test.each(['1.1.1.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2606:4700::1', '::ffff:1.1.1.1'])(
    '%s is not',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false)
    },
  )

  test('a name that resolves to loopback is refused before anything is sent, unless names may', async () => {
    const resolve = ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) =>
      options.all
        ? done(null, [{ address: '127.0.0.1', family: 4 }])
        : done(null, '127.0.0.1', 4)) as unknown as typeof import('node:dns').lookup
    const url = base.replace('127.0.0.1', 'hook.example.cn')
    expect(await failure(postJson(url, '{}', {}, { ...OUTGOING, resolve }))).toMatchObject({
      code: 'private_address',
      permanent: true,
    })
    expect(received).toEqual([])
  })

  test('an address in digits, or localhost, is what the operator wrote', async () => {
    await postJson(`${base}/a`, '{}', {}, OUTGOING)
    await postJson(`${base.replace('127.0.0.1', 'localhost')}/b`, '{}', {}, OUTGOING)
    expect(received.map(({ url }) => url)).toEqual(['/a', '/b'])
  })

  test('a redirect is not followed', async () => {
    answer = { status: 307, headers: { Location: `${base}/elsewhere` } }
    expect(await failure(postJson(base, '{}', {}, OUTGOING))).toMatchObject({
      code: 'http_307',
      permanent: true,
    })
    expect(received.map(({ url }) => url)).toEqual(['/'])
  })
})

test.each([
  [400, true],
  [404, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false],
])('answered %i: permanent %s', async (status, permanent) => {
  answer = { status }
  expect(await failure(postJson(base, '{}', {}, OUTGOING))).toMatchObject({
    code: `http_${status}`,
    permanent,
  })
})

test('nobody there, or nobody answering: to be tried again', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const port = (silent.address() as AddressInfo).port
  const slow = await failure(postJson(`http://127.0.0.1:${port}`, '{}', {}, { ...OUTGOING, timeout: 50 }))
  expect(slow.permanent).toBe(false)
  silent.closeAllConnections()
  await new Promise((resolve) => silent.close(resolve))
  expect(await failure(postJson(`http://127.0.0.1:${port}`, '{}', {}, OUTGOING))).toMatchObject({
    code: 'econnrefused',
    permanent: false,
  })
})

describe('webhook', () => {
  test('signed with time and id, so that a receiver can check all three', async () => {
    const send = webhookTransport({ url: `${base}/hook`, secret: 'a shared secret!' }, OUTGOING)
    await send({ ...LETTER, to: `${base}/hook` }, 1_708_178_400_500)
    const [{ headers, body }] = received as [Received]
    expect(body).toBe('{"free":12}')
    expect(headers['jingwei-timestamp']).toBe('1708178400')
    expect(headers['jingwei-delivery']).toBe(LETTER.id)
    expect(headers['jingwei-signature']).toBe(
      webhookSignature('a shared secret!', 1708178400, LETTER.id, body),
    )
    const other = [
      webhookSignature('a shared secret?', 1708178400, LETTER.id, body),
      webhookSignature('a shared secret!', 1708178401, LETTER.id, body),
      webhookSignature('a shared secret!', 1708178400, 'x', body),
      webhookSignature('a shared secret!', 1708178400, LETTER.id, '{"free":13}'),
    ]
    expect(other).not.toContain(headers['jingwei-signature'])
  })

  test('goes to the configured address only', async () => {
    const send = webhookTransport({ url: `${base}/hook`, secret: 'a shared secret!' }, OUTGOING)
    expect(await failure(send({ ...LETTER, to: `${base}/other` }, 0))).toMatchObject({
      code: 'not_configured',
    })
    expect(received).toEqual([])
  })
})

describe('SMS', () => {
  test('the gateway gets message, token and a key against doubles', async () => {
    await smsTransport({ url: `${base}/sms`, token: 'gate' }, OUTGOING)(LETTER, 0)
    const [{ headers, body }] = received as [Received]
    expect(JSON.parse(body)).toEqual({
      id: LETTER.id,
      to: '13909371234',
      text: LETTER.text,
      template: LETTER.template,
      language: 'zh',
    })
    expect(headers).toMatchObject({ authorization: 'Bearer gate', 'idempotency-key': LETTER.id })
  })

  test('what is no telephone is not sent', async () => {
    const send = smsTransport({ url: base, token: undefined }, OUTGOING)
    expect(await failure(send({ ...LETTER, to: '139,138' }, 0))).toMatchObject({
      code: 'bad_recipient',
      permanent: true,
    })
    expect(received).toEqual([])
  })
})
