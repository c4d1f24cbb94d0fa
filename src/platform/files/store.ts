/**
 * Files, encrypted on disk: each under a key of its own, which lies in its row, sealed by the emergency's or the
 * county's key. Deleting the row therefore makes the bytes unreadable at the commit; `sweep` takes them off the disk.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonalClass } from '../../base/personal.ts'
import { Refusal } from '../../base/refusal.ts'
import { HOUR, type Moment } from '../../base/time.ts'
import { openBytes, sealBytes } from '../crypto/cipher.ts'
import type { DataKey } from '../crypto/datakey.ts'
import type { Keyring } from '../crypto/keyring.ts'
import { sameBytes } from '../crypto/token.ts'
import type { Tx } from '../db/pool.ts'
import { stripImage } from './image.ts'
import { deleteExpired, deleteFile, deleteFilesOf, findFile, insertFile, knownFiles } from './rows.ts'

export interface NewFile {
  /** Made by the caller, a UUIDv7. */
  readonly id: string
  readonly county: string
  /** Seal with this emergency's key, so that the file ends with it. */
  readonly emergency?: string
  readonly class: PersonalClass
  /** Of photographs JPEG and PNG are taken; others are refused, since their metadata could not be removed. */
  readonly contentType: string
  /** As the sender called it; sealed, since names of files name persons. */
  readonly name?: string
  readonly retainUntil: Moment | null
  readonly createdBy: string
  readonly now: Moment
}

export interface StoredFile {
  readonly content: Buffer
  readonly contentType: string
  readonly name: string | undefined
  readonly class: PersonalClass
}

/** Runs work in a transaction under the scope of the files' county. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

export interface FileStore {
  /**
   * Keeps a file: the bytes are on disk before the row is written.
   * @param tx the transaction that the file belongs to
   * @throws Refusal body_too_large, unsupported_media
   */
  put(tx: Tx, file: NewFile, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  /** @throws Refusal not_found; erased where its key is destroyed; internal where the disk holds something else */
  get(tx: Tx, county: string, id: string): Promise<StoredFile>
  /** Deletes the row and with it the file's key. */
  remove(tx: Tx, county: string, id: string): Promise<void>
  /** Deletes the rows of an emergency whose key is destroyed. @returns how many */
  removeOf(tx: Tx, county: string, emergency: string): Promise<number>
  /**
   * Deletes rows past their time, then the bytes that have no row and are over an hour old (younger ones may belong to a
   * transaction still open). Retention runs on real time.
   * @param run runs work in a transaction under the county's scope; none stays open while the disk is read
   */
  sweep(run: InTransaction, county: string, now: Moment): Promise<{ expired: number; unlinked: number }>
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const COUNTY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
export const FILE_LIMIT = 20 * 1024 * 1024

/**
 * @param dir directory of its own, made at need (0700)
 * @param limit bytes that a file may have
 */
export function openFileStore(dir: string, keys: Keyring, limit: number = FILE_LIMIT): FileStore {
  const keyOf = (county: string, emergency: string | null | undefined): DataKey =>
    emergency ? keys.emergency(county, emergency) : keys.county(county)

  return {
    async put(tx, file, body) {
      demandNames(file.county, file.id)
      const key = keyOf(file.county, file.emergency)
      const received = await gather(body, limit)
      const plain = file.contentType.startsWith('image/') ? stripImage(received) : received
      const fileKey = randomBytes(32)
      const sealed = sealBytes(fileKey, `file:${file.id}:content`, plain)
      await writeDurably(pathOf(dir, file.county, file.id, sha256(sealed)), sealed)
      await insertFile(tx, {
        ...file,
        emergency: file.emergency ?? null,
        bytes: plain.length,
        sha256: sha256(sealed),
        sealedKey: key.sealBytes(`file:${file.id}:key`, fileKey),
        sealedName: file.name === undefined ? null : key.seal(`file:${file.id}:name`, file.name),
        createdAt: file.now,
      })
    },

    async get(tx, county, id) {
      demandNames(county, id)
      const row = await findFile(tx, county, id)
      if (row === undefined) throw new Refusal('not_found')
      const key = keyOf(county, row.emergency)
      const fileKey = key.openBytes(`file:${id}:key`, row.sealedKey)
      const sealed = await readFile(pathOf(dir, county, id, row.sha256))
      if (!sameBytes(sha256(sealed), row.sha256)) throw new Refusal('internal', { reason: 'file_changed' })
      return {
        content: Buffer.from(openBytes(fileKey, `file:${id}:content`, sealed)),
        contentType: row.contentType,
        name: row.sealedName === null ? undefined : key.open(`file:${id}:name`, row.sealedName),
        class: row.class,
      }
    },

    remove: deleteFile,

    removeOf: deleteFilesOf,

    async sweep(run, county, now) {
      const expired = await run((tx) => deleteExpired(tx, county, now))
      const old = await oldFiles(join(dir, county), now - HOUR)
      const ids = [...new Set(old.map(({ id }) => id))]
      const known = await run((tx) => knownFiles(tx, county, ids))
      const kept = new Set(known.map((row) => pathOf(dir, county, row.id, row.sha256)))
      const left = old.filter(({ path }) => !kept.has(path))
      for (const { path } of left) await rm(path, { force: true })
      return { expired, unlinked: left.length }
    },
  }
}

function demandNames(county: string, id: string): void {
  if (!COUNTY.test(county) || !ID.test(id)) throw new Refusal('bad_input', { reason: 'file_id' })
}

/**
 * The last two digits spread the files, since the first ones of a UUIDv7 are the hour. The hash keeps a second attempt
 * under the same id from writing over the bytes that a row already answers for.
 */
function pathOf(dir: string, county: string, id: string, hash: Uint8Array): string {
  return join(dir, county, id.slice(-2), `${id}.${Buffer.from(hash).toString('hex').slice(0, 16)}`)
}

async function gather(body: Uint8Array | AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body instanceof Uint8Array ? [body] : body) {
    bytes += part.length
    if (bytes > limit) throw new Refusal('body_too_large', { limit })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/** Under a draft's name first, so that a file that is there is whole. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Files last written before that moment; drafts left by a crash among them, which belong to no row. */
async function oldFiles(folder: string, before: Moment): Promise<{ id: string; path: string }[]> {
  const found: { id: string; path: string }[] = []
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const id = entry.name.slice(0, 36)
    if (entry.isFile() && ID.test(id) && (await stat(path)).mtimeMs <= before) found.push({ id, path })
  }
  return found
}
