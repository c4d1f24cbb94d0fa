/** What a division is like, in figures that a map can be judged by. */
import { type Division, roundness } from './division.ts'
import type { Instance } from './instance.ts'

export interface Figures {
  readonly grids: number
  readonly fewest: number
  readonly most: number
  /** Mean households between a grid and the target. */
  readonly deviation: number
  /** Metres of border between grids, where one could reach across. */
  readonly cut: number
  /** Polsby-Popper. */
  readonly roundness: number
  readonly leastRound: number
  /** Root mean square metres of a household from the middle of its grid. */
  readonly radius: number
  readonly areas: number
  readonly fewestInArea: number
  readonly mostInArea: number
}

interface Middles {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly households: Float64Array
}

function middlesOf({ units }: Instance, { grids, of }: Division): Middles {
  const sums: Middles = {
    x: new Float64Array(grids),
    y: new Float64Array(grids),
    households: new Float64Array(grids),
  }
  units.forEach(({ x, y, hh }, u) => {
    const g = of[u]!
    sums.x[g]! += hh * x
    sums.y[g]! += hh * y
    sums.households[g]! += hh
  })
  return sums
}

function radiusOf(instance: Instance, division: Division): number {
  const middles = middlesOf(instance, division)
  let [squares, all] = [0, 0]
  instance.units.forEach(({ x, y, hh }, u) => {
    const g = division.of[u]!
    const n = middles.households[g]!
    if (hh > 0) squares += hh * ((x - middles.x[g]! / n) ** 2 + (y - middles.y[g]! / n) ** 2)
    all += hh
  })
  return all > 0 ? Math.sqrt(squares / all) : 0
}

function sumOf(list: readonly number[]): number {
  return list.reduce((all, one) => all + one, 0)
}

function meanOf(list: readonly number[]): number {
  return list.length > 0 ? sumOf(list) / list.length : 0
}

function endsOf(list: readonly number[]): [number, number] {
  return list.reduce<[number, number]>(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [list[0] ?? 0, list[0] ?? 0],
  )
}

function householdsByArea({ households }: Division, area: Int32Array): number[] {
  const sums: number[] = []
  area.forEach((a, g) => {
    sums[a] = (sums[a] ?? 0) + households[g]!
  })
  return sums
}

export function figuresOf(instance: Instance, division: Division, area: Int32Array): Figures {
  const { grids, of } = division
  const { edges, target } = instance
  const households = Array.from(division.households)
  const round = Array.from(division.area, (size, g) => roundness(size, division.perimeter[g]!))
  const byArea = householdsByArea(division, area)
  const [fewest, most] = endsOf(households)
  const [fewestInArea, mostInArea] = endsOf(byArea)
  return {
    grids,
    fewest,
    most,
    deviation: meanOf(households.map((one) => Math.abs(one - target))),
    cut: sumOf(edges.map(([a, b, metres, hard]) => (hard === 0 && of[a] !== of[b] ? metres : 0))),
    roundness: meanOf(round),
    leastRound: endsOf(round)[0],
    radius: radiusOf(instance, division),
    areas: byArea.length,
    fewestInArea,
    mostInArea,
  }
}
