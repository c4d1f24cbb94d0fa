/**
 * The primal network simplex (Dantzig 1951) on a strongly feasible spanning tree (Cunningham 1976): from every node
 * a unit could go to the root along the tree, so that the choice of the leaving arc ends every series of degenerate
 * pivots. Entering arcs are found block by block.
 */
import { AT_CAP, AT_ZERO, hang, type Network, unhang } from './network.ts'

interface Leaving {
  /** The node whose arc to its parent leaves the tree; −1 when the entering arc only goes from one end to the other. */
  node: number
  /** Whether it lies on the side from which the flow comes. */
  behind: boolean
  /** Units sent round the cycle. */
  amount: number
}

/** The worst arc of the next block that has any, searching on from `at`; −1 when the flow is optimal. */
function entering(net: Network, at: { arc: number }, block: number): number {
  const { from, to, cost, state, price, arcs } = net
  let [best, worst, left, arc] = [-1, 0, block, at.arc]
  for (let seen = 0; seen < arcs; seen++) {
    if (++arc >= arcs) arc = 0
    const reduced = state[arc]! * (cost[arc]! + price[to[arc]!]! - price[from[arc]!]!)
    if (reduced < worst) {
      worst = reduced
      best = arc
    }
    if (--left === 0) {
      if (best >= 0) break
      left = block
    }
  }
  at.arc = arc
  return best
}

/** How much more may go from the node to its parent. */
function roomUp(net: Network, node: number): number {
  const arc = net.via[node]!
  return net.from[arc] === node ? net.cap[arc]! - net.flow[arc]! : net.flow[arc]!
}

/** How much more may come from the parent to the node. */
function roomDown(net: Network, node: number): number {
  const arc = net.via[node]!
  return net.from[arc] === node ? net.flow[arc]! : net.cap[arc]! - net.flow[arc]!
}

/**
 * The arc that blocks last on the way round from the apex, which keeps the tree strongly feasible: hence `<` on the
 * side where the flow comes from and `<=` on the other.
 */
function leaving(net: Network, tail: number, head: number, own: number, out: Leaving): void {
  const { parent, depth } = net
  let [a, b] = [tail, head]
  out.node = -1
  out.amount = own
  while (a !== b) {
    if (depth[a]! > depth[b]!) {
      const room = roomDown(net, a)
      if (room < out.amount) {
        out.amount = room
        out.node = a
        out.behind = true
      }
      a = parent[a]!
    } else {
      const room = roomUp(net, b)
      if (room <= out.amount) {
        out.amount = room
        out.node = b
        out.behind = false
      }
      b = parent[b]!
    }
  }
}

function push(net: Network, node: number, up: number): void {
  const arc = net.via[node]!
  net.flow[arc]! += net.from[arc] === node ? up : -up
}

function augment(net: Network, tail: number, head: number, amount: number): void {
  const { parent, depth } = net
  let [a, b] = [tail, head]
  while (a !== b) {
    if (depth[a]! > depth[b]!) {
      push(net, a, -amount)
      a = parent[a]!
    } else {
      push(net, b, amount)
      b = parent[b]!
    }
  }
}

/** Turns the way from `top` up to `last` over and hangs it under `parent` by the entering arc. */
function rehang(net: Network, top: number, last: number, parent: number, entered: number): void {
  let [node, above, arc] = [top, parent, entered]
  for (;;) {
    const [oldParent, oldArc] = [net.parent[node]!, net.via[node]!]
    unhang(net, node)
    hang(net, node, above, arc)
    if (node === last) break
    above = node
    arc = oldArc
    node = oldParent
  }
}

/** Prices and depths of what was hung elsewhere. */
function reprice(net: Network, top: number): void {
  const { parent, child, next, depth, price, via } = net
  const [arc, above] = [via[top]!, parent[top]!]
  const shift = price[above]! + (net.from[arc] === top ? net.cost[arc]! : -net.cost[arc]!) - price[top]!
  let node = top
  for (;;) {
    depth[node] = depth[parent[node]!]! + 1
    price[node]! += shift
    if (child[node]! >= 0) {
      node = child[node]!
      continue
    }
    while (node !== top && next[node]! < 0) node = parent[node]!
    if (node === top) return
    node = next[node]!
  }
}

function pivot(net: Network, arc: number, out: Leaving): void {
  const forward = net.state[arc] === AT_ZERO
  const tail = forward ? net.from[arc]! : net.to[arc]!
  const head = forward ? net.to[arc]! : net.from[arc]!
  leaving(net, tail, head, forward ? net.cap[arc]! - net.flow[arc]! : net.flow[arc]!, out)
  if (out.amount > 0) {
    augment(net, tail, head, out.amount)
    net.flow[arc]! += forward ? out.amount : -out.amount
  }
  if (out.node < 0) {
    net.state[arc] = forward ? AT_CAP : AT_ZERO
    return
  }
  const left = net.via[out.node]!
  const top = out.behind ? tail : head
  rehang(net, top, out.node, out.behind ? head : tail, arc)
  net.state[left] = net.flow[left] === 0 ? AT_ZERO : AT_CAP
  reprice(net, top)
}

/** Arcs of one block, in square roots of all: measured on 25,000 to 250,000 persons, flat between 2 and 8. */
const BLOCK = 4

/** Pivots between two looks at the time. */
const LOOK = 2048

/**
 * Brings the flow to its optimum.
 * @param stop asked now and then; true breaks off, and the flow is feasible all the same
 * @returns pivots made
 */
export function optimise(net: Network, stop: () => boolean = () => false): number {
  const block = Math.max(64, Math.ceil(Math.sqrt(net.arcs) * BLOCK))
  const at = { arc: 0 }
  const out: Leaving = { node: -1, behind: false, amount: 0 }
  for (let pivots = 0; ; pivots++) {
    if (pivots % LOOK === LOOK - 1 && stop()) return pivots
    const arc = entering(net, at, block)
    if (arc < 0) return pivots
    pivot(net, arc, out)
  }
}
