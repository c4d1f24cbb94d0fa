/**
 * The relaxation as one flow: class → (site, slot) → site → sink, each class also straight to the sink at the cost of
 * being left out. Room classes run class → (site, room) → site where several are asked for at once, because slots and
 * rooms cross and a flow can hold only one of them; the prices of slots still count for them in the bound.
 */

import { addArc, addNode, ENDLESS, type Network, openNetwork } from '../network.ts'
import { slotOf } from './cost.ts'
import type { Demand } from './demand.ts'
import type { Left } from './room-left.ts'
import type { Parties, Town } from './town.ts'

export interface Flow {
  readonly town: Town
  readonly parties: Parties
  readonly demand: Demand
  readonly left: Left
  /** Persons of one unit of flow. */
  readonly unit: number
  /** Whether several room classes ask. */
  readonly mixed: boolean
  readonly net: Network
  /** Nodes of what has been needed so far, −1 for none yet. */
  readonly siteNode: Int32Array
  readonly roomNode: Int32Array
  readonly slotNode: Int32Array
  /** The site of a node that belongs to one. */
  readonly siteOf: Int32Array
  /** The arc of such a node towards the sink. */
  readonly up: Int32Array
}

/** The node of a class; classes come right after the sink. */
export function classNode(c: number): number {
  return c + 1
}

function isMixed({ count, like }: Demand, { room }: Parties): boolean {
  for (let c = 1; c < count; c++) if (room[like[c]!] !== room[like[0]!]) return true
  return false
}

export function openFlow(town: Town, parties: Parties, demand: Demand, left: Left, unit = 1): Flow {
  const { sites, slots } = town
  const most = 1 + demand.count + sites * (5 + slots)
  const net = openNetwork(most, demand.count * 8 + most)
  net.nodes += demand.count
  const none = (length: number) => new Int32Array(length).fill(-1)
  return {
    town,
    parties,
    demand,
    left,
    unit,
    mixed: isMixed(demand, parties),
    net,
    siteNode: none(sites),
    roomNode: none(sites * 4),
    slotNode: none(sites * slots),
    siteOf: none(most),
    up: none(most),
  }
}

/** @returns −1 where nothing is left of it */
function nodeOf(flow: Flow, nodes: Int32Array, index: number, parent: number, room: number, site: number) {
  const found = nodes[index]!
  if (found >= 0) return found
  const cap = Math.floor(room / flow.unit)
  if (cap <= 0) return -1
  const node = addNode(flow.net, parent, 0, cap)
  nodes[index] = node
  flow.siteOf[node] = site
  flow.up[node] = flow.net.via[node]!
  return node
}

/** Places of a site; of one room class alone when only that asks. */
function placesOf({ left, mixed, parties, demand }: Flow, s: number): number {
  const room = mixed || demand.count === 0 ? 0 : parties.room[demand.like[0]!]!
  return room > 0 ? Math.min(left.cap[s]!, left.room[s * 4 + room]!) : left.cap[s]!
}

/** Where in the nodes of rooms or slots a class enters a site. */
function entrance(flow: Flow, c: number, s: number): { nodes: Int32Array; room: Int32Array; index: number } {
  const p = flow.demand.like[c]!
  const room = flow.parties.room[p]!
  if (flow.mixed && room > 0) return { nodes: flow.roomNode, room: flow.left.room, index: s * 4 + room }
  const index = s * flow.town.slots + slotOf(flow.town, flow.parties, p, s)
  return { nodes: flow.slotNode, room: flow.left.slot, index }
}

/** The node by which a class enters a site, made when first asked for; −1 where the site has nothing left for it. */
export function entranceNode(flow: Flow, c: number, s: number): number {
  const site = nodeOf(flow, flow.siteNode, s, 0, placesOf(flow, s), s)
  if (site < 0) return -1
  const { nodes, room, index } = entrance(flow, c, s)
  return nodeOf(flow, nodes, index, site, room[index]!, s)
}

/** More than any cost: nothing is left behind this gate. */
const SHUT = 1 << 29

/** What entering costs beside the stay, by slot and by room class: the prices of slot or room and of the site. */
export interface Gates {
  readonly slot: Int32Array
  readonly room: Int32Array
}

/** Gates of one kind, `width` to a site. */
function gatesOf(flow: Flow, nodes: Int32Array, left: Int32Array, width: number): Int32Array {
  const { price } = flow.net
  const gates = new Int32Array(nodes.length).fill(SHUT)
  for (let s = 0; s < flow.town.sites; s++) {
    if (placesOf(flow, s) < flow.unit) continue
    const site = flow.siteNode[s]!
    const own = site < 0 ? 0 : Math.max(0, price[site]!)
    for (let i = s * width; i < (s + 1) * width; i++)
      if (left[i]! >= flow.unit) gates[i] = nodes[i]! < 0 ? own : Math.max(own, price[nodes[i]!]!)
  }
  return gates
}

export function gates(flow: Flow): Gates {
  return {
    slot: gatesOf(flow, flow.slotNode, flow.left.slot, flow.town.slots),
    room: flow.mixed ? gatesOf(flow, flow.roomNode, flow.left.room, 4) : new Int32Array(0),
  }
}

/** The arc by which a class goes to a site. */
export function addColumn(flow: Flow, c: number, node: number, cost: number): number {
  return addArc(flow.net, classNode(c), node, cost, ENDLESS)
}

/** Persons whom the flow leaves out. */
export function leftOut({ net, demand }: Flow): number {
  let sum = 0
  for (let arc = 0; arc < net.arcs; arc++)
    if (net.to[arc] === 0 && net.from[arc]! <= demand.count) sum += net.flow[arc]!
  return sum
}
