import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockBeijing, DAY, dayClockBeijing, MINUTE, nextWallClock, tellBeijing } from './time.ts'

const NEW_YEAR_EVE = Date.UTC(2024, 11, 31, 16, 5)

describe('told in 北京时间', () => {
  test('eight hours ahead, over midnight and the year', () => {
    expect(tellBeijing(NEW_YEAR_EVE)).toBe('2025-01-01T00:05:00+08:00')
    expect(clockBeijing(NEW_YEAR_EVE)).toBe('00:05')
    expect(dayClockBeijing(NEW_YEAR_EVE)).toBe('01-01 00:05')
  })

  test('is read back as the same second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (moment) => {
        expect(Date.parse(tellBeijing(moment))).toBe(Math.floor(moment / 1000) * 1000)
      }),
    )
  })
})

describe('nextWallClock', () => {
  test.each([
    ['later today', Date.UTC(2024, 1, 17, 9), 18 * 60, Date.UTC(2024, 1, 17, 10)],
    ['this very minute', Date.UTC(2024, 1, 17, 10), 18 * 60, Date.UTC(2024, 1, 17, 10)],
    ['a second too late', Date.UTC(2024, 1, 17, 10) + 1000, 18 * 60, Date.UTC(2024, 1, 18, 10)],
    ['midnight', Date.UTC(2024, 1, 17, 15, 59), 0, Date.UTC(2024, 1, 17, 16)],
  ])('%s', (_, now, minute, expected) => {
    expect(nextWallClock(now, minute)).toBe(expected)
  })

  test('shows that minute, within the next day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 1439 }), (now, minute) => {
        const next = nextWallClock(now, minute)
        expect(next).toBeGreaterThanOrEqual(now)
        expect(next - now).toBeLessThanOrEqual(DAY)
        const [hours, minutes] = clockBeijing(next).split(':').map(Number)
        expect(hours! * 60 + minutes!).toBe(minute)
        expect(next % MINUTE).toBe(0)
      }),
    )
  })
})
