import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { stallOf } from './advice.ts'
import type { Stock } from './choose.ts'
import { type Given, lackOf, nearestEntry, needBits, orderOf, roomOf } from './expectation.ts'

/** A quarter past the hour: minute 15 of the plan. */
const NOW = Date.UTC(2024, 1, 17, 12, 15)

function pool(change: Partial<Stock> = {}): Stock {
  const offered = change.offered ?? 100
  return {
    site: 'a',
    pool: 'p',
    area: null,
    siteKind: 'hotel',
    kind: 'bed',
    roomClass: 'general',
    roomSize: 0,
    shared: true,
    features: new Set(),
    intakePerSlot: undefined,
    offered,
    free: offered,
    whole: { free: 1000, limit: 1000 },
    ...change,
  }
}

function order(stocks: readonly Stock[], change: Partial<Given> = {}) {
  return orderOf({
    now: NOW,
    stocks,
    opening: () => ({ opensAt: undefined }),
    fill: 0.8,
    entries: ['exit', 'station'],
    way: (entry, _, car) => 10 + entry * 100 + (car ? 0 : 1),
    expected: [],
    likenesses: [],
    waiting: [],
    ...change,
  })
}

test('pools of one kind and room class at one site are one stall; others are not', () => {
  const { stalls, expectation } = order([
    pool({ roomSize: 2, offered: 20 }),
    pool({ roomSize: 3, offered: 30 }),
    pool({ kind: 'floor', offered: 40 }),
    pool({ roomClass: 'women', offered: 6 }),
    pool({ site: 'b', offered: 7 }),
  ])
  expect([...stalls.keys()]).toEqual(['a bed general', 'a floor general', 'a bed women', 'b bed general'])
  expect(expectation.place.sites.map(({ cap }) => cap)).toEqual([50, 40, 6, 7])
  expect(stalls.get(stallOf(pool()))).toBe(0)
})

test('a room class is only for those who need it, as in the choice', () => {
  const { expectation } = order([pool(), pool({ roomClass: 'medical', offered: 4 })])
  expect(expectation.place.sites[0]).toMatchObject({ only: 0, places: [0, 0, 0, 0] })
  expect(expectation.place.sites[1]).toMatchObject({ only: 2, places: [0, 0, 4, 0] })
})

test('unshared rooms count by how they are filled, and nothing beyond the wardens', () => {
  const rooms = { shared: false, offered: 50 }
  const caps = (stock: Partial<Stock>) => order([pool(stock)]).expectation.place.sites[0]!.cap
  expect(caps({ ...rooms, roomSize: 2 })).toBe(40)
  expect(caps({ ...rooms, roomSize: 1 })).toBe(50)
  expect(caps({ ...rooms, roomSize: 2, whole: { free: 12, limit: 99 } })).toBe(12)
  expect(caps({ whole: { free: -3, limit: 9 } })).toBe(0)
})

test('minute 0 is the beginning of the half hour; a site opens and its half hours are counted from there', () => {
  const base = NOW - 15 * MINUTE
  const slots = new Map([[base + 30 * MINUTE, 4]])
  const { base: told, expectation } = order([pool({ intakePerSlot: 20, slots })], {
    opening: () => ({ opensAt: base + 90 * MINUTE }),
  })
  expect(told).toBe(base)
  expect(expectation.place.sites[0]).toMatchObject({ open: 90, intake: 20 })
  expect(expectation.slots).toEqual([[0, 1, 4]])
})

test('those who wait come first; those expected are like those who came, spread over the hour ahead', () => {
  const likenesses = [
    { size: 2, needs: [], car: true },
    { size: 3, needs: ['halal' as const, 'women' as const], car: false },
  ]
  const { expectation } = order([pool()], {
    likenesses,
    waiting: [{ size: 4, needs: ['pets'], car: true, entry: 1 }],
    expected: [{ entry: 'station', persons: 50, from: 'curve' }],
  })
  const [waits, ...crowd] = expectation.place.parties
  expect(waits).toMatchObject({ size: 4, origin: 1, arrive: 15, need: needBits(['pets']), car: true })
  expect(crowd.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThanOrEqual(50)
  expect(crowd.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(53)
  expect(new Set(crowd.map(({ size }) => size))).toEqual(new Set([2, 3]))
  expect(crowd.every(({ origin }) => origin === 1)).toBe(true)
  const minutes = crowd.map(({ arrive }) => arrive)
  expect(Math.min(...minutes)).toBeLessThan(20)
  expect(Math.max(...minutes)).toBeGreaterThan(70)
  expect(minutes.every((minute) => minute >= 15 && minute <= 15 + HOUR / MINUTE + 2)).toBe(true)
  const halal = crowd.find(({ size }) => size === 3)!
  expect(halal).toMatchObject({ need: needBits(['halal']), room: roomOf(['women']), car: false })
})

test('a coach and an unknown entry are nobody to the plan', () => {
  const { expectation } = order([pool()], {
    likenesses: [{ size: 1, needs: [], car: true }],
    waiting: [{ size: 48, needs: [], car: true, entry: 0 }],
    expected: [{ entry: 'nowhere', persons: 50, from: 'curve' }],
  })
  expect(expectation.place.parties).toEqual([])
})

test('ways stand origin by origin, on foot and by car', () => {
  const { travel } = order([pool(), pool({ site: 'b' })]).expectation.place
  expect(travel).toEqual({ foot: [11, 11, 111, 111], car: [10, 10, 110, 110] })
})

test('the entry is the one told, or the nearest', () => {
  const entries = [
    { id: 'exit', lon: 96, lat: 40 },
    { id: 'station', lon: 96.1, lat: 40 },
  ]
  expect(nearestEntry(entries, { entry: 'station', lon: 96, lat: 40 })).toBe(1)
  expect(nearestEntry(entries, { entry: null, lon: 96.09, lat: 40 })).toBe(1)
  expect(nearestEntry(entries, { entry: 'unknown', lon: 96.01, lat: 40 })).toBe(0)
})

test('needs and room classes are told apart', () => {
  const needs = ['infant', 'halal', 'pets', 'truck_park', 'quiet'] as const
  expect(new Set(needs.map((need) => needBits([need]))).size).toBe(needs.length)
  expect(needBits(['pregnant', 'accessible', 'medical', 'women'])).toBe(0)
  expect([[], ['accessible'], ['medical'], ['women']].map((n) => roomOf(n as never))).toEqual([0, 1, 2, 3])
})

test.each([
  ['accessible', ['accessible', 'pets'], 'accessible'],
  ['pets', ['pets'], 'pets'],
  ['diet is told nowhere', ['halal'], null],
  ['nothing in particular', [], null],
] as const)('what a class lacks: %s', (_, needs, lack) => {
  expect(lackOf({ room: roomOf(needs), need: needBits(needs) })).toBe(lack)
})
