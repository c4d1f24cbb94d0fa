/** Travellers who do not give up: each sends its command until it is answered, and remembers every answer. */
import type { Endpoint, InputOf, OutputOf } from '../../src/base/contract.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { Answered, type Client, openClient } from '../../src/night/client.ts'

export interface Acknowledged {
  readonly id: string
  readonly code: string
  readonly token: string
  readonly size: number
  /** Where it was told to go; undefined: it was told to wait. */
  readonly site: string | undefined
  /** The last step that was acknowledged. */
  readonly state: 'registered' | 'arrived' | 'departed'
}

export interface Crowd {
  /** Everything a client saw acknowledged so far. */
  readonly acknowledged: readonly Acknowledged[]
  /** Registrations begun, acknowledged or not. */
  readonly begun: number
  /** Answers that never may be: a refusal of an honest command. */
  readonly refusals: readonly string[]
  /** No new travellers; those under way are carried to their end. */
  stop(): Promise<void>
}

const ENTRIES = ['g30-guazhou', 'liuyuan', 'on-motorway']
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Lost connections, a busy server, too many at once: all of them pass, and the command id makes the tries one. */
function passes(error: unknown): boolean {
  return (
    !(error instanceof Answered) ||
    error.status >= 500 ||
    [0, 429].includes(error.status) ||
    error.code === 'try_again'
  )
}

async function insist<E extends Endpoint>(
  client: Client,
  endpoint: E,
  input: InputOf<E>,
): Promise<OutputOf<E>> {
  for (;;) {
    try {
      return await client.call(endpoint, input)
    } catch (error) {
      if (!passes(error)) throw error
      await pause(100)
    }
  }
}

/** @param url where the program answers, now and after every restart. @param token of an intake desk. */
export function openCrowd(url: string, token: string, clients: number): Crowd {
  const acknowledged: Acknowledged[] = []
  const refusals: string[] = []
  let begun = 0
  let stopped = false

  async function travel(client: Client, n: number): Promise<void> {
    const body = {
      command: crypto.randomUUID(),
      adults: 1 + (n % 4),
      children: n % 5 === 0 ? 2 : 0,
      entry: ENTRIES[n % ENTRIES.length]!,
    }
    const told = await insist(client, placementApi.register, { body })
    const site = told.placement?.site.id
    const seen = { id: told.id, code: told.code, token: told.token ?? '', size: told.size, site }
    const at = acknowledged.push({ ...seen, state: 'registered' }) - 1
    if (site === undefined || n % 3 === 0) return
    const step = { params: { id: told.id }, body: { command: crypto.randomUUID() } }
    await insist(client, placementApi.arrive, step)
    acknowledged[at] = { ...seen, state: 'arrived' }
    if (n % 3 === 1) return
    await insist(client, placementApi.depart, { ...step, body: { command: crypto.randomUUID() } })
    acknowledged[at] = { ...seen, state: 'departed' }
  }

  async function run(): Promise<void> {
    const client = openClient(url, { authorization: `Bearer ${token}` }, 2)
    while (!stopped) {
      const n = begun++
      await travel(client, n).catch((error: unknown) => {
        refusals.push(String(error))
      })
    }
    client.close()
  }

  const running = Array.from({ length: clients }, run)
  return {
    acknowledged,
    refusals,
    get begun() {
      return begun
    },
    async stop() {
      stopped = true
      await Promise.all(running)
    },
  }
}
