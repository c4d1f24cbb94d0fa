/** Units and the borders between them as typed arrays: what the inner loops read. */
import type { Instance } from './instance.ts'

export interface Graph {
  readonly count: number
  readonly households: Int32Array
  readonly area: Float64Array
  readonly perimeter: Float64Array
  /** The borders of unit u are first[u] … first[u + 1] − 1; every border stands once on either side. */
  readonly first: Int32Array
  /** The unit on whose side a border stands, and the one on the other. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly border: Float64Array
  /** What parting there costs. */
  readonly cut: Float64Array
  /** 1 where a grid may reach across, 0 at rivers, railways and the like. */
  readonly open: Uint8Array
}

export interface Border {
  readonly a: number
  readonly b: number
  readonly length: number
  readonly open: boolean
  readonly cut: number
}

type Units = Pick<Graph, 'households' | 'area' | 'perimeter'>

export function graphOf(units: Units, borders: readonly Border[]): Graph {
  const count = units.households.length
  const first = new Int32Array(count + 1)
  for (const { a, b } of borders) {
    first[a + 1]!++
    first[b + 1]!++
  }
  for (let u = 0; u < count; u++) first[u + 1]! += first[u]!
  const at = first.slice(0, count)
  const size = first[count]!
  const graph: Graph = {
    ...units,
    count,
    first,
    from: new Int32Array(size),
    to: new Int32Array(size),
    border: new Float64Array(size),
    cut: new Float64Array(size),
    open: new Uint8Array(size),
  }
  const put = (from: number, to: number, { length, open, cut }: Border): void => {
    const e = at[from]!++
    graph.from[e] = from
    graph.to[e] = to
    graph.border[e] = length
    graph.cut[e] = open ? cut : 0
    graph.open[e] = open ? 1 : 0
  }
  for (const one of borders) {
    put(one.a, one.b, one)
    put(one.b, one.a, one)
  }
  return graph
}

/** The whole town; borders between regions are left out, because no grid ever reaches across. */
export function wholeGraph({ units, edges }: Instance): Graph {
  const borders = edges
    .filter(([a, b]) => units[a]!.region === units[b]!.region)
    .map(([a, b, length, hard, cut = length]) => ({ a, b, length, open: hard === 0, cut }))
  return graphOf(
    {
      households: Int32Array.from(units, ({ hh }) => hh),
      area: Float64Array.from(units, ({ area }) => area),
      perimeter: Float64Array.from(units, ({ perim }) => perim),
    },
    borders,
  )
}

/** Some units as a graph of their own, numbered in the order named. */
export function subgraph(graph: Graph, units: Int32Array): Graph {
  const local = new Map<number, number>()
  units.forEach((u, index) => {
    local.set(u, index)
  })
  const borders: Border[] = []
  units.forEach((u, a) => {
    for (let e = graph.first[u]!; e < graph.first[u + 1]!; e++) {
      const b = local.get(graph.to[e]!)
      if (b === undefined || b <= a) continue
      borders.push({ a, b, length: graph.border[e]!, open: graph.open[e] === 1, cut: graph.cut[e]! })
    }
  })
  const { households, area, perimeter } = graph
  return graphOf(
    {
      households: Int32Array.from(units, (u) => households[u]!),
      area: Float64Array.from(units, (u) => area[u]!),
      perimeter: Float64Array.from(units, (u) => perimeter[u]!),
    },
    borders,
  )
}

/**
 * Groups of units that hang together.
 * @param joins whether a border joins the units on either side
 * @returns the units of each group, in the order of their lowest unit
 */
export function groupsBy(graph: Graph, joins: (e: number) => boolean): Int32Array[] {
  const seen = new Uint8Array(graph.count)
  const groups: Int32Array[] = []
  for (let u = 0; u < graph.count; u++) {
    if (seen[u] === 1) continue
    const group = [u]
    seen[u] = 1
    for (let at = 0; at < group.length; at++) {
      const from = group[at]!
      for (let e = graph.first[from]!; e < graph.first[from + 1]!; e++) {
        const to = graph.to[e]!
        if (seen[to] === 1 || !joins(e)) continue
        seen[to] = 1
        group.push(to)
      }
    }
    groups.push(Int32Array.from(group).sort())
  }
  return groups
}

/** Parts of the town that a grid could reach throughout. */
export function partsOf(graph: Graph): Int32Array[] {
  return groupsBy(graph, (e) => graph.open[e] === 1)
}
