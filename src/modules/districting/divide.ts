/** The two questions to the thread beside the house: a division of ground, and what a given one is like. Pure. */
import { type Cells, cellsOf, type Ground, type Spot } from '../../solver/districting/cells.ts'
import type { Exception } from '../../solver/districting/exceptions.ts'
import type { Bounds, Instance } from '../../solver/districting/instance.ts'
import { outlinesOf } from '../../solver/districting/outline.ts'
import { rebalance } from '../../solver/districting/rebalance.ts'
import { solveDistricting, usualTime } from '../../solver/districting/solve.ts'
import { type GridFigures, gridFigures } from '../../solver/districting/summary.ts'

interface Asked {
  readonly ground: Ground
  readonly bounds: Bounds
  /** Regions that are divided; the buildings of the others only bound their ground. */
  readonly regions: readonly number[]
}

export type Question = Asked &
  (
    | {
        readonly kind: 'divide' /** By building, to be kept as far as can be; −1: none. */
        readonly prev?: readonly number[]
      }
    | { readonly kind: 'measure' /** By building; −1: none. */; readonly grid: readonly number[] }
  )

export interface Answer {
  /** By building; −1: not of these regions. */
  readonly grid: readonly number[]
  readonly exceptions: readonly Exception[]
  readonly figures: readonly GridFigures[]
  readonly outlines: readonly (readonly [grid: number, ring: readonly Spot[]])[]
}

interface Chosen {
  readonly instance: Instance
  /** Units of the whole ground, in the order of the instance. */
  readonly units: readonly number[]
}

/** The units of the regions asked for, as an instance of their own. */
function chosenOf({ instance }: Cells, regions: readonly number[]): Chosen {
  const wanted = new Set(regions)
  const units = instance.units.flatMap(({ region }, u) => (wanted.has(region) ? [u] : []))
  const at = new Map(units.map((u, n) => [u, n]))
  const edges = instance.edges.flatMap((edge): Instance['edges'][number][] => {
    const [a, b] = [at.get(edge[0]), at.get(edge[1])]
    if (a === undefined || b === undefined) return []
    return [edge.length === 5 ? [a, b, edge[2], edge[3], edge[4]] : [a, b, edge[2], edge[3]]]
  })
  return { units, instance: { ...instance, units: units.map((u) => instance.units[u]!), edges } }
}

/** The grid of each chosen unit: its buildings stand together, so the first one speaks for all. */
function byUnit(cells: Cells, { units }: Chosen, grid: readonly number[]): number[] {
  const of = new Map<number, number>()
  grid.forEach((g, building) => {
    const unit = cells.unitOf[building]!
    if (!of.has(unit)) of.set(unit, g)
  })
  return units.map((u) => of.get(u) ?? -1)
}

/** @param now milliseconds on a clock that only goes forward */
export function answer(question: Question, now: () => number): Answer {
  const cells = cellsOf(question.ground, question.bounds)
  const chosen = chosenOf(cells, question.regions)
  const { grid, exceptions } =
    question.kind === 'divide' ? divided(question, cells, chosen, now) : given(question, cells, chosen)
  const of = new Map(chosen.units.map((u, n) => [u, grid[n]!]))
  return {
    exceptions,
    grid: Array.from(cells.unitOf, (unit) => of.get(unit) ?? -1),
    figures: gridFigures(chosen.instance, grid),
    outlines: [
      ...outlinesOf(
        chosen.units.map((u) => cells.rings[u]!),
        grid,
      ),
    ].filter(([g]) => g >= 0),
  }
}

type Grids = Pick<Answer, 'grid' | 'exceptions'>

function divided(
  { prev }: Extract<Question, { kind: 'divide' }>,
  cells: Cells,
  chosen: Chosen,
  now: () => number,
): Grids {
  const limits = { now, within: usualTime(chosen.units.length), seed: 1 }
  const solved =
    prev === undefined
      ? solveDistricting(chosen.instance, limits)
      : rebalance(chosen.instance, byUnit(cells, chosen, prev), limits)
  return { grid: solved.solution.grid, exceptions: solved.exceptions }
}

function given({ grid }: Extract<Question, { kind: 'measure' }>, cells: Cells, chosen: Chosen): Grids {
  return { grid: byUnit(cells, chosen, grid), exceptions: [] }
}
