/** What nobody could have beaten who had known everybody beforehand. */
import { lowerBound } from './bound.ts'
import { gather, persons } from './demand.ts'
import { leftOut } from './flow.ts'
import type { Instance } from './instance.ts'
import { pricesOf } from './prices.ts'
import { relax } from './relax.ts'
import { allLeft } from './room-left.ts'
import { partiesOf, townOf } from './town.ts'

export interface Hindsight {
  /** No placement of these parties costs less, in person-minutes. */
  readonly bound: number
  /** Persons whom the relaxation leaves without a place. */
  readonly unplaced: number
}

/** The certificate of solver.md A without a placement: pure, and seconds long for a whole night. */
export function hindsight(night: Instance): Hindsight {
  const [town, parties] = [townOf(night), partiesOf(night.parties)]
  const left = allLeft(town)
  const which = night.parties.map((_, p) => p)
  const flow = relax({ town, parties, left, demand: gather(town, parties, persons(parties, which)) })
  return { bound: lowerBound(town, parties, left, pricesOf(flow), which), unplaced: leftOut(flow) }
}
