/** Writing the ledger: one line in the transaction of the state it tells of. Ids, codes and counts only, never personal text. */
import type { Actor } from '../../base/actor.ts'
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../db/pool.ts'
import { at } from '../db/types.ts'

export interface LedgerEntry {
  readonly type: string
  readonly subjectKind: string
  readonly subject: string
  /** Community (or other area) code the event belongs to, for readers whose post covers only that area. */
  readonly area?: string | null
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** How an actor stands in the ledger. */
export function actorJson(actor: Actor): string {
  return JSON.stringify({ kind: actor.kind, id: actor.id, mode: actor.mode })
}

/** Records one event in the caller's transaction; takes no lock, so writers do not wait for each other. */
export async function record(tx: Tx, actor: Actor, now: Moment, entry: LedgerEntry): Promise<void> {
  await tx.query('select ledger_add($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    actor.county,
    actor.world,
    at(now),
    actorJson(actor),
    entry.type,
    entry.subjectKind,
    entry.subject,
    entry.area ?? null,
    JSON.stringify(entry.data ?? {}),
  ])
}

/** Records many events of one actor and moment, in their order, in one statement. */
export async function recordAll(
  tx: Tx,
  actor: Actor,
  now: Moment,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await tx.query(
    `select count(ledger_add($1, $2, $3, $4, e->>'type', e->>'subjectKind', (e->>'subject')::uuid, e->>'area',
       coalesce(e->'data', '{}'::jsonb)))
     from (select e from jsonb_array_elements($5::jsonb) with ordinality x(e, n) order by n) ordered`,
    [actor.county, actor.world, at(now), actorJson(actor), JSON.stringify(entries)],
  )
}
