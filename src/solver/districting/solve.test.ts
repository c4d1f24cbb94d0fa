/** A town into grids: the rules always, the best division where all can be looked at, the same answer every time. */
import { describe, expect, test } from 'vitest'
import { countingClock } from '../clock.fixture.ts'
import type { Instance } from './instance.ts'
import { judge } from './judge.fixture.ts'
import { type Solved, solveDistricting } from './solve.ts'
import { makeTiny, makeTown } from './town.fixture.ts'

const solve = (town: Instance, within = 400): Solved =>
  solveDistricting(town, { now: countingClock(), within, areas: 4 })

/** Every way to put units into grids, each once. */
function* divisions(many: number): Generator<number[]> {
  const grid: number[] = new Array(many).fill(0)
  function* from(u: number, used: number): Generator<number[]> {
    if (u === many) {
      yield grid
      return
    }
    for (let g = 0; g <= used; g++) {
      grid[u] = g
      yield* from(u + 1, Math.max(used, g + 1))
    }
  }
  yield* from(0, 0)
}

interface Worth {
  readonly outside: number
  readonly off: number
  readonly cut: number
}

/** Summed over the parts that a grid could reach: households outside, how far their number of grids is off, cut. */
function worthOf(town: Instance, grid: readonly number[]): Worth | undefined {
  const { faults, households, cut } = judge(town, {
    grid,
    area: grid.map(() => 0).slice(0, new Set(grid).size),
  })
  if (faults.some((fault) => fault.startsWith('grid '))) return undefined
  const { min, max } = town
  const capped = cappedSums(town, grid)
  const outside = capped.reduce((sum, one) => sum + Math.max(0, min - one) + Math.max(0, one - max), 0)
  return { outside, off: offOf(town, households.length), cut }
}

/** A building above the most counts as full: what it has in excess weighs on no division. */
function cappedSums({ units, max }: Instance, grid: readonly number[]): number[] {
  const sums: number[] = []
  grid.forEach((g, u) => {
    sums[g] = (sums[g] ?? 0) + Math.min(units[u]!.hh, max)
  })
  return sums
}

function offOf({ units, max, target }: Instance, grids: number): number {
  const full = units.filter(({ hh }) => hh >= max).length
  const all = units.reduce((sum, { hh }) => sum + Math.min(hh, max), 0)
  return Math.abs(grids - full - (all - full * max) / target)
}

const isLess = (a: Worth, b: Worth): boolean =>
  (a.outside - b.outside || a.off - b.off || a.cut - b.cut) < -1e-9

/** One part only: with several, each has its own number of grids, and the sums are no longer compared in one order. */
const isWhole = (town: Instance): boolean =>
  judge(town, { grid: town.units.map(() => 0), area: [0] }).faults.length === 0

describe('tiny towns', () => {
  const towns = Array.from({ length: 1500 }, (_, seed) => makeTiny(seed + 1)).filter(isWhole)

  test('there are enough of them in one piece', () => expect(towns.length).toBeGreaterThan(400))

  test('are divided as well as any division is', () => {
    for (const town of towns) {
      let best: Worth | undefined
      for (const grid of divisions(town.units.length)) {
        const worth = worthOf(town, grid)
        if (worth !== undefined && (best === undefined || isLess(worth, best))) best = worth
      }
      const found = worthOf(town, solve(town, 20).solution.grid)
      expect(found).toBeDefined()
      expect(isLess(best!, found!), JSON.stringify({ town, best, found })).toBe(false)
    }
  })
})

