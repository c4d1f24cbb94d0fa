/**
 * The simple honest rule: the nearest eligible site with room, scarce places kept for those who need them.
 * It proposes an order; the database's conditional update decides. Where there is advice of a plan (advice.ts), what the
 * plan found counts on top; without it the rule stands alone.
 * Never reads name, telephone, plate, language or direction: they are not among its arguments (invariant 10).
 */
import { halfHour, MINUTE, type Moment } from '../../base/time.ts'
import type { Feature, PlaceKind, RoomClass, SiteKind } from '../sites/model.ts'
import type { Need, WaitingReason } from './model.ts'
import { holdUntil, roomClassOf } from './rules.ts'

/** One pool of one open site, as the choice sees it. */
export interface Stock {
  readonly site: string
  readonly pool: string
  readonly area: string | null
  readonly siteKind: SiteKind
  readonly kind: PlaceKind
  readonly roomClass: RoomClass
  readonly roomSize: number
  readonly shared: boolean
  readonly features: ReadonlySet<Feature>
  /** Persons checked in a half hour at most; undefined: no limit. */
  readonly intakePerSlot: number | undefined
  /** Check-ins left by half hour, where some were given; absent: all of them. */
  readonly slots?: ReadonlyMap<Moment, number>
  /** Places of the pool, and those of them that are free. */
  readonly offered: number
  free: number
  /** The whole site under its wardens; shared by the pools of one site. */
  readonly whole: { free: number; readonly limit: number }
}

export interface Request {
  readonly size: number
  readonly needs: readonly Need[]
  readonly now: Moment
  /** No home with a host comes into question (rules.ts, `staffedOnly`). */
  readonly staffedOnly?: boolean
  /** Minutes and metres from where the party is to a site. */
  readonly way: (site: string) => { readonly minutes: number; readonly metres: number }
  /** Minutes that a pool counts dearer or cheaper by the last plan, for a check-in at this moment. */
  readonly surcharge?: ((stock: Stock, checkIn: Moment) => number) | undefined
  /** Notes with the plan that the pool was given. */
  readonly given?: ((stock: Stock) => void) | undefined
}

export interface Candidate {
  readonly site: string
  readonly pool: string
  readonly area: string | null
  readonly blocked: number
  readonly minutes: number
  readonly metres: number
  readonly slot: Moment | null
  readonly holdUntil: Moment
}

export type Choice =
  | { readonly candidates: readonly Candidate[] }
  | { readonly candidates: readonly []; readonly waiting: WaitingReason; readonly need?: Need }

/** Needs that a site must meet with a feature; the others are met by the room class or by no thing at all. */
export const FEATURE_FOR: Partial<Record<Need, Feature>> = {
  infant: 'infant',
  halal: 'halal_kitchen',
  pets: 'pets',
  truck_park: 'truck_park',
  quiet: 'quiet',
}

/**
 * Minutes that a kind of site counts as farther than it is. Ours: a bed that must be paid for against a free one a
 * quarter of an hour farther; with these the night's hotels are full at half past eight, as they were.
 */
const SITE_TIER: Readonly<Record<SiteKind, number>> = {
  hotel: 14,
  care_home: 5,
  school: 8,
  service_centre: 12,
  home: 12,
  gym: 15,
  hall: 15,
  office: 15,
  shop: 20,
}
const PLACE_TIER: Readonly<Record<PlaceKind, number>> = { bed: 0, cot: 8, floor: 15, seat: 240 }
/** Minutes a scarce feature counts when nobody in the party needs it. */
const KEPT: readonly (readonly [Feature, number])[] = [
  ['halal_kitchen', 6],
  ['pets', 6],
  ['infant', 4],
  ['truck_park', 3],
  ['quiet', 2],
]
/** Minutes that one blocked place a person counts. */
const BLOCKED = 12
/** Attempts of one command at most (hot-path.md). */
export const ATTEMPTS = 8

/** Places of its rooms that nobody else can have once `size` persons of one party are in them. */
export function blockedBy(
  size: number,
  pool: { readonly roomSize: number; readonly shared: boolean },
): number {
  if (pool.shared || pool.roomSize === 0) return 0
  return Math.ceil(size / pool.roomSize) * pool.roomSize - size
}

