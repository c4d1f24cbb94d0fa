/** Collects street nodes and edges, giving dense numbers in the order of first use. */
import { metresBetween } from '../src/base/geo.ts'
import type { Metres } from './frame.ts'
import { lonLat } from './frame.ts'
import type { StreetEdge, StreetNode, Streets } from './types.ts'

export interface StreetBuilder {
  /** The number of the node of that name, made at the point when first asked for. */
  node(name: string, at: Metres): number
  /** The number of a node that exists already. */
  of(name: string): number
  has(name: string): boolean
  /** @param metres length by road; the straight distance when left out */
  edge(
    a: number,
    b: number,
    road: Pick<StreetEdge, 'name' | 'kind'>,
    more?: { metres?: number; drive?: boolean },
  ): void
  done(): Streets
}

export function streetBuilder(): StreetBuilder {
  const names = new Map<string, number>()
  const nodes: StreetNode[] = []
  const edges: StreetEdge[] = []
  return {
    node: (name, at) => {
      const known = names.get(name)
      if (known !== undefined) return known
      names.set(name, nodes.length)
      nodes.push({ id: nodes.length, ...lonLat(at) })
      return nodes.length - 1
    },
    of: (name) => {
      const id = names.get(name)
      if (id === undefined) throw new Error(`no street node ${name}`)
      return id
    },
    has: (name) => names.has(name),
    edge: (a, b, { name, kind }, { metres, drive = true } = {}) => {
      const straight = metresBetween(nodes[a]!, nodes[b]!)
      edges.push({ a, b, metres: Math.max(1, Math.round(metres ?? straight)), name, kind, drive })
    },
    done: () => ({ nodes, edges }),
  }
}
