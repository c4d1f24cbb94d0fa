/** A ledger of many years: reading a page, one subject's story, catching up a listener, and sealing what is new. */
import { get } from 'node:http'
import { asked } from './asked.ts'
import { type BenchHouse, COUNTY } from './house.ts'

/** Rows before anything is measured; the issue's own figure is ten million, which takes some minutes to lay out. */
const ROWS = Number(process.env['JINGWEI_BENCH_LEDGER'] ?? 1_000_000)
const BATCH = 250_000
const NEW = 20_000
const BEHIND = 10_000

export interface LedgerFigures {
  readonly rows: number
  /** Milliseconds. */
  readonly page: { readonly p50: number; readonly p95: number }
  readonly subject: { readonly p50: number; readonly p95: number }
  /** Events a second that a listener is told who was away. */
  readonly catchUp: number
  /** Rows a second that are sealed and chained. */
  readonly sealed: number
}

/** Sealed rows as if of years past: one transaction a batch, the sealer's place moved on in it. */
async function fill(house: BenchHouse): Promise<void> {
  for (let done = 0; done < ROWS; done += BATCH) {
    const client = await house.owner.connect()
    try {
      await client.query('begin')
      // The sealer's own lock: it must not seal beside this.
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`seal/${COUNTY}`])
      await client.query(
        `with head as (select coalesce(max(seq), 0) as seq from ledger_seal where county = $1 and world = 0),
           made as (
             insert into ledger (county, world, at, actor_kind, actor, type, subject_kind, subject, mode, data)
             select $1, 0, now() - interval '400 days' + n * interval '1 second', 'system', 'bench', 'party.placed', 'party',
               md5((n / 8)::text)::uuid, 'emergency', jsonb_build_object('size', n % 5, 'minutes', n % 40)
             from generate_series($2::int, $3::int) n returning id, nr, xid)
         , told as (
             insert into ledger_seal (county, world, seq, ledger, hash)
             select $1, 0, head.seq + row_number() over (order by nr), id, sha256(id::text::bytea) from made, head returning 1)
         update ledger_sealer set xid = (select max(xid::text::bigint)::text::xid8 from made), nr = (select max(nr) from made)
         where county = $1`,
        [COUNTY, done + 1, Math.min(done + BATCH, ROWS)],
      )
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  await house.owner.query('analyze ledger, ledger_seal')
}

async function head(house: BenchHouse): Promise<number> {
  const { rows } = await house.owner.query(
    'select coalesce(max(seq), 0)::int as seq from ledger_seal where county = $1 and world = 0',
    [COUNTY],
  )
  return rows[0].seq
}

/** Opens the stream as somebody who heard the last event long ago. @returns seconds until the newest is told */
function catchUp(house: BenchHouse, from: number, to: number): Promise<number> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const request = get(
      `${house.program.url}/api/live`,
      {
        agent: false,
        headers: {
          authorization: `Bearer ${house.tokenOf('duty_officer')}`,
          accept: 'text/event-stream',
          'last-event-id': String(from),
        },
      },
      (answer) => {
        let rest = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          const messages = (rest + chunk).split('\n\n')
          rest = messages.pop() ?? ''
          if (!messages.some((message) => Number(/^id: ?(\d+)/m.exec(message)?.[1] ?? 0) >= to)) return
          request.destroy()
          resolve((performance.now() - began) / 1000)
        })
        answer.on('error', () => {})
      },
    )
    request.on('error', (error) => {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') reject(error)
    })
  })
}

/** @returns rows a second, from the commit of many unsealed rows to the last seal */
async function sealing(house: BenchHouse): Promise<number> {
  const before = await head(house)
  await house.owner.query(
    `insert into ledger (county, world, at, actor_kind, actor, type, subject_kind, subject, mode, data)
     select $1, 0, now(), 'system', 'bench', 'party.placed', 'party', gen_random_uuid(), 'emergency', '{"size": 2}'
     from generate_series(1, $2::int)`,
    [COUNTY, NEW],
  )
  const began = performance.now()
  house.program.shared.committed(COUNTY)
  while ((await head(house)) < before + NEW) await new Promise((wake) => setTimeout(wake, 20))
  return NEW / ((performance.now() - began) / 1000)
}

export async function measureLedger(house: BenchHouse): Promise<LedgerFigures> {
  await fill(house)
  const token = house.tokenOf('duty_officer')
  const newest = await head(house)
  const pages = Array.from(
    { length: 50 },
    (_, n) => `/api/ledger?after=${Math.floor((newest * n) / 50)}&limit=500`,
  )
  const { rows } = await house.owner.query<{ subject: string }>(
    `select subject from ledger where county = $1 and world = 0 and actor = 'bench' limit 50`,
    [COUNTY],
  )
  const subjects = rows.map(({ subject }) => `/api/ledger?subject=${subject}&limit=500`)
  const wish = { url: house.program.url, method: 'GET', token, atOnce: 2, seconds: 5 } as const
  const page = await asked({ ...wish, paths: pages })
  const subject = await asked({ ...wish, paths: subjects })
  const seconds = await catchUp(house, newest - BEHIND, newest)
  return { rows: newest, page, subject, catchUp: BEHIND / seconds, sealed: await sealing(house) }
}
