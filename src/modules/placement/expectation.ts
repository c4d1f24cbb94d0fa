/** The live state and the outlook in the words of the solver: stalls with what is left, and everybody expected. Pure. */
import { type LonLat, metresBetween } from '../../base/geo.ts'
import { DAY, halfHour, MINUTE, type Moment } from '../../base/time.ts'
import { type Instance, type Party, ROOMS, type Site } from '../../solver/placement/instance.ts'
import type { Standing } from '../../solver/placement/replan.ts'
import { type Expectation, slotAt } from '../../solver/placement/settle.ts'
import type { Feature } from '../sites/model.ts'
import { stallOf } from './advice.ts'
import { FEATURE_FOR, type Stock, tierOf } from './choose.ts'
import type { Need } from './model.ts'
import { AHEAD, type Expected } from './outlook.ts'
import { roomClassOf, toldNeed } from './rules.ts'

/** Needs that a feature of the site meets, each a bit. */
const BITS = Object.keys(FEATURE_FOR) as readonly (keyof typeof FEATURE_FOR)[]

/** Needs as the solver's bits. */
export function needBits(needs: readonly Need[]): number {
  return BITS.reduce((bits, need, n) => (needs.includes(need) ? bits | (1 << n) : bits), 0)
}

function featureBits(features: ReadonlySet<Feature>): number {
  return BITS.reduce((bits, need, n) => (features.has(FEATURE_FOR[need]!) ? bits | (1 << n) : bits), 0)
}

/** The number of a party's room class. */
export function roomOf(needs: readonly Need[]): number {
  return ROOMS.indexOf(roomClassOf(needs))
}

/** What a class without a place lacks, as far as a figure may name it: the room class first, else its first need. */
export function lackOf({ room, need }: { readonly room: number; readonly need: number }): Need | null {
  if (room > 0) return ROOMS[room] as Need
  return toldNeed(BITS.find((_, n) => (need & (1 << n)) !== 0)) ?? null
}

/** Number of the entry point that a party came by, or of the nearest to where it says it is. */
export function nearestEntry(
  entries: Iterable<LonLat & { readonly id: string }>,
  party: LonLat & { readonly entry: string | null },
): number {
  let [best, least, n] = [0, Number.POSITIVE_INFINITY, 0]
  for (const entry of entries) {
    if (entry.id === party.entry) return n
    const metres = metresBetween(entry, party)
    if (metres < least) [best, least] = [n, metres]
    n++
  }
  return best
}

/** A kind of party that is expected again: how many, what they need, how they travel. */
export interface Likeness {
  readonly size: number
  readonly needs: readonly Need[]
  readonly car: boolean
}

/** The solver's largest party; a coach is placed by hand. */
export const LARGEST = 8

export interface Opening {
  /** Told moment from which the site takes people; undefined: it does. */
  readonly opensAt: Moment | undefined
}

export interface Given {
  readonly now: Moment
  /** Pools of sites that are open, or open at their hour. */
  readonly stocks: readonly Stock[]
  readonly opening: (site: string) => Opening
  /** Part of the beds of unshared rooms that people lie in once the rooms are given. */
  readonly fill: number
  readonly entries: readonly string[]
  /** Minutes from an entry to a site. */
  readonly way: (entry: number, site: string, car: boolean) => number
  readonly expected: readonly Expected[]
  /** Parties as they came lately; whoever is expected is like them. */
  readonly likenesses: readonly Likeness[]
  /** Parties that wait, with the entry nearest to them. */
  readonly waiting: readonly Asking[]
}

export interface Asking extends Likeness {
  /** Number of the entry nearest to it. */
  readonly entry: number
}

/** A party that holds a place and has not set out. */
export interface Holder extends Asking {
  readonly stock: Stock
}

interface Stall {
  readonly stock: Stock
  free: number
}

/** Places of unshared rooms count by how well rooms are filled. */
function stallsOf({ stocks, fill }: Pick<Given, 'stocks' | 'fill'>): Map<string, Stall> {
  const stalls = new Map<string, Stall>()
  for (const stock of stocks) {
    const key = stallOf(stock)
    const stall = stalls.get(key) ?? { stock, free: 0 }
    stalls.set(key, stall)
    stall.free += stock.shared || stock.roomSize <= 1 ? stock.free : Math.floor(stock.free * fill)
  }
  return stalls
}

/** Nobody is planned for beyond a day. */
const HORIZON = DAY / MINUTE
/** Check-ins of a site that states no limit. */
const UNLIMITED = 100_000

function siteOf({ stock, free }: Stall, opens: number): Site {
  const room = ROOMS.indexOf(stock.roomClass)
  const cap = Math.max(0, Math.min(free, stock.whole.free))
  return {
    cap,
    staff: cap,
    places: [0, 1, 2, 3].map((r) => (r === room && r > 0 ? cap : 0)) as [number, number, number, number],
    has: featureBits(stock.features),
    open: Math.min(opens, HORIZON),
    close: HORIZON,
    tierPenalty: tierOf(stock),
    only: room,
    intake: stock.intakePerSlot ?? UNLIMITED,
  }
}

