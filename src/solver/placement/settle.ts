/** What a plan ahead leaves behind for those who answer arrivals: prices, what is meant for whom, and its certificate. */
import { type Certificate, certify, planAhead } from './ahead.ts'
import { type Instance, SLOT } from './instance.ts'
import type { Prices } from './prices.ts'
import { kindKey, type Quotas, quotasOf } from './quota.ts'
import { allLeft, type Left } from './room-left.ts'
import { partiesOf, type Town, townOf } from './town.ts'
import { type Waiting, waitingIn } from './waiting.ts'

export interface Expectation {
  /** Sites with what they have left, ways to them, and, as `parties`, whoever waits or is expected. */
  readonly place: Instance
  /** Receptions already given: site, slot, and the persons whom it can still take. */
  readonly slots: readonly (readonly [number, number, number])[]
  /** Minute until which what is meant is for the next ones. */
  readonly until: number
}

export interface Settled extends Certificate {
  readonly prices: Prices
  /** Slots of 30 minutes in `prices.slot`, by site. */
  readonly slots: number
  readonly quotas: Quotas
  /** Persons of the expectation. */
  readonly expected: number
  readonly waiting: readonly Waiting[]
}

function leftOf(town: Town, slots: Expectation['slots']): Left {
  const left = allLeft(town)
  for (const [site, slot, persons] of slots)
    if (slot >= 0 && slot < town.slots) left.slot[site * town.slots + slot] = Math.max(0, persons)
  return left
}

/**
 * Plans ahead. Pure, and seconds long where tens of thousands are expected: for a thread of its own.
 * @returns prices in person-minutes a person (solver.md A2), quotas in persons by class, bound and cost in person-minutes
 */
export function settle({ place, slots, until }: Expectation): Settled {
  const [town, parties] = [townOf(place), partiesOf(place.parties)]
  const left = leftOf(town, slots)
  const ahead = planAhead(town, parties, left)
  return {
    ...certify(town, parties, left, ahead),
    prices: ahead.prices,
    slots: town.slots,
    quotas: quotasOf(parties, ahead.plan, until, kindKey),
    expected: parties.size.reduce((sum, n) => sum + n, 0),
    waiting: waitingIn(town, parties, ahead.plan),
  }
}

/** The slot of a minute. */
export function slotAt(minute: number): number {
  return Math.floor(minute / SLOT)
}
