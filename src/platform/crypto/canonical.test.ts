import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, shuffled(v)]),
  )
}

test('the order of keys does not matter, and the text reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(shuffled(value))).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('absent and undefined are the same, null is not', () => {
  expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}')
  expect(canonicalJson({ a: null })).toBe('{"a":null}')
  expect(canonicalJson({ b: [1, { d: 2, c: 'é' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":2}]}')
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, 10n, () => 1, new Date(0), new Map(), undefined])(
  '%s is refused',
  (value) => {
    expect(() => canonicalJson(value)).toThrow('bad_input')
  },
)
