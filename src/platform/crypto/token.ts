/** Tokens: what a person holds, and what we keep of it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Base 32 after Crockford in lower case (no i, l, o, u): 16 bytes give 26 characters.
 * @param bytes any length; the last character is padded with zero bits
 */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += CROCKFORD[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + CROCKFORD[(held << (5 - bits)) & 31] : text
}

/** A new random token of 128 bits, 26 characters, for sessions and API clients. */
export function newToken(): string {
  return base32(randomBytes(16))
}

/** What the database keeps of a token: SHA-256, 32 bytes. The token itself has 128 random bits, so no salt is needed. */
export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** Compares in a time that does not depend on where the bytes differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
