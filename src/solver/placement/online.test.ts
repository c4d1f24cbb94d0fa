/** One arrival at a time: within the rules, and better than the nearest free site. */
import { expect, test } from 'vitest'
import { type Instance, SLOT, type Solution } from './instance.ts'
import { judge } from './judge.fixture.ts'
import { makeInstance } from './maker.fixture.ts'
import { type Desk, openDesk } from './online.ts'
import { solvePlacement } from './solve.ts'

/** The bound alone: the search is over before it begins. */
const NO_TIME = { now: () => 0, within: 0 }

const TOWN = { parties: 400, sites: 30, origins: 4, room: 1.3 }

/** @param settles whether the desk may look ahead; without, it takes the cheapest free site */
function play(instance: Instance, desk: Desk, settles: boolean): Solution {
  let slot = -1
  const assign = instance.parties.map((party) => {
    const now = Math.floor(party.arrive / SLOT)
    if (settles && now !== slot) desk.settle(party.arrive)
    slot = now
    return desk.decide(party)
  })
  return { assign, split: {} }
}

test.each([1, 2, 3, 4])('beats the nearest free site and keeps the rules, seed %i', (seed) => {
  const instance = makeInstance(seed, TOWN)
  const ahead = judge(instance, play(instance, openDesk(instance), true))
  const greedy = judge(instance, play(instance, openDesk({ ...instance, parties: [] }), false))
  expect(ahead.faults).toEqual([])
  expect(greedy.faults).toEqual([])
  expect(ahead.cost).toBeLessThan(greedy.cost)
  expect(ahead.cost).toBeGreaterThanOrEqual(solvePlacement(instance, NO_TIME).bound)
})

test('a forecast of others, half as many again, does not break it', () => {
  const instance = makeInstance(9, TOWN)
  const others = makeInstance(10, { ...TOWN, parties: 600 }).parties
  const { faults } = judge(instance, play(instance, openDesk({ ...instance, parties: others }), true))
  expect(faults).toEqual([])
})

test('what is taken away outside is no longer given out', () => {
  const instance = makeInstance(2, TOWN)
  const desk = openDesk(instance)
  desk.left.cap.fill(0)
  desk.settle(0)
  expect(instance.parties.slice(0, 20).map((party) => desk.decide(party))).toEqual(Array(20).fill(-1))
})
