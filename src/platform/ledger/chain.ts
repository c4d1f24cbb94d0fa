/** The hash chain of the ledger: each link covers the one before it and every field of its row. */
import { createHash } from 'node:crypto'

/** A ledger row as the chain sees it; `data` as the database prints it. */
export interface ChainRow {
  readonly id: string
  readonly at: number
  readonly actor_kind: string
  readonly actor: string
  readonly on_behalf: string | null
  readonly type: string
  readonly subject_kind: string
  readonly subject: string
  readonly area: string | null
  readonly mode: string
  readonly data: string
}

/** The link before the first: 32 zero bytes. */
export const GENESIS: Uint8Array = new Uint8Array(32)

/** SHA-256 over the link before, the position and the row. */
export function link(
  before: Uint8Array,
  county: string,
  world: number,
  seq: number,
  row: ChainRow,
): Uint8Array {
  const text = JSON.stringify([
    county,
    world,
    seq,
    row.id,
    row.at,
    row.actor_kind,
    row.actor,
    row.on_behalf,
    row.type,
    row.subject_kind,
    row.subject,
    row.area,
    row.mode,
    row.data,
  ])
  return new Uint8Array(createHash('sha256').update(before).update(text).digest())
}

/** Columns of `ledger` in the shape of ChainRow. */
export const CHAIN_COLUMNS =
  'l.id, l.at, l.actor_kind, l.actor, l.on_behalf, l.type, l.subject_kind, l.subject, l.area, l.mode, l.data::text as data'
