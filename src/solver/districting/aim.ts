/** What a division is worth: lower is better. */
import { type Division, outside, roundness } from './division.ts'
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'

/** What one household outside the bounds counts, where a grid as round as can be counts −1. */
const HOUSEHOLD = 0.2

/** What a cut as long as the side of a square of the graph's mean grid counts. */
const SIDE = 0.1

export interface Aim {
  readonly bounds: Bounds
  /** What one household outside the bounds, a grid as round as can be, and one metre of cut count. */
  readonly household: number
  readonly round: number
  readonly metre: number
}

export function aimOf(graph: Graph, bounds: Bounds, grids: number): Aim {
  const area = graph.area.reduce((sum, one) => sum + one, 0)
  const metre = area > 0 ? SIDE / Math.sqrt(area / grids) : SIDE
  return { bounds, household: HOUSEHOLD, round: 1, metre }
}

/** What a grid counts by itself. */
export function gridWorth(aim: Aim, households: number, area: number, perimeter: number): number {
  return aim.household * outside(aim.bounds, households) - aim.round * roundness(area, perimeter)
}

export function worthOf(aim: Aim, { grids, households, area, perimeter }: Division, cut: number): number {
  let sum = aim.metre * cut
  for (let g = 0; g < grids; g++) sum += gridWorth(aim, households[g]!, area[g]!, perimeter[g]!)
  return sum
}
