import { expect, it } from 'vitest'
import { moved } from './moves.ts'

const extent = { rows: 100, columns: 5, page: 20 }
const middle = { row: 50, column: 2 }

it.each([
  ['ArrowDown', false, { row: 51, column: 2 }],
  ['ArrowUp', false, { row: 49, column: 2 }],
  ['ArrowRight', false, { row: 50, column: 3 }],
  ['ArrowLeft', false, { row: 50, column: 1 }],
  ['PageDown', false, { row: 70, column: 2 }],
  ['PageUp', false, { row: 30, column: 2 }],
  ['Home', false, { row: 0, column: 2 }],
  ['End', false, { row: 99, column: 2 }],
  ['Home', true, { row: 50, column: 0 }],
  ['End', true, { row: 50, column: 4 }],
  ['a', false, undefined],
])('%s (ctrl %s) leads to %o', (key, ctrl, to) => {
  expect(moved(key, ctrl, middle, extent)).toEqual(to)
})

it('stays inside, starts at the first row, and goes nowhere in an empty list', () => {
  expect(moved('PageDown', false, { row: 95, column: 0 }, extent)).toEqual({ row: 99, column: 0 })
  expect(moved('ArrowDown', false, { row: -1, column: 0 }, extent)).toEqual({ row: 0, column: 0 })
  expect(moved('ArrowDown', false, { row: -1, column: 0 }, { ...extent, rows: 0 })).toBeUndefined()
})
