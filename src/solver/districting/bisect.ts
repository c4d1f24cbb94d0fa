/** Recursive bisection: some units into so many grids by cutting trees of chance at their best edge. */
import type { Chance } from '../chance.ts'
import { outside } from './division.ts'
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'
import { cutOff, drawTree, type Tree } from './tree.ts'

export interface Bisecting {
  readonly graph: Graph
  readonly tree: Tree
  readonly bounds: Bounds
  readonly chance: Chance
  /** Trees drawn for one cut. */
  readonly trees: number
}

/** Metres of cut that one household outside the bounds outweighs. */
const STRICT = 1e6

/** Metres by which a cut counts as longer where a side lies a whole grid off its fair share. */
const UNFAIR = 400

/** Households by which so many grids together lie outside the bounds. */
export function outsideBy({ min, max }: Bounds, households: number, grids: number): number {
  return outside({ min: min * grids, max: max * grids }, households)
}

interface Edge {
  readonly top: number
  readonly share: number
  readonly worth: number
}

/** The best edge of the tree as it stands: what to cut off, and into how many grids that goes. */
function bestEdge({ tree, bounds }: Bisecting, grids: number): Edge {
  const { order, count, households, cut } = tree
  const all = households[order[0]!]!
  let best: Edge = { top: -1, share: 0, worth: Number.POSITIVE_INFINITY }
  for (let i = 1; i < count; i++) {
    const top = order[i]!
    const part = households[top]!
    const fair = (part * grids) / Math.max(1, all)
    const share = Math.min(grids - 1, Math.max(1, Math.round(fair)))
    const out = outsideBy(bounds, part, share) + outsideBy(bounds, all - part, grids - share)
    const worth = STRICT * out + cut[top]! + UNFAIR * Math.abs(fair - share)
    if (worth < best.worth) best = { top, share, worth }
  }
  return best
}

interface Cut {
  readonly off: Int32Array
  readonly grids: number
  readonly worth: number
}

function bestCut(input: Bisecting, units: Int32Array, grids: number): Cut | undefined {
  const { graph, tree, chance, trees } = input
  let best: Cut | undefined
  for (let n = 0; n < trees; n++) {
    drawTree(graph, tree, units, chance)
    const { top, share, worth } = bestEdge(input, grids)
    if (top >= 0 && worth < (best?.worth ?? Number.POSITIVE_INFINITY))
      best = { off: cutOff(tree, top), grids: share, worth }
  }
  return best
}

/**
 * Divides units that hang together. Where there are fewer units than grids, some numbers stay unused.
 * @param of takes the grid of each, from `grid` on
 */
export function bisect(input: Bisecting, units: Int32Array, grids: number, of: Int32Array, grid = 0): void {
  const cut = grids > 1 ? bestCut(input, units, grids) : undefined
  for (const u of units) of[u] = grid
  if (cut === undefined) return
  const off = new Set(cut.off)
  const rest = units.filter((u) => !off.has(u))
  bisect(input, cut.off, cut.grids, of, grid)
  bisect(input, rest, grids - cut.grids, of, grid + cut.grids)
}
