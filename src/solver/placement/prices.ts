/** What a place costs beside the stay: prices of sites, room classes and slots, never below zero. */
import { slotOf } from './cost.ts'
import type { Flow } from './flow.ts'
import type { Parties, Town } from './town.ts'

export interface Prices {
  readonly site: Int32Array
  /** By site × 4 + room class. */
  readonly room: Int32Array
  /** By site × slots + slot. */
  readonly slot: Int32Array
}

export function noPrices(town: Town): Prices {
  return {
    site: new Int32Array(town.sites),
    room: new Int32Array(town.sites * 4),
    slot: new Int32Array(town.sites * town.slots),
  }
}

/** What a person of the party pays at the site on top of the stay. */
export function priceAt(town: Town, parties: Parties, prices: Prices, p: number, s: number): number {
  const room = parties.room[p]!
  const slot = prices.slot[s * town.slots + slotOf(town, parties, p, s)]!
  return prices.site[s]! + slot + (room > 0 ? prices.room[s * 4 + room]! : 0)
}

/** Reads the prices off the tree of a flow. */
export function pricesOf({ town, net, siteNode, roomNode, slotNode }: Flow): Prices {
  const prices = noPrices(town)
  const above = (node: number, base: number) => (node < 0 ? 0 : Math.max(0, net.price[node]! - base))
  for (let s = 0; s < town.sites; s++) {
    const own = above(siteNode[s]!, 0)
    prices.site[s] = own
    for (let r = 1; r < 4; r++) prices.room[s * 4 + r] = above(roomNode[s * 4 + r]!, own)
    for (let k = s * town.slots; k < (s + 1) * town.slots; k++) prices.slot[k] = above(slotNode[k]!, own)
  }
  return prices
}
