/** The solver against every answer there is, and against the rules where there are too many. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bruteForce, judge } from './judge.fixture.ts'
import { makeInstance, type Scale } from './maker.fixture.ts'
import { type Solved, solvePlacement } from './solve.ts'

/** A clock that stands still: the search ends by itself, and so equally on every machine. */
const UNHURRIED = { now: () => 0, within: 1 }

function solve(seed: number, scale?: Scale): Solved & { faults: string[]; judged: number } {
  const instance = makeInstance(seed, scale)
  const solved = solvePlacement(instance, UNHURRIED)
  const { cost, faults } = judge(instance, solved.solution)
  return { ...solved, faults, judged: cost }
}

test('equals brute force on 1,000 random small instances, and the bound is never above', () => {
  let [unequal, above, tight] = [0, 0, 0]
  for (let seed = 1; seed <= 1000; seed++) {
    const { cost, judged, bound, faults } = solve(seed)
    const best = bruteForce(makeInstance(seed))
    if (cost !== best || judged !== best || faults.length > 0) unequal++
    if (bound > best) above++
    if (bound === best) tight++
  }
  expect({ unequal, above }).toEqual({ unequal: 0, above: 0 })
  expect(tight).toBeGreaterThan(300)
})

describe('a town of 400 parties', () => {
  const town: Scale = { parties: 400, sites: 40, origins: 5, room: 1.6 }

  test.each([1, 2, 3])('keeps every rule and comes near its bound, seed %i', (seed) => {
    const { cost, judged, bound, faults } = solve(seed, town)
    expect(faults).toEqual([])
    expect(judged).toBe(cost)
    expect(cost).toBeGreaterThanOrEqual(bound)
    // Sites of eight beds for parties of up to eight: most of this is what whole parties cost, not what was missed.
    expect(cost).toBeLessThanOrEqual(bound * 1.08)
  })

  test('is answered equally twice', () => {
    expect(solve(4, town)).toEqual(solve(4, town))
  })
})

test('any town of any size is answered within the rules', () => {
  const size = fc.record({
    parties: fc.integer({ min: 0, max: 40 }),
    sites: fc.integer({ min: 1, max: 12 }),
    origins: fc.integer({ min: 1, max: 4 }),
    room: fc.constantFrom(0.3, 0.8, 1, 2),
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), size, (seed, scale) => {
      const { cost, judged, bound, faults, unplaced, waiting } = solve(seed, scale)
      expect(faults).toEqual([])
      expect(judged).toBe(cost)
      expect(bound).toBeLessThanOrEqual(cost)
      expect(waiting.reduce((sum, { persons }) => sum + persons, 0)).toBe(unplaced)
    }),
    { numRuns: 150, seed: 620922 },
  )
})

test('a search without time still answers within the rules', () => {
  const instance = makeInstance(5, { parties: 200, sites: 20, origins: 3, room: 1 })
  let now = 0
  const { solution } = solvePlacement(instance, { now: () => now++, within: 0 })
  expect(judge(instance, solution).faults).toEqual([])
})
