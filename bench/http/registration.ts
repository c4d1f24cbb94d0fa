/**
 * Registering and placing, four ways on one database: through the house; the same deed behind bare `node:http`; the
 * same function of the database in a bare loop; and what anybody would write first behind bare `node:http`: the nearest
 * site with room, its places, the party, the person and the placement in five statements of one transaction, without
 * idempotency, ledger, encryption or row-level security.
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
  create schema naive;
  create table naive.site (id uuid primary key, lon float8 not null, lat float8 not null, free int not null);
  create table naive.party (id uuid primary key, adults int, children int, at timestamptz);
  create table naive.person (party uuid references naive.party, name text, phone text);
  create table naive.placement (party uuid primary key references naive.party, site uuid references naive.site, places int, at timestamptz);
  insert into naive.site select id, lon, lat, 100000000 from site where world = 0;
  analyze naive.site;`

function naiveServer(house: BenchHouse): Server {
  return createServer(async (request, response) => {
    const body = (await json(request)) as Record<'adults' | 'children' | 'lon' | 'lat', number> &
      Record<'name' | 'phone', string>
    const size = body.adults + body.children
    const id = randomUUID()
    let site = ''
    const client = await house.owner.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query(
        'select id from naive.site where free >= $3 order by (lon - $1) ^ 2 + (lat - $2) ^ 2 limit 1 for update',
        [body.lon, body.lat, size],
      )
      site = rows[0].id
      await client.query('update naive.site set free = free - $2 where id = $1', [site, size])
      await client.query('insert into naive.party values ($1, $2, $3, now())', [
        id,
        body.adults,
        body.children,
      ])
      await client.query('insert into naive.person values ($1, $2, $3)', [id, body.name, body.phone])
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
  // Connections, plans and caches are warm before anything counts, and the tables have been counted once.
  for (const seconds of [5, 3]) {
    await rate(house.program.url, '/api/parties', seconds)
    await rate(urls.bare, '/', seconds)
    await rate(urls.naive, '/', seconds)
    await house.owner.query('analyze')
  }
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
