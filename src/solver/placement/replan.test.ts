/** Placed once more from where they are: never beyond what there is, a move for what it is worth, those here first. */
import { expect, test } from 'vitest'
import type { Instance, Party } from './instance.ts'
import { makeInstance } from './maker.fixture.ts'
import { replan } from './replan.ts'
import { solvePlacement } from './solve.ts'

const limits = { now: () => performance.now(), within: 200 }
const site = {
  cap: 2,
  staff: 2,
  places: [0, 0, 0, 0],
  has: 0,
  open: 0,
  close: 1000,
  tierPenalty: 0,
  only: 0,
  intake: 100,
}
const party: Party = { size: 2, origin: 0, car: true, need: 0, room: 0, arrive: 0, prev: 1, splitOk: false }
const town = (ways: number[], parties: Party[], moved: number): Instance =>
  ({
    origins: [{}],
    sites: ways.map(() => site),
    parties,
    travel: { foot: ways, car: ways },
    moved,
  }) as Instance

test.each([
  [10, 5, 20, [0]],
  [10, 15, 20, [1]],
  [60, 5, 20, [1]],
])('a move of price %d, from 20 to %d minutes', (moved, near, far, to) => {
  expect(replan({ place: town([near, far], [party], moved), present: 1 }, limits).to).toEqual(to)
})

test('whoever is here has a place before whoever is expected', () => {
  const waits = { ...party, prev: -1 }
  const place = town([5], [waits, { ...waits, arrive: 0, size: 1 }, { ...waits, size: 1 }], 10)
  expect(replan({ place, present: 1 }, limits).to).toEqual([0])
})

test('no site takes more than it has, and the bound is below any plan', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const place = makeInstance(seed, { parties: 12, sites: 4, origins: 2, room: 1 })
    const whole = { ...place, parties: place.parties.map((one) => ({ ...one, splitOk: false })) }
    const { to, cost, bound } = replan({ place: whole, present: whole.parties.length }, limits)
    const best = solvePlacement(whole, { ...limits, within: 500 })
    expect(bound).toBeLessThanOrEqual(best.cost)
    expect(cost).toBeGreaterThanOrEqual(bound)
    whole.sites.forEach(({ cap, staff }, s) => {
      const inside = whole.parties.reduce((n, { size }, p) => n + (to[p] === s ? size : 0), 0)
      expect(inside).toBeLessThanOrEqual(Math.min(cap, staff * 25))
    })
  }
})
