/** Which token vouches when, and how many registrations are plausible. */
import { describe, expect, test } from 'vitest'
import {
  BARE_ELSEWHERE,
  BARE_WHERE_CODED,
  GOOD_FOR,
  isTimely,
  knockOf,
  type LiveCode,
  partsOf,
  TURN,
  tokenText,
  turnOf,
  turnsAt,
} from './rules.ts'

const NOW = Date.UTC(2024, 1, 17, 12)
const key = 'a'.repeat(26)
const signature = 'b'.repeat(26)
const code = (id: string, entry: string): LiveCode => ({ id, entry, kind: 'poster', perMinute: 30 })

describe('a token', () => {
  test.each([
    ['of a poster', tokenText(key, undefined, signature), { key, turn: undefined, signature }],
    ['of a screen', tokenText(key, 14_223_600, signature), { key, turn: 14_223_600, signature }],
    ['nothing', '', undefined],
    ['a word', 'poster', undefined],
    ['without a signature', key, undefined],
    ['in capitals', `${key.toUpperCase()}.${signature}`, undefined],
    ['with one part too many', `${key}.1.2.${signature}`, undefined],
  ])('%s', (_, token, parts) => expect(partsOf(token)).toEqual(parts))
})

describe('a screen', () => {
  const turn = turnOf(NOW)
  test.each([
    ['now', turn, NOW, true],
    ['of a clock that goes ahead', turn + 1, NOW, true],
    ['two steps ahead', turn + 2, NOW, false],
    ['at the end of its time', turn, (turn + 1) * TURN + GOOD_FOR - 1, true],
    ['after its time', turn, (turn + 1) * TURN + GOOD_FOR, false],
  ])('shows what is good: %s', (_, shown, at, good) => expect(isTimely(shown, at)).toBe(good))

  test('turns', () => {
    expect(turnsAt(NOW)).toBe(NOW + TURN)
    expect(turnOf(NOW + TURN)).toBe(turn + 1)
  })
})

describe('what is plausible, in two minutes', () => {
  test.each([
    ['no code anywhere: any number', [], undefined, { at: 'e/exit', most: undefined }],
    ['with a code: what it vouches for', [code('1', 'exit')], code('1', 'exit'), { at: 'c/1', most: 60 }],
    [
      'without, where one hangs',
      [code('1', 'exit')],
      undefined,
      { at: 'e/exit', most: 2 * BARE_WHERE_CODED },
    ],
    ['without, where none hangs', [code('1', 'bus')], undefined, { at: 'e/exit', most: 2 * BARE_ELSEWHERE }],
  ])('%s', (_, live, vouching, knock) => expect(knockOf(live, vouching, 'exit')).toEqual(knock))
})
