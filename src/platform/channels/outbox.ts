/** The outbox in the database: one row a message, recipient and text sealed. */
import type { Moment } from '../../base/time.ts'
import type { Language } from '../../base/words.ts'
import type { Tx } from '../db/pool.ts'
import { at } from '../db/types.ts'
import type { Channel } from './transport.ts'

export type OutboxState = 'queued' | 'sent' | 'failed' | 'sandboxed'

export interface OutboxKey {
  readonly county: string
  readonly world: number
  readonly id: string
}

export interface OutboxRow extends OutboxKey {
  readonly emergency: string | null
  readonly channel: Channel
  readonly to_sealed: Uint8Array
  readonly body_sealed: Uint8Array | null
  readonly secret: boolean
  readonly subject_kind: string
  readonly subject: string | null
  readonly template: string
  readonly language: Language
  readonly state: OutboxState
  readonly tries: number
  readonly last_error_code: string | null
  readonly created_at: Moment
  readonly sent_at: Moment | null
}

/** A row that this worker may deliver: of the county itself, by type as by the statement that found it. */
export interface ClaimedRow extends OutboxRow {
  readonly world: 0
}

type NewRow = Omit<OutboxRow, 'tries' | 'last_error_code' | 'sent_at'>

/** @returns false where the id is there already: the same message, sent by a command that was repeated. */
export async function insertMessage(tx: Tx, row: NewRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into outbox (county, world, id, emergency, channel, to_sealed, body_sealed, secret, subject_kind, subject,
                         template, language, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (county, world, id) do nothing
     returning id`,
    [
      row.county,
      row.world,
      row.id,
      row.emergency,
      row.channel,
      row.to_sealed,
      row.body_sealed,
      row.secret,
      row.subject_kind,
      row.subject,
      row.template,
      row.language,
      row.state,
      at(row.created_at),
    ],
  )
  return rows.length > 0
}

const FIELDS = `county, world, id, emergency, channel, to_sealed, body_sealed, secret, subject_kind, subject, template,
  language, state, tries, last_error_code, created_at, sent_at`

/**
 * Takes a waiting row of world 0 for this worker, counting the try.
 * @param lease milliseconds after which a worker that never came back has lost it
 */
export async function claimMessage(
  tx: Tx,
  county: string,
  id: string,
  now: Moment,
  lease: number,
): Promise<ClaimedRow | undefined> {
  return tx.maybe<ClaimedRow>(
    `update outbox set tries = tries + 1, leased_at = $3
     where county = $1 and world = 0 and id = $2 and state = 'queued'
       and (leased_at is null or leased_at <= $4)
     returning ${FIELDS}`,
    [county, id, at(now), at(now - lease)],
  )
}

export async function findMessage(tx: Tx, key: OutboxKey): Promise<OutboxRow | undefined> {
  return tx.maybe<OutboxRow>(`select ${FIELDS} from outbox where county = $1 and world = $2 and id = $3`, [
    key.county,
    key.world,
    key.id,
  ])
}

/** The newest messages of a world, or those in one state, for the outbox page. */
export async function newestMessages(
  tx: Tx,
  county: string,
  world: number,
  limit: number,
  state?: string,
): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    `select ${FIELDS} from outbox where county = $1 and world = $2 and ($4::text is null or state = $4)
     order by created_at desc, id desc limit $3`,
    [county, world, limit, state ?? null],
  )
}

/** Messages of a world by state. */
export async function countMessages(tx: Tx, county: string, world: number): Promise<Record<string, number>> {
  const rows = await tx.query<{ state: string; count: number }>(
    'select state, count(*) as count from outbox where county = $1 and world = $2 group by 1',
    [county, world],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Ids of the county's own messages that have waited since before that moment, and whose last try began before it. */
export async function waitingMessages(
  tx: Tx,
  county: string,
  before: Moment,
  limit: number,
): Promise<{ id: string; tries: number }[]> {
  return tx.query<{ id: string; tries: number }>(
    `select id, tries from outbox
     where county = $1 and world = 0 and state = 'queued' and created_at < $2
       and (leased_at is null or leased_at < $2)
     order by created_at limit $3`,
    [county, at(before), limit],
  )
}

export interface Outcome {
  readonly state: 'sent' | 'failed' | 'queued'
  readonly code: string | null
  readonly now: Moment
}

/**
 * Notes how a try ended. A worker whose lease was taken over by another (the number of tries tells) notes nothing.
 * The text of a secret message goes as soon as it needs no further try.
 */
export async function noteOutcome(tx: Tx, row: ClaimedRow, outcome: Outcome): Promise<void> {
  const { state, code, now } = outcome
  await tx.query(
    `update outbox set state = $5, last_error_code = $6, leased_at = null, sent_at = $7,
            body_sealed = case when secret and $5 <> 'queued' then null else body_sealed end
     where county = $1 and world = $2 and id = $3 and state = 'queued' and tries = $4`,
    [row.county, row.world, row.id, row.tries, state, code, state === 'sent' ? at(now) : null],
  )
}

/** Ends the tries of a message that is still waiting. */
export async function giveUpMessage(tx: Tx, county: string, id: string): Promise<void> {
  await tx.query(
    `update outbox set state = 'failed', leased_at = null,
            body_sealed = case when secret then null else body_sealed end
     where county = $1 and world = 0 and id = $2 and state = 'queued'`,
    [county, id],
  )
}
