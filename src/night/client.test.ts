import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../base/contract.ts'
import { Answered, openClient } from './client.ts'

const door = endpoint({
  id: 'x.do',
  method: 'POST',
  path: '/things/:id',
  summary: '',
  door: 'public',
  params: z.object({ id: z.string() }),
  query: z.object({ n: z.number().optional(), s: z.string().optional() }),
  body: z.strictObject({ command: z.string() }),
  output: z.object({ ok: z.boolean() }),
})
const input = { params: { id: 'a b' }, query: { n: 3, s: undefined }, body: { command: 'c' } }

type Reply = { status: number; body: string } | 'hang up'
let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Serves the replies one after the other; the last again and again. */
async function serve(
  ...replies: Reply[]
): Promise<{ url: string; seen: { url: string; headers: IncomingMessage['headers']; body: string }[] }> {
  const seen: { url: string; headers: IncomingMessage['headers']; body: string }[] = []
  const made = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      seen.push({ url: request.url ?? '', headers: request.headers, body })
      const reply = replies[Math.min(seen.length, replies.length) - 1]!
      if (reply === 'hang up') request.socket.destroy()
      else response.writeHead(reply.status).end(reply.body)
    })
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/c/x/w/1`, seen }
}

const good = { status: 200, body: '{"ok":true}' }
const busy = { status: 503, body: '{"code":"unavailable"}' }
const again = { status: 409, body: '{"code":"try_again"}' }

describe('openClient', () => {
  it('sends what the contract says, to the address below its base', async () => {
    const { url, seen } = await serve(good)
    const client = openClient(url, { authorization: 'Bearer t' })
    expect(await client.call(door, input)).toEqual({ ok: true })
    client.close()
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      url: '/c/x/w/1/api/things/a%20b?n=3',
      body: '{"command":"c"}',
      headers: { authorization: 'Bearer t', 'x-jingwei': '1', 'content-type': 'application/json' },
    })
  })

  it('sends the same command again over a lost connection, a busy server and a clash', async () => {
    const { url, seen } = await serve('hang up', busy, again, good)
    const client = openClient(url, {})
    expect(await client.call(door, input)).toEqual({ ok: true })
    client.close()
    expect(seen.map((one) => one.body)).toEqual(Array(4).fill('{"command":"c"}'))
  })

  it('takes a refusal as the answer', async () => {
    const { url, seen } = await serve({ status: 409, body: '{"code":"placement.no_room"}' })
    const client = openClient(url, {})
    const failed = client.call(door, input)
    await expect(failed).rejects.toBeInstanceOf(Answered)
    await expect(failed).rejects.toMatchObject({ status: 409, code: 'placement.no_room' })
    client.close()
    expect(seen).toHaveLength(1)
  })

  it('says so where an answer cannot be read, and where it is not what the contract says', async () => {
    const { url } = await serve({ status: 500, body: '<html>' }, { status: 200, body: '{"ok":"yes"}' })
    const client = openClient(url, {})
    await expect(client.call(door, input)).rejects.toMatchObject({ status: 500, code: 'unreadable' })
    await expect(client.call(door, input)).rejects.toThrow()
    client.close()
  })
})
