import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { outlookOf } from './outlook.ts'

const NOW = Date.UTC(2024, 1, 17, 12)
const at = (minutes: number) => NOW - minutes * MINUTE

/** What came in the last hour, what was entered and how many minutes ago, what is expected. */
test.each([
  ['nobody came, nothing entered', 0, undefined, { persons: 0, from: 'curve' }],
  ['the last hour again', 340, undefined, { persons: 340, from: 'curve' }],
  ['a quarter of a queue an hour', 0, [1200, 10], { persons: 300, from: 'estimate' }],
  ['the curve, where it is more than the queue', 340, [1200, 10], { persons: 340, from: 'curve' }],
  ['the queue, where it is more than the curve', 200, [4800, 60], { persons: 1200, from: 'estimate' }],
  ['a stale estimate is not used', 200, [4800, 61], { persons: 200, from: 'curve' }],
  ['a queue that is gone', 90, [0, 5], { persons: 90, from: 'curve' }],
] as const)('%s', (_, lastHour, entered, wanted) => {
  const estimate = entered && { persons: entered[0], at: at(entered[1]) }
  expect(outlookOf(NOW, [{ entry: 'exit', lastHour, estimate }])).toEqual([{ entry: 'exit', ...wanted }])
})

test('each entry for itself', () => {
  const seen = [
    { entry: 'exit', lastHour: 10, estimate: undefined },
    { entry: 'station', lastHour: 0, estimate: { persons: 40, at: NOW - HOUR } },
  ]
  expect(outlookOf(NOW, seen).map(({ persons }) => persons)).toEqual([10, 10])
})
