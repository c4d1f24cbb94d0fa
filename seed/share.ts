/** Whole numbers that follow a distribution and have an exact sum. */
import type { Random } from './random.ts'

/** Quantiles of a distribution: share of cases at or below each value, both rising, from 0 to 1. */
export type Quantiles = readonly (readonly [share: number, value: number])[]

/** A draw from the distribution, straight between its quantiles. */
export function draw(quantiles: Quantiles, r: Random): number {
  const u = r.next()
  const n = Math.max(
    1,
    quantiles.findIndex(([share]) => share >= u),
  )
  const [s0, v0] = quantiles[n - 1]!
  const [s1, v1] = quantiles[n]!
  return v0 + ((v1 - v0) * (u - s0)) / (s1 - s0)
}

/**
 * `count` draws scaled and rounded so that they add up to `sum` exactly, none below `least`.
 * @returns in the order drawn
 */
export function drawn(count: number, sum: number, least: number, quantiles: Quantiles, r: Random): number[] {
  const raw = Array.from({ length: count }, () => draw(quantiles, r))
  const factor = sum / raw.reduce((a, b) => a + b, 0)
  const whole = raw.map((v) => Math.max(least, Math.round(v * factor)))
  let off = sum - whole.reduce((a, b) => a + b, 0)
  for (let n = 0; off !== 0; n = (n + 1) % count) {
    const step = Math.sign(off)
    if (whole[n]! + step < least) continue
    whole[n]! += step
    off -= step
  }
  return whole
}
