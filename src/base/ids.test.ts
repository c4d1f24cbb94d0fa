import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPartyCode, partyCode, uuidv7 } from './ids.ts'

/** Numbers of codes of six, seven and eight digits. */
const number = fc.oneof(
  fc.nat(99_999),
  fc.integer({ min: 100_000, max: 1_099_999 }),
  fc.integer({ min: 1_100_000, max: 5_000_000 }),
)

describe('partyCode', () => {
  test('has six digits for the first 100,000 of a world, then seven', () => {
    expect(partyCode(0)).toHaveLength(6)
    expect(partyCode(99_999)).toHaveLength(6)
    expect(partyCode(100_000)).toHaveLength(7)
    expect(partyCode(1_100_000)).toHaveLength(8)
  })

  test('is never given twice', () => {
    const codes = new Set<string>()
    for (let n = 0; n < 250_000; n++) codes.add(partyCode(n))
    expect(codes.size).toBe(250_000)
  })

  test('neighbours look unrelated', () => {
    const first = Array.from({ length: 10 }, (_, n) => partyCode(n).slice(0, 2))
    expect(new Set(first).size).toBeGreaterThan(5)
  })

  test('is valid as given', () => {
    fc.assert(fc.property(number, (n) => isPartyCode(partyCode(n))))
  })

  test('a single wrong digit is always caught', () => {
    fc.assert(
      fc.property(number, (n) => {
        const code = partyCode(n)
        for (let at = 0; at < code.length; at++)
          for (let digit = 0; digit < 10; digit++) {
            const wrong = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`
            if (wrong !== code && isPartyCode(wrong)) return false
          }
        return true
      }),
    )
  })

  test('two neighbours swapped are always caught', () => {
    fc.assert(
      fc.property(number, (n) => {
        const code = partyCode(n)
        for (let at = 0; at + 1 < code.length; at++) {
          const wrong = `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`
          if (wrong !== code && isPartyCode(wrong)) return false
        }
        return true
      }),
    )
  })

  test.each(['', '12345', '1234567890', 'abcdef', '12 345'])('%j is no code', (text) => {
    expect(isPartyCode(text)).toBe(false)
  })
})

describe('uuidv7', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 16 })
  const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 })

  test('has the shape of RFC 9562 and begins with its moment', () => {
    fc.assert(
      fc.property(moment, random, (ms, bytes) => {
        const id = uuidv7(ms, bytes)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(ms)
      }),
    )
  })

  test('sorts as its moments do', () => {
    fc.assert(
      fc.property(moment, moment, random, random, (a, b, x, y) => {
        if (a !== b) expect(uuidv7(a, x) < uuidv7(b, y)).toBe(a < b)
      }),
    )
  })
})
