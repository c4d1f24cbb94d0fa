/**
 * What the night gave against what nobody could have beaten who had known everybody beforehand: the same parties, the
 * same sites, the same costs. Pure.
 *
 * Counted in person-minutes: waiting for a place, the way from where the party said it is, waiting at the door, and
 * what the kind of place counts as (placement/choose.ts); 5,000 for a person without a place. The bound is granted more
 * than the night had: every bed of a room that strangers cannot share is slept in, the wardens of a site suffice for
 * each of its kinds of place by itself, and who has left again never took a place. The true gap is the smaller.
 */
import { DAY, halfHour, MINUTE, type Moment } from '../../base/time.ts'
import type { Instance } from '../../solver/placement/instance.ts'
import { UNPLACED } from '../../solver/placement/instance.ts'
import { type Stock, tierOf } from '../placement/choose.ts'
import { LARGEST, needBits, orderOf, roomOf } from '../placement/expectation.ts'
import type { Need, Vehicle } from '../placement/model.ts'
import { travelsBy } from '../placement/rules.ts'

/** A party that wanted a place at the moment looked at. */
export interface Wanted {
  readonly id: string
  readonly size: number
  readonly needs: readonly Need[]
  readonly vehicle: Vehicle
  readonly lon: number
  readonly lat: number
  readonly registeredAt: Moment
  /** When it was first told a place; undefined: never. */
  readonly firstAt: Moment | undefined
  /** The place it had then; undefined where it had none. */
  readonly placed:
    | {
        readonly stock: Pick<Stock, 'site' | 'siteKind' | 'kind'>
        readonly heldAt: Moment
        readonly slot: Moment | null
      }
    | undefined
  /** It waits since its holds ran out and it gave no sign: nobody knows whether it is still there. */
  readonly absent: boolean
}

export interface Scene {
  /** Pools of the sites that took people then, and when each had opened. */
  readonly stocks: readonly Stock[]
  readonly openedAt: (site: string) => Moment
  readonly minutes: (
    from: { readonly lon: number; readonly lat: number },
    site: string,
    car: boolean,
  ) => number
}

interface Heads {
  readonly parties: number
  readonly persons: number
}

export interface Compared {
  readonly compared: Heads
  /** Not compared: absent, and larger than the solver's parties. */
  readonly absent: Heads
  readonly larger: Heads
  /** Person-minutes of what was given. */
  readonly cost: number
  /** Persons without a place among those compared. */
  readonly unplaced: number
  /** For the solver. */
  readonly night: Instance
}

/** The bar of unplaced: the bound's own and one in a thousand. */
export const BAR = 0.001

export function meetsBar(persons: number, unplaced: number, least: number): boolean {
  return unplaced <= least + persons * BAR
}

const heads = (parties: readonly { readonly size: number }[]): Heads => ({
  parties: parties.length,
  persons: parties.reduce((n, { size }) => n + size, 0),
})

function costOf(
  { size, vehicle, registeredAt, firstAt, placed, ...from }: Wanted,
  { minutes }: Scene,
): number {
  if (placed === undefined) return size * UNPLACED
  const way = minutes(from, placed.stock.site, travelsBy(vehicle) === 'car')
  const waited = Math.max(0, Math.floor(((firstAt ?? placed.heldAt) - registeredAt) / MINUTE))
  const door = placed.slot === null ? 0 : Math.max(0, Math.ceil((placed.slot - placed.heldAt) / MINUTE) - way)
  return size * (waited + way + door + tierOf(placed.stock))
}

const placeOf = ({ lon, lat }: Pick<Wanted, 'lon' | 'lat'>): string => `${lon} ${lat}`

function nightOf(parties: readonly Wanted[], { stocks, openedAt, minutes }: Scene): Instance | undefined {
  const first = Math.min(...parties.map(({ registeredAt }) => registeredAt))
  // The solver's night is a day long; what lasts longer is no night.
  if (parties.some(({ registeredAt }) => registeredAt - halfHour(first) >= DAY)) return undefined
  const from = [...new Map(parties.map((party) => [placeOf(party), party])).values()]
  const origin = new Map(from.map((party, n) => [placeOf(party), n]))
  const { base, expectation } = orderOf({
    now: first,
    stocks: stocks.map((stock) => ({
      ...stock,
      free: stock.offered,
      whole: { free: stock.whole.limit, limit: stock.whole.limit },
      slots: new Map(),
    })),
    opening: (site) => ({ opensAt: openedAt(site) }),
    fill: 1,
    entries: from.map(placeOf),
    way: (entry, site, car) => minutes(from[entry]!, site, car),
    expected: [],
    likenesses: [],
    waiting: [],
  })
  const asking = parties.map((party) => ({
    size: party.size,
    need: needBits(party.needs),
    room: roomOf(party.needs),
    car: travelsBy(party.vehicle) === 'car',
    origin: origin.get(placeOf(party))!,
    arrive: Math.floor((party.registeredAt - base) / MINUTE),
    prev: -1,
    splitOk: false,
  }))
  return { ...expectation.place, parties: asking }
}

/** @returns undefined where there is nothing to compare, or it lasted longer than a day */
export function compare(wanted: readonly Wanted[], scene: Scene): Compared | undefined {
  const absent = wanted.filter((party) => party.absent)
  const larger = wanted.filter((party) => !party.absent && party.size > LARGEST)
  const compared = wanted.filter((party) => !party.absent && party.size <= LARGEST)
  const night = compared.length === 0 || scene.stocks.length === 0 ? undefined : nightOf(compared, scene)
  if (night === undefined) return undefined
  return {
    compared: heads(compared),
    absent: heads(absent),
    larger: heads(larger),
    cost: compared.reduce((n, party) => n + costOf(party, scene), 0),
    unplaced: heads(compared.filter(({ placed }) => placed === undefined)).persons,
    night,
  }
}
