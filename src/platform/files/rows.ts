/** What the database keeps of a file: one row, written in the caller's transaction and under its scope. */
import type { PersonalClass } from '../../base/personal.ts'
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../db/pool.ts'
import { at } from '../db/types.ts'

export interface FileRow {
  readonly county: string
  readonly id: string
  /** Set where the emergency's key seals the file, so that it ends with that key. */
  readonly emergency: string | null
  readonly class: PersonalClass
  readonly contentType: string
  /** Of the plain content. */
  readonly bytes: number
  /** Of the sealed bytes on disk. */
  readonly sha256: Uint8Array
  readonly sealedKey: Uint8Array
  readonly sealedName: Uint8Array | null
  readonly retainUntil: Moment | null
  readonly createdBy: string
  readonly createdAt: Moment
}

const moment = (when: Moment | null) => (when === null ? null : at(when))

export async function insertFile(tx: Tx, row: FileRow): Promise<void> {
  await tx.query(
    `insert into file (county, id, emergency, class, content_type, bytes, sha256, sealed_key, sealed_name,
                       retain_until, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.county,
      row.id,
      row.emergency,
      row.class,
      row.contentType,
      row.bytes,
      row.sha256,
      row.sealedKey,
      row.sealedName,
      moment(row.retainUntil),
      row.createdBy,
      moment(row.createdAt),
    ],
  )
}

export async function findFile(tx: Tx, county: string, id: string): Promise<FileRow | undefined> {
  return tx.maybe<FileRow>(
    `select county, id, emergency, class, content_type as "contentType", bytes, sha256, sealed_key as "sealedKey",
            sealed_name as "sealedName", created_by as "createdBy", retain_until as "retainUntil",
            created_at as "createdAt"
     from file where county = $1 and id = $2`,
    [county, id],
  )
}

export async function deleteFile(tx: Tx, county: string, id: string): Promise<void> {
  await tx.query('delete from file where county = $1 and id = $2', [county, id])
}

/** Deletes every file of an emergency, whose key is destroyed; @returns how many rows. */
export async function deleteFilesOf(tx: Tx, county: string, emergency: string): Promise<number> {
  const rows = await tx.query('delete from file where county = $1 and emergency = $2 returning id', [
    county,
    emergency,
  ])
  return rows.length
}

/** Deletes what is past its time; @returns how many rows. */
export async function deleteExpired(tx: Tx, county: string, now: Moment): Promise<number> {
  const rows = await tx.query('delete from file where county = $1 and retain_until <= $2 returning id', [
    county,
    at(now),
  ])
  return rows.length
}

/** Of the ids given, those that have a row, with the hash of their bytes. */
export async function knownFiles(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<Pick<FileRow, 'id' | 'sha256'>[]> {
  return tx.query<Pick<FileRow, 'id' | 'sha256'>>(
    'select id, sha256 from file where county = $1 and id = any($2::uuid[])',
    [county, ids],
  )
}
