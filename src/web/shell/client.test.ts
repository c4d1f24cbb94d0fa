import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placementApi } from '../../modules/placement/api.ts'
import { newId } from '../kit/id.ts'
import { addressOf, call, prefixOf, type Surroundings } from './client.ts'
import { ApiRefusal, NetworkFailure } from './refusals.ts'

const ID = '018d0000-0000-7000-8000-000000000001'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (response: ServerResponse, nth: number) => void

/** A real server on loopback that answers as told and keeps what it saw. */
function startServer() {
  const seen: Seen[] = []
  let answer: Answer = (response) => response.end('{}')
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body })
      answer(response, seen.length)
    })
  })
  return new Promise<{
    seen: Seen[]
    around: Surroundings
    answers: (with_: Answer) => void
    close: () => Promise<void>
  }>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      ready({
        seen,
        around: {
          fetch: (input, init) => fetch(`http://127.0.0.1:${port}${input}`, init),
          prefix: '/c/guazhou/w/3',
          language: 'en',
          pauses: [1, 1],
        },
        answers: (with_) => {
          answer = with_
        },
        close: () =>
          new Promise((closed) => {
            server.closeAllConnections()
            server.close(() => closed())
          }),
      })
    })
  })
}

let server: Awaited<ReturnType<typeof startServer>>
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.close())

function refuse(status: number, body: unknown): Answer {
  return (response) => response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
}

describe('addresses', () => {
  it('finds the prefix of county and world, and none elsewhere', () => {
    expect(prefixOf('/c/guazhou/w/3/desk/parties')).toBe('/c/guazhou/w/3')
    expect(prefixOf('/desk/parties')).toBe('')
    expect(prefixOf('/c/guazhou/desk')).toBe('')
  })

  it('fills parameters and leaves out what is not given', () => {
    expect(addressOf(placementApi.party, { params: { id: 'a/b' } }, '')).toBe('/api/parties/a%2Fb')
    const query = { state: 'waiting', need: undefined, code: '', changedAfter: 0 }
    expect(addressOf(placementApi.parties, { query }, '/c/x/w/1')).toBe(
      '/c/x/w/1/api/parties?state=waiting&changedAfter=0',
    )
  })
})

describe('call', () => {
  it('reads with the language, and writes with the guard header', async () => {
    await call(placementApi.parties, { query: { limit: 5 } }, { surroundings: server.around })
    await call(
      placementApi.accept,
      { params: { id: ID }, body: { command: newId() } },
      { surroundings: server.around },
    )
    const [read, write] = server.seen
    expect(read?.url).toBe('/c/guazhou/w/3/api/parties?limit=5')
    expect(read?.headers['accept-language']).toBe('en')
    expect(read?.headers['x-jingwei']).toBeUndefined()
    expect(write?.headers['x-jingwei']).toBe('1')
    expect(write?.headers['content-type']).toBe('application/json')
  })

  it('throws the refusal with code, words, details and status', async () => {
    const details = { issues: [{ path: ['adults'], problem: 'too_small' }] }
    server.answers(refuse(400, { code: 'bad_input', message: 'no', details }))
    const error = await call(placementApi.parties, {}, { surroundings: server.around }).catch((e) => e)
    expect(error).toBeInstanceOf(ApiRefusal)
    expect(error).toMatchObject({ code: 'bad_input', message: 'no', status: 400, details })
    expect(server.seen).toHaveLength(1)
  })

  it('repeats a write with the same command id until it is answered', async () => {
    server.answers((response, nth) => {
      if (nth < 3) response.destroy()
      else response.end('{"state":"placed"}')
    })
    const command = newId()
    const party = await call(
      placementApi.accept,
      { params: { id: ID }, body: { command } },
      { surroundings: server.around },
    )
    expect(party.state).toBe('placed')
    expect(server.seen.map((one) => JSON.parse(one.body).command)).toEqual([command, command, command])
  })

  it('never repeats a write without a command id', async () => {
    server.answers((response) => response.destroy())
    const { signOut } = (await import('../../modules/access/api.ts')).accessApi
    const error = await call(signOut, {}, { surroundings: server.around }).catch((e) => e)
    expect(error).toBeInstanceOf(NetworkFailure)
    expect(server.seen).toHaveLength(1)
  })

  it('gives up as a network failure, which is not a refusal', async () => {
    server.answers((response) => response.destroy())
    const error = await call(placementApi.parties, {}, { surroundings: server.around }).catch((e) => e)
    expect(error).toBeInstanceOf(NetworkFailure)
    expect(server.seen).toHaveLength(3)
  })

  it('names an answer that is not ours by its status', async () => {
    server.answers(refuse(502, '<html>bad gateway</html>'))
    const error = await call(placementApi.parties, {}, { surroundings: server.around }).catch((e) => e)
    expect(error).toMatchObject({ code: 'unavailable', status: 502 })
    expect(server.seen).toHaveLength(3)
  })

  it('takes a good answer cut off in the middle as no answer', async () => {
    server.answers((response, nth) => {
      if (nth > 1) return response.end('{"sites":[]}')
      response.writeHead(200, { 'content-length': '100' }).write('{"sites":[')
      setTimeout(() => response.destroy(), 5)
    })
    expect(await call(placementApi.sites, {}, { surroundings: server.around })).toEqual({ sites: [] })
  })
})
