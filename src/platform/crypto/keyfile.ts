/** Key files on disk: written durably before anything relies on them, readable by the owner alone, destroyed in place. */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** `key` is 32 bytes in base64, or the same sealed by the county's key where `wrapped`. */
const KeyFile = z.strictObject({
  format: z.literal('jingwei-key/1'),
  scope: z.string(),
  wrapped: z.boolean(),
  key: z.base64(),
})

/** Makes the directory (and its parents) and keeps it to its owner (0700), also where it existed before. */
export function privateDirectory(path: string): void {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    syncDirectory(dirname(path))
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o700)
}

function syncDirectory(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function writeSynced(path: string, flags: string, bytes: Uint8Array): void {
  const handle = openSync(path, flags, 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** An empty marker, on disk before this returns. */
export function writeMarker(path: string): void {
  writeSynced(path, 'a', new Uint8Array())
  syncDirectory(dirname(path))
}

/**
 * Writes a key file, on disk (file and directory) before this returns. It appears whole or not at all, and never
 * replaces one that another process made first: that one stands, so read it again afterwards.
 */
export function writeKeyFile(path: string, scope: string, wrapped: boolean, key: Uint8Array): void {
  const content = { format: 'jingwei-key/1', scope, wrapped, key: Buffer.from(key).toString('base64') }
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  writeSynced(draft, 'wx', Buffer.from(`${JSON.stringify(content)}\n`))
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft)
  }
  syncDirectory(dirname(path))
}

/**
 * The bytes of a key file.
 * @returns undefined where there is none
 * @throws Error where the file is not a key file of this scope
 */
export function readKeyFile(path: string, scope: string, wrapped: boolean): Uint8Array | undefined {
  if (!existsSync(path)) return undefined
  const file = KeyFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!file.success || file.data.scope !== scope || file.data.wrapped !== wrapped)
    throw new Error(`密钥文件损坏或不属于这里 / this key file is damaged or belongs elsewhere: ${path}`)
  return new Uint8Array(Buffer.from(file.data.key, 'base64'))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Overwrites a key file with random bytes, then removes it. Disks that write elsewhere (flash, copy-on-write) may keep
 * the old block for a while; what it held is itself wrapped by the county's key.
 */
export function shredKeyFile(path: string): void {
  if (!existsSync(path)) return
  writeSynced(path, 'r+', randomBytes(statSync(path).size))
  rmSync(path)
  syncDirectory(dirname(path))
}
