import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PARTY_STATES } from '../../modules/placement/model.ts'
import { chosen, personsIn, tally } from './rows.ts'
import { idOf, rowWith } from './sample.ts'

const NOBODY: ReadonlySet<string> = new Set()

describe('tally', () => {
  it('counts persons by what became of them', () => {
    const rows = [
      rowWith(1, { state: 'arrived', size: 3 }),
      rowWith(2, { state: 'placed', size: 2 }),
      rowWith(3, { state: 'waiting', size: 5 }),
      rowWith(4, { state: 'departed', size: 4 }),
      rowWith(5, { state: 'merged', size: 9 }),
      rowWith(6, { state: 'withdrawn', size: 9 }),
    ]
    expect(tally(rows)).toEqual({
      registered: 23,
      arrived: 3,
      pending: 7,
      departed: 4,
      selfArranged: 0,
      withdrawn: 9,
      parties: 5,
    })
  })

  it('never loses a person between the figures', () => {
    const row = fc.tuple(fc.constantFrom(...PARTY_STATES), fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(fc.array(row), (given) => {
        const rows = given.map(([state, size], n) => rowWith(n, { state, size }))
        const sums = tally(rows)
        const counted = rows.filter(({ state }) => state !== 'merged')
        expect(sums.registered).toBe(personsIn(counted))
        const { arrived, pending, departed, selfArranged, withdrawn } = sums
        expect(sums.registered).toBe(arrived + pending + departed + selfArranged + withdrawn)
      }),
    )
  })
})

describe('chosen', () => {
  const rows = [
    rowWith(1, {
      state: 'placed',
      size: 2,
      site: idOf(90),
      siteName: '乙',
      community: 'c1',
      needs: ['medical'],
    }),
    rowWith(2, { state: 'waiting', waiting: 'need', size: 9 }),
    rowWith(3, { state: 'placed', size: 4, site: idOf(91), siteName: '甲', community: 'c2', holdUntil: 5 }),
  ]
  const codes = (search: Parameters<typeof chosen>[1], text = '', found = NOBODY) =>
    chosen(rows, search, text, found).map((row) => row.code)

  it('keeps the order of the book without a sort', () => {
    expect(codes({})).toEqual(['100001', '100002', '100003'])
  })
  it('filters by each field alone and by all together', () => {
    expect(codes({ state: 'placed' })).toEqual(['100001', '100003'])
    expect(codes({ waiting: 'need' })).toEqual(['100002'])
    expect(codes({ need: 'medical' })).toEqual(['100001'])
    expect(codes({ community: 'c2' })).toEqual(['100003'])
    expect(codes({ site: idOf(90) })).toEqual(['100001'])
    expect(codes({ state: 'placed', community: 'c2', need: 'medical' })).toEqual([])
  })
  it('finds by part of a code, or by what the server has found for a name', () => {
    expect(codes({}, '0002')).toEqual(['100002'])
    expect(codes({}, '马', new Set([idOf(3)]))).toEqual(['100003'])
    expect(codes({ state: 'waiting' }, '马', new Set([idOf(3)]))).toEqual([])
  })
  it('sorts both ways, what is missing last', () => {
    expect(codes({ sort: 'size' })).toEqual(['100001', '100003', '100002'])
    expect(codes({ sort: 'size', down: true })).toEqual(['100002', '100003', '100001'])
    expect(codes({ sort: 'hold' })[0]).toBe('100003')
    expect(codes({ sort: 'site' }).at(-1)).toBe('100002')
    expect(codes({ down: true })).toEqual(['100003', '100002', '100001'])
  })
  it('leaves the given rows as they are', () => {
    const before = rows.map((row) => row.id)
    chosen(rows, { sort: 'size', down: true }, '', NOBODY)
    expect(rows.map((row) => row.id)).toEqual(before)
  })
})
