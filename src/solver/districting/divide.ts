/** The division of units that hang together: tiny ones exactly, others by bisection, recombination and annealing. */
import type { Chance } from '../chance.ts'
import { aimOf } from './aim.ts'
import { anneal, COOLING, noHomes } from './anneal.ts'
import { bisect, outsideBy } from './bisect.ts'
import { type Division, divisionOf, outsideOf } from './division.ts'
import { type Choice, choiceOf, exactChoice, isBetter, TINY, type Wanted } from './exact.ts'
import type { Graph } from './graph.ts'
import type { Bounds } from './instance.ts'
import { recombine } from './recombine.ts'
import { openTree } from './tree.ts'

export interface Dividing {
  readonly graph: Graph
  readonly bounds: Bounds
  readonly wanted: Wanted
  readonly chance: Chance
  readonly stop: () => boolean
}

/** Trees drawn for one cut of the first division. */
const TREES = 2

/** Flips for each unit that mend a division which lies outside the bounds. */
const MENDING = 300

/** Divisions begun anew while households are outside the bounds in vain: how many grids more or fewer each takes. */
const TRIES = [0, 0, 1, -1, 0, 2, -2, 1, -1, 0] as const

/**
 * Households as the bounds can see them: a building above the most counts as a full grid, so that it is alone in its
 * grid where that can be, and what it has in excess weighs on no division.
 */
export function capped(graph: Graph, { max }: Bounds): Graph {
  return { ...graph, households: graph.households.map((one) => Math.min(one, max)) }
}

export function householdsIn({ households }: Graph): number {
  return households.reduce((sum, one) => sum + one, 0)
}

/** @param graph with households capped */
export function wantedOf(graph: Graph, { max, target }: Bounds): Wanted {
  const full = graph.households.reduce((sum, one) => sum + (one === max ? 1 : 0), 0)
  return { ideal: full + (householdsIn(graph) - full * max) / Math.max(1, target) }
}

/** The fewest and the most grids among which so many households can be divided; the fewest may be above the most. */
export function gridsWithin({ min, max }: Bounds, households: number, units: number): [number, number] {
  const most = min > 0 ? Math.min(units, Math.floor(households / min)) : units
  return [Math.max(1, Math.ceil(households / max)), most]
}

/** Households that are outside the bounds in any division, whatever the buildings. */
export function unavoidable(bounds: Bounds, households: number): number {
  const few = Math.max(1, Math.floor(households / bounds.max))
  return Math.min(outsideBy(bounds, households, few), outsideBy(bounds, households, few + 1))
}

/** The number of grids nearest to the target's that the bounds allow. */
function gridsFor(graph: Graph, bounds: Bounds, { ideal, only }: Wanted): number {
  if (only !== undefined) return only
  const [least, most] = gridsWithin(bounds, householdsIn(graph), graph.count)
  const near = Math.round(ideal)
  const grids = least <= most ? Math.min(most, Math.max(least, near)) : near
  return Math.max(1, Math.min(graph.count, grids))
}

/** Numbers the grids anew so that none is empty. @returns how many there are */
function closeGaps(of: Int32Array): number {
  const names = new Map<number, number>()
  of.forEach((g, u) => {
    if (!names.has(g)) names.set(g, names.size)
    of[u] = names.get(g)!
  })
  return names.size
}

function tryGrids({ graph, bounds, wanted, chance, stop }: Dividing, grids: number): Choice {
  const of = new Int32Array(graph.count)
  const tree = openTree(graph)
  bisect({ graph, tree, bounds, chance, trees: TREES }, Int32Array.from(of.keys()), grids, of)
  const made = closeGaps(of)
  const aim = aimOf(graph, bounds, made)
  let division = recombine({ graph, tree, aim, chance, stop }, divisionOf(graph, of, made))
  if (outsideOf(bounds, division) > 0) {
    const flips = graph.count * MENDING
    const input = { graph, aim, chance, flips, spent: () => 0, cooling: COOLING, homes: noHomes(graph) }
    division = anneal(input, division)
  }
  return choiceOf(graph, bounds, division.of, made, wanted.ideal)
}

/** A first division, with as few households outside the bounds as can be found. */
export function divide(input: Dividing): Choice {
  const { graph, bounds, wanted, stop } = input
  if (graph.count <= TINY) return exactChoice(graph, bounds, wanted)
  const grids = gridsFor(graph, bounds, wanted)
  const least = wanted.only === undefined ? unavoidable(bounds, householdsIn(graph)) : 0
  let best: Choice | undefined
  for (const more of TRIES) {
    const many = wanted.only ?? Math.max(1, Math.min(graph.count, grids + more))
    const choice = tryGrids(input, many)
    if (isBetter(choice, best)) best = choice
    if (best!.outside <= least || stop()) break
  }
  return best!
}

export interface Refining {
  readonly graph: Graph
  readonly bounds: Bounds
  readonly chance: Chance
  readonly flips: number
  readonly spent: () => number
}

/** Rounder grids with shorter borders, and never more households outside the bounds; what is exact stays. */
export function refine({ graph, bounds, ...rest }: Refining, { of, grids }: Choice): Division {
  const division = divisionOf(graph, of.slice(), grids)
  if (graph.count <= TINY || grids === 1) return division
  const aim = aimOf(graph, bounds, grids)
  return anneal({ graph, aim, cooling: COOLING, homes: noHomes(graph), ...rest }, division)
}
