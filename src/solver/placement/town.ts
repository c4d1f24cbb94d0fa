/** The instance as typed arrays: what the inner loops read. */
import { type Instance, MOVED, PER_STAFF, type Site, SLOT } from './instance.ts'

export interface Town {
  readonly sites: number
  /** Slots of reception that anybody can fall into. */
  readonly slots: number
  /** Persons, staff counted in. */
  readonly cap: Int32Array
  /** Persons by site × 4 + room class; class 0 is held to `cap` alone. */
  readonly places: Int32Array
  readonly intake: Int32Array
  /** The largest part of a party that can ever be put up, by site × 4 + room class. */
  readonly fit: Int32Array
  readonly has: Int32Array
  readonly open: Int32Array
  readonly close: Int32Array
  readonly tier: Int32Array
  /** Person-minutes a move counts. */
  readonly moved: number
  /** Minutes by (origin × 2 + car) × sites + site. */
  readonly travel: Int32Array
  /** For each origin × 2 + car: the sites, cheapest way and tier first. */
  readonly order: Int32Array
  /** What `sitesFor` has listed so far. */
  readonly reach: Map<number, Int32Array>
}

export interface Parties {
  readonly count: number
  readonly size: Int32Array
  /** Origin × 2 + 1 with a car. */
  readonly start: Int32Array
  readonly need: Int32Array
  readonly room: Int32Array
  readonly arrive: Int32Array
  readonly prev: Int32Array
  readonly split: Int32Array
}

function fitOf(site: Site, room: number): number {
  if (site.closed || (site.only > 0 && site.only !== room)) return 0
  const most = Math.min(site.cap, site.staff * PER_STAFF, site.intake)
  return room > 0 ? Math.min(most, site.places[room] ?? 0) : most
}

/** Ways by car stand beside ways on foot of the same origin. */
function interleave({ origins, sites, travel }: Pick<Instance, 'origins' | 'sites' | 'travel'>): Int32Array {
  const n = sites.length
  const out = new Int32Array(origins.length * 2 * n)
  for (let o = 0; o < origins.length; o++) {
    out.set(travel.foot.slice(o * n, o * n + n), o * 2 * n)
    out.set(travel.car.slice(o * n, o * n + n), (o * 2 + 1) * n)
  }
  return out
}

function orderOf(travel: Int32Array, tier: Int32Array, sites: number): Int32Array {
  const order = new Int32Array(travel.length)
  for (let row = 0; row < travel.length; row += sites) {
    const list = Array.from({ length: sites }, (_, s) => s)
    const base = (s: number) => travel[row + s]! + tier[s]!
    order.set(
      list.sort((a, b) => base(a) - base(b) || a - b),
      row,
    )
  }
  return order
}

/** The last slot: nobody checks in after a site's closing, unless it opens only then. */
function slotsOf(sites: readonly Site[]): number {
  return 1 + Math.floor(sites.reduce((most, { open, close }) => Math.max(most, open, close), 0) / SLOT)
}

export function townOf(place: Pick<Instance, 'origins' | 'sites' | 'travel' | 'moved'>): Town {
  const { sites } = place
  const tier = Int32Array.from(sites, (site) => site.tierPenalty)
  const travel = interleave(place)
  return {
    sites: sites.length,
    slots: slotsOf(sites),
    cap: Int32Array.from(sites, (site) => (site.closed ? 0 : Math.min(site.cap, site.staff * PER_STAFF))),
    places: Int32Array.from(sites.flatMap((site) => site.places)),
    intake: Int32Array.from(sites, (site) => site.intake),
    fit: Int32Array.from(sites.flatMap((site) => [0, 1, 2, 3].map((room) => fitOf(site, room)))),
    has: Int32Array.from(sites, (site) => site.has),
    open: Int32Array.from(sites, (site) => site.open),
    close: Int32Array.from(sites, (site) => site.close),
    tier,
    moved: place.moved ?? MOVED,
    travel,
    order: orderOf(travel, tier, sites.length),
    reach: new Map(),
  }
}

export function partiesOf(list: Instance['parties']): Parties {
  return {
    count: list.length,
    size: Int32Array.from(list, (party) => party.size),
    start: Int32Array.from(list, (party) => party.origin * 2 + (party.car ? 1 : 0)),
    need: Int32Array.from(list, (party) => party.need),
    room: Int32Array.from(list, (party) => party.room),
    arrive: Int32Array.from(list, (party) => party.arrive),
    prev: Int32Array.from(list, (party) => party.prev),
    split: Int32Array.from(list, (party) => (party.splitOk ? 1 : 0)),
  }
}

/** Some of the parties, in the order named; one may be named twice. */
export function someOf(parties: Parties, which: readonly number[]): Parties {
  const pick = (values: Int32Array) => Int32Array.from(which, (p) => values[p]!)
  return {
    count: which.length,
    size: pick(parties.size),
    start: pick(parties.start),
    need: pick(parties.need),
    room: pick(parties.room),
    arrive: pick(parties.arrive),
    prev: pick(parties.prev),
    split: pick(parties.split),
  }
}
