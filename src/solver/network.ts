/** A flow network with a spanning tree, in typed arrays. Node 0 is the sink and the root; all flow ends there. */

/** More than any flow. */
export const ENDLESS = 1 << 30

/** Where an arc outside the tree stands; in the tree it is neither. */
export const AT_ZERO = 1
export const AT_CAP = -1
export const IN_TREE = 0

export interface Network {
  nodes: number
  arcs: number
  from: Int32Array
  to: Int32Array
  cost: Int32Array
  cap: Int32Array
  flow: Int32Array
  state: Int8Array
  /** The next node on the way to the root, and the arc that leads there. */
  readonly parent: Int32Array
  readonly via: Int32Array
  readonly child: Int32Array
  readonly next: Int32Array
  readonly previous: Int32Array
  readonly depth: Int32Array
  /** What one unit costs from here to the root along the tree. */
  readonly price: Int32Array
}

/** @param most nodes that will ever be added, the sink among them */
export function openNetwork(most: number, arcs: number): Network {
  const node = () => new Int32Array(most).fill(-1)
  const arc = () => new Int32Array(arcs)
  return {
    nodes: 1,
    arcs: 0,
    from: arc(),
    to: arc(),
    cost: arc(),
    cap: arc(),
    flow: arc(),
    state: new Int8Array(arcs),
    parent: node(),
    via: node(),
    child: node(),
    next: node(),
    previous: node(),
    depth: new Int32Array(most),
    price: new Int32Array(most),
  }
}

function longer(array: Int32Array, length: number): Int32Array {
  const out = new Int32Array(length)
  out.set(array)
  return out
}

function grow(net: Network): void {
  const length = Math.ceil(net.from.length * 1.5) + 16
  net.from = longer(net.from, length)
  net.to = longer(net.to, length)
  net.cost = longer(net.cost, length)
  net.cap = longer(net.cap, length)
  net.flow = longer(net.flow, length)
  const state = new Int8Array(length)
  state.set(net.state)
  net.state = state
}

/** @returns the arc; it stands outside the tree and carries nothing */
export function addArc(net: Network, from: number, to: number, cost: number, cap: number): number {
  if (net.arcs === net.from.length) grow(net)
  const arc = net.arcs++
  net.from[arc] = from
  net.to[arc] = to
  net.cost[arc] = cost
  net.cap[arc] = cap
  net.flow[arc] = 0
  net.state[arc] = AT_ZERO
  return arc
}

/** Hangs a node without a parent under another. */
export function hang(net: Network, node: number, parent: number, arc: number): void {
  const first = net.child[parent]!
  net.parent[node] = parent
  net.via[node] = arc
  net.next[node] = first
  net.previous[node] = -1
  if (first >= 0) net.previous[first] = node
  net.child[parent] = node
  net.state[arc] = IN_TREE
}

/** Takes a node and what hangs below it away from its parent. */
export function unhang(net: Network, node: number): void {
  const [before, after] = [net.previous[node]!, net.next[node]!]
  if (before >= 0) net.next[before] = after
  else net.child[net.parent[node]!] = after
  if (after >= 0) net.previous[after] = before
}

/** A new node that hangs by a new arc towards the root. */
export function addNode(net: Network, parent: number, cost: number, cap: number): number {
  const node = net.nodes++
  hang(net, node, parent, addArc(net, node, parent, cost, cap))
  net.depth[node] = net.depth[parent]! + 1
  net.price[node] = net.price[parent]! + cost
  return node
}

/** The node after this one in a walk of the subtree below `top`, or −1 after the last. */
function following(net: Network, node: number, top: number): number {
  const child = net.child[node]!
  if (child >= 0) return child
  let at = node
  while (at !== top && net.next[at]! < 0) at = net.parent[at]!
  return at === top ? -1 : net.next[at]!
}

/** Depths and prices anew from the tree alone. */
export function settleTree(net: Network): void {
  for (let node = following(net, 0, 0); node >= 0; node = following(net, node, 0)) {
    const [parent, arc] = [net.parent[node]!, net.via[node]!]
    net.depth[node] = net.depth[parent]! + 1
    const cost = net.from[arc] === node ? net.cost[arc]! : -net.cost[arc]!
    net.price[node] = net.price[parent]! + cost
  }
}
