import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockBeijing, HOUR, MINUTE } from '../../base/time.ts'
import { bandPath, hourTicks, linePath, personTicks, scales, spread } from './curve.ts'

const FRAME = { width: 100, height: 100, left: 10, right: 10, top: 10, bottom: 10 }
const AT = Date.parse('2024-02-17T17:30:00+08:00')
const point = (minutes: number, registered: number, arrived: number) => ({
  at: AT + minutes * MINUTE,
  registered,
  arrived,
  departed: 0,
})

describe('ticks', () => {
  it('of persons are round, few, and reach the highest point', () => {
    expect(personTicks(25_047)).toEqual([0, 10_000, 20_000, 30_000])
    expect(personTicks(0)).toEqual([0, 1])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (highest) => {
        const ticks = personTicks(highest)
        expect(ticks.length).toBeLessThanOrEqual(4)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest)
      }),
    )
  })
  it('of time are full hours in Beijing, at most as many as asked for', () => {
    expect(hourTicks(AT, AT + 4.5 * HOUR, 5).map(clockBeijing)).toEqual([
      '18:00',
      '19:00',
      '20:00',
      '21:00',
      '22:00',
    ])
    expect(hourTicks(AT, AT + 14 * HOUR, 5).map(clockBeijing)).toEqual([
      '18:00',
      '21:00',
      '00:00',
      '03:00',
      '06:00',
    ])
  })
})

describe('paths', () => {
  const points = [point(0, 0, 0), point(10, 100, 50)]
  const s = scales(FRAME, points[0]!.at, points[1]!.at, 100)
  it('run from the first point to the last', () => {
    expect(linePath(points, 'registered', s)).toBe('M10 90L90 10')
  })
  it('enclose those who are registered and not in', () => {
    expect(bandPath(points, 'registered', 'arrived', s)).toBe('M10 90L90 10L90 50L10 90Z')
    expect(bandPath([], 'registered', 'arrived', s)).toBe('')
  })
  it('hold with a single point', () => {
    expect(linePath([points[0]!], 'arrived', scales(FRAME, AT, AT, 0))).toBe('M10 90')
  })
})

describe('labels', () => {
  it('stay where they want to be while they are apart', () => {
    expect(spread([20, 90], 30, 0, 100)).toEqual([20, 90])
  })
  it('never stand nearer than the gap where there is room, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 3 }), (wanted) => {
        const placed = spread(wanted, 60, 0, 200)
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b)
        for (let k = 1; k < order.length; k++) {
          expect(placed[order[k]!]! - placed[order[k - 1]!]!).toBeGreaterThanOrEqual(60)
        }
        expect(Math.max(...placed)).toBeLessThanOrEqual(200)
      }),
    )
  })
})
