/** Seeded chance: xorshift32 (Marsaglia 2003), the same on every machine. */
export type Chance = () => number

/** @returns a function that gives numbers in [0, 1) */
export function openChance(seed: number): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x7f4a7c15) | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}
