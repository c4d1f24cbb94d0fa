import { expect, test } from 'vitest'
import { type Former, fateOf } from './undo.ts'

const made: Former = { act: 'made', gone: false, touched: false, placed: false, bound: false }
const changed: Former = { ...made, act: 'changed' }

test.each([
  ['made', made, 'goes'],
  ['made, and somebody has written in it since', { ...made, touched: true }, 'goes'],
  ['made, and people are or were there', { ...made, placed: true }, 'placed'],
  ['made, and somebody is on duty there', { ...made, bound: true }, 'bound'],
  ['made, and gone by another way', { ...made, gone: true, touched: true }, 'gone'],
  ['changed', changed, 'back'],
  ['changed, with people in it', { ...changed, placed: true }, 'back'],
  ['changed, and then by somebody else', { ...changed, touched: true }, 'changed_since'],
  ['changed, and gone', { ...changed, gone: true, touched: true }, 'gone'],
] as const)('%s: %s', (_, former, fate) => {
  expect(fateOf(former)).toBe(fate)
})
