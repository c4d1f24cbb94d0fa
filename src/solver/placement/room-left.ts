/** What is left of the sites: places, places of a room class, and reception by slot. */
import { slotOf } from './cost.ts'
import type { Parties, Town } from './town.ts'

export interface Left {
  readonly cap: Int32Array
  /** By site × 4 + room class. */
  readonly room: Int32Array
  /** By site × slots + slot. */
  readonly slot: Int32Array
}

export function allLeft(town: Town): Left {
  const slot = new Int32Array(town.sites * town.slots)
  for (let s = 0; s < town.sites; s++) slot.fill(town.intake[s]!, s * town.slots, (s + 1) * town.slots)
  return { cap: town.cap.slice(), room: town.places.slice(), slot }
}

export function copyLeft(left: Left): Left {
  return { cap: left.cap.slice(), room: left.room.slice(), slot: left.slot.slice() }
}

/** How many persons of the party the site could still take. */
export function spare(town: Town, parties: Parties, left: Left, p: number, s: number): number {
  const most = Math.min(left.cap[s]!, left.slot[s * town.slots + slotOf(town, parties, p, s)]!)
  const room = parties.room[p]!
  return room > 0 ? Math.min(most, left.room[s * 4 + room]!) : most
}

/** Takes `n` persons' worth of room away; below zero gives it back. */
export function use(town: Town, parties: Parties, left: Left, p: number, s: number, n: number): void {
  left.cap[s]! -= n
  left.slot[s * town.slots + slotOf(town, parties, p, s)]! -= n
  const room = parties.room[p]!
  if (room > 0) left.room[s * 4 + room]! -= n
}
