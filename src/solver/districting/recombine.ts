/** ReCom (DeFord, Duchin, Solomon 2021) as a descent: two neighbours become one and are cut anew where that is better. */
import type { Chance } from '../chance.ts'
import { type Aim, gridWorth } from './aim.ts'
import { type Division, divisionOf } from './division.ts'
import type { Graph } from './graph.ts'
import { cutOff, drawTree, type Tree } from './tree.ts'

export interface Recombining {
  readonly graph: Graph
  readonly tree: Tree
  readonly aim: Aim
  readonly chance: Chance
  readonly stop: () => boolean
}

/** Trees drawn for one pair. */
const TREES = 4

/** Gains below this are rounding. */
const NOTHING = 1e-9

/** Pairs of grids that a grid could reach across, each once, as a × grids + b. */
function pairsOf(graph: Graph, { of, grids }: Division): number[] {
  const pairs = new Set<number>()
  for (let e = 0; e < graph.to.length; e++) {
    const [a, b] = [of[graph.from[e]!]!, of[graph.to[e]!]!]
    if (a < b && graph.open[e] === 1) pairs.add(a * grids + b)
  }
  return [...pairs].sort((a, b) => a - b)
}

interface Edge {
  readonly top: number
  readonly worth: number
}

/** The edge at which the tree falls into the two best grids. */
function bestEdge({ aim, tree }: Recombining): Edge {
  const { order, count, households, area, perimeter, inner, across, cut } = tree
  const root = order[0]!
  let best: Edge = { top: -1, worth: Number.POSITIVE_INFINITY }
  for (let i = 1; i < count; i++) {
    const u = order[i]!
    const rest = perimeter[root]! - perimeter[u]! - (inner[root]! - inner[u]! - 2 * across[u]!)
    const worth =
      gridWorth(aim, households[u]!, area[u]!, perimeter[u]! - inner[u]!) +
      gridWorth(aim, households[root]! - households[u]!, area[root]! - area[u]!, rest) +
      aim.metre * cut[u]!
    if (worth < best.worth) best = { top: u, worth }
  }
  return best
}

/** What parting the units of two grids costs now. */
function cutBetween({ first, to, cut }: Graph, of: Int32Array, units: Int32Array, b: number): number {
  let sum = 0
  for (const u of units)
    for (let e = first[u]!; of[u] !== b && e < first[u + 1]!; e++) if (of[to[e]!] === b) sum += cut[e]!
  return sum
}

/** @returns whether the two were cut anew; the sums of the division are then out of date */
function recombinePair(input: Recombining, division: Division, a: number, b: number): boolean {
  const { graph, tree, aim, chance } = input
  const { of, households, area, perimeter } = division
  const units = Int32Array.from(of.keys()).filter((u) => of[u] === a || of[u] === b)
  const worth = (g: number) => gridWorth(aim, households[g]!, area[g]!, perimeter[g]!)
  const now = worth(a) + worth(b) + aim.metre * cutBetween(graph, of, units, b)
  let best: { off: Int32Array; worth: number } | undefined
  for (let n = 0; n < TREES; n++) {
    drawTree(graph, tree, units, chance)
    // An earlier pair may have drawn the two apart: what no tree spans is no pair any more.
    if (tree.count < units.length) return false
    const edge = bestEdge(input)
    if (edge.top >= 0 && edge.worth < (best?.worth ?? now - NOTHING))
      best = { off: cutOff(tree, edge.top), worth: edge.worth }
  }
  if (best === undefined) return false
  for (const u of units) of[u] = a
  for (const u of best.off) of[u] = b
  return true
}

/** Every pair once, in an order of chance. @returns the division as it then is */
export function recombine(input: Recombining, division: Division): Division {
  const { graph, chance, stop } = input
  const pairs = pairsOf(graph, division)
  let now = division
  for (let left = pairs.length; left > 0 && !stop(); left--) {
    const at = Math.floor(chance() * left)
    const pair = pairs[at]!
    pairs[at] = pairs[left - 1]!
    if (recombinePair(input, now, Math.floor(pair / now.grids), pair % now.grids))
      now = divisionOf(graph, now.of, now.grids)
  }
  return now
}
