/** Who asks for places, gathered: parties (or parts of them) that are equal in all that decides sites and costs. */
import { UNPLACED } from './instance.ts'
import type { Parties, Town } from './town.ts'

export interface Demand {
  readonly count: number
  /** One party that stands for all of the class. */
  readonly like: Int32Array
  /** Units that ask: persons, or parties of one size. */
  readonly amount: Int32Array
  /** Person-minutes for leaving one person out. */
  readonly drop: Int32Array
  /** Where the class is at present, −1 for nowhere. */
  readonly at: Int32Array
  /** The class of each member, in the order in which members were given. */
  readonly of: Int32Array
}

/** A party, how much of it asks, where it is, and what leaving a person of it out costs. */
export interface Member {
  readonly party: number
  readonly amount: number
  readonly at: number
  readonly drop: number
}

/**
 * Sizes between which no site of a room class tells apart, by room class × 9 + size: a site takes both or neither.
 * Grouping exactly these keeps every class exact, and few.
 */
export function sizeGroups(town: Town): Int32Array {
  const group = new Int32Array(4 * 9)
  const tells = new Uint8Array(4 * 9)
  town.fit.forEach((fit, index) => {
    if (fit < 9) tells[(index % 4) * 9 + fit] = 1
  })
  for (let room = 0; room < 4; room++)
    for (let size = 1; size < 9; size++) {
      const apart = size === 1 || tells[room * 9 + size - 1] === 1
      group[room * 9 + size] = apart ? size : group[room * 9 + size - 1]!
    }
  return group
}

/** Everything in which members of one class are equal, as a key. */
function keyOf(parties: Parties, groups: Int32Array, { party, at, drop }: Member): string {
  const { size, start, need, room, arrive, prev, split } = parties
  const group = split[party] === 1 ? 1 : groups[room[party]! * 9 + size[party]!]
  return [start[party], need[party], room[party], arrive[party], prev[party], group, at, drop].join()
}

export function gather(town: Town, parties: Parties, members: readonly Member[]): Demand {
  const groups = sizeGroups(town)
  const index = new Map<string, number>()
  const first: Member[] = []
  const amount: number[] = []
  const of = Int32Array.from(members, (member) => {
    const key = keyOf(parties, groups, member)
    const found = index.get(key) ?? first.length
    if (found === first.length) {
      index.set(key, found)
      first.push(member)
    }
    amount[found] = (amount[found] ?? 0) + member.amount
    return found
  })
  return {
    count: first.length,
    like: Int32Array.from(first, (member) => member.party),
    amount: Int32Array.from(amount),
    drop: Int32Array.from(first, (member) => member.drop),
    at: Int32Array.from(first, (member) => member.at),
    of,
  }
}

/** Every person of the parties named, nowhere yet. */
export function persons(parties: Parties, which: readonly number[]): Member[] {
  return which.map((party) => ({ party, amount: parties.size[party]!, at: -1, drop: UNPLACED }))
}
