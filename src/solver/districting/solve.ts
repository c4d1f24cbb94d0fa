/** A town into grids, and the grids into areas. */
import { type Chance, openChance } from '../chance.ts'
import { areasFor, groupGrids } from './areas.ts'
import { capped, divide, refine, wantedOf } from './divide.ts'
import { type Division, divisionOf } from './division.ts'
import type { Choice } from './exact.ts'
import { type Exception, exceptionsIn } from './exceptions.ts'
import { type Graph, partsOf, subgraph, wholeGraph } from './graph.ts'
import type { Bounds, Instance, Solution } from './instance.ts'
import { type Figures, figuresOf } from './report.ts'

export type Step = 'dividing' | 'improving' | 'grouping' | 'done'

export interface Progress {
  readonly step: Step
  /** Share of the step that is done, 0 to 1. */
  readonly share: number
}

export interface Limits {
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number
  /** Milliseconds that may be spent; a first division is finished in any case. */
  readonly within: number
  readonly seed?: number
  /** Areas in all; as many for each grid as the county has when nothing is said. */
  readonly areas?: number
  readonly progress?: (progress: Progress) => void
}

export interface Solved {
  readonly solution: Solution
  readonly exceptions: readonly Exception[]
  readonly figures: Figures
}

/**
 * Flips that an ordinary machine tries in a millisecond. What is tried depends on the time allowed and not on the time
 * taken, so that equal input gives the equal answer wherever the machine keeps up.
 */
const FLIPS = 15_000

/** Flips for one unit after which more gain little. */
const ENOUGH = 12_000

/** Share of the time that is left to areas and figures. */
const REST = 0.03

/** Milliseconds when nothing is said: three seconds for a town of 4,000 buildings, eighteen for a city of 40,000. */
export function usualTime(units: number): number {
  return Math.min(18_000, Math.max(1_000, units * 0.75))
}

interface Part {
  readonly units: Int32Array
  readonly graph: Graph
  readonly choice: Choice
}

interface Dividing {
  readonly bounds: Bounds
  readonly chance: Chance
  readonly stop: () => boolean
  readonly progress: (share: number) => void
}

function divideAll(whole: Graph, { bounds, chance, stop, progress }: Dividing): Part[] {
  return partsOf(whole).map((units, n, parts) => {
    progress(n / parts.length)
    const graph = capped(subgraph(whole, units), bounds)
    const wanted = wantedOf(graph, bounds)
    return { units, graph, choice: divide({ graph, bounds, wanted, chance, stop }) }
  })
}

interface Refining {
  readonly bounds: Bounds
  readonly chance: Chance
  /** Flips for one unit. */
  readonly flips: number
  readonly now: () => number
  readonly end: number
  readonly progress: (share: number) => void
}

/** Each part gets its share of what is left of the time. */
function refineAll(
  parts: readonly Part[],
  { bounds, chance, flips, now, end, progress }: Refining,
): Int32Array[] {
  const all = parts.reduce((sum, { units }) => sum + units.length, 0)
  let left = all
  return parts.map(({ graph, choice }) => {
    progress(1 - left / all)
    const begun = now()
    const mine = ((end - begun) * graph.count) / left
    left -= graph.count
    const spent = () => (mine > 0 ? (now() - begun) / mine : 1)
    return refine({ graph, bounds, chance, flips: flips * graph.count, spent }, choice).of
  })
}

/** The grids of all parts, numbered through. */
function joined(whole: Graph, parts: readonly Part[], made: readonly Int32Array[]): Division {
  const of = new Int32Array(whole.count)
  let next = 0
  parts.forEach(({ units, choice }, n) => {
    units.forEach((u, index) => {
      of[u] = next + made[n]![index]!
    })
    next += choice.grids
  })
  return divisionOf(whole, of, next)
}

interface Described {
  readonly instance: Instance
  readonly whole: Graph
  readonly chance: Chance
  readonly areas: number | undefined
  /** Whether tiny parts have been searched through to the end. */
  readonly proven: boolean
}

/** Areas, exceptions and figures of a division. */
export function describe({ instance, whole, chance, areas, proven }: Described, division: Division): Solved {
  const area = groupGrids(whole, division, areas ?? areasFor(division.grids), chance)
  return {
    solution: { grid: Array.from(division.of), area: Array.from(area) },
    exceptions: exceptionsIn(whole, instance, division, proven),
    figures: figuresOf(instance, division, area),
  }
}

/** Solves an instance. Equal instance, seed and time allowed give the equal answer where the machine keeps up. */
export function solveDistricting(instance: Instance, limits: Limits): Solved {
  const { now, within, seed = 1, areas, progress = () => {} } = limits
  const end = now() + within
  const chance = openChance(seed)
  const whole = wholeGraph(instance)
  const parts = divideAll(whole, {
    bounds: instance,
    chance,
    stop: () => now() >= end,
    progress: (share) => progress({ step: 'dividing', share }),
  })
  const made = refineAll(parts, {
    bounds: instance,
    chance,
    flips: Math.min(ENOUGH, Math.floor((within * FLIPS) / Math.max(1, whole.count))),
    now,
    end: end - within * REST,
    progress: (share) => progress({ step: 'improving', share }),
  })
  progress({ step: 'grouping', share: 0 })
  const solved = describe({ instance, whole, chance, areas, proven: true }, joined(whole, parts, made))
  progress({ step: 'done', share: 1 })
  return solved
}
