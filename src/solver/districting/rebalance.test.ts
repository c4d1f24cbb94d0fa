/** Grids mended after change: kept as far as they can be, and never fewer moves claimed than there must be. */
import { describe, expect, test } from 'vitest'
import { openChance } from '../chance.ts'
import { countingClock } from '../clock.fixture.ts'
import type { Instance } from './instance.ts'
import { judge } from './judge.fixture.ts'
import { leastSum } from './moves.ts'
import { rebalance } from './rebalance.ts'
import { solveDistricting } from './solve.ts'
import { makeTown } from './town.fixture.ts'

const limits = () => ({ now: countingClock(), within: 400, areas: 4 })
const divided = (town: Instance) => solveDistricting(town, limits()).solution.grid

/** Every so many-th lot has other households. */
function changed(town: Instance, seed: number, share: number, by: (hh: number) => number): Instance {
  const chance = openChance(seed)
  return {
    ...town,
    units: town.units.map((unit) => (chance() < share ? { ...unit, hh: by(unit.hh) } : unit)),
  }
}

function movedIn({ units }: Instance, before: readonly number[], after: readonly number[]): number {
  return units.reduce((sum, { hh }, u) => (before[u]! >= 0 && before[u] !== after[u] ? sum + hh : sum), 0)
}

const TOWN = { rows: 20, columns: 26 }

describe('a division after change', () => {
  test('nothing has changed: nobody moves', () => {
    const town = makeTown({ seed: 1, ...TOWN })
    const before = divided(town)
    const mended = rebalance(town, before, limits())
    expect(mended).toMatchObject({ moved: 0, bad: 0, made: 0, givenUp: 0, exceptions: [] })
    expect(mended.solution.grid).toEqual(before)
  })

  test.each([
    ['growth', 0.08, (hh: number) => hh + 25],
    ['people moving away', 0.3, (hh: number) => Math.floor(hh / 2)],
    ['both', 0.15, (hh: number) => (hh % 2 === 0 ? hh * 2 : 0)],
  ])('%s: the rules hold, few move, and the bound is not above what was found', (_, share, by) => {
    for (const seed of [1, 2, 3]) {
      const town = makeTown({ seed, ...TOWN })
      const before = divided(town)
      const now = changed(town, seed, share, by)
      const mended = rebalance(now, before, limits())
      const verdict = judge(now, mended.solution)
      expect(verdict.faults).toEqual([])
      expect(verdict.outside).toEqual(mended.exceptions.map(({ grid }) => grid))
      expect(mended.moved).toBeGreaterThanOrEqual(mended.least.inBuildings)
      expect(mended.least.inBuildings).toBeGreaterThanOrEqual(mended.least.excess)
      if (mended.made === 0 && mended.givenUp === 0)
        expect(mended.moved).toBe(movedIn(now, before, mended.solution.grid))
      // To draw all anew would move most of the town.
      const people = now.units.reduce((sum, { hh }) => sum + hh, 0)
      expect(mended.moved).toBeLessThan(people / 4)
    }
  })

  test('a new estate is taken in, and its households are not counted as moved', () => {
    const town = makeTown({ seed: 6, ...TOWN })
    const before = divided(town).map((g, u) => (u % 97 === 0 ? -1 : g))
    const mended = rebalance(town, before, limits())
    const verdict = judge(town, mended.solution)
    expect(verdict.faults).toEqual([])
    expect(verdict.outside).toEqual([])
    expect(mended.moved).toBe(movedIn(town, before, mended.solution.grid))
  })

  test('so many more that there must be another grid: one is made; so many fewer: one is given up', () => {
    const town = makeTown({ seed: 9, rows: 10, columns: 14 })
    const before = divided(town)
    const grids = new Set(before).size
    const more = rebalance(
      changed(town, 1, 1, (hh) => hh * 2),
      before,
      limits(),
    )
    expect(more.made).toBeGreaterThan(0)
    const fewer = rebalance(
      changed(town, 1, 1, (hh) => Math.floor(hh / 2)),
      before,
      limits(),
    )
    expect(fewer.givenUp).toBeGreaterThan(0)
    for (const { solution } of [more, fewer]) expect(judge(town, solution).faults).toEqual([])
    expect(more.figures.grids).toBe(grids + more.made)
    expect(fewer.figures.grids).toBe(grids - fewer.givenUp)
  })

  test('a grid that a new railway has cut in two is mended', () => {
    const town = makeTown({ seed: 3, ...TOWN })
    const before = divided(town)
    const cut: Instance = {
      ...town,
      edges: town.edges.map(([a, b, metres, hard]) => [
        ...([a, b, metres] as const),
        a < 10 * TOWN.columns && b >= 10 * TOWN.columns ? 1 : hard,
      ]),
    }
    const mended = rebalance(cut, before, limits())
    expect(judge(cut, mended.solution).faults).toEqual([])
    expect(mended.moved).toBeGreaterThan(0)
  })
})

test.each([
  [[5, 7, 11], 0, 0],
  [[5, 7, 11], 6, 7],
  [[5, 7, 11], 12, 12],
  [[5, 7, 11], 13, 16],
  [[5, 7, 11], 24, 24],
  [[], 4, 4],
  [[0, 3], 3, 3],
])('the least sum out of %j that reaches %i is %i', (weights, need, least) => {
  expect(leastSum(weights, need)).toBe(least)
})