/** Whether a place has what the needs ask for. */
export function meets(stock: Stock, needs: readonly Need[], roomClass: RoomClass): boolean {
  if (stock.roomClass !== roomClass) return false
  if (needs.length === 0) return true
  return needs.every((need) => {
    const feature = FEATURE_FOR[need]
    return feature === undefined || stock.features.has(feature)
  })
}

function hasRoom(stock: Stock, size: number): boolean {
  return stock.free >= size + blockedBy(size, stock) && stock.whole.free >= size
}

/** Features of KEPT as bits, by set: a county has a thousand pools, and every party is held against each of them. */
const keptBits = new WeakMap<ReadonlySet<Feature>, number>()
function keptOf(features: ReadonlySet<Feature>): number {
  let bits = keptBits.get(features)
  if (bits === undefined) {
    bits = KEPT.reduce((sum, [feature], n) => sum | (features.has(feature) ? 1 << n : 0), 0)
    keptBits.set(features, bits)
  }
  return bits
}
/** What each set of bits weighs. */
const WEIGHTS = Float64Array.from({ length: 1 << KEPT.length }, (_, bits) =>
  KEPT.reduce((sum, [, weight], n) => sum + (bits & (1 << n) ? weight : 0), 0),
)

/** Bits of KEPT that nobody in the party needs. */
function unneeded(needs: readonly Need[]): number {
  return KEPT.reduce(
    (bits, [feature], n) => bits | (needs.some((need) => FEATURE_FOR[need] === feature) ? 0 : 1 << n),
    0,
  )
}

/**
 * What a pool costs a party. Without a plan, scarce features are kept by a rule of thumb; a plan knows who is expected
 * to need them.
 */
function costOf(request: Request): (stock: Stock, minutes: number, checkIn: Moment) => number {
  const { size, surcharge } = request
  const spare = unneeded(request.needs)
  return (stock, minutes, checkIn) => {
    const scarce =
      surcharge === undefined ? WEIGHTS[keptOf(stock.features) & spare]! : surcharge(stock, checkIn)
    return minutes + tierOf(stock) + scarce + (BLOCKED * blockedBy(size, stock)) / size
  }
}

/** Minutes that a place counts as farther than it is, for whoever it is. */
export function tierOf({ siteKind, kind }: Pick<Stock, 'siteKind' | 'kind'>): number {
  return SITE_TIER[siteKind] + PLACE_TIER[kind]
}

/** Half hours looked ahead for one in which a site can still check the party in; later it is no use tonight. */
const SLOTS_AHEAD = 6

const NO_SLOT = { slot: null, wait: 0 }

/**
 * The first half hour from the arrival on in which the site can check the party in, and the minutes waited for it.
 * A site that states no limit has no slots and no wait.
 */
function slotFor(
  stock: Stock,
  size: number,
  arrival: Moment,
): { readonly slot: Moment | null; readonly wait: number } | undefined {
  const intake = stock.intakePerSlot
  if (intake === undefined) return NO_SLOT
  const first = halfHour(arrival)
  for (let n = 0; n < SLOTS_AHEAD; n++) {
    const slot = first + n * 30 * MINUTE
    if ((stock.slots?.get(slot) ?? intake) >= size)
      return { slot, wait: n === 0 ? 0 : Math.ceil((slot - arrival) / MINUTE) }
  }
  return undefined
}

/**
 * The candidates in the order to be tried, at most eight, or why the party waits and which need keeps it waiting.
 * @param stocks pools of open sites only
 */
export function choose(stocks: readonly Stock[], request: Request): Choice {
  return chooseAmong(
    request.staffedOnly === true ? stocks.filter(({ siteKind }) => siteKind !== 'home') : stocks,
    request,
  )
}

