/**
 * Many to a few, each of which should have between so many and so many: households to members, members to centres.
 * One transportation problem on the network simplex; norms warn and are never a wall, so what lies outside them costs.
 */
import { addArc, addNode, ENDLESS, type Network, openNetwork } from '../network.ts'
import { optimise } from '../network-simplex.ts'

export interface Pair {
  /** Who is linked, and to whom: indexes. */
  readonly from: number
  readonly to: number
  /** Whole units, at most a million: metres, and what else speaks against it. */
  readonly cost: number
}

export interface Transport {
  /** How many stand at each place that is linked: households of a building, one for a member. */
  readonly supply: Int32Array
  /** To how many it can be linked, and how many each should have at least and at most. */
  readonly receivers: number
  readonly least: number
  readonly most: number
  readonly pairs: readonly Pair[]
}

export interface Linked {
  /** How many go along each pair, in the order of the pairs. */
  readonly flow: Int32Array
  /** How many each receiver has. */
  readonly load: Int32Array
  /** How many at each place are linked to nobody: no pair leads anywhere from there. */
  readonly left: Int32Array
  /** Sum over the links, without what the norms cost. */
  readonly cost: number
}

/** What one link too many or too few counts, in the units of the pairs: farther than any way within a town. */
export const OUTSIDE = 20_000

/** What nobody at all counts: more than any link, however far. */
const NOBODY = 10_000_000

interface Nodes {
  readonly net: Network
  /** The node of the first place; the others follow. */
  readonly senders: number
  readonly pairArcs: Int32Array
}

function receiverNodes(net: Network, { receivers, least, most }: Transport): number {
  const first = net.nodes
  for (let r = 0; r < receivers; r++) {
    const node = addNode(net, 0, OUTSIDE, ENDLESS)
    // Below the least every link is worth having; between the two it is neither.
    if (least > 0) addArc(net, node, 0, -OUTSIDE, least)
    if (most > least) addArc(net, node, 0, 0, most - least)
  }
  return first
}

function build(input: Transport): Nodes {
  const { supply, receivers, pairs } = input
  const net = openNetwork(1 + receivers + supply.length, receivers * 3 + supply.length + pairs.length)
  const first = receiverNodes(net, input)
  const senders = net.nodes
  supply.forEach((count) => {
    const node = addNode(net, 0, NOBODY, ENDLESS)
    net.flow[net.via[node]!] = count
  })
  const pairArcs = Int32Array.from(pairs, ({ from, to, cost }) =>
    addArc(net, senders + from, first + to, cost, ENDLESS),
  )
  return { net, senders, pairArcs }
}

/**
 * Links everybody who can be linked, as near as the norms let them be.
 * @param stop asked now and then; true breaks off with what has been found
 */
export function transport(input: Transport, stop?: () => boolean): Linked {
  const { net, senders, pairArcs } = build(input)
  optimise(net, stop)
  const flow = Int32Array.from(pairArcs, (arc) => net.flow[arc]!)
  const load = new Int32Array(input.receivers)
  let cost = 0
  input.pairs.forEach((pair, n) => {
    load[pair.to]! += flow[n]!
    cost += flow[n]! * pair.cost
  })
  return { flow, load, left: leftOf(net, senders, input.supply.length), cost }
}

/** How many still go straight to the root, by sender. */
function leftOf(net: Network, senders: number, many: number): Int32Array {
  const left = new Int32Array(many)
  for (let arc = 0; arc < net.arcs; arc++) {
    const sender = net.from[arc]! - senders
    if (net.to[arc] === 0 && sender >= 0) left[sender]! += net.flow[arc]!
  }
  return left
}
