import { describe, expect, test } from 'vitest'
import type { Request, Stock } from './choose.ts'
import { whyNotThere } from './why.ts'

const stock = (more: Partial<Stock> = {}): Stock => ({
  ...{ site: 's', pool: 'p', area: null, siteKind: 'hall', kind: 'floor', roomClass: 'general', roomSize: 0 },
  ...{ shared: true, features: new Set(), intakePerSlot: undefined, offered: 50, free: 50 },
  whole: { free: 50, limit: 50 },
  ...more,
})
const ask = (more: Partial<Request> = {}): Request => ({
  ...{ size: 4, needs: [], now: 0, way: () => ({ minutes: 0, metres: 0 }) },
  ...more,
})
const here = { minutes: 10, stock: { siteKind: 'school', kind: 'cot' } } as const

const open = { state: 'open', stocks: [stock()] } as const

describe('why not there', () => {
  test.each([
    ['closed', 'suspended', [stock()], ask(), ['not_open']],
    [
      'a home for children alone',
      'open',
      [stock({ siteKind: 'home' })],
      ask({ staffedOnly: true }),
      ['host'],
    ],
    ['no places declared', 'open', [], ask(), ['no_places']],
    [
      'a need that nobody there meets',
      'open',
      [stock()],
      ask({ needs: ['halal', 'pets'] }),
      ['need halal', 'need pets'],
    ],
    ['rooms of another class', 'open', [stock({ roomClass: 'women' })], ask(), ['room_class']],
    ['three places short', 'open', [stock({ free: 1 })], ask(), ['room 3']],
    [
      'a room for three blocks two',
      'open',
      [stock({ free: 4, roomSize: 3, shared: false })],
      ask(),
      ['room 2'],
    ],
    ['too few wardens', 'open', [stock({ whole: { free: 1, limit: 25 } })], ask(), ['wardens 3']],
    [
      'places and wardens',
      'open',
      [stock({ free: 2, whole: { free: 0, limit: 25 } })],
      ask(),
      ['room 2', 'wardens 4'],
    ],
    ['farther', 'open', [stock()], ask(), ['farther 15'], 25],
    ['nearer, and a floor of a hall', 'open', [stock()], ask(), ['dearer'], 2],
    ['as good', 'open', [stock({ siteKind: 'school', kind: 'cot' })], ask(), ['nothing'], 10],
  ] as const)('%s', (_, state, stocks, request, expected, minutes: number = 12) => {
    const told = whyNotThere({ state, isOwn: true, stocks, minutes }, request, here)
    expect(
      told.map(({ code, need, n }) => [code, need ?? n].filter((one) => one !== undefined).join(' ')),
    ).toEqual(expected)
  })

  test('who has nothing is told nothing stands against it', () => {
    expect(whyNotThere({ ...open, isOwn: true, minutes: 90 }, ask(), undefined)).toEqual([
      { code: 'nothing' },
    ])
  })

  test('another county’s takes whom a person sends, and is short of places as any', () => {
    const there = { ...open, isOwn: false, minutes: 2 }
    expect(whyNotThere(there, ask(), here)).toEqual([{ code: 'by_agreement' }])
    expect(whyNotThere(there, ask({ size: 51 }), here)).toMatchObject([{ code: 'room' }, { code: 'wardens' }])
  })
})
