import { describe, expect, it } from 'vitest'
import { byCall, CALL_AFTER, isToBeCalled } from './rules.ts'

describe('who is called first', () => {
  it.each([
    [{ askedAt: 0, answeredAt: null }, CALL_AFTER, false],
    [{ askedAt: 0, answeredAt: null }, CALL_AFTER + 1, true],
    [{ askedAt: 0, answeredAt: 5 }, CALL_AFTER * 9, false],
  ])('%o at %d: %s', (asked, now, expected) => expect(isToBeCalled(asked, now)).toBe(expected))

  it('who has not answered, the larger before the smaller', () => {
    const rows = [
      { askedAt: 0, answeredAt: 3, offered: 900 },
      { askedAt: 0, answeredAt: null, offered: 20 },
      { askedAt: 0, answeredAt: null, offered: 80 },
    ]
    expect([...rows].sort(byCall).map(({ offered }) => offered)).toEqual([80, 20, 900])
  })
})
