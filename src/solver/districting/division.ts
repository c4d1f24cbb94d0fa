/** A division of one graph into grids, with the sums of each grid. */
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'

export interface Division {
  readonly grids: number
  readonly of: Int32Array
  readonly members: Int32Array
  readonly households: Int32Array
  readonly area: Float64Array
  readonly perimeter: Float64Array
}

/** Households by which a grid lies outside the bounds. */
export function outside({ min, max }: Pick<Bounds, 'min' | 'max'>, households: number): number {
  return households < min ? min - households : households > max ? households - max : 0
}

/** Polsby and Popper's measure: 1 for a circle, 0.785 for a square; 0 where nothing has been measured. */
export function roundness(area: number, perimeter: number): number {
  return perimeter > 0 ? Math.min(1, (4 * Math.PI * area) / (perimeter * perimeter)) : 0
}

export function divisionOf(graph: Graph, of: Int32Array, grids: number): Division {
  const division: Division = {
    grids,
    of,
    members: new Int32Array(grids),
    households: new Int32Array(grids),
    area: new Float64Array(grids),
    perimeter: new Float64Array(grids),
  }
  const { members, households, area, perimeter } = division
  for (let u = 0; u < graph.count; u++) {
    const g = of[u]!
    members[g]!++
    households[g]! += graph.households[u]!
    area[g]! += graph.area[u]!
    perimeter[g]! += graph.perimeter[u]!
    for (let e = graph.first[u]!; e < graph.first[u + 1]!; e++)
      if (of[graph.to[e]!] === g) perimeter[g]! -= graph.border[e]!
  }
  return division
}

export function outsideOf(bounds: Bounds, { households }: Division): number {
  return households.reduce((sum, one) => sum + outside(bounds, one), 0)
}

/** What the borders between grids cost together. */
export function cutOf({ count, first, to, cut }: Graph, of: Int32Array): number {
  let sum = 0
  for (let u = 0; u < count; u++)
    for (let e = first[u]!; e < first[u + 1]!; e++) {
      const v = to[e]!
      if (v > u && of[v] !== of[u]) sum += cut[e]!
    }
  return sum
}

/** What a search remembers between two questions whether a grid stays in one piece. */
export interface Steps {
  readonly stamp: Int32Array
  readonly queue: Int32Array
  now: number
}

export function openSteps(count: number): Steps {
  return { stamp: new Int32Array(count), queue: new Int32Array(count), now: 0 }
}

/** Marks the neighbours of a unit in its own grid. @returns how many there are; one of them begins the queue */
function markNeighbours({ first, to, open }: Graph, of: Int32Array, u: number, steps: Steps): number {
  const { stamp, queue, now } = steps
  let many = 0
  for (let e = first[u]!; e < first[u + 1]!; e++) {
    const v = to[e]!
    if (open[e] === 0 || of[v] !== of[u] || stamp[v] === now) continue
    stamp[v] = now
    queue[0] = v
    many++
  }
  return many
}

/** Whether the grid of a unit hangs together without it as well as with it; a grid is never left empty. */
export function mayLeave(graph: Graph, { of, members }: Division, u: number, steps: Steps): boolean {
  const { first, to, open } = graph
  const { stamp, queue } = steps
  const g = of[u]!
  if (members[g] === 1) return false
  steps.now += 2
  const many = markNeighbours(graph, of, u, steps)
  if (many < 2) return true
  const [asked, reached] = [steps.now, steps.now + 1]
  let [left, tail] = [many - 1, 1]
  stamp[queue[0]!] = stamp[u] = reached
  for (let head = 0; head < tail; head++) {
    const from = queue[head]!
    for (let e = first[from]!; e < first[from + 1]!; e++) {
      const v = to[e]!
      if (of[v] !== g || stamp[v] === reached || open[e] === 0) continue
      if (stamp[v] === asked && --left === 0) return true
      stamp[v] = reached
      queue[tail++] = v
    }
  }
  return false
}
