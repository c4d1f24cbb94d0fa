/** Ids: UUIDv7 made by the caller, and the digit codes that travellers say aloud. Randomness and time are arguments. */

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/**
 * A UUIDv7 (RFC 9562) from a moment and ten random bytes.
 * @param moment milliseconds since the epoch, 48 bits
 * @param random at least 10 bytes
 */
export function uuidv7(moment: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  let ms = Math.floor(moment)
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  for (let i = 0; i < 10; i++) bytes[6 + i] = random[i]!
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  let text = ''
  for (let i = 0; i < 16; i++) {
    text += HEX[bytes[i]!]
    if (i === 3 || i === 5 || i === 7 || i === 9) text += '-'
  }
  return text
}

/** H. M. Damm's quasigroup of order 10 (2004): catches every single wrong digit and every swap of neighbours. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const

function damm(digits: string): number {
  let state = 0
  for (const digit of digits) state = DAMM[state]![Number(digit)]!
  return state
}

/**
 * The code a party says aloud: digits, the last a check digit (emergency.md: six; more in larger worlds).
 * The n-th code of a world; codes of neighbours look unrelated, since the number is stepped through a full cycle.
 * @param n 0-based number within the world
 */
export function partyCode(n: number): string {
  // The first 100,000 parties of a world get six digits, the next 900,000 seven, and so on.
  let width = 5
  let first = 0
  while (n - first >= 10 ** width) {
    first += 10 ** width
    width++
  }
  const size = 10 ** width
  // 61,803 shares no factor with any power of ten, so the step visits every number once.
  const stepped = Number((BigInt(n - first) * 61803n + 27_183n) % BigInt(size))
  const digits = String(stepped).padStart(width, '0')
  return digits + damm(digits)
}

/** True where the text is 6–9 digits whose last one is right. Spaces and dashes must be taken out before. */
export function isPartyCode(text: string): boolean {
  return /^\d{6,9}$/.test(text) && damm(text) === 0
}
