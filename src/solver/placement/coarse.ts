/**
 * A coarse solve for large towns: everybody as one general class for each origin and hour. Its prices are near enough
 * to the true ones that the first tree of the exact solve already stands well.
 */
import type { Demand } from './demand.ts'
import { UNPLACED } from './instance.ts'
import type { Parties } from './town.ts'

/** Minutes that are taken together. */
const BAND = 60

function plain(starts: readonly number[], arrivals: readonly number[]): Parties {
  const zero = () => new Int32Array(starts.length)
  return {
    count: starts.length,
    size: zero().fill(1),
    start: Int32Array.from(starts),
    need: zero(),
    room: zero(),
    arrive: Int32Array.from(arrivals),
    prev: zero().fill(-1),
    split: zero(),
  }
}

export interface Coarse {
  readonly parties: Parties
  readonly demand: Demand
}

export function coarsen(parties: Parties, demand: Demand): Coarse {
  const amounts = new Map<number, number>()
  const key = (p: number) => parties.start[p]! * 100_000 + Math.floor(parties.arrive[p]! / BAND)
  for (let c = 0; c < demand.count; c++) {
    const band = key(demand.like[c]!)
    amounts.set(band, (amounts.get(band) ?? 0) + demand.amount[c]!)
  }
  const keys = [...amounts.keys()]
  const starts = keys.map((band) => Math.floor(band / 100_000))
  const arrivals = keys.map((band) => (band % 100_000) * BAND + BAND / 2)
  const count = keys.length
  return {
    parties: plain(starts, arrivals),
    demand: {
      count,
      like: Int32Array.from(keys, (_, c) => c),
      amount: Int32Array.from(amounts.values()),
      drop: new Int32Array(count).fill(UNPLACED),
      at: new Int32Array(count).fill(-1),
      of: new Int32Array(0),
    },
  }
}