describe('towns', () => {
  test.each([
    ['one community', { rows: 18, columns: 22 }],
    ['three communities', { rows: 14, columns: 36, regions: 3 }],
    ['a river', { rows: 24, columns: 20, river: 9 }],
    ['communities and a river', { rows: 20, columns: 40, regions: 4, river: 11 }],
  ])('%s: every grid hangs together, lies in one community and within the bounds', (_, given) => {
    for (const seed of [1, 2, 3]) {
      const town = makeTown({ seed, ...given })
      const solved = solve(town)
      const verdict = judge(town, solved.solution)
      expect(verdict.faults).toEqual([])
      expect(verdict.outside).toEqual(solved.exceptions.map(({ grid }) => grid))
      expect(verdict.outside).toEqual([])
      expect(solved.figures).toMatchObject({
        grids: verdict.households.length,
        fewest: Math.min(...verdict.households),
        most: Math.max(...verdict.households),
        cut: verdict.cut,
      })
      expect(solved.figures.roundness).toBeGreaterThan(0.5)
    }
  })

  test('annealing makes grids rounder than they were first cut', () => {
    const town = makeTown({ seed: 5, rows: 24, columns: 30 })
    const roundness = (within: number) => solve(town, within).figures.roundness
    expect(roundness(2000)).toBeGreaterThan(roundness(1) + 0.02)
  })

  test('the same town, seed and time give the same answer; another seed another', () => {
    const town = makeTown({ seed: 4, rows: 16, columns: 20 })
    expect(solve(town)).toEqual(solve(town))
    const other = solveDistricting(town, { now: countingClock(), within: 400, areas: 4, seed: 2 })
    expect(other.solution.grid).not.toEqual(solve(town).solution.grid)
  })

  test('progress goes forward through its steps', () => {
    const steps: string[] = []
    const progress = ({ step, share }: { step: string; share: number }) => {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      if (steps.at(-1) !== step) steps.push(step)
    }
    const town = makeTown({ seed: 4, rows: 12, columns: 12 })
    solveDistricting(town, { now: countingClock(), within: 50, progress })
    expect(steps).toEqual(['dividing', 'improving', 'grouping', 'done'])
  })
})

describe('what cannot be within the bounds is declared with its reason', () => {
  const row = (homes: readonly number[], hard: readonly number[] = []): Instance => ({
    ...{ min: 300, max: 500, target: 400 },
    units: homes.map((hh, n) => ({ x: n * 10, y: 0, area: 100, perim: 40, hh, region: 0 })),
    edges: homes
      .slice(1)
      .map((_, n) => [n, n + 1, 10, hard.includes(n) ? 1 : 0] as const)
      .map((edge) => [...edge]),
  })
  test.each([
    ['a tower above the most', row([200, 200, 900, 200, 200]), [['building', 900]]],
    ['a hamlet behind a railway', row([200, 200, 40, 30], [1]), [['few', 70]]],
    ['a total between two numbers of grids', row([275, 275]), [['total', 550]]],
    ['buildings that cannot be parted so', row([450, 150, 450]), [['indivisible', 600]]],
    ['nobody at all', row([0, 0, 0]), [['few', 0]]],
  ])('%s', (_, town, expected) => {
    const { exceptions, solution } = solve(town)
    expect(judge(town, solution).faults).toEqual([])
    expect(exceptions.map(({ reason, households }) => [reason, households])).toEqual(expected)
  })

  test('no unit at all is no grid', () => {
    const { solution, exceptions } = solve(row([]))
    expect(solution).toEqual({ grid: [], area: [] })
    expect(exceptions).toEqual([])
  })
})

describe('areas', () => {
  test('are as many as asked, near to one another in households, and no community goes without', () => {
    const town = makeTown({ seed: 8, rows: 20, columns: 60, regions: 3 })
    const { solution, figures } = solveDistricting(town, { now: countingClock(), within: 100, areas: 9 })
    expect(judge(town, solution).faults).toEqual([])
    expect(new Set(solution.area).size).toBe(9)
    expect(figures.areas).toBe(9)
    expect(figures.mostInArea).toBeLessThan(figures.fewestInArea * 2.2)
  })

  test('one a community at least, though fewer are asked for', () => {
    const town = makeTown({ seed: 8, rows: 14, columns: 42, regions: 3 })
    const { figures } = solveDistricting(town, { now: countingClock(), within: 50, areas: 1 })
    expect(figures.areas).toBe(3)
  })
})
