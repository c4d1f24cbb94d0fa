/** The typed client: an endpoint as data and its input in, the output or an error out. */
import type { Endpoint, InputOf, OutputOf } from '../../base/contract.ts'
import { ApiRefusal, NetworkFailure, refusalFrom } from './refusals.ts'

/** `/c/<county>/w/<world>` where the page stands under one, else nothing. */
export function prefixOf(pathname: string): string {
  return /^\/c\/[^/]+\/w\/\d+/.exec(pathname)?.[0] ?? ''
}

export interface Surroundings {
  readonly fetch: typeof fetch
  readonly prefix: string
  readonly language: string
  /** Milliseconds before each repetition; its length is how often an answerless request is repeated. */
  readonly pauses: readonly number[]
}

function here(): Surroundings {
  return {
    fetch: (input, init) => fetch(input, init),
    prefix: prefixOf(location.pathname),
    language: document.documentElement.lang || 'zh-CN',
    pauses: [300, 1200],
  }
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** The address of a call, with parameters and query filled in. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, input: LooseInput, prefix: string): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `${prefix}/api${path}${text && `?${text}`}`
}

/** Reading can be repeated freely; a write only where its command id makes the repetition the same deed. */
function repeatable(method: Endpoint['method'], body: unknown): boolean {
  if (method === 'GET') return true
  return typeof body === 'object' && body !== null && 'command' in body
}

function worthRepeating(error: unknown): boolean {
  if (error instanceof NetworkFailure) return true
  return error instanceof ApiRefusal && (error.code === 'try_again' || error.status >= 502)
}

function requestOf(endpoint: Endpoint, body: unknown, language: string, signal?: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  if (endpoint.method !== 'GET') headers['x-jingwei'] = '1'
  if (body !== undefined) headers['content-type'] = 'application/json'
  const text = body === undefined ? undefined : JSON.stringify(body)
  return { method: endpoint.method, headers, body: text, credentials: 'same-origin', signal: signal ?? null }
}

async function once<T>(address: string, request: RequestInit, ask: typeof fetch): Promise<T> {
  let response: Response
  let body: unknown
  try {
    response = await ask(address, request)
    body = await response.json().catch((problem: unknown) => {
      // An error page of a proxy is told by its status; a good answer cut off is no answer.
      if (response.ok) throw problem
      return undefined
    })
  } catch (problem) {
    if (request.signal?.aborted) throw problem
    throw new NetworkFailure(problem)
  }
  if (!response.ok) throw refusalFrom(response.status, body)
  // The server checks its own answers against the contract; the browser trusts them.
  return body as T
}

/**
 * Calls an endpoint.
 * @param endpoint from a module's `api.ts`
 * @param input `{params, query, body}` as the endpoint asks
 * @throws ApiRefusal where the server says no; NetworkFailure where no answer came after the repetitions
 */
export async function call<const E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { readonly signal?: AbortSignal; readonly surroundings?: Surroundings } = {},
): Promise<OutputOf<E>> {
  const around = options.surroundings ?? here()
  const loose: LooseInput = input
  const address = addressOf(endpoint, loose, around.prefix)
  const request = requestOf(endpoint, loose.body, around.language, options.signal)
  const pauses = repeatable(endpoint.method, loose.body) ? around.pauses : []
  for (let tries = 0; ; tries++) {
    try {
      return await once<OutputOf<E>>(address, request, around.fetch)
    } catch (error) {
      const pause = pauses[tries]
      if (pause === undefined || !worthRepeating(error)) throw error
      await new Promise((wake) => setTimeout(wake, pause))
    }
  }
}
