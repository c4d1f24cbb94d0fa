/** Annealing by flips: a unit at the border of its grid changes over to the neighbour, unless that tears its grid apart. */
import type { Chance } from '../chance.ts'
import { type Aim, gridWorth, worthOf } from './aim.ts'
import { cutOf, type Division, divisionOf, mayLeave, openSteps, outsideOf, type Steps } from './division.ts'
import type { Graph } from './graph.ts'

/** Temperatures, in what the aim counts: from hot to cold, and at the end only settling. */
export interface Cooling {
  readonly hot: number
  readonly cold: number
  readonly settled: number
}

/** Where units belong, −1 for nowhere, and what it counts to have each elsewhere. */
export interface Homes {
  readonly of: Int32Array
  readonly away: Float64Array
}

export interface Annealing {
  readonly graph: Graph
  readonly aim: Aim
  readonly chance: Chance
  /** Flips to be tried. */
  readonly flips: number
  /** How much of the time is over, 0 to 1: the cooling keeps pace with it. */
  readonly spent: () => number
  readonly cooling: Cooling
  readonly homes: Homes
}

/** Measured on towns of 4,000 units. */
export const COOLING: Cooling = { hot: 0.06, cold: 0.025, settled: 0.0025 }

/** Share of the flips after which the search only settles. */
const SETTLING = 0.96

/** Flips between two looks at the time. */
const LOOK = 8192

export function noHomes({ count }: Graph): Homes {
  return { of: new Int32Array(count).fill(-1), away: new Float64Array(count) }
}

/** What it counts that units are elsewhere than at home. */
function awayOf(homes: Homes, of: Int32Array): number {
  return homes.away.reduce(
    (sum, away, u) => (homes.of[u]! >= 0 && homes.of[u] !== of[u] ? sum + away : sum),
    0,
  )
}

interface Flip {
  /** What the division is worth more afterwards; below zero it is better. */
  more: number
  /** Perimeters of the grid that is left and of the one that is entered, and what they are then worth. */
  left: number
  entered: number
  leftWorth: number
  enteredWorth: number
}

/** A division on the move. */
interface Moving {
  readonly graph: Graph
  readonly aim: Aim
  readonly homes: Homes
  readonly division: Division
  /** What each grid is worth by itself. */
  readonly worth: Float64Array
  readonly flip: Flip
  readonly steps: Steps
}

/** Weighs the change of a unit over to grid `g`. */
function weigh({ graph, aim, homes, division, worth, flip }: Moving, u: number, g: number): void {
  const { of, households, area, perimeter } = division
  const { first, to, border, cut } = graph
  const from = of[u]!
  let [old, next, price] = [0, 0, 0]
  for (let e = first[u]!; e < first[u + 1]!; e++) {
    const other = of[to[e]!]
    if (other === from) {
      old += border[e]!
      price += cut[e]!
    } else if (other === g) {
      next += border[e]!
      price -= cut[e]!
    }
  }
  const [n, size, home] = [graph.households[u]!, graph.area[u]!, homes.of[u]!]
  const away = home === g ? -homes.away[u]! : home === from ? homes.away[u]! : 0
  flip.left = perimeter[from]! - graph.perimeter[u]! + 2 * old
  flip.entered = perimeter[g]! + graph.perimeter[u]! - 2 * next
  flip.leftWorth = gridWorth(aim, households[from]! - n, area[from]! - size, flip.left)
  flip.enteredWorth = gridWorth(aim, households[g]! + n, area[g]! + size, flip.entered)
  flip.more = away + aim.metre * price + flip.leftWorth + flip.enteredWorth - worth[from]! - worth[g]!
}

function carryOut({ graph, division, worth, flip }: Moving, u: number, g: number): void {
  const { of, members, households, area, perimeter } = division
  const from = of[u]!
  const [n, size] = [graph.households[u]!, graph.area[u]!]
  worth[from] = flip.leftWorth
  worth[g] = flip.enteredWorth
  perimeter[from] = flip.left
  perimeter[g] = flip.entered
  members[from]!--
  members[g]!++
  households[from]! -= n
  households[g]! += n
  area[from]! -= size
  area[g]! += size
  of[u] = g
}

interface Best {
  readonly of: Int32Array
  outside: number
  worth: number
}

/** Keeps the division where it is the best so far. */
function keep({ graph, aim, homes }: Annealing, division: Division, best: Best): void {
  const out = outsideOf(aim.bounds, division)
  if (out > best.outside) return
  const worth = worthOf(aim, division, cutOf(graph, division.of)) + awayOf(homes, division.of)
  if (out === best.outside && worth >= best.worth) return
  best.of.set(division.of)
  best.outside = out
  best.worth = worth
}

function heatAt({ hot, cold, settled }: Cooling, gone: number): number {
  return gone < SETTLING ? hot * (cold / hot) ** (gone / SETTLING) : settled
}

function startMoving({ graph, aim, homes }: Annealing, division: Division): Moving {
  const { households, area, perimeter } = division
  return {
    graph,
    aim,
    homes,
    division,
    worth: Float64Array.from(area, (size, g) => gridWorth(aim, households[g]!, size, perimeter[g]!)),
    flip: { more: 0, left: 0, entered: 0, leftWorth: 0, enteredWorth: 0 },
    steps: openSteps(graph.count),
  }
}

/** Tries some flips at one temperature. */
function run(moving: Moving, chance: Chance, heat: number, flips: number): void {
  const { graph, division, flip, steps } = moving
  const { from, to, open } = graph
  const { of } = division
  for (let n = 0; n < flips; n++) {
    const e = Math.floor(chance() * to.length)
    const u = from[e]!
    const g = of[to[e]!]!
    if (g === of[u] || open[e] !== 1) continue
    weigh(moving, u, g)
    if (flip.more > 0 && chance() >= Math.exp(-flip.more / heat)) continue
    if (mayLeave(graph, division, u, steps)) carryOut(moving, u, g)
  }
}

/** @returns the best division met on the way; the one given is used up */
export function anneal(input: Annealing, division: Division): Division {
  const { graph, flips, spent, chance, cooling } = input
  const moving = startMoving(input, division)
  const best: Best = { of: division.of.slice(), outside: Number.POSITIVE_INFINITY, worth: 0 }
  keep(input, division, best)
  for (let done = 0; done < flips && graph.to.length > 0; done += LOOK) {
    const gone = Math.max(done / flips, spent())
    if (gone >= 1) break
    run(moving, chance, heatAt(cooling, gone), Math.min(LOOK, flips - done))
    if (gone > 0.5) keep(input, division, best)
  }
  keep(input, division, best)
  return divisionOf(graph, best.of, division.grids)
}
