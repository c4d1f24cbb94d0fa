/** What was given against hindsight: who is compared, what it cost, and that the bound is beaten by nothing. */
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../base/time.ts'
import { hindsight } from '../../solver/placement/hindsight.ts'
import type { Stock } from '../placement/choose.ts'
import { compare, meetsBar, type Scene, type Wanted } from './hindsight.ts'

const START = Date.UTC(2024, 1, 17, 9, 30)

function stock(site: string, places: number): Stock {
  return {
    ...({ site, pool: 'floor', area: null, siteKind: 'hall', kind: 'floor', roomClass: 'general' } as const),
    ...{ roomSize: 0, shared: true, features: new Set<never>(), intakePerSlot: undefined },
    // Given away in the night: hindsight has all of it.
    ...{ offered: places, free: 0, whole: { free: 0, limit: places } },
  }
}
const near = stock('near', 4)
const far = stock('far', 40)
const scene: Scene = {
  stocks: [near, far],
  openedAt: () => START,
  minutes: (_, site) => (site === 'near' ? 5 : 35),
}
/** Minutes that a place on the floor of a hall counts as. */
const TIER = 30

function wanted(n: number, at: Stock | undefined, change: Partial<Wanted> = {}): Wanted {
  const registeredAt = START + n * MINUTE
  return {
    id: String(n),
    size: 2,
    needs: [],
    vehicle: 'car',
    lon: 96,
    lat: 40,
    registeredAt,
    firstAt: registeredAt,
    placed: at && { stock: at, heldAt: registeredAt, slot: null },
    absent: false,
    ...change,
  }
}

test('the same parties, placed as well as can be, cost the bound', () => {
  const best = [wanted(0, near), wanted(1, near), wanted(2, far)]
  const { night, cost, compared } = compare(best, scene)!
  expect(compared).toEqual({ parties: 3, persons: 6 })
  expect(cost).toBe(2 * (5 + 5 + 35 + 3 * TIER))
  expect(hindsight(night)).toEqual({ bound: cost, unplaced: 0 })
})

test('placed worse, later, or at a door that is crowded, they cost more; the bound is the same', () => {
  const { cost, night } = compare([wanted(0, far), wanted(1, near), wanted(2, near)], scene)!
  const { bound } = hindsight(night)
  expect(cost).toBe(bound)
  const at = START + 20 * MINUTE
  const late = compare([wanted(0, near, { firstAt: at }), wanted(1, near), wanted(2, far)], scene)!
  expect(late.cost).toBe(bound + 2 * 20)
  const door = { stock: near, heldAt: START, slot: START + 30 * MINUTE }
  expect(compare([wanted(0, near, { placed: door }), wanted(1, near), wanted(2, far)], scene)!.cost).toBe(
    bound + 2 * 25,
  )
  const lost = compare([wanted(0, near), wanted(1, near), wanted(2, undefined)], scene)!
  expect(lost.unplaced).toBe(2)
  expect(lost.cost - bound).toBe(2 * (5000 - 35 - TIER))
  expect(hindsight(lost.night)).toEqual({ bound, unplaced: 0 })
})

test('who has no place in hindsight either is counted by the bound', () => {
  const many = Array.from({ length: 25 }, (_, n) => wanted(n, undefined))
  expect(hindsight(compare(many, scene)!.night).unplaced).toBe(50 - 44)
})

describe('not compared', () => {
  test('the absent and the large, each counted apart', () => {
    const found = compare(
      [wanted(0, near), wanted(1, undefined, { absent: true }), wanted(2, far, { size: 50 })],
      scene,
    )!
    expect(found).toMatchObject({
      compared: { parties: 1, persons: 2 },
      absent: { parties: 1, persons: 2 },
      larger: { parties: 1, persons: 50 },
      unplaced: 0,
    })
  })

  test('nobody, nowhere, or longer than a day', () => {
    expect(compare([], scene)).toBeUndefined()
    expect(compare([wanted(0, near)], { ...scene, stocks: [] })).toBeUndefined()
    const days = wanted(0, near, { registeredAt: START + DAY })
    expect(compare([wanted(1, near), days], scene)).toBeUndefined()
  })
})

test.each([
  [10_000, 10, 0, true],
  [10_000, 11, 0, false],
  [10_000, 13, 3, true],
  [50, 1, 0, false],
])('of %d, %d without a place against %d', (persons, unplaced, least, met) => {
  expect(meetsBar(persons, unplaced, least)).toBe(met)
})
