/** Seats by largest remainder (Hare), with one at least for everybody and no more than each can fill. */

function pick(list: readonly number[], isOpen: (n: number) => boolean, worth: (n: number) => number): number {
  return list.reduce((best, _, n) => (isOpen(n) && (best < 0 || worth(n) > worth(best)) ? n : best), -1)
}

/**
 * @param most seats that each can fill
 * @returns seats of each; other than asked for only where there are more claims than seats, or too few can be filled
 */
export function apportion(seats: number, claims: readonly number[], most: readonly number[]): number[] {
  const all = claims.reduce((sum, one) => sum + one, 0)
  const quotas = claims.map((claim) => (all > 0 ? (seats * claim) / all : seats / claims.length))
  const given = quotas.map((quota, n) => Math.max(1, Math.min(most[n]!, Math.floor(quota))))
  let left = seats - given.reduce((sum, one) => sum + one, 0)
  while (left !== 0) {
    const step = Math.sign(left)
    const isOpen = (n: number) => (step > 0 ? given[n]! < most[n]! : given[n]! > 1)
    const n = pick(given, isOpen, (one) => step * (quotas[one]! - given[one]!))
    if (n < 0) break
    given[n]! += step
    left -= step
  }
  return given
}
