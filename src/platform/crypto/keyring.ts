/**
 * The keys of an installation, in a directory that no database dump or backup contains (people.md, Auditor):
 * `server.key`, `<county>/county.key`, `<county>/<emergency>.key` (wrapped by the county's), and after destruction
 * `<county>/<emergency>.erased`, so that a destroyed key is neither made again nor taken for a lost one.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../base/refusal.ts'
import { openBytes, sealBytes } from './cipher.ts'
import { type DataKey, dataKey, derive, KeyMaterial } from './datakey.ts'
import { privateDirectory, readKeyFile, shredKeyFile, writeKeyFile, writeMarker } from './keyfile.ts'

export interface Keyring {
  /** The county's key: staff and site identity, files. Made at first use, so ask only for counties that exist. */
  county(county: string): DataKey
  /** Whether the directory holds a key of that county; makes none. */
  knows(county: string): boolean
  /**
   * The key of one emergency (or of a play). Ask for it anew each time: another process may have destroyed it.
   * @throws Refusal erased, `reason` destroyed or missing (the key directory did not come along)
   */
  emergency(county: string, id: string): DataKey
  /** Makes the key of an emergency; on disk before it resolves. The same call again gives the same key. */
  createEmergencyKey(county: string, id: string): Promise<DataKey>
  /** Destroys it for good: file overwritten and removed, memory overwritten. Calling again does nothing. */
  destroyEmergencyKey(county: string, id: string): Promise<void>
  /** A secret (32 bytes) of this installation for one purpose, as signing cookies. */
  serverSecret(purpose: string): Uint8Array
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

/**
 * Opens the keyring, making directory and server key at first use, and finishing destructions that were cut short.
 * @param dir the key directory; kept at 0700, files at 0600
 */
export async function openKeyring(dir: string): Promise<Keyring> {
  privateDirectory(dir)
  const ring = new DirectoryKeyring(dir)
  ring.finishDestructions()
  return ring
}

class DirectoryKeyring implements Keyring {
  readonly #dir: string
  readonly #server: Uint8Array
  readonly #counties = new Map<string, { key: DataKey; wrap: Uint8Array }>()
  readonly #emergencies = new Map<string, { key: DataKey; material: KeyMaterial }>()

  constructor(dir: string) {
    this.#dir = dir
    this.#server = plainKey(join(dir, 'server.key'), 'server')
  }

  serverSecret(purpose: string): Uint8Array {
    return derive(this.#server, 'server', purpose)
  }

  county(county: string): DataKey {
    return this.#county(county).key
  }

  knows(county: string): boolean {
    demandName(county)
    return existsSync(this.#countyPath(county))
  }

  emergency(county: string, id: string): DataKey {
    const scope = this.#scope(county, id)
    // A look at the disk each time: the file is the truth, and another process may have destroyed it.
    if (existsSync(this.#path(scope, 'erased')) || !existsSync(this.#path(scope, 'key'))) this.#forget(scope)
    const known = this.#emergencies.get(scope)
    return known === undefined ? this.#load(county, scope) : known.key
  }

  async createEmergencyKey(county: string, id: string): Promise<DataKey> {
    const scope = this.#scope(county, id)
    const path = this.#path(scope, 'key')
    if (!existsSync(path) && !existsSync(this.#path(scope, 'erased'))) {
      const key = randomBytes(32)
      writeKeyFile(path, scope, true, sealBytes(this.#county(county).wrap, `key:${scope}`, key))
      key.fill(0)
    }
    return this.emergency(county, id)
  }

  async destroyEmergencyKey(county: string, id: string): Promise<void> {
    const scope = this.#scope(county, id)
    privateDirectory(join(this.#dir, county))
    // The marker first: a crash after it is finished at the next start, one before it changes nothing.
    writeMarker(this.#path(scope, 'erased'))
    shredKeyFile(this.#path(scope, 'key'))
    this.#forget(scope)
  }

  finishDestructions(): void {
    for (const entry of readdirSync(this.#dir, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      for (const file of readdirSync(join(this.#dir, entry.name)))
        if (file.endsWith('.erased'))
          shredKeyFile(join(this.#dir, entry.name, file.replace(/erased$/, 'key')))
    }
  }

  #county(county: string): { key: DataKey; wrap: Uint8Array } {
    const known = this.#counties.get(county)
    if (known !== undefined) return known
    demandName(county)
    privateDirectory(join(this.#dir, county))
    const material = new KeyMaterial(plainKey(this.#countyPath(county), county), county)
    const made = { key: dataKey(county, material), wrap: material.of('wrap') }
    this.#counties.set(county, made)
    return made
  }

  #load(county: string, scope: string): DataKey {
    if (existsSync(this.#path(scope, 'erased'))) throw new Refusal('erased', { reason: 'destroyed' })
    const wrapped = readKeyFile(this.#path(scope, 'key'), scope, true)
    if (wrapped === undefined) throw new Refusal('erased', { reason: 'missing' })
    const plain = openBytes(this.#county(county).wrap, `key:${scope}`, wrapped)
    const material = new KeyMaterial(plain, scope)
    plain.fill(0)
    const key = dataKey(scope, material)
    this.#emergencies.set(scope, { key, material })
    return key
  }

  #forget(scope: string): void {
    this.#emergencies.get(scope)?.material.drop()
    this.#emergencies.delete(scope)
  }

  #scope(county: string, id: string): string {
    demandName(county)
    demandName(id)
    // `county.key` is the county's own.
    if (id === 'county') throw new Refusal('bad_input', { reason: 'key_name' })
    return `${county}/${id}`
  }

  #countyPath(county: string): string {
    return join(this.#dir, county, 'county.key')
  }

  #path(scope: string, ending: 'key' | 'erased'): string {
    return join(this.#dir, `${scope}.${ending}`)
  }
}

/** Names become paths, so they are letters, digits, `-` and `_` only. */
function demandName(name: string): void {
  if (!NAME.test(name)) throw new Refusal('bad_input', { reason: 'key_name' })
}

function plainKey(path: string, scope: string): Uint8Array {
  const known = readKeyFile(path, scope, false)
  if (known !== undefined) return known
  writeKeyFile(path, scope, false, randomBytes(32))
  return readKeyFile(path, scope, false) ?? missing(path)
}

function missing(path: string): never {
  throw new Error(`密钥文件写入后消失 / a key file vanished after it was written: ${path}`)
}