function partyOf({ size, needs, car }: Likeness, origin: number, arrive: number, prev = -1): Party {
  const kind = { size, need: needBits(needs), room: roomOf(needs), car }
  return { ...kind, origin, arrive, prev, splitOk: false }
}

/** Steps through the likenesses so that neighbours in time are not alike and all have their turn: the golden section. */
const STEP = (Math.sqrt(5) - 1) / 2

/** Parties like those who came, evenly spread over the time that is looked ahead. */
function crowd(given: Given, base: Moment): Party[] {
  const { now, entries, expected, likenesses } = given
  const parties: Party[] = []
  if (likenesses.length === 0) return parties
  for (const { entry, persons } of expected) {
    const origin = entries.indexOf(entry)
    if (origin < 0 || persons <= 0) continue
    for (let n = 0, before = 0; before < persons; n++) {
      const like = likenesses[Math.floor((((n + origin) * STEP) % 1) * likenesses.length)]!
      const at = now + (AHEAD * (before + like.size / 2)) / persons
      parties.push(partyOf(like, origin, Math.floor((at - base) / MINUTE)))
      before += like.size
    }
  }
  return parties
}

function waysOf({ entries, way }: Given, sites: readonly string[], car: boolean): number[] {
  return entries.flatMap((_, entry) => sites.map((site) => way(entry, site, car)))
}

function slotsLeft(stalls: readonly Stall[], base: Moment): (readonly [number, number, number])[] {
  return stalls.flatMap(({ stock }, n) =>
    [...(stock.slots ?? [])].map(([moment, left]) => [n, slotAt((moment - base) / MINUTE), left] as const),
  )
}

export interface Order {
  readonly base: Moment
  readonly stalls: ReadonlyMap<string, number>
  readonly expectation: Expectation
}

/** Whatever stands beside the parties: stalls in their order, and how far it is to each. */
function ground(given: Given, stalls: readonly Stall[], base: Moment): Pick<Instance, 'sites' | 'travel'> {
  const opens = (site: string): number => {
    const { opensAt } = given.opening(site)
    return opensAt === undefined ? 0 : Math.max(0, Math.ceil((opensAt - base) / MINUTE))
  }
  const ids = stalls.map(({ stock }) => stock.site)
  return {
    sites: stalls.map((stall) => siteOf(stall, opens(stall.stock.site))),
    travel: { foot: waysOf(given, ids, false), car: waysOf(given, ids, true) },
  }
}

/** What the solver is asked. Minute 0 is the half hour's beginning, so that its slots are the sites' half hours. */
export function orderOf(given: Given): Order {
  const base = halfHour(given.now)
  const now = Math.floor((given.now - base) / MINUTE)
  const byKey = stallsOf(given)
  const stalls = [...byKey.values()]
  const parties = [
    ...given.waiting.map((party) => partyOf(party, party.entry, now)),
    ...crowd(given, base),
  ].filter(({ size, arrive }) => size <= LARGEST && arrive < HORIZON)
  const place: Instance = { origins: [...given.entries], parties, ...ground(given, stalls, base) }
  return {
    base,
    stalls: new Map([...byKey.keys()].map((key, n) => [key, n])),
    expectation: { place, slots: slotsLeft(stalls, base), until: now + 30 },
  }
}

/**
 * What is asked when those who have not set out are placed once more: what they hold is free again and theirs at first.
 * Half hours at doors are left to the choice of the place itself, which knows them to the minute.
 * @param holders, given.waiting none larger than LARGEST; they come first in the answer, in this order
 * @param moved minutes a person that a move counts
 */
export function standingOf(
  given: Given,
  holders: readonly Holder[],
  moved: number,
): { readonly stalls: readonly string[]; readonly standing: Standing } {
  const base = halfHour(given.now)
  const now = Math.floor((given.now - base) / MINUTE)
  const byKey = stallsOf(given)
  const freed = new Map<string, number>()
  for (const { stock, size } of holders) {
    byKey.get(stallOf(stock))!.free += size
    freed.set(stock.site, (freed.get(stock.site) ?? 0) + size)
  }
  const keys = [...byKey.keys()]
  const number = new Map(keys.map((key, n) => [key, n]))
  const stalls = [...byKey.values()].map(({ stock, free }) => {
    const whole = { ...stock.whole, free: stock.whole.free + (freed.get(stock.site) ?? 0) }
    return { stock: { ...stock, whole, intakePerSlot: undefined }, free }
  })
  const here = [
    ...holders.map((one) => partyOf(one, one.entry, now, number.get(stallOf(one.stock)))),
    ...given.waiting.map((one) => partyOf(one, one.entry, now)),
  ]
  // A place that few can use is kept for those expected who need it; any other goes to whoever is here.
  const expected = crowd(given, base).filter(
    ({ size, arrive, need, room }) => size <= LARGEST && arrive < HORIZON && (need > 0 || room > 0),
  )
  const parties = [...here, ...expected]
  const place = { origins: [...given.entries], parties, moved, ...ground(given, stalls, base) }
  return { stalls: keys, standing: { place, present: here.length } }
}
