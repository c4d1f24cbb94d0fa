/**
 * The sealer: gives every committed ledger row its public position. Ids commit out of order, so a reader of "greater
 * than the last id" loses late commits; rows of transactions below the oldest one still running cannot be joined by
 * any more, so they are sealed in (xid, nr) order, gapless and chained per county and world (architecture.md).
 */
import type { Database } from '../db/pool.ts'
import type { Scope } from '../db/scope.ts'
import { CHAIN_COLUMNS, type ChainRow, GENESIS, link } from './chain.ts'

/** Rows sealed in one transaction at most. */
const BATCH = 2000

interface Unsealed extends ChainRow {
  readonly world: number
  readonly xid: string
  readonly nr: number
}

/** What a round has sealed: the new head by world. */
export type Sealed = ReadonlyMap<number, number>

/**
 * Seals what can be sealed of one county; rounds of several processes take turns by an advisory lock.
 * @returns the highest seq by world, empty where nothing was to be sealed
 */
export async function sealCounty(db: Database, county: string): Promise<Sealed> {
  const heads = new Map<number, number>()
  for (;;) {
    const { rows, sealed } = await sealBatch(db, county)
    for (const [world, seq] of sealed) heads.set(world, seq)
    if (rows < BATCH) return heads
  }
}

async function sealBatch(db: Database, county: string): Promise<{ rows: number; sealed: Sealed }> {
  const scope: Scope = { county, world: 0, kind: 'system', areas: [], sites: [] }
  return db.tx(scope, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`seal/${county}`])
    await tx.query(
      `insert into ledger_sealer (county, xid, nr) values ($1, '0', 0) on conflict (county) do nothing`,
      [county],
    )
    const rows = await tx.query<Unsealed>(
      `select l.world, l.xid::text as xid, l.nr, ${CHAIN_COLUMNS}
       from ledger l, ledger_sealer s
       where s.county = $1 and l.county = $1 and l.xid >= s.xid and (l.xid > s.xid or l.nr > s.nr)
         and l.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by l.xid, l.nr limit ${BATCH}`,
      [county],
    )
    if (rows.length === 0) return { rows: 0, sealed: new Map() }
    const worlds = [...new Set(rows.map((row) => row.world))]
    const heads = await readHeads(tx.query.bind(tx), county, worlds)
    const links = rows.map((row) => {
      const head = heads.get(row.world) ?? { seq: 0, hash: GENESIS }
      const seq = head.seq + 1
      const hash = link(head.hash, county, row.world, seq, row)
      heads.set(row.world, { seq, hash })
      return { world: row.world, seq, ledger: row.id, hash }
    })
    await tx.query(
      `insert into ledger_seal (county, world, seq, ledger, hash)
       select $1, * from unnest($2::int[], $3::bigint[], $4::uuid[], $5::bytea[])`,
      [
        county,
        links.map((l) => l.world),
        links.map((l) => l.seq),
        links.map((l) => l.ledger),
        links.map((l) => Buffer.from(l.hash)),
      ],
    )
    const last = rows[rows.length - 1]!
    await tx.query('update ledger_sealer set xid = $2::text::xid8, nr = $3 where county = $1', [
      county,
      last.xid,
      last.nr,
    ])
    await tx.query(`select pg_notify('jingwei_sealed', $1)`, [county])
    return { rows: rows.length, sealed: new Map([...heads].map(([world, head]) => [world, head.seq])) }
  })
}

type Query = <R extends object>(text: string, values?: readonly unknown[]) => Promise<R[]>

async function readHeads(
  query: Query,
  county: string,
  worlds: readonly number[],
): Promise<Map<number, { seq: number; hash: Uint8Array }>> {
  const rows = await query<{ world: number; seq: number; hash: Buffer }>(
    `select w.world, s.seq, s.hash from unnest($2::int[]) w(world)
     cross join lateral (select seq, hash from ledger_seal
       where county = $1 and world = w.world order by seq desc limit 1) s`,
    [county, worlds],
  )
  return new Map(rows.map((row) => [row.world, { seq: row.seq, hash: new Uint8Array(row.hash) }]))
}

export interface Sealer {
  /** Says that something may have been committed; sealing begins at once, rounds never overlap. */
  wake(county: string): void
  stop(): Promise<void>
}

/**
 * Runs the sealer of every county until stopped.
 * @param db pool of the worker role
 * @param counties codes of the counties; asked each round, so that new ones are sealed too
 * @param onSealed told after each round that sealed something
 * @param onError told of a failed round; the next one tries again
 */
export function startSealer(
  db: Database,
  counties: () => Promise<readonly string[]>,
  onSealed: (county: string, heads: Sealed) => void,
  onError: (error: unknown) => void,
): Sealer {
  const woken = new Set<string>()
  let running: Promise<void> | undefined
  let stopped = false

  async function round(): Promise<void> {
    while (woken.size > 0 && !stopped) {
      const [county] = woken
      woken.delete(county!)
      try {
        const heads = await sealCounty(db, county!)
        if (heads.size > 0) onSealed(county!, heads)
      } catch (error) {
        if (!stopped) onError(error)
        return
      }
    }
  }
  function begin(): void {
    running ??= round().finally(() => {
      running = undefined
    })
  }
  // Writers in other processes, and rows that a slow transaction held back, are found by looking.
  const timer = setInterval(() => {
    void counties().then((codes) => {
      for (const code of codes) woken.add(code)
      begin()
    }, onError)
  }, 200)
  return {
    wake(county) {
      woken.add(county)
      begin()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
