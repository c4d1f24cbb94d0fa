/** The state machine of parties and holds, as tables and pure functions. Clauses: emergency.md (Party, Placement), people.md (Traveller). */
import type { Code } from '../../base/refusal.ts'
import { HOUR, MINUTE, type Moment } from '../../base/time.ts'
import type { PlaceKind, RoomClass } from '../sites/model.ts'
import { type Need, PARTY_STATES, type PartyState, type PlacementState, type Vehicle } from './model.ts'

/** Step → the states it may start from. The database's functions take these lists as argument. */
export const PARTY_STEPS = {
  accept: ['placed'],
  // A presence is always recordable: also of a party that had withdrawn or left and is there again.
  arrive: ['registered', 'waiting', 'placed', 'withdrawn', 'self_arranged', 'departed'],
  transfer: ['waiting', 'placed', 'arrived'],
  depart: ['arrived'],
  withdraw: ['registered', 'waiting', 'placed'],
  correct: ['registered', 'waiting', 'placed', 'arrived'],
  erase: PARTY_STATES,
  // Whoever is inside is never joined to somebody else: the other one is joined to them.
  merge: ['registered', 'waiting', 'placed'],
  unmerge: ['merged'],
  dismiss: PARTY_STATES,
} as const satisfies Record<string, readonly PartyState[]>
export type PartyStep = keyof typeof PARTY_STEPS

/** Under a roof and still waiting for a place (emergency.md, 安置点 and 安置): beyond the places, or on a seat. */
export function stillWaits(placement: {
  readonly state: PlacementState
  readonly kind: PlaceKind | null
}): boolean {
  return placement.state === 'over' || (placement.state === 'arrived' && placement.kind === 'seat')
}

/**
 * The states from which a party itself changes its place (people.md, 换一个): one it is not in yet, and where it is, one
 * that is no place. Anybody else who has arrived is moved by the desk.
 */
export function changesItself(
  placement: { readonly state: PlacementState; readonly kind: PlaceKind | null } | undefined,
): readonly PartyState[] {
  return placement !== undefined && stillWaits(placement) ? ['placed', 'arrived'] : ['placed']
}

/** Why a party in this state cannot take the step; undefined where it can. */
export function whyNot(step: PartyStep, party: { readonly state: PartyState }): Code | undefined {
  const from: readonly PartyState[] = PARTY_STEPS[step]
  return from.includes(party.state) ? undefined : 'placement.step_not_possible'
}

/** How long a sign of life (registered, page opened, told by telephone) counts: people.md, "each within the last 2 hours". */
export const CREDIBLE = 2 * HOUR
/** How long an unanswered question keeps the places of children, elders and the ill: people.md, "six hours without one". */
export const ASKED = 6 * HOUR
/** What a hold gets on top of the way there; a default of ours, held here until it is configuration. */
export const HOLD_SLACK = 60 * MINUTE
/** A renewed hold runs this long; a default of ours. */
export const RENEWAL = 30 * MINUTE
/** Holds that may run out without a sign of life before the party waits for one: keeps absent parties from holding for ever. */
export const EXPIRED_HOLDS = 2

/** Until when a place is held for a party that needs `minutes` to get there. */
export function holdUntil(now: Moment, minutes: number): Moment {
  return now + minutes * MINUTE + HOLD_SLACK
}

export interface DueHold {
  readonly children: number
  readonly infants: number
  readonly elders: number
  readonly needs: readonly Need[]
  readonly seenAt: Moment
  /** When the party's own stretch was last told to be closed or queued. */
  readonly stretchAt: Moment | undefined
  readonly askedAt: Moment | undefined
}

/** Never released by clock alone: people.md, "a party with children, elders or medical need". */
export function isProtected(party: Pick<DueHold, 'children' | 'infants' | 'elders' | 'needs'>): boolean {
  return (
    party.children + party.infants + party.elders > 0 ||
    party.needs.some(
      (need) => need === 'medical' || need === 'accessible' || need === 'pregnant' || need === 'infant',
    )
  )
}

/** What becomes of a hold that is due; `placement_sweep` does the same in the database, and a test holds them equal. */
export function whenDue(hold: DueHold, now: Moment): 'renew' | 'ask' | 'expire' {
  const stretch = hold.stretchAt !== undefined && hold.stretchAt > now - CREDIBLE && hold.stretchAt <= now
  if (hold.seenAt > now - CREDIBLE || stretch) return 'renew'
  if (hold.askedAt === undefined && isProtected(hold)) return 'ask'
  return 'expire'
}

/** The one room class a party needs; the most particular wins (solver.md A). */
export function roomClassOf(needs: readonly Need[]): RoomClass {
  if (needs.includes('medical')) return 'medical'
  if (needs.includes('accessible')) return 'accessible'
  if (needs.includes('women')) return 'women'
  return 'general'
}

/** Needs that the ledger and every figure may name; diet is told nowhere but on the party's own page (people.md, law 3). */
export function toldNeed(need: Need | undefined): Need | undefined {
  return need === 'halal' ? undefined : need
}

/** On foot where there is no vehicle of one's own. */
export function travelsBy(vehicle: Vehicle): 'foot' | 'car' {
  return vehicle === 'none' ? 'foot' : 'car'
}

/** An estimate of the road is stale after 60 minutes (people.md, duty officer). */
export const ROAD_STALE = 60 * MINUTE

interface Travellers {
  readonly adults: number
  readonly elders: number
  readonly needs: readonly Need[]
}

/** Nobody grown up is with them: they go to staffed sites alone, whoever chooses (people.md, host and guest). */
export function minorsAlone({ adults, elders }: Pick<Travellers, 'adults' | 'elders'>): boolean {
  return adults + elders === 0
}

/** Whom the program itself sends to no host: minors alone, and women who ask for women's rooms; these may choose one. */
export function staffedOnly(party: Travellers): boolean {
  return minorsAlone(party) || party.needs.includes('women')
}
