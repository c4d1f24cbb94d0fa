/** The travellers' side of HTTP: kept connections, plain JSON, nothing of the server's inside. */
import { Agent, request as httpRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import type { Endpoint, InputOf, OutputOf } from '../base/contract.ts'

/** What the server refused, or could not be asked. */
export class Answered extends Error {
  override readonly name = 'Answered'
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`${status} ${code}`)
  }
}

export interface Client {
  /** @param token whose bearer it is, instead of the client's own */
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>, token?: string): Promise<OutputOf<E>>
  /** One request as it is, with the cookies it sets. */
  send(method: string, path: string, body?: unknown): Promise<Sent>
  close(): void
}

export interface Sent {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
}

/** Tries of one command on a lost connection or a busy server; the command id makes them one. */
const TRIES = 6

/**
 * @param base address with its prefix, `http://127.0.0.1:8620/c/620922/w/1`
 * @param headers bearer or cookie
 * @param ca the certificate (PEM) that a server of our own shows, which is in nobody's list
 */
export function openClient(
  base: string,
  headers: Readonly<Record<string, string>>,
  sockets = 24,
  ca?: string,
): Client {
  const url = new URL(base)
  const secure = url.protocol === 'https:'
  const agent = secure
    ? new TlsAgent({ keepAlive: true, maxSockets: sockets, ...(ca === undefined ? {} : { ca }) })
    : new Agent({ keepAlive: true, maxSockets: sockets })
  const send = secure ? tlsRequest : httpRequest

  function once(
    method: string,
    path: string,
    body: string | undefined,
    token: string | undefined,
  ): Promise<Sent> {
    return new Promise((resolve, reject) => {
      const request = send(
        {
          agent,
          method,
          host: url.hostname,
          port: url.port,
          path: `${url.pathname.replace(/\/$/, '')}${path}`,
          headers: {
            ...headers,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(body),
                  'x-jingwei': '1',
                }),
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          const cookies = response.headers['set-cookie'] ?? []
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text, cookies }))
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  return {
    async call<E extends Endpoint>(endpoint: E, input: InputOf<E>, token?: string): Promise<OutputOf<E>> {
      const body = input.body === undefined ? undefined : JSON.stringify(input.body)
      const path = `/api${addressOf(endpoint, input)}`
      for (let n = 1; ; n++) {
        const answer = await once(endpoint.method, path, body, token).catch((error: unknown) => {
          if (n >= TRIES) throw error
          return undefined
        })
        if (answer !== undefined && answer.status < 300)
          return endpoint.output.parse(JSON.parse(answer.text)) as OutputOf<E>
        if (answer !== undefined && answer.status !== 503 && !answer.text.includes('"try_again"'))
          throw new Answered(answer.status, codeOf(answer.text))
        if (n >= TRIES) throw new Answered(answer?.status ?? 0, codeOf(answer?.text ?? ''))
        await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** n))
      }
    },
    send: (method, path, body) =>
      once(method, path, body === undefined ? undefined : JSON.stringify(body), undefined),
    close: () => agent.destroy(),
  }
}

interface Addressed {
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, unknown>> | undefined
}

function addressOf(endpoint: Endpoint, input: Addressed): string {
  const params = input.params ?? {}
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined)
  if (query.length === 0) return path
  return `${path}?${new URLSearchParams(query.map(([name, value]) => [name, String(value)]))}`
}

function codeOf(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code)
  } catch {
    return 'unreadable'
  }
}
