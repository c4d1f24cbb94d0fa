/** What is one burst, and what two. */
import { expect, test } from 'vitest'
import { burstsOf, knockedAt, knockText, type Slot, STEP } from './bursts.ts'

const CODE = '018d0000-0000-7000-8000-000000000001'
const slot = (knock: string, n: number, unconfirmed: number, more: Partial<Slot> = {}): Slot => ({
  ...{ knock, at: n * STEP, codeEntry: knock.startsWith('c/') ? 'exit' : null },
  ...{ parties: 10, persons: 20, unconfirmed, holding: 2, known: 1, cleared: 0, phones: 3 },
  ...more,
})

test.each([
  ['nobody to be seen', [slot('e/exit', 1, 0)], []],
  ['two slots in a row are one', [slot('e/exit', 1, 7), slot('e/exit', 2, 5)], [['e/exit', 1, 3, 20, 12]]],
  [
    'a quiet time between makes two, the latest first',
    [slot('e/exit', 1, 7), slot('e/exit', 2, 0), slot('e/exit', 3, 5)],
    [
      ['e/exit', 3, 4, 10, 5],
      ['e/exit', 1, 2, 10, 7],
    ],
  ],
  [
    'two places are two',
    [slot(`c/${CODE}`, 1, 3), slot('e/exit', 2, 5)],
    [
      ['e/exit', 2, 3, 10, 5],
      [`c/${CODE}`, 1, 2, 10, 3],
    ],
  ],
  ['taken out stays in sight', [slot('e/exit', 1, 0, { cleared: 4 })], [['e/exit', 1, 2, 10, 0]]],
])('%s', (_, slots, told) =>
  expect(
    burstsOf(slots).map((b) => [knockText(b), b.from / STEP, b.to / STEP, b.parties, b.unconfirmed]),
  ).toEqual(told),
)

test.each([
  [{ entry: 'exit', code: null }, null],
  [{ entry: 'exit', code: CODE }, 'exit'],
])('what was knocked at is kept and read again', (at, codeEntry) =>
  expect(knockedAt(knockText(at), codeEntry)).toEqual(at),
)
