/**
 * Sealed bytes: `suite (1) · key version (1) · nonce (12) · ciphertext · tag (16)`. The suite tag in front leaves
 * room for a second suite (SM4-CTR with HMAC-SM3); what is not known is refused, never guessed.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Refusal } from '../../base/refusal.ts'

export const SUITE_AES_256_GCM = 1
export const KEY_VERSION = 1
const NONCE = 12
const TAG = 16
const HEAD = 2

/** The place that a sealed value belongs to is authenticated with it, so a value moved elsewhere does not open. */
function bind(row: string): Buffer {
  return Buffer.from(`${SUITE_AES_256_GCM}|${KEY_VERSION}|${row}`, 'utf8')
}

/**
 * Seals bytes under AES-256-GCM with a fresh random nonce.
 * @param key 32 bytes
 * @param row the place it belongs to, `table:id:field`
 */
export function sealBytes(key: Uint8Array, row: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bind(row))
  const head = Buffer.of(SUITE_AES_256_GCM, KEY_VERSION)
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/**
 * Opens what `sealBytes` sealed.
 * @throws Refusal internal where suite or version are unknown, or key, row or bytes are not the ones it was sealed with
 */
export function openBytes(key: Uint8Array, row: string, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < HEAD + NONCE + TAG) throw new Refusal('internal', { reason: 'sealed_too_short' })
  if (bytes[0] !== SUITE_AES_256_GCM)
    throw new Refusal('internal', { reason: 'unknown_suite', suite: bytes[0] })
  if (bytes[1] !== KEY_VERSION)
    throw new Refusal('internal', { reason: 'unknown_key_version', version: bytes[1] })
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEAD, HEAD + NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(bind(row))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(HEAD + NONCE, bytes.length - TAG)),
      decipher.final(),
    ])
  } catch {
    throw new Refusal('internal', { reason: 'sealed_unreadable' })
  }
}
