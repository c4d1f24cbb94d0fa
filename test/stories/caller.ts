/** How stories speak to the house: typed where it must say yes, bare where it may say no. */
import type { Endpoint, InputOf, OutputOf } from '../../src/base/contract.ts'
import { openClient } from '../../src/night/client.ts'

export interface Reply {
  readonly status: number
  /** The parsed body where it is JSON, else an empty object. */
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
  readonly headers: Headers
}

export interface Caller {
  /** Calls an endpoint and reads the answer by its contract. @throws Answered with status and code */
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
  /** A bare request; `path` below the caller's base, such as `/api/parties`. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>
  close(): void
}

/** @param base address with its prefix. @param token bearer; absent: nobody */
export function callerOf(base: string, token?: string, sockets?: number): Caller {
  const own: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const client = openClient(base, own, sockets)
  return {
    call: (endpoint, input) => client.call(endpoint, input),
    close: () => client.close(),
    async send(method, path, body, headers = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...own,
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: parsed(text), text, headers: response.headers }
    },
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A new command. */
export const command = (): { command: string } => ({ command: crypto.randomUUID() })

/** Asks until the answer is there. The runner's own limit ends a wait that is in vain. */
export async function until<T>(ask: () => Promise<T | undefined>, pauseMs = 50): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
