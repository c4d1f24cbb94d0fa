/** Seeded randomness: sfc32 (Chris Doty-Humphrey, PractRand), the same on every machine. Integer steps only. */

export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [from, to], both included. */
  int(from: number, to: number): number
  /** True with probability p. */
  chance(p: number): boolean
  pick<T>(list: readonly T[]): T
  /** An index, with probability in proportion to its weight. */
  weighted(weights: readonly number[]): number
  /** About normal, mean 0 and deviation 1, within ±6: twelve uniforms, no library of logarithms. */
  bell(): number
  shuffled<T>(list: readonly T[]): T[]
}

/** FNV-1a over the name, so that every subject has a stream of its own and a change in one moves no other. */
function hash(name: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  return h | 0
}

function sfc32(seed: number, name: string): () => number {
  let a = hash(name, seed)
  let b = hash(name, seed ^ 0x5bd1e995)
  let c = seed | 0
  let counter = 1
  const step = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 16; i++) step()
  return step
}

/**
 * A stream of random numbers.
 * @param name the subject it serves; equal name and seed give the equal stream
 */
export function random(name: string, seed = 620_922): Random {
  const next = sfc32(seed, name)
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted: (weights) => {
      let left = next() * weights.reduce((sum, w) => sum + w, 0)
      for (let n = 0; n < weights.length - 1; n++) {
        left -= weights[n]!
        if (left < 0) return n
      }
      return weights.length - 1
    },
    bell: () => {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return sum
    },
    shuffled: (list) => {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        const held = copy[i]!
        copy[i] = copy[j]!
        copy[j] = held
      }
      return copy
    },
  }
}
