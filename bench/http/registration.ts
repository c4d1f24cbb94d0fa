/**
 * Registering and placing, four ways on one database: through the house; the same deed behind bare `node:http`; the
 * same function of the database in a bare loop; and five naive statements without idempotency, ledger, encryption or
 * row-level security behind bare `node:http`.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { register } from '../../src/modules/placement/actions/register.ts'
import { Registration } from '../../src/modules/placement/model.ts'
import type { Context } from '../../src/platform/http/context.ts'
import { asked, median } from './asked.ts'
import type { BenchHouse } from './house.ts'

const AT_ONCE = 24
const SECONDS = 5
const ROUNDS = 3

interface Rates {
  readonly house: number
  readonly bare: number
  readonly loop: number
  readonly naive: number
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The same deed without the house's HTTP: parse, check, do, answer. */
function bareServer(house: BenchHouse): Server {
  return createServer(async (request, response) => {
    const ctx = await house.anybody()
    const party = await register(ctx, Registration.parse(await json(request)))
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(party))
  })
}

const NAIVE = `
  create schema if not exists naive;
  create table if not exists naive.site (id int primary key, free int not null);
  create table if not exists naive.party (id uuid primary key, adults int, children int, name text, phone text, at timestamptz);
  create table if not exists naive.placement (party uuid primary key, site int, places int, at timestamptz);
  insert into naive.site select n, 100000000 from generate_series(1, 1500) n on conflict do nothing;`

function naiveServer(house: BenchHouse): Server {
  return createServer(async (request, response) => {
    const body = (await json(request)) as { adults: number; children: number; name: string; phone: string }
    const size = body.adults + body.children
    const id = randomUUID()
    const site = 1 + Math.floor(Math.random() * 1500)
    const client = await house.owner.connect()
    try {
      await client.query('begin')
      await client.query('update naive.site set free = free - $2 where id = $1 and free >= $2', [site, size])
      await client.query('insert into naive.party values ($1, $2, $3, $4, $5, now())', [
        id,
        body.adults,
        body.children,
        body.name,
        body.phone,
      ])
      await client.query('insert into naive.placement values ($1, $2, $3, now())', [id, site, size])
      await client.query('commit')
    } finally {
      client.release()
    }
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id, site }))
  })
}

interface Call {
  readonly name: string
  readonly sql: string
  readonly values: readonly unknown[]
}

/** What the deed asks of the database, without asking it. */
async function recorded(house: BenchHouse, count: number): Promise<Call[]> {
  const calls: Call[] = []
  const ctx = await house.anybody()
  const db = new Proxy(ctx.db, {
    get(target, key, receiver) {
      if (key !== 'call') return Reflect.get(target, key, receiver)
      return async (name: string, sql: string, values: readonly unknown[]) => {
        calls.push({ name, sql, values })
        return [{ outcome: 'placed', party_id: null, taken: 1 }]
      }
    },
  })
  const there: Context = { ...ctx, db }
  for (let n = 0; n < count; n++)
    await register(
      there,
      Registration.parse({
        command: randomUUID(),
        adults: 1 + (n % 3),
        children: n % 4 === 0 ? 1 : 0,
        vehicle: 'car',
        lon: 95.76 + ((n * 7919) % 1000) / 25_000,
        lat: 40.5 + ((n * 104_729) % 1000) / 25_000,
        phone: `139${String(n).padStart(8, '0')}`,
        name: '张三',
      }),
    )
  return calls
}

/** Calls a second of the database's function alone. */
async function loop(house: BenchHouse, calls: readonly Call[]): Promise<number> {
  const left = [...calls]
  const began = performance.now()
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop())
      await house.environment.app.call(one.name, one.sql, one.values as unknown[])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return calls.length / ((performance.now() - began) / 1000)
}

/** Registrations a second, each the median of three rounds that take turns. */
export async function measureRates(house: BenchHouse): Promise<Rates> {
  await house.owner.query(NAIVE)
  const [bare, naive] = [bareServer(house), naiveServer(house)]
  const urls = { bare: await listening(bare), naive: await listening(naive) }
  const rounds: Record<keyof Rates, number[]> = { house: [], bare: [], loop: [], naive: [] }
  const rate = async (url: string, path: string, seconds: number) => {
    const told = await asked({ url, method: 'POST', paths: [path], atOnce: AT_ONCE, seconds })
    if (told.failed > 0) throw new Error(`${told.failed} registrations failed at ${url}`)
    return told.done / told.seconds
  }
  // Connections, plans and caches are warm before anything counts.
  for (const [url, path] of [
    [house.program.url, '/api/parties'],
    [urls.bare, '/'],
    [urls.naive, '/'],
  ] as const)
    await rate(url, path, 3)
  for (let n = 0; n < ROUNDS; n++) {
    rounds.naive.push(await rate(urls.naive, '/', SECONDS))
    rounds.bare.push(await rate(urls.bare, '/', SECONDS))
    rounds.house.push(await rate(house.program.url, '/api/parties', SECONDS))
    rounds.loop.push(await loop(house, await recorded(house, 2500)))
  }
  bare.close()
  naive.close()
  return {
    house: median(rounds.house),
    bare: median(rounds.bare),
    loop: median(rounds.loop),
    naive: median(rounds.naive),
  }
}

export interface Latency {
  readonly rate: number
  readonly done: number
  readonly failed: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** What a traveller waits while so many register a second. */
export async function measureLatencies(house: BenchHouse): Promise<Latency[]> {
  const latencies: Latency[] = []
  for (const rate of [50, 200, 400]) {
    const wish = { url: house.program.url, method: 'POST', paths: ['/api/parties'], atOnce: 400 } as const
    await asked({ ...wish, seconds: 2, rate })
    const { done, failed, p50, p95, p99 } = await asked({ ...wish, seconds: 10, rate })
    latencies.push({ rate, done, failed, p50, p95, p99 })
  }
  return latencies
}
