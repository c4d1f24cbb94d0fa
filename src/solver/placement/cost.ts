/** Which site may take which party, and what a person's stay there costs, in person-minutes. */
import { SLOT } from './instance.ts'
import type { Parties, Town } from './town.ts'

/** Whether needs, room class and size let the party in at all; hours and ways are the business of `costOf`. */
export function admits(town: Town, parties: Parties, p: number, s: number): boolean {
  const need = parties.need[p]!
  if ((need & town.has[s]!) !== need) return false
  const least = parties.split[p] === 1 ? 1 : parties.size[p]!
  return town.fit[s * 4 + parties.room[p]!]! >= least
}

/**
 * Way, waiting for the door to open, what the tier of the site costs, and the move if there is one.
 * @returns person-minutes per person, or −1 where the pair is not allowed
 */
export function costOf(town: Town, parties: Parties, p: number, s: number): number {
  if (!admits(town, parties, p, s)) return -1
  const way = town.travel[parties.start[p]! * town.sites + s]!
  const at = parties.arrive[p]! + way
  if (way < 0 || at > town.close[s]!) return -1
  const wait = Math.max(0, town.open[s]! - at)
  const prev = parties.prev[p]!
  return way + wait + town.tier[s]! + (prev >= 0 && prev !== s ? town.moved : 0)
}

/** The slot of reception in which the party checks in at the site. */
export function slotOf(town: Town, parties: Parties, p: number, s: number): number {
  const at = parties.arrive[p]! + town.travel[parties.start[p]! * town.sites + s]!
  return (Math.max(at, town.open[s]!) / SLOT) | 0
}

/** The sites that admit the party and can be reached, cheapest way and tier first; kept for all that are like it. */
export function sitesFor(town: Town, parties: Parties, p: number): Int32Array {
  const start = parties.start[p]!
  const least = parties.split[p] === 1 ? 1 : parties.size[p]!
  const key = ((start * 32 + parties.need[p]!) * 4 + parties.room[p]!) * 9 + least
  const found = town.reach.get(key)
  if (found !== undefined) return found
  const row = start * town.sites
  const list = town.order
    .subarray(row, row + town.sites)
    .filter((s) => town.travel[row + s]! >= 0 && admits(town, parties, p, s))
  town.reach.set(key, list)
  return list
}
