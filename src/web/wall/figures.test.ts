import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { isStaleEstimate, roadRows, waitingRows } from '../../modules/reports/figures.ts'
import { ageOf, kindRows, load, loadClass, progressParts } from './figures.ts'

const heads = (persons: number) => ({ persons, parties: persons })

describe('load', () => {
  it('counts what is held, blocked or occupied as taken', () => {
    expect(load({ offered: 200, free: 50 })).toBe(0.75)
  })
  it.each([
    [{ offered: 0, free: 0 }, undefined],
    [{ offered: 100, free: 51 }, 0],
    [{ offered: 100, free: 50 }, 1],
    [{ offered: 100, free: 20 }, 2],
    [{ offered: 100, free: 5 }, 3],
    [{ offered: 100, free: -3 }, 3],
  ] as const)('%o is of class %o', (places, expected) => {
    expect(loadClass(places)).toBe(expected)
  })
})

describe('rows', () => {
  const kind = (name: 'hotel' | 'shop' | 'school', offered: number) => ({
    kind: name,
    sites: 1,
    offered,
    held: 0,
    occupied: 0,
    blocked: 0,
    free: offered,
  })
  it('keep the order of the model and leave out kinds that offer nothing', () => {
    const rows = kindRows([kind('shop', 4), kind('school', 0), kind('hotel', 6)])
    expect(rows.map((row) => row.kind)).toEqual(['hotel', 'shop'])
  })
  it('of waiting put the oldest first and drop the empty', () => {
    const row = (oldest: number, persons: number) => ({
      ...heads(persons),
      reason: 'size' as const,
      need: null,
      oldest,
    })
    expect(waitingRows([row(30, 2), row(10, 1), row(5, 0)]).map((one) => one.oldest)).toEqual([10, 30])
  })
  it('of the road take the latest of each entry and never add them up', () => {
    const one = (entry: string, persons: number, at: number) => ({
      entry,
      persons,
      source: 's',
      at,
      stale: false,
    })
    const rows = roadRows([one('a', 900, 1), one('a', 200, 2), one('b', 500, 1)])
    expect(rows.map(({ entry, persons }) => [entry, persons])).toEqual([
      ['a', 200],
      ['b', 500],
    ])
  })
})

describe('an estimate of the road', () => {
  const estimate = { entry: 'a', persons: 1, source: 's', at: 0, stale: false }
  it('is fresh before 60 minutes and stale from then on, though the server said nothing yet', () => {
    expect(isStaleEstimate(estimate, HOUR - 1)).toBe(false)
    expect(isStaleEstimate(estimate, HOUR)).toBe(true)
  })
  it('is stale where the server says so', () => {
    expect(isStaleEstimate({ ...estimate, stale: true }, 0)).toBe(true)
  })
})

describe('progress', () => {
  it('shares the bar among all registered', () => {
    const parts = progressParts({
      registered: heads(100),
      arrived: heads(50),
      departed: heads(10),
      registeredNotArrived: heads(30),
      waiting: heads(10),
    })
    expect(Object.values(parts).reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1)
  })
  it('never overflows where figures of different moments meet', () => {
    const parts = progressParts({
      registered: heads(0),
      arrived: heads(5),
      departed: heads(0),
      registeredNotArrived: heads(5),
      waiting: heads(0),
    })
    expect(parts.arrived.share + parts.coming.share).toBe(1)
  })
})

it.each([
  [-5, { unit: 'seconds', n: 0 }],
  [59_999, { unit: 'seconds', n: 59 }],
  [MINUTE, { unit: 'minutes', n: 1 }],
  [65 * MINUTE, { unit: 'hours', h: 1, m: 5 }],
  [25 * HOUR, { unit: 'days', d: 1, h: 1 }],
])('%d ms is told as %o', (milliseconds, told) => {
  expect(ageOf(milliseconds)).toEqual(told)
})
