/** Grids outside the bounds, each with the reason that declares it. */
import { unavoidable } from './divide.ts'
import { type Division, outside } from './division.ts'
import { TINY } from './exact.ts'
import { type Graph, partsOf } from './graph.ts'
import type { Bounds } from './instance.ts'

/**
 * One building is above the most; what hangs together has too few; its total fits into no number of grids; the total
 * would, but these buildings cannot be parted so (proven), or no such division has been found.
 */
export type Reason = 'building' | 'few' | 'total' | 'indivisible' | 'unfound'

export interface Exception {
  readonly grid: number
  readonly households: number
  readonly reason: Reason
}

interface Part {
  readonly households: number
  /** As the bounds can see them. */
  readonly capped: number
  readonly units: number
}

function partFor({ households }: Graph, { max }: Bounds, units: Int32Array): Part {
  const sum = (of: (one: number) => number) => units.reduce((all, u) => all + of(households[u]!), 0)
  return { households: sum((one) => one), capped: sum((one) => Math.min(one, max)), units: units.length }
}

function reasonFor(bounds: Bounds, households: number, part: Part, largest: number): Reason {
  if (households > bounds.max && largest > bounds.max) return 'building'
  if (part.households < bounds.min) return 'few'
  if (unavoidable(bounds, part.capped) > 0) return 'total'
  return part.units <= TINY ? 'indivisible' : 'unfound'
}

/** @param proven whether tiny parts have been searched through to the end */
export function exceptionsIn(graph: Graph, bounds: Bounds, division: Division, proven: boolean): Exception[] {
  const { grids, of, households } = division
  const largest = new Int32Array(grids)
  const partOf = new Array<Part>(grids)
  for (const units of partsOf(graph)) {
    const part = partFor(graph, bounds, units)
    for (const u of units) {
      largest[of[u]!] = Math.max(largest[of[u]!]!, graph.households[u]!)
      partOf[of[u]!] = part
    }
  }
  return Array.from(households, (sum, grid) => ({ grid, households: sum }))
    .filter((one) => outside(bounds, one.households) > 0)
    .map(({ grid, households: sum }) => {
      const reason = reasonFor(bounds, sum, partOf[grid]!, largest[grid]!)
      return { grid, households: sum, reason: reason === 'indivisible' && !proven ? 'unfound' : reason }
    })
}
