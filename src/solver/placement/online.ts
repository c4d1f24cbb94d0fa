/**
 * One arrival at a time, answered at once, and the answer stands. Between two settlings a decision is the least of stay
 * plus price, with a small bonus for sites where the flow still means its class to be.
 */
import { planAhead } from './ahead.ts'
import { costOf, sitesFor } from './cost.ts'
import { type Instance, type Party, SLOT, UNPLACED } from './instance.ts'
import { noPrices, type Prices, priceAt } from './prices.ts'
import { bonusOf, type Meant, MOST_BONUS, meantFor, type Quotas, quotasOf, spend } from './quota.ts'
import { allLeft, type Left, spare, use } from './room-left.ts'
import { type Parties, partiesOf, someOf, type Town, townOf } from './town.ts'

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
  /** The party that is being answered. */
  readonly one: Parties
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

/** Those still expected, some left out or counted twice so that there are `factor` times as many. */
function stillExpected({ expected }: State, now: number, factor: number): Parties {
  const which: number[] = []
  let due = 0.5
  for (let p = 0; p < expected.count; p++) {
    if (expected.arrive[p]! < now) continue
    for (due += factor; due >= 1; due--) which.push(p)
  }
  return someOf(expected, which)
}

function settleState(state: State, now: number): void {
  const { town, left } = state
  const parties = stillExpected(state, now, level(state, now))
  const { plan, prices } = planAhead(town, parties, left)
  state.prices = prices
  state.quotas = quotasOf(parties, plan, (Math.floor(now / SLOT) + 1) * SLOT)
}

function choose({ town, left, prices, one }: State, meant: Meant): number {
  const row = one.start[0]! * town.sites
  const n = one.size[0]!
  let [best, least] = [-1, UNPLACED * 4]
  for (const s of sitesFor(town, one, 0)) {
    if (town.travel[row + s]! + town.tier[s]! - MOST_BONUS >= least) break
    const cost = costOf(town, one, 0, s)
    if (cost < 0) continue
    const full = cost + priceAt(town, one, prices, 0, s) - bonusOf(meant, s, n)
    if (full >= least || spare(town, one, left, 0, s) < n) continue
    best = s
    least = full
  }
  return best
}

/** Writes the party into the one place there is: an answer leaves nothing behind to be collected. */
function seat(one: Parties, party: Party): void {
  one.size[0] = party.size
  one.start[0] = party.origin * 2 + (party.car ? 1 : 0)
  one.need[0] = party.need
  one.room[0] = party.room
  one.arrive[0] = party.arrive
  one.prev[0] = party.prev
  // An answer is one site, so a party that might be split is placed whole.
  one.split[0] = 0
}

function decideIn(state: State, party: Party): number {
  const { town, left, one } = state
  seat(one, party)
  const meant = meantFor(state.quotas, one, 0)
  const s = choose(state, meant)
  state.came += party.size
  if (s < 0) return s
  use(town, one, left, 0, s, party.size)
  spend(meant, s, party.size)
  return s
}

function noParty(): Parties {
  const field = () => new Int32Array(1)
  return {
    count: 1,
    size: field(),
    start: field(),
    need: field(),
    room: field(),
    arrive: field(),
    prev: field(),
    split: field(),
  }
}

/** @param place sites, ways and, as `parties`, whoever is expected */
export function openDesk(place: Instance): Desk {
  const town = townOf(place)
  const state: State = {
    town,
    left: allLeft(town),
    expected: partiesOf(place.parties),
    one: noParty(),
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
