/** What a plan ahead leaves behind: prices where places are scarce, quotas, and a bound that nothing beats. */
import { expect, test } from 'vitest'
import type { Instance, Party, Site } from './instance.ts'
import { makeInstance } from './maker.fixture.ts'
import { settle } from './settle.ts'
import { solvePlacement } from './solve.ts'

const site = (change: Partial<Site> = {}): Site => ({
  cap: 10,
  staff: 10,
  places: [0, 0, 0, 0],
  has: 0,
  open: 0,
  close: 1000,
  tierPenalty: 0,
  only: 0,
  intake: 100,
  ...change,
})
const party = (change: Partial<Party> = {}): Party => ({
  size: 2,
  origin: 0,
  car: true,
  need: 0,
  room: 0,
  arrive: 0,
  prev: -1,
  splitOk: false,
  ...change,
})
const town = (sites: Site[], ways: number[], parties: Party[]): Instance => ({
  origins: ['exit'],
  sites,
  parties,
  travel: { foot: ways, car: ways },
})
const plan = (place: Instance, slots: [number, number, number][] = []) => settle({ place, slots, until: 30 })

test('a near site that all want has a price, by which the far one is as good', () => {
  const parties = Array.from({ length: 8 }, () => party())
  const { prices, unplaced, expected, quotas } = plan(town([site(), site()], [5, 25], parties))
  expect(prices.site[0]).toBe(20)
  expect(prices.site[1]).toBe(0)
  expect({ unplaced, expected }).toEqual({ unplaced: 0, expected: 16 })
  // Ten persons at the near site, six at the far one, all of one class.
  expect([...quotas.wide.values()].map((sites) => Object.fromEntries(sites))).toEqual([{ 0: 10, 1: 6 }])
  expect([...quotas.exact.keys()]).toEqual(['1 0 0 2'])
})

test('nothing is scarce: no price', () => {
  const { prices } = plan(town([site(), site()], [5, 25], [party(), party()]))
  expect([...prices.site, ...prices.slot].every((price) => price === 0)).toBe(true)
})

test('receptions already given count', () => {
  const place = town([site({ intake: 6 }), site()], [5, 25], [party(), party()])
  expect(plan(place).prices.slot.every((price) => price === 0)).toBe(true)
  expect(plan(place, [[0, 0, 2]]).prices.slot[0]).toBe(20)
  // A half hour beyond the plan's is nobody's.
  expect(
    plan(place, [
      [0, -1, 0],
      [0, 999, 0],
    ]).prices.slot.every((price) => price === 0),
  ).toBe(true)
})

test('what is meant for those who are expected later is not for the next ones', () => {
  const { quotas } = plan(town([site()], [5], [party(), party({ arrive: 45 })]))
  expect([...quotas.wide.values()].map((sites) => sites.get(0))).toEqual([2])
})

test('who cannot be placed is told with the need', () => {
  const { unplaced, waiting } = plan(town([site()], [5], [party({ need: 2 }), party()]))
  expect(unplaced).toBe(2)
  expect(waiting).toEqual([{ room: 0, need: 2, reason: 'nowhere', parties: 1, persons: 2 }])
})

test.each([1, 2, 3])('its bound is the certificate, its cost is no less, seed %i', (seed) => {
  const place = makeInstance(seed, { parties: 200, sites: 20, origins: 4, room: 1.2 })
  const { bound, cost } = plan(place)
  const solved = solvePlacement(place, { now: () => 0, within: 0 })
  expect(bound).toBe(solved.bound)
  expect(cost).toBeGreaterThanOrEqual(bound)
})
