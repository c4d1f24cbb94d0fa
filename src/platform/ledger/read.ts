/** Reading the ledger by its public position. Seal and rows are read apart and merged here (hot-path.md: the join is slow). */
import type { Tx } from '../db/pool.ts'
import { CHAIN_COLUMNS, type ChainRow, GENESIS, link } from './chain.ts'

export interface SealedEvent {
  readonly seq: number
  readonly id: string
  readonly at: number
  readonly type: string
  readonly actor: string
  readonly actorKind: string
  readonly subjectKind: string
  readonly subject: string
  readonly area: string | null
  readonly mode: 'everyday' | 'emergency'
  readonly data: Record<string, unknown>
  /** Real microseconds at which the line was written: after the locks of what it tells of, so in the order they were had. */
  readonly recorded: number
}

export interface Head {
  readonly seq: number
  /** Hex. */
  readonly hash: string
}

interface Row {
  readonly id: string
  readonly at: number
  readonly type: string
  readonly actor: string
  readonly actor_kind: string
  readonly subject_kind: string
  readonly subject: string
  readonly area: string | null
  readonly mode: 'everyday' | 'emergency'
  readonly data: Record<string, unknown>
  readonly recorded: number
}

const EVENT_COLUMNS = `id, at, type, actor, actor_kind, subject_kind, subject, area, mode, data,
  (extract(epoch from recorded_at) * 1000000)::bigint as recorded`

function event(row: Row, seq: number): SealedEvent {
  return {
    seq,
    id: row.id,
    at: row.at,
    type: row.type,
    actor: row.actor,
    actorKind: row.actor_kind,
    subjectKind: row.subject_kind,
    subject: row.subject,
    area: row.area,
    mode: row.mode,
    data: row.data,
    recorded: row.recorded,
  }
}

/** The last position of a world; seq 0 before the first event. */
export async function readHead(tx: Tx, county: string, world: number): Promise<Head> {
  const row = await tx.maybe<{ seq: number; hash: Buffer }>(
    'select seq, hash from ledger_seal where county = $1 and world = $2 order by seq desc limit 1',
    [county, world],
  )
  return row === undefined
    ? { seq: 0, hash: Buffer.from(GENESIS).toString('hex') }
    : { seq: row.seq, hash: row.hash.toString('hex') }
}

/** The chain's hash at a position, in hex; that of the beginning where nothing is sealed there. */
export async function readHash(tx: Tx, county: string, world: number, seq: number): Promise<string> {
  const row = await tx.maybe<{ hash: Buffer }>(
    'select hash from ledger_seal where county = $1 and world = $2 and seq = $3',
    [county, world, seq],
  )
  return (row?.hash ?? Buffer.from(GENESIS)).toString('hex')
}

/**
 * Events in order of seq that the scope may see.
 * @param after exclusive; with `desc`, events below it (0: from the head)
 */
export async function readEvents(
  tx: Tx,
  county: string,
  world: number,
  after: number,
  limit: number,
  order: 'asc' | 'desc' = 'asc',
  type?: string,
): Promise<SealedEvent[]> {
  const position = order === 'asc' ? 's.seq > $3' : '($3 = 0 or s.seq < $3)'
  const ofType =
    type === undefined
      ? ''
      : 'join ledger l on l.county = s.county and l.world = s.world and l.id = s.ledger and l.type = $5'
  const seals = await tx.query<{ seq: number; ledger: string }>(
    `select s.seq, s.ledger from ledger_seal s ${ofType}
     where s.county = $1 and s.world = $2 and ${position} order by s.seq ${order} limit $4`,
    [county, world, after, limit, ...(type === undefined ? [] : [type])],
  )
  if (seals.length === 0) return []
  const rows = await tx.query<Row>(
    `select ${EVENT_COLUMNS}
     from ledger where county = $1 and world = $2 and id = any($3::uuid[])`,
    [county, world, seals.map((s) => s.ledger)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return seals.flatMap((seal) => {
    const row = byId.get(seal.ledger)
    return row === undefined ? [] : [event(row, seal.seq)]
  })
}

/**
 * Events of one subject in order of seq.
 * @param after exclusive; with `desc`, events below it (0: from the head)
 */
export async function readSubject(
  tx: Tx,
  county: string,
  world: number,
  subject: string,
  after: number,
  limit: number,
  order: 'asc' | 'desc' = 'asc',
  type?: string,
): Promise<SealedEvent[]> {
  const position = order === 'asc' ? 's.seq > $4' : '($4 = 0 or s.seq < $4)'
  const rows = await tx.query<Row & { seq: number }>(
    `select l.*, s.seq from (select ${EVENT_COLUMNS} from ledger
       where county = $1 and world = $2 and subject = $3 and ($6::text is null or type = $6)) l
     join ledger_seal s on s.county = $1 and s.world = $2 and s.ledger = l.id
     where ${position} order by s.seq ${order} limit $5`,
    [county, world, subject, after, limit, type ?? null],
  )
  return rows.map((row) => event(row, row.seq))
}

/**
 * Recomputes the chain of a world from its first link.
 * @returns the head reached, and the first position that does not fit, if any
 */
export async function verifyChain(
  tx: Tx,
  county: string,
  world: number,
): Promise<{ head: Head; brokenAt: number | undefined }> {
  let before: Uint8Array = GENESIS
  let seq = 0
  for (;;) {
    const seals = await tx.query<{ seq: number; ledger: string; hash: Buffer }>(
      'select seq, ledger, hash from ledger_seal where county = $1 and world = $2 and seq > $3 order by seq limit 5000',
      [county, world, seq],
    )
    if (seals.length === 0)
      return { head: { seq, hash: Buffer.from(before).toString('hex') }, brokenAt: undefined }
    const rows = await tx.query<ChainRow>(
      `select ${CHAIN_COLUMNS} from ledger l where l.county = $1 and l.world = $2 and l.id = any($3::uuid[])`,
      [county, world, seals.map((s) => s.ledger)],
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const seal of seals) {
      const row = byId.get(seal.ledger)
      const expected = row === undefined ? undefined : link(before, county, world, seal.seq, row)
      if (seal.seq !== seq + 1 || expected === undefined || !seal.hash.equals(expected))
        return { head: { seq, hash: Buffer.from(before).toString('hex') }, brokenAt: seq + 1 }
      before = expected
      seq = seal.seq
    }
  }
}
