/** Times of day as they are typed, against the clock on the wall in Beijing. */
import { expect, test } from 'vitest'
import { HOUR } from '../../base/time.ts'
import { momentOf, openingOf } from './clock.ts'

/** 2024-02-18, 08:00 in Beijing. */
const NOW = Date.UTC(2024, 1, 18, 0)

test.each([
  ['08:00', NOW, NOW],
  ['07:00', NOW + 23 * HOUR, NOW - HOUR],
  ['02:00', NOW + 18 * HOUR, NOW - 6 * HOUR],
  ['01:00', NOW + 17 * HOUR, NOW + 17 * HOUR],
  ['11:00', NOW + 3 * HOUR, NOW + 3 * HOUR],
  ['', undefined, undefined],
  ['8 点', undefined, undefined],
])('%s is ahead for what ends then, and may be past for a road that opened then', (text, ahead, opened) => {
  expect(momentOf(text, NOW)).toBe(ahead)
  expect(openingOf(text, NOW)).toBe(opened)
})
