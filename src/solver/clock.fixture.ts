/** A clock of which every look takes one: a search is cut short at the same point on every machine. */
export function countingClock(): () => number {
  let looks = 0
  return () => looks++
}
