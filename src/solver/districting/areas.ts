/** Areas (片区): neighbouring grids of one region together, apportioned to the regions by largest remainder. */
import type { Chance } from '../chance.ts'
import { apportion } from './apportion.ts'
import { divide, householdsIn, refine } from './divide.ts'
import type { Division } from './division.ts'
import { type Border, type Graph, graphOf, groupsBy, subgraph } from './graph.ts'
import type { Bounds } from './instance.ts'

/** The county has 32 areas for 113 grids. */
const GRIDS_AN_AREA = 113 / 32

export function areasFor(grids: number): number {
  return Math.max(1, Math.round(grids / GRIDS_AN_AREA))
}

/** Share of its fair number of households by which an area may be off. */
const OFF = 0.3

/** Flips for one grid. */
const FLIPS = 500

/** Grids as units. An area may reach across whatever a grid may not, but is best parted there. */
function gridGraph(graph: Graph, { of, grids, households, area, perimeter }: Division): Graph {
  const borders = new Map<number, Border>()
  for (let e = 0; e < graph.to.length; e++) {
    const [a, b] = [of[graph.from[e]!]!, of[graph.to[e]!]!]
    if (a >= b) continue
    const { length, cut } = borders.get(a * grids + b) ?? { length: 0, cut: 0 }
    const sums = { length: length + graph.border[e]!, cut: cut + graph.cut[e]! }
    borders.set(a * grids + b, { a, b, open: true, ...sums })
  }
  return graphOf({ households, area, perimeter }, [...borders.values()])
}

function boundsFor(graph: Graph, areas: number): Bounds {
  const target = householdsIn(graph) / areas
  return { min: Math.floor(target * (1 - OFF)), max: Math.max(1, Math.ceil(target * (1 + OFF))), target }
}

function areasOf(graph: Graph, areas: number, chance: Chance): Division {
  const bounds = boundsFor(graph, areas)
  const wanted = { ideal: areas, only: areas }
  const choice = divide({ graph, bounds, wanted, chance, stop: () => false })
  return refine({ graph, bounds, chance, flips: FLIPS * graph.count, spent: () => 0 }, choice)
}

/**
 * @param asked areas in all; every part of a region that hangs together gets one at least
 * @returns the area of each grid
 */
export function groupGrids(graph: Graph, division: Division, asked: number, chance: Chance): Int32Array {
  const grids = gridGraph(graph, division)
  const parts = groupsBy(grids, () => true)
  const graphs = parts.map((part) => subgraph(grids, part))
  const most = parts.map((part) => part.length)
  const given = apportion(asked, graphs.map(householdsIn), most)
  const area = new Int32Array(grids.count)
  let next = 0
  parts.forEach((part, n) => {
    const made = areasOf(graphs[n]!, given[n]!, chance)
    part.forEach((g, index) => {
      area[g] = next + made.of[index]!
    })
    next += made.grids
  })
  return area
}
