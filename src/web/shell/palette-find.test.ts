import { expect, test } from 'vitest'
import { partyCode } from '../../base/ids.ts'
import { askedFor, matches } from './palette-find.ts'

const CODE = partyCode(17)

test('a code is known however it is said: whole, with spaces, with dashes', () => {
  for (const said of [
    CODE,
    `${CODE.slice(0, 3)} ${CODE.slice(3)}`,
    `${CODE.slice(0, 2)}-${CODE.slice(2)} `,
  ]) {
    expect(askedFor(said)).toEqual({ kind: 'code', code: CODE })
  }
})

test('digits that are no code are searched as words: a telephone tail, a mistyped code', () => {
  const wrong = CODE.slice(0, 5) + ((Number(CODE[5]) + 1) % 10)
  expect(askedFor(wrong)).toEqual({ kind: 'words', q: wrong })
  expect(askedFor('0017')).toEqual({ kind: 'words', q: '0017' })
})

test('one character asks for nothing', () => {
  expect(askedFor(' 马 ')).toEqual({ kind: 'nothing' })
  expect(askedFor('')).toEqual({ kind: 'nothing' })
})

test('pages are found by a part of either name, case aside', () => {
  expect(matches('trav', '旅客台账', 'Travellers')).toBe(true)
  expect(matches('台账', '旅客台账', 'Travellers')).toBe(true)
  expect(matches('xyz', '旅客台账', 'Travellers')).toBe(false)
})
