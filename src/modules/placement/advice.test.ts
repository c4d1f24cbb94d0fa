import { expect, test } from 'vitest'
import { MINUTE } from '../../base/time.ts'
import { type Advice, type ClassOf, noteMeant, stallOf, surchargeFor } from './advice.ts'
import type { Stock } from './choose.ts'

const BASE = Date.UTC(2024, 1, 17, 12)
const FAMILY: ClassOf = { start: 1, need: 0, room: 0, size: 4 }

const pool = (site: string): Stock => ({ site, kind: 'bed', roomClass: 'general' }) as Partial<Stock> as Stock

/** Two stalls with two half hours each; what is meant for the family class at the first. */
function advice(meant: { exact?: number; wide?: number } = {}): Advice {
  const quota = (key: string, n: number | undefined) =>
    new Map(n === undefined ? [] : [[key, new Map([[0, n]])]])
  return {
    at: BASE,
    base: BASE,
    stalls: new Map([pool('a'), pool('b')].map((stock, n) => [stallOf(stock), n])),
    prices: {
      site: Int32Array.from([7, 0]),
      room: Int32Array.from([0, 5, 0, 0, 0, 0, 0, 0]),
      slot: Int32Array.from([1, 20, 0, 0]),
    },
    slots: 2,
    quotas: { exact: quota('1 0 0 4', meant.exact), wide: quota('1 0 0', meant.wide) },
  }
}

const at = (minute: number) => BASE + minute * MINUTE

test.each([
  ['the site and its half hour', advice(), FAMILY, pool('a'), 10, 8],
  ['the next half hour', advice(), FAMILY, pool('a'), 30, 27],
  ['before the plan began: the first half hour', advice(), FAMILY, pool('a'), -40, 8],
  ['beyond its last: the last', advice(), FAMILY, pool('a'), 400, 27],
  ['the room class of its own', advice(), { ...FAMILY, room: 1 }, pool('a'), 10, 13],
  ['a site that the plan finds free', advice(), FAMILY, pool('b'), 10, 0],
  ['a site that the plan does not know', advice(), FAMILY, pool('c'), 10, 0],
  ['cheaper where it is meant for just these', advice({ exact: 4 }), FAMILY, pool('a'), 10, -2],
  ['not while less is left than they are', advice({ exact: 3 }), FAMILY, pool('a'), 10, 8],
  ['a little cheaper where it is meant for their like', advice({ wide: 9 }), FAMILY, pool('a'), 10, 5],
  ['not for others', advice({ exact: 4, wide: 9 }), { ...FAMILY, start: 2 }, pool('a'), 10, 8],
] as const)('%s', (_, given, kind, stock, minute, wanted) => {
  expect(surchargeFor(given, kind)(stock, at(minute))).toBe(wanted)
})

test('what was meant is used up by what is given', () => {
  const given = advice({ exact: 8 })
  const price = () => surchargeFor(given, FAMILY)(pool('a'), BASE)
  noteMeant(given, FAMILY, pool('a'))
  expect(price()).toBe(-2)
  noteMeant(given, FAMILY, pool('a'))
  expect(price()).toBe(8)
  noteMeant(given, FAMILY, pool('c'))
  expect(price()).toBe(8)
})
