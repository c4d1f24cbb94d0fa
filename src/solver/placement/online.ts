/**
 * One arrival at a time, answered at once, and the answer stands. Between two settlings a decision is the least of stay
 * plus price, with a small bonus for sites where the flow still means its class to be.
 */
import { costOf, sitesFor } from './cost.ts'
import { type Demand, gather, persons } from './demand.ts'
import { type Instance, type Party, SLOT, UNPLACED } from './instance.ts'
import { noPrices, type Prices, priceAt, pricesOf } from './prices.ts'
import { type Meant, meantFor, type Quotas, quotasOf, spend } from './quota.ts'
import { relax } from './relax.ts'
import { allLeft, type Left, spare, use } from './room-left.ts'
import { type Parties, partiesOf, type Town, townOf } from './town.ts'

/** Person-minutes by which a site is preferred while the class's quota there lasts: exact class, wide class. */
const EXACT = 4
const WIDE = 2

/** Persons seen before the forecast's level is believed less than what came. */
const TRUST = 600

export interface Desk {
  readonly town: Town
  /** What is left; may be changed from outside, and the next settling goes by it. */
  readonly left: Left
  /** @returns a site, or −1 where no site that could take the party has room */
  decide(party: Party): number
  /** Solves anew what is left of the town and of the forecast. */
  settle(now: number): void
}

interface State {
  readonly town: Town
  readonly left: Left
  readonly expected: Parties
  prices: Prices
  quotas: Quotas
  /** Persons who came so far. */
  came: number
}

/** How many come for one who was expected, believed the more the more there are. */
function level({ expected, came }: State, now: number): number {
  let due = TRUST
  for (let p = 0; p < expected.count; p++) if (expected.arrive[p]! < now) due += expected.size[p]!
  return (came + TRUST) / due
}

/** The demand at another level, with what rounding leaves carried on from class to class. */
function scaled(demand: Demand, factor: number): Demand {
  let carried = 0
  const amount = demand.amount.map((n) => {
    const exact = n * factor + carried
    carried = exact - Math.round(exact)
    return Math.round(exact)
  })
  return { ...demand, amount }
}

function settleState(state: State, now: number): void {
  const { town, left, expected } = state
  const which: number[] = []
  for (let p = 0; p < expected.count; p++) if (expected.arrive[p]! >= now) which.push(p)
  const demand = scaled(gather(town, expected, persons(expected, which)), level(state, now))
  const flow = relax({ town, parties: expected, demand, left, prices: state.prices })
  state.prices = pricesOf(flow)
  state.quotas = quotasOf(flow, (Math.floor(now / SLOT) + 1) * SLOT)
}

function bonus({ exact, wide }: Meant, site: number): number {
  if ((exact?.get(site) ?? 0) > 0) return EXACT
  return (wide?.get(site) ?? 0) > 0 ? WIDE : 0
}

function choose({ town, left, prices }: State, one: Parties, meant: Meant): number {
  const row = one.start[0]! * town.sites
  const n = one.size[0]!
  let [best, least] = [-1, UNPLACED * 4]
  for (const s of sitesFor(town, one, 0)) {
    if (town.travel[row + s]! + town.tier[s]! - EXACT >= least) break
    const cost = costOf(town, one, 0, s)
    if (cost < 0) continue
    const full = cost + priceAt(town, one, prices, 0, s) - bonus(meant, s)
    if (full >= least || spare(town, one, left, 0, s) < n) continue
    best = s
    least = full
  }
  return best
}

function decideIn(state: State, party: Party): number {
  // An answer is one site, so a party that might be split is placed whole.
  const one = partiesOf([{ ...party, splitOk: false }])
  const meant = meantFor(state.quotas, one, 0)
  const s = choose(state, one, meant)
  state.came += party.size
  if (s < 0) return s
  use(state.town, one, state.left, 0, s, party.size)
  spend(meant, s, party.size)
  return s
}

/** @param place sites, ways and, as `parties`, whoever is expected */
export function openDesk(place: Instance): Desk {
  const town = townOf(place)
  const state: State = {
    town,
    left: allLeft(town),
    expected: partiesOf(place.parties),
    prices: noPrices(town),
    quotas: { exact: new Map(), wide: new Map() },
    came: 0,
  }
  return {
    town,
    left: state.left,
    decide: (party) => decideIn(state, party),
    settle: (now) => settleState(state, now),
  }
}
