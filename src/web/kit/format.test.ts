import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../base/time.ts'
import { formatIn, tellDuration } from './format.ts'

test.each([
  [0, '不到 1 分钟', 'less than a minute'],
  [59 * SECOND, '不到 1 分钟', 'less than a minute'],
  [MINUTE, '1 分钟', '1 min'],
  [6 * HOUR + 12 * MINUTE, '6 小时 12 分', '6 h 12 min'],
  [DAY + 4 * HOUR + 59 * MINUTE, '1 天 4 小时', '1 d 4 h'],
  // A clock of the browser that is ahead must not tell of the future.
  [-5 * MINUTE, '不到 1 分钟', 'less than a minute'],
])('%i ms', (milliseconds, zh, en) => {
  expect(tellDuration(milliseconds, 'zh')).toBe(zh)
  expect(tellDuration(milliseconds, 'en')).toBe(en)
})

test('clocks are told in Beijing time, whatever the machine’s zone', () => {
  const format = formatIn('zh', 'zh-CN')
  expect(format.dayClock(Date.UTC(2024, 1, 17, 15, 42))).toBe('02-17 23:42')
  expect(format.number(17_378)).toBe('17,378')
})
