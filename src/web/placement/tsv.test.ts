import { expect, it } from 'vitest'
import { tsv } from './tsv.ts'

it('keeps one cell a cell, whatever stands in it', () => {
  expect(
    tsv([
      ['名称', '人数'],
      ['甲\t乙\n丙', 3],
    ]),
  ).toBe('名称\t人数\r\n甲 乙 丙\t3')
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('turns the formula %s into text', (formula) => {
  expect(tsv([[formula]])).toBe(`'${formula}`)
})
