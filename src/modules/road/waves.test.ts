import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { type Departing, WAVE_CLASSES, type WaveClass, type WayOut } from './model.ts'
import { classOf, isStale, NEWS_STALE, QUARTER, whyNot } from './rules.ts'
import { split, windowsOf } from './waves.ts'

const NOON = Date.UTC(2024, 1, 18, 9, 0)
const some = (who: WaveClass, vehicles: number): Departing => ({
  who,
  parties: vehicles,
  persons: vehicles * 2,
  vehicles,
})
const way = (direction: string, perHour: number, share: number, opensAt = NOON): WayOut => ({
  direction,
  perHour,
  share,
  opensAt,
})

describe('who leaves with whom', () => {
  const party = { vehicle: 'car' as const, children: 0, infants: 0, needs: [] }
  test.each([
    [party, 'car'],
    [{ ...party, children: 1 }, 'first'],
    [{ ...party, infants: 1 }, 'first'],
    [{ ...party, needs: ['medical' as const] }, 'first'],
    [{ ...party, needs: ['pregnant' as const] }, 'first'],
    [{ ...party, needs: ['halal' as const, 'women' as const] }, 'car'],
    [{ ...party, vehicle: 'coach' as const, children: 2 }, 'coach'],
    [{ ...party, vehicle: 'truck' as const }, 'truck'],
    [{ ...party, vehicle: 'none' as const, infants: 1 }, 'none'],
  ])('%j leaves as %s', (one, who) => expect(classOf(one)).toBe(who))
})

describe('the windows', () => {
  test('one class after the other on each road, in quarters of an hour, from when it opens', () => {
    const windows = windowsOf(
      [some('first', 100), some('car', 300), some('truck', 50)],
      [way('往哈密', 200, 75), way('往酒泉', 100, 25, NOON + HOUR)],
      ['first', 'car', 'coach', 'truck', 'none'],
      NOON - HOUR,
    )
    const told = windows.map((one) => [
      one.direction,
      one.who,
      (one.from - NOON) / MINUTE,
      (one.until - NOON) / MINUTE,
      one.vehicles,
    ])
    expect(told).toEqual([
      ['往哈密', 'first', 0, 30, 75],
      ['往哈密', 'car', 30, 105, 225],
      ['往哈密', 'truck', 105, 120, 38],
      ['往酒泉', 'first', 60, 75, 25],
      ['往酒泉', 'car', 75, 120, 75],
      ['往酒泉', 'truck', 120, 135, 12],
    ])
  })

  test('a road that is open already fills from now on', () => {
    const [first] = windowsOf(
      [some('car', 10)],
      [way('往哈密', 100, 100, NOON - 5 * HOUR)],
      WAVE_CLASSES,
      NOON + 1,
    )
    expect(first!.from).toBe(NOON + QUARTER)
  })

  test('every vehicle is in one window, no road carries more than it can, no two windows of a road overlap', () => {
    const count = fc.integer({ min: 0, max: 5000 })
    const road = fc.record({
      perHour: fc.integer({ min: 10, max: 5000 }),
      share: fc.integer({ min: 0, max: 100 }),
      opensAt: fc.integer({ min: -20, max: 20 }).map((hours) => NOON + hours * HOUR),
    })
    fc.assert(
      fc.property(
        fc.tuple(count, count, count, count, count),
        fc.array(road, { minLength: 1, maxLength: 6 }),
        fc.shuffledSubarray([...WAVE_CLASSES], { minLength: 5 }),
        (counts, roads, order) => {
          const departing = WAVE_CLASSES.map((who, n) => some(who, counts[n]!))
          const ways = roads.map((one, n) => ({ ...one, direction: `road ${n}` }))
          const windows = windowsOf(departing, ways, order, NOON)
          for (const { who, vehicles } of departing) {
            const told = windows.filter((one) => one.who === who).reduce((n, one) => n + one.vehicles, 0)
            expect(told).toBe(vehicles)
          }
          for (const { direction, perHour, opensAt } of ways) {
            const here = windows.filter((one) => one.direction === direction)
            expect(here.map(({ who }) => who)).toEqual(
              order.filter((who) => here.some((one) => one.who === who)),
            )
            let from = Math.max(opensAt, NOON)
            for (const one of here) {
              expect(one.from).toBeGreaterThanOrEqual(from)
              expect(one.vehicles).toBeLessThanOrEqual(((one.until - one.from) / HOUR) * perHour + 1e-6)
              from = one.until
            }
          }
        },
      ),
    )
  })

  test('parts of a whole add up to it', () => {
    expect(split(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(split(7, [0, 0])).toEqual([7, 0])
    expect(split(0, [50, 50])).toEqual([0, 0])
  })
})

test('steps of a plan', () => {
  expect(whyNot('announce', { state: 'planned' })).toBeUndefined()
  for (const state of ['announced', 'done', 'dropped'] as const)
    expect(whyNot('announce', { state })).toBe('road.step_not_possible')
  expect(whyNot('end', { state: 'planned' })).toBe('road.step_not_possible')
  expect(isStale({ postedAt: NOON }, NOON + NEWS_STALE)).toBe(false)
  expect(isStale({ postedAt: NOON }, NOON + NEWS_STALE + 1)).toBe(true)
})