function chooseAmong(stocks: readonly Stock[], request: Request): Choice {
  const roomClass = roomClassOf(request.needs)
  const cost = costOf(request)
  const best: Found[] = []
  for (const stock of stocks) {
    if (!meets(stock, request.needs, roomClass) || !hasRoom(stock, request.size)) continue
    const { minutes, metres } = request.way(stock.site)
    const time = slotFor(stock, request.size, request.now + minutes * MINUTE)
    if (time === undefined) continue
    const checkIn = time.slot ?? request.now + minutes * MINUTE
    const dear = cost(stock, minutes + time.wait, checkIn)
    // A county has a thousand pools, and eight are tried: whatever is no better than the eighth is let go at once.
    if (best.length === ATTEMPTS && !isBetter(dear, stock.site, best[ATTEMPTS - 1]!)) continue
    keepSorted(best, { stock, minutes, metres, ...time, cost: dear })
  }
  if (best.length === 0) return whyWaiting(stocks, request)
  return { candidates: best.map((f) => candidate(request, f)) }
}

/** Cheaper, or of the same cost and the lower id, in every run. */
function isBetter(dear: number, site: string, than: Found): boolean {
  return dear < than.cost || (dear === than.cost && site < than.stock.site)
}

/** Keeps the best in their order, at most as many as are tried; equals in the order they came. */
function keepSorted(best: Found[], found: Found): void {
  let at = best.length
  while (at > 0 && isBetter(found.cost, found.stock.site, best[at - 1]!)) at--
  best.splice(at, 0, found)
  if (best.length > ATTEMPTS) best.pop()
}

interface Found {
  readonly stock: Stock
  readonly cost: number
  readonly minutes: number
  readonly metres: number
  readonly slot: Moment | null
  readonly wait: number
}

function candidate(request: Request, { stock, minutes, metres, slot, wait }: Omit<Found, 'cost'>): Candidate {
  return {
    site: stock.site,
    pool: stock.pool,
    area: stock.area,
    blocked: blockedBy(request.size, stock),
    minutes,
    metres,
    slot,
    holdUntil: holdUntil(request.now, minutes + wait),
  }
}

/** Places offered beside the one that is held: people.md, "换一个 gives up to two alternatives". */
const ALTERNATIVES = 2

/** The best pool of each of the next best sites. A look only: nothing is held, and the place held so far stays. */
export function alternatives(
  stocks: readonly Stock[],
  besides: string,
  request: Request,
): readonly Candidate[] {
  const { candidates } = choose(
    stocks.filter((stock) => stock.site !== besides),
    request,
  )
  const sites = new Map<string, Candidate>()
  for (const one of candidates) if (!sites.has(one.site)) sites.set(one.site, one)
  return [...sites.values()].slice(0, ALTERNATIVES)
}

/** Pools of one named site in the order in which a party that is there, or is sent there, should get them. */
export function chooseAt(stocks: readonly Stock[], site: string, request: Request): readonly Candidate[] {
  const roomClass = roomClassOf(request.needs)
  const { minutes, metres } = request.way(site)
  const cost = costOf(request)
  return stocks
    .filter((s) => s.site === site && (s.roomClass === roomClass || s.roomClass === 'general'))
    .filter((s) => hasRoom(s, request.size))
    .sort(
      (a, b) =>
        Number(b.roomClass === roomClass) - Number(a.roomClass === roomClass) ||
        cost(a, 0, request.now) - cost(b, 0, request.now),
    )
    .slice(0, ATTEMPTS)
    .map((stock) => candidate(request, { stock, minutes, metres, slot: null, wait: 0 }))
}

/** Names the one need without which there would be room, so that a person can be asked or a site be found for it. */
function whyWaiting(stocks: readonly Stock[], request: Request): Choice {
  if (stocks.length === 0) return { candidates: [], waiting: 'no_open_site' }
  for (const need of request.needs) {
    const without = request.needs.filter((n) => n !== need)
    const roomClass = roomClassOf(without)
    if (stocks.some((s) => meets(s, without, roomClass) && hasRoom(s, request.size)))
      return { candidates: [], waiting: 'need', need }
  }
  const largest = stocks.some((s) => s.offered >= request.size && s.whole.limit >= request.size)
  return { candidates: [], waiting: largest ? 'no_room' : 'size' }
}
