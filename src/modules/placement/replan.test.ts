/** Moves in turn: each into a place that is free by then, none without worth, and what they gain. */
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../base/time.ts'
import { stallOf } from './advice.ts'
import type { Request, Stock } from './choose.ts'
import {
  gainOf,
  hasChanged,
  movesOf,
  PREVIEW_STANDS,
  type Wish,
  whyNotCarryOut,
  whyNotUndo,
} from './replan.ts'

const NOW = Date.UTC(2024, 1, 17, 12)

function stock(site: string, free: number, change: Partial<Stock> = {}): Stock {
  const base = {
    site,
    pool: 'floor',
    area: null,
    siteKind: 'hall',
    kind: 'floor',
    roomClass: 'general',
  } as const
  const rooms = { roomSize: 0, shared: true, features: new Set<never>(), intakePerSlot: undefined }
  return { ...base, ...rooms, offered: 100, free, whole: { free, limit: 100 }, ...change }
}

/** Minutes to each site are the same for everybody here. */
const WAYS: Readonly<Record<string, number>> = { near: 5, middle: 20, far: 40 }
function wish(from: Stock | undefined, to: Stock, size = 2, needs: Request['needs'] = []): Wish {
  return {
    request: { size, needs, now: NOW, way: (site) => ({ minutes: WAYS[site]!, metres: 0 }) },
    from: from && { stock: from, places: size, blocked: 0, slot: null },
    to: stallOf(to),
  }
}

describe('in turn', () => {
  test('whoever needs another’s place moves after that one has left it', () => {
    const [near, middle, far] = [stock('near', 2), stock('middle', 0), stock('far', 0)]
    const moves = movesOf([near, middle, far], [wish(far, middle), wish(middle, near)])
    expect(moves.map(({ wish, to, before, after }) => [wish, to.site, before, after])).toEqual([
      [1, 'near', 20, 5],
      [0, 'middle', 40, 20],
    ])
    // What was looked at is as it was.
    expect([near.free, middle.free, far.free]).toEqual([2, 0, 0])
  })

  test('two who would have to change places at once stay where they are', () => {
    const [near, far] = [stock('near', 0), stock('far', 0)]
    expect(movesOf([near, far], [wish(near, far), wish(far, near)])).toEqual([])
  })

  test('nobody moves for less than it is worth, but so that somebody gets a place at all', () => {
    const [near, middle] = [stock('near', 0, { features: new Set(['pets']) }), stock('middle', 2)]
    const away = wish(near, middle)
    expect(movesOf([near, middle], [away])).toEqual([])
    const moves = movesOf([near, middle], [away, wish(undefined, near, 2, ['pets'])])
    expect(moves.map(({ wish, worth }) => [wish, worth])).toEqual([
      [0, -15],
      [1, null],
    ])
  })

  test('a place that lacks what is needed is given up for one that has it', () => {
    const [near, middle] = [stock('near', 0), stock('middle', 2, { features: new Set(['infant']) })]
    expect(movesOf([near, middle], [wish(near, middle, 2, ['infant'])])).toMatchObject([{ needsMet: true }])
  })

  test('the wardens’ limit and the half hour at the door count', () => {
    const whole = { free: 1, limit: 100 }
    expect(
      movesOf([stock('near', 9, { whole }), stock('far', 0)], [wish(stock('far', 0), stock('near', 9))]),
    ).toEqual([])
    const slots = new Map([[NOW, 0]])
    const door = stock('near', 9, { intakePerSlot: 4, slots })
    const [move] = movesOf([door, stock('far', 0)], [wish(stock('far', 0), door)])
    expect(move).toMatchObject({ after: 30, to: { slot: NOW + 30 * MINUTE } })
  })
})

test('what moves gain', () => {
  expect(
    gainOf([
      { size: 3, before: 40, after: 10, needsMet: false },
      { size: 2, before: 10, after: 15, needsMet: true },
      { size: 4, before: null, after: 5, needsMet: false },
    ]),
  ).toEqual({
    moved: { parties: 3, persons: 9 },
    placed: { parties: 1, persons: 4 },
    farther: { parties: 1, persons: 2 },
    minutes: 80,
    needsMet: 1,
  })
})

test.each([
  ['previewed', 0, 3, undefined],
  ['previewed', PREVIEW_STANDS, 3, undefined],
  ['previewed', PREVIEW_STANDS + 1, 3, 'placement.replan_stale'],
  ['previewed', 0, 0, 'placement.replan_nothing'],
  ['carrying', 10 * PREVIEW_STANDS, 3, undefined],
  ['done', 0, 3, 'placement.replan_done'],
  ['undone', 0, 3, 'placement.replan_done'],
] as const)('a preview that is %s, %d ms old, of %d moves', (state, age, moves, code) => {
  expect(whyNotCarryOut({ state, at: NOW }, NOW + age, moves)).toBe(code)
})

test('a quarter may have changed, not more', () => {
  expect([hasChanged(8, 6), hasChanged(8, 5), hasChanged(1, 1), hasChanged(1, 0)]).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test.each([
  ['previewed', 'placement.replan_not_done'],
  ['carrying', 'placement.replan_not_done'],
  ['done', undefined],
  ['undoing', undefined],
  ['undone', 'placement.replan_not_done'],
] as const)('undoing one that is %s', (state, code) => {
  expect(whyNotUndo({ state })).toBe(code)
})
