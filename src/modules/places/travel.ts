/**
 * The way from anywhere to any site on the county's streets: positions snap to the nearest street node, and one
 * Dijkstra a node is kept. Pure: nodes and edges in, metres and lines out.
 */

import type { Compass } from '../../base/geo.ts'
import { bearing, type LonLat, metresBetween } from '../../base/geo.ts'

export interface StreetNode extends LonLat {
  readonly id: number
}
export interface StreetEdge {
  readonly a: number
  readonly b: number
  readonly metres: number
  readonly name: string
}

export interface Way {
  readonly metres: number
  readonly minutes: number
}

export interface Route {
  readonly line: readonly (readonly [number, number])[]
  readonly streets: readonly string[]
  readonly bearing: Compass
}

export interface Streets {
  /** Metres on streets between two positions; 1.3 × the straight line where no network is known. */
  metres(from: LonLat, to: LonLat): number
  /** The line walked and the names of its streets. */
  route(from: LonLat, to: LonLat): Route
}

/** Straight lines are this much shorter than streets (solver.md's instances use the same factor). */
const DETOUR = 1.3
/** km/h on foot in snow, in a town's traffic, on the road beyond it; solver.md's instances, and ours for the last. */
const FOOT = 3.5
const TOWN = 30
const ROAD = 60
/** Metres by car that count as town. */
const TOWN_METRES = 8_000
/** A shuttle: waiting, then km/h. Who has far to walk is fetched. */
const SHUTTLE_WAIT = 15
const SHUTTLE = 25

/** Minutes for a distance, in a snowstorm. On foot: walking, or a shuttle where that is quicker. */
export function minutesFor(metres: number, by: 'foot' | 'car'): number {
  if (by === 'foot') return Math.ceil(Math.min(driven(metres, FOOT), SHUTTLE_WAIT + driven(metres, SHUTTLE)))
  const town = Math.min(metres, TOWN_METRES)
  return Math.ceil(3 + driven(town, TOWN) + driven(metres - town, ROAD))
}

function driven(metres: number, speed: number): number {
  return (metres / 1000 / speed) * 60
}

/** Builds the network; without nodes every way is a straight line. */
export function openStreets(nodes: readonly StreetNode[], edges: readonly StreetEdge[]): Streets {
  const index = new Map(nodes.map((node, i) => [node.id, i]))
  const next: { to: number; metres: number; name: string }[][] = nodes.map(() => [])
  for (const edge of edges) {
    const a = index.get(edge.a)!
    const b = index.get(edge.b)!
    next[a]!.push({ to: b, metres: edge.metres, name: edge.name })
    next[b]!.push({ to: a, metres: edge.metres, name: edge.name })
  }
  const trees = new Map<number, { metres: Float64Array; before: Int32Array }>()

  function tree(from: number): { metres: Float64Array; before: Int32Array } {
    let found = trees.get(from)
    if (found === undefined) {
      found = dijkstra(next, from)
      trees.set(from, found)
    }
    return found
  }
  const snapped = new Map<string, number>()
  function snap(p: LonLat): number {
    const key = `${p.lon},${p.lat}`
    let best = snapped.get(key)
    if (best === undefined) {
      best = nearest(nodes, p)
      if (snapped.size > 20_000) snapped.clear()
      snapped.set(key, best)
    }
    return best
  }

  /** A site's nearest node with its tree: asked for every party, so kept by the site itself. */
  const ends = new WeakMap<LonLat, { readonly from: Float64Array; readonly off: number }>()
  function endOf(to: LonLat): { readonly from: Float64Array; readonly off: number } {
    let end = ends.get(to)
    if (end === undefined) {
      const node = snap(to)
      end = { from: tree(node).metres, off: metresBetween(to, nodes[node]!) }
      ends.set(to, end)
    }
    return end
  }
  /** One party is held against every site in turn. */
  let start = { lon: Number.NaN, lat: Number.NaN, node: 0, off: 0 }
  function startAt({ lon, lat }: LonLat): typeof start {
    if (start.lon !== lon || start.lat !== lat) {
      const node = snap({ lon, lat })
      start = { lon, lat, node, off: metresBetween({ lon, lat }, nodes[node]!) }
    }
    return start
  }

  return {
    metres(from, to) {
      if (nodes.length === 0) return Math.round(metresBetween(from, to) * DETOUR)
      const a = startAt(from)
      const b = endOf(to)
      const onStreets = b.from[a.node]!
      return Math.round(
        Number.isFinite(onStreets) ? onStreets + a.off + b.off : metresBetween(from, to) * DETOUR,
      )
    },
    route(from, to) {
      const straight = { line: [[from.lon, from.lat] as const, [to.lon, to.lat] as const], streets: [] }
      if (nodes.length === 0) return { ...straight, bearing: bearing(from, to) }
      const line: (readonly [number, number])[] = [[from.lon, from.lat]]
      const streets: string[] = []
      const { before } = tree(snap(to))
      let at = snap(from)
      for (let steps = 0; at >= 0 && steps < nodes.length; steps++) {
        line.push([nodes[at]!.lon, nodes[at]!.lat])
        const onward = before[at]!
        const name = next[at]!.find((edge) => edge.to === onward)?.name
        if (name !== undefined && name !== '' && streets[streets.length - 1] !== name) streets.push(name)
        at = onward
      }
      line.push([to.lon, to.lat])
      return { line: thin(line, 60), streets, bearing: bearing(from, to) }
    },
  }
}

function nearest(nodes: readonly StreetNode[], p: LonLat): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  const shrink = Math.cos((p.lat * Math.PI) / 180)
  for (let i = 0; i < nodes.length; i++) {
    const x = (nodes[i]!.lon - p.lon) * shrink
    const y = nodes[i]!.lat - p.lat
    const d = x * x + y * y
    if (d < least) {
      least = d
      best = i
    }
  }
  return best
}

/** Keeps the ends and every k-th point between them. */
function thin(
  line: readonly (readonly [number, number])[],
  most: number,
): readonly (readonly [number, number])[] {
  if (line.length <= most) return line
  const step = (line.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, i) => line[Math.round(i * step)]!)
}

/** Metres from every node to `from`, and the next node on the way there (−1 at the end). Binary heap. */
function dijkstra(
  next: readonly (readonly { to: number; metres: number }[])[],
  from: number,
): { metres: Float64Array; before: Int32Array } {
  const metres = new Float64Array(next.length).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(next.length).fill(-1)
  metres[from] = 0
  const heap: [number, number][] = [[0, from]]
  while (heap.length > 0) {
    const [d, node] = pop(heap)
    if (d > metres[node]!) continue
    for (const edge of next[node]!) {
      const far = d + edge.metres
      if (far < metres[edge.to]!) {
        metres[edge.to] = far
        before[edge.to] = node
        push(heap, [far, edge.to])
      }
    }
  }
  return { metres, before }
}

function push(heap: [number, number][], item: [number, number]): void {
  let i = heap.push(item) - 1
  while (i > 0) {
    const up = (i - 1) >> 1
    if (heap[up]![0] <= item[0]) break
    heap[i] = heap[up]!
    i = up
  }
  heap[i] = item
}

function pop(heap: [number, number][]): [number, number] {
  const top = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return top
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child++
    if (heap[child]![0] >= last[0]) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = last
  return top
}
