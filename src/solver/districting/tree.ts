/** A random spanning tree over some units: whatever is cut off at one of its edges hangs together on both sides. */
import type { Chance } from '../chance.ts'
import type { Graph } from './graph.ts'

export interface Tree {
  /** Units from the root outwards: parents stand before their children. */
  readonly order: Int32Array
  count: number
  /** By unit. */
  readonly parent: Int32Array
  readonly depth: Int32Array
  /** By unit: sums over everything below and the unit itself. */
  readonly households: Float64Array
  readonly area: Float64Array
  readonly perimeter: Float64Array
  /** Twice the metres of border inside. */
  readonly inner: Float64Array
  /** Metres of border, and what parting costs, across to the rest of the tree. */
  readonly across: Float64Array
  readonly cut: Float64Array
  /** 1 for the units that the tree spans. */
  readonly inside: Uint8Array
  /** While it is drawn: who hangs together, and the neighbours of each unit as a linked list. */
  readonly group: Int32Array
  readonly links: Int32Array
  readonly next: Int32Array
  readonly last: Int32Array
}

export function openTree({ count, to }: Graph): Tree {
  const whole = () => new Int32Array(count)
  const real = () => new Float64Array(count)
  return {
    order: whole(),
    count: 0,
    parent: whole(),
    depth: whole(),
    households: real(),
    area: real(),
    perimeter: real(),
    inner: real(),
    across: real(),
    cut: real(),
    inside: new Uint8Array(count),
    group: whole(),
    links: new Int32Array(to.length),
    next: new Int32Array(to.length),
    last: whole(),
  }
}

function rootOf(group: Int32Array, u: number): number {
  let one = u
  while (group[one] !== one) {
    group[one] = group[group[one]!]!
    one = group[one]!
  }
  return one
}

/** A border's number fits into 22 bits beside 30 bits of chance. */
const PLACES = 2 ** 22
const STEPS = 2 ** 30

/** Metres of a border that comes early and late equally often. */
const ORDINARY = 30

/** Borders among the units in an order of chance in which long ones tend to come first. */
function shuffled(graph: Graph, { inside }: Tree, units: Int32Array, chance: Chance): Float64Array {
  const { first, to, open, border } = graph
  const keys: number[] = []
  for (let i = 0; i < units.length; i++) {
    const u = units[i]!
    for (let e = first[u]!; e < first[u + 1]!; e++) {
      const v = to[e]!
      if (v < u || open[e] === 0 || inside[v] === 0) continue
      const late = 1 - chance() ** (ORDINARY / (border[e]! + 1))
      keys.push(Math.floor(late * STEPS) * PLACES + e)
    }
  }
  return Float64Array.from(keys).sort()
}

function link(tree: Tree, u: number, v: number, at: number): void {
  tree.links[at] = v
  tree.next[at] = tree.last[u]!
  tree.last[u] = at
}

/** Kruskal's tree in an order of chance; `links` then lists the tree's neighbours of each unit. */
function drawLinks(graph: Graph, tree: Tree, units: Int32Array, chance: Chance): void {
  const { group, last } = tree
  for (let i = 0; i < units.length; i++) {
    const u = units[i]!
    group[u] = u
    last[u] = -1
  }
  const keys = shuffled(graph, tree, units, chance)
  let used = 0
  for (let i = 0; i < keys.length && used < 2 * units.length - 2; i++) {
    const e = keys[i]! % PLACES
    const [u, v] = [graph.from[e]!, graph.to[e]!]
    const [a, b] = [rootOf(group, u), rootOf(group, v)]
    if (a === b) continue
    group[a] = b
    link(tree, u, v, used++)
    link(tree, v, u, used++)
  }
}

function hang(tree: Tree, root: number): void {
  const { order, parent, depth, links, next, last } = tree
  order[0] = root
  parent[root] = -1
  depth[root] = 0
  let tail = 1
  for (let head = 0; head < tail; head++) {
    const u = order[head]!
    for (let at = last[u]!; at >= 0; at = next[at]!) {
      const v = links[at]!
      if (v === parent[u]) continue
      parent[v] = u
      depth[v] = depth[u]! + 1
      order[tail++] = v
    }
  }
  tree.count = tail
}

/** The lowest unit above both. */
function meet({ parent, depth }: Tree, u: number, v: number): number {
  let [a, b] = [u, v]
  while (a !== b) {
    if (depth[a]! >= depth[b]!) a = parent[a]!
    else b = parent[b]!
  }
  return a
}

/** What each unit adds to the sums of everything above it. */
function ownSums(graph: Graph, tree: Tree): void {
  const { order, inside, households, area, perimeter, inner, across, cut } = tree
  for (let i = 0; i < tree.count; i++) inner[order[i]!] = across[order[i]!] = cut[order[i]!] = 0
  for (let i = 0; i < tree.count; i++) {
    const u = order[i]!
    households[u] = graph.households[u]!
    area[u] = graph.area[u]!
    perimeter[u] = graph.perimeter[u]!
    for (let e = graph.first[u]!; e < graph.first[u + 1]!; e++) {
      const v = graph.to[e]!
      if (inside[v] === 0 || v < u) continue
      // From the unit where both ends meet upwards, the border is inside.
      const [top, metres, price] = [meet(tree, u, v), graph.border[e]!, graph.cut[e]!]
      across[u]! += metres
      across[v]! += metres
      across[top]! -= 2 * metres
      inner[top]! += 2 * metres
      cut[u]! += price
      cut[v]! += price
      cut[top]! -= 2 * price
    }
  }
}

/** Draws a tree over the units, which hang together, and sums up what lies below each of its edges. */
export function drawTree(graph: Graph, tree: Tree, units: Int32Array, chance: Chance): void {
  tree.inside.fill(0)
  for (let i = 0; i < units.length; i++) tree.inside[units[i]!] = 1
  drawLinks(graph, tree, units, chance)
  hang(tree, units[Math.floor(chance() * units.length)]!)
  ownSums(graph, tree)
  const { order, parent, households, area, perimeter, inner, across, cut } = tree
  for (let i = tree.count - 1; i > 0; i--) {
    const u = order[i]!
    const above = parent[u]!
    households[above]! += households[u]!
    area[above]! += area[u]!
    perimeter[above]! += perimeter[u]!
    inner[above]! += inner[u]!
    across[above]! += across[u]!
    cut[above]! += cut[u]!
  }
}

/** The units at and below `top`, which then are inside no more. */
export function cutOff({ order, count, parent, inside }: Tree, top: number): Int32Array {
  const below: number[] = []
  for (let i = 0; i < count; i++) {
    const u = order[i]!
    if (u !== top && (parent[u]! < 0 || inside[parent[u]!] === 1)) continue
    inside[u] = 0
    below.push(u)
  }
  return Int32Array.from(below)
}
