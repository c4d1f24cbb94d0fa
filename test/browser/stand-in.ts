/**
 * A stand-in for the server, for tests of the desk's frame alone: the built files, and answers made up by the
 * contracts themselves (every answer is parsed by its endpoint's output). The stories use the real server.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { Endpoint } from '../../src/base/contract.ts'
import { CATALOGUE, type Code, Refusal } from '../../src/base/refusal.ts'
import { answers, type Situation } from './stand-in-answers.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}
const CSP = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"

export interface StandIn {
  readonly url: string
  /** What the answers are made from; a test may change it. */
  readonly situation: Situation
  /** Writes an event to every open stream. */
  tell(event: object): void
  close(): Promise<void>
}

async function serveFile(dist: string, path: string, response: ServerResponse): Promise<void> {
  const asset = path.startsWith('/static/desk/')
    ? normalize(path.slice('/static/desk/'.length))
    : 'index.html'
  const file = await readFile(join(dist, asset)).catch(() => undefined)
  if (!file) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(asset)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  })
  response.end(file)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? undefined : JSON.parse(text)
}

function refuse(response: ServerResponse, code: Code, details: object): void {
  response.writeHead(CATALOGUE[code], { 'content-type': 'application/json' })
  response.end(JSON.stringify({ code, message: code, details }))
}

function paramsOf(endpoint: Endpoint, path: string): Record<string, string> | undefined {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const found = new RegExp(`^${endpoint.path.replace(/:\w+/g, '([^/]+)')}$`).exec(path)
  return found ? Object.fromEntries(names.map((name, at) => [name, found[at + 1]!])) : undefined
}

export async function standIn(dist: string, situation: Situation): Promise<StandIn> {
  const streams = new Set<ServerResponse>()

  async function answer(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    response: ServerResponse,
  ) {
    for (const { endpoint, give } of answers) {
      const params = endpoint.method === request.method ? paramsOf(endpoint, path) : undefined
      if (!params) continue
      const sent = await bodyOf(request)
      const body = endpoint.body ? endpoint.body.parse(sent) : undefined
      const output = endpoint.output.parse(give(situation, { params, query, body }))
      response.writeHead(endpoint.status ?? 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(output))
      return
    }
    refuse(response, 'not_found', {})
  }

  function stream(response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: hello\ndata: ${JSON.stringify({ seq: 0, now: situation.now(), rate: 1 })}\n\n`)
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand.in')
    const path = url.pathname.replace(/^\/c\/[^/]+\/w\/\d+/, '')
    if (situation.down) return response.destroy()
    if (!path.startsWith('/api/')) return void serveFile(dist, path, response)
    if (path === '/api/live') return stream(response)
    answer(request, path.slice('/api'.length), url.searchParams, response).catch((error: unknown) => {
      if (error instanceof Refusal) refuse(response, error.code, error.details)
      else refuse(response, 'internal', { error: String(error) })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    situation,
    tell(event) {
      for (const open of streams) open.write(`event: ledger\ndata: ${JSON.stringify(event)}\n\n`)
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
