import { expect, test } from 'vitest'
import { apportion } from './apportion.ts'

test.each([
  ['by largest remainder', 10, [41, 33, 26], [9, 9, 9], [4, 3, 3]],
  ['one at least', 4, [1000, 1, 1], [9, 9, 9], [2, 1, 1]],
  ['more claims than seats', 2, [5, 5, 5], [9, 9, 9], [1, 1, 1]],
  ['no more than each can fill', 10, [90, 10], [3, 9], [3, 7]],
  ['too few can be filled', 10, [1, 1], [2, 2], [2, 2]],
  ['nobody claims anything', 4, [0, 0], [9, 9], [2, 2]],
  ['none to give to', 4, [], [], []],
])('%s', (_, seats, claims, most, expected) => {
  expect(apportion(seats, claims, most)).toEqual(expected)
})
