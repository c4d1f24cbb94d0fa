import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf, moving, numberOf, type Placed } from './rules.ts'

const C = '620922100001'
const code = (n: number) => `${C}-G0${n}`
const old = [1, 2, 3].map((n) => ({ code: code(n), community: C }))
/** Old grid, new grid, households: one building each. */
const of = (rows: readonly (readonly [number | null, number, number])[]): Placed[] =>
  rows.map(([was, grid, households], n) => ({
    building: String(n),
    community: C,
    households,
    old: was === null ? null : code(was),
    grid,
  }))
const used = old.map((one) => one.code)

describe('what publishing does', () => {
  test('a grid with just its buildings keeps its code; the others end and new codes were never used', () => {
    const placed = of([
      [1, 0, 100],
      [1, 0, 50],
      [2, 1, 200],
      [2, 2, 20],
      [3, 2, 300],
    ])
    const change = changeOf(placed, old, [...used, `${C}-G17`])
    expect(change.grids.map((one) => [one.code, one.kept])).toEqual([
      [code(1), true],
      [`${C}-G18`, false],
      [`${C}-G19`, false],
    ])
    expect(change.ended).toEqual([code(2), code(3)])
    expect([...change.heirOf]).toEqual([
      [code(2), `${C}-G18`],
      [code(3), `${C}-G19`],
    ])
    expect(change.lineage).toEqual([
      { old: code(2), new: `${C}-G18`, households: 200 },
      { old: code(2), new: `${C}-G19`, households: 20 },
      { old: code(3), new: `${C}-G19`, households: 300 },
    ])
  })

  test('a grid that gains a building is another grid; one without buildings ends without an heir', () => {
    const placed = of([
      [1, 0, 100],
      [null, 0, 5],
    ])
    const change = changeOf(placed, old, used)
    expect(change.grids).toMatchObject([{ code: `${C}-G04`, kept: false }])
    expect(change.ended).toEqual(used)
    expect(change.heirOf.get(code(1))).toBe(`${C}-G04`)
    expect(change.heirOf.has(code(2))).toBe(false)
  })

  test.each([
    [
      'nothing moves',
      [
        [1, 0, 5],
        [2, 1, 7],
      ],
      0,
    ],
    [
      'two grids become one: the smaller has moved',
      [
        [1, 0, 5],
        [2, 0, 7],
      ],
      5,
    ],
    [
      'one becomes two: the smaller part has moved',
      [
        [1, 0, 5],
        [1, 1, 7],
      ],
      5,
    ],
    ['who was in none has not moved', [[null, 0, 5]], 0],
  ] as const)('%s', (_, rows, expected) => expect(moving(of(rows))).toBe(expected))

  test('every building is in one grid after it, codes are never given twice, and no lineage is lost', () => {
    const rows = fc.array(
      fc.tuple(
        fc.option(fc.integer({ min: 1, max: 3 })),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 90 }),
      ),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(rows, (given) => {
        const placed = of(given)
        const change = changeOf(placed, old, used)
        const codes = change.grids.map((one) => one.code)
        expect(new Set(codes).size).toBe(codes.length)
        for (const grid of change.grids) expect(grid.kept).toBe(used.includes(grid.code))
        for (const one of old) expect(change.ended.includes(one.code)).toBe(!codes.includes(one.code))
        // What left an ended grid arrives in its heirs.
        for (const gone of change.ended) {
          const lived = placed.filter((p) => p.old === gone).reduce((sum, p) => sum + p.households, 0)
          const arrived = change.lineage
            .filter((l) => l.old === gone)
            .reduce((sum, l) => sum + l.households, 0)
          expect(arrived).toBe(lived)
        }
        expect(moving(placed)).toBeLessThanOrEqual(placed.reduce((sum, p) => sum + p.households, 0))
      }),
    )
  })

  test('numbers are read from codes', () => expect([numberOf(code(3)), numberOf('x')]).toEqual([3, 0]))
})
