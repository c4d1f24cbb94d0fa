/** Sites close: the displaced are placed anew, and nobody else moves. */
import { expect, test } from 'vitest'
import { InstanceError } from '../instance-error.ts'
import type { Instance, Solution } from './instance.ts'
import { judge } from './judge.fixture.ts'
import { makeInstance } from './maker.fixture.ts'
import { replacePlacement } from './replace.ts'
import { solvePlacement } from './solve.ts'

const UNHURRIED = { now: () => 0, within: 1 }
const TOWN = { parties: 300, sites: 30, origins: 4, room: 1.8 }

/** Where the party is, as text, so that splits compare too. */
function where({ assign, split }: Solution, p: number): string {
  return JSON.stringify(split[p] ?? assign[p])
}

/** The town after its busiest site has closed; those who are placed count a move from where they are. */
function closing(seed: number): { after: Instance; before: Solution; closed: number } {
  const instance = makeInstance(seed, TOWN)
  const before = solvePlacement(instance, UNHURRIED).solution
  const guests = instance.sites.map((_, s) => before.assign.filter((at) => at === s).length)
  const closed = guests.indexOf(Math.max(...guests))
  const after = {
    ...instance,
    sites: instance.sites.map((site, s) => (s === closed ? { ...site, closed: true } : site)),
    parties: instance.parties.map((party, p) => ({ ...party, prev: before.assign[p]! })),
  }
  return { after, before, closed }
}

test.each([1, 2, 3, 4, 5, 6])('nobody moves whose site is open, seed %i', (seed) => {
  const { after, before, closed } = closing(seed)
  const { solution, cost, bound } = replacePlacement(after, before, UNHURRIED)
  const judged = judge(after, solution)
  expect(judged).toEqual({ cost, faults: [] })
  expect(bound).toBeLessThanOrEqual(cost)
  before.assign.forEach((site, p) => {
    const touched = site === -1 || site === closed || before.split[p]?.some(([s]) => s === closed)
    if (!touched) expect(where(solution, p)).toBe(where(before, p))
  })
})

test('a placement that could never have stood is refused', () => {
  const { after, before } = closing(1)
  const crowded = { assign: before.assign.map(() => 0), split: {} }
  const run = () => replacePlacement(after, crowded, UNHURRIED)
  expect(run).toThrow(InstanceError)
})
