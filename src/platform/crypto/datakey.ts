/** A key for data: of a county (staff, sites) or of one emergency (travellers). Its uses never share key material. */
import { createHmac, hkdfSync } from 'node:crypto'
import { Refusal } from '../../base/refusal.ts'
import { openBytes, sealBytes } from './cipher.ts'
import { base32 } from './token.ts'

export interface DataKey {
  /** `<county>` or `<county>/<emergency id>`. */
  readonly id: string
  /**
   * Seals a text for one place.
   * @param row `table:id:field`; opening under another row fails
   */
  seal(row: string, plain: string): Uint8Array
  /** @throws Refusal erased after destruction; internal where row, key or bytes do not belong together */
  open(row: string, sealed: Uint8Array): string
  /** As `seal`, for bytes (the keys of files). */
  sealBytes(row: string, plain: Uint8Array): Uint8Array
  /** As `open`, for bytes. */
  openBytes(row: string, sealed: Uint8Array): Uint8Array
  /** Keyed hash (16 bytes) of one search word; equal words of one kind give equal hashes under this key only. */
  searchToken(kind: string, text: string): Uint8Array
  /** Keyed hash (32 bytes) of a command's input, for receipts: it cannot be guessed back once the key is gone. */
  inputHash(canonicalJson: string): Uint8Array
  /** The long token of a party (128 bits, 26 characters): derived, so it can be printed again and dies with the key. */
  partyToken(partyId: string, version: number): string
  /** Keyed signature (128 bits, 26 characters) of a text of one kind: it proves that this key's holder has made it. */
  signature(kind: string, text: string): string
}

const USES = ['identity', 'search', 'receipt', 'token', 'sign', 'wrap'] as const
type Use = (typeof USES)[number]

/** The sub keys of one key, in memory; `drop` overwrites them, and every DataKey made from them refuses from then on. */
export class KeyMaterial {
  readonly #keys = new Map<Use, Uint8Array>()

  constructor(key: Uint8Array, scope: string) {
    for (const use of USES) this.#keys.set(use, derive(key, scope, use))
  }

  /** @throws Refusal erased once dropped */
  of(use: Use): Uint8Array {
    const key = this.#keys.get(use)
    if (key === undefined) throw new Refusal('erased', { reason: 'destroyed' })
    return key
  }

  drop(): void {
    for (const key of this.#keys.values()) key.fill(0)
    this.#keys.clear()
  }
}

/** HKDF-SHA256 (RFC 5869): 32 bytes for one use within one scope. */
export function derive(key: Uint8Array, scope: string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, Buffer.from(scope, 'utf8'), `jingwei/1/${use}`, 32))
}

/** HMAC-SHA256 of parts; each part's length goes in front, so that no two lists of parts run together. */
function mac(key: Uint8Array, ...parts: readonly string[]): Buffer {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`, 'utf8')
  return hmac.digest()
}

/** The DataKey over material that may later be dropped. */
export function dataKey(id: string, material: KeyMaterial): DataKey {
  return {
    id,
    seal: (row, plain) => sealBytes(material.of('identity'), row, Buffer.from(plain, 'utf8')),
    open: (row, sealed) => Buffer.from(openBytes(material.of('identity'), row, sealed)).toString('utf8'),
    sealBytes: (row, plain) => sealBytes(material.of('identity'), row, plain),
    openBytes: (row, sealed) => openBytes(material.of('identity'), row, sealed),
    searchToken: (kind, text) => mac(material.of('search'), kind, text).subarray(0, 16),
    inputHash: (json) => mac(material.of('receipt'), json),
    partyToken: (party, version) => base32(mac(material.of('token'), party, String(version)).subarray(0, 16)),
    signature: (kind, text) => base32(mac(material.of('sign'), kind, text).subarray(0, 16)),
  }
}
