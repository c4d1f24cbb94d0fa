/** Ground as cells: who borders whom, what parts them, and the ground of a grid as one ring. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Building, cellsOf, type Line, type Spot } from './cells.ts'
import { outlinesOf } from './outline.ts'
import { solveDistricting } from './solve.ts'
import { gridFigures } from './summary.ts'

const BOUNDS = { min: 30, max: 50, target: 40 }
/** Rows of buildings 50 m apart, ten households each. */
function rows(columns: number, count: number, more: Partial<Building> = {}): Building[] {
  return Array.from({ length: columns * count }, (_, n) => ({
    ...{ x: (n % columns) * 50, y: Math.floor(n / columns) * 50, households: 10, region: 0 },
    ...more,
  }))
}
const wall = (x: number, hard: boolean): Line => ({
  hard,
  points: [
    [x, -500],
    [x, 500],
  ],
})
const area = (ring: readonly Spot[]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], n) => sum + (n === 0 ? 0 : ring[n - 1]![0] * y - x * ring[n - 1]![1]), 0),
  ) / 2

describe('cells', () => {
  test('a block of buildings: 50 m of border to each neighbour, ground to 60 m about it', () => {
    const { instance } = cellsOf({ buildings: rows(3, 3), lines: [] }, BOUNDS)
    const { x, y, area, perim, hh } = instance.units[4]!
    expect([x, y, area / 50, perim, hh].map(Math.round)).toEqual([50, 50, 50, 200, 10])
    const ofMiddle = instance.edges.filter(([a, b, metres]) => (a === 4 || b === 4) && metres > 1)
    expect(ofMiddle.map(([, , metres, hard, cut]) => [Math.round(metres), hard, Math.round(cut!)])).toEqual(
      Array(4).fill([50, 0, 50]),
    )
    expect(instance.units.reduce((sum, one) => sum + one.area, 0)).toBeCloseTo((100 + 120) ** 2, -1)
  })

  test('a street makes its border cheap, a river hard; what lies in another region is parted', () => {
    const of = (lines: Line[], second = 0) => {
      const buildings = rows(8, 1).map((one, n) => ({ ...one, region: n < 4 ? 0 : second }))
      const { instance } = cellsOf({ buildings, lines }, BOUNDS)
      return instance.edges.find(([a, b]) => a === 3 && b === 4)!
    }
    expect(of([wall(175, false)])[4]).toBeCloseTo(120 * 0.35, 1)
    expect(of([wall(175, true)])[3]).toBe(1)
    expect(of([], 1)[3]).toBe(1)
  })

  test('a pocket behind a river too small for a grid may be joined across it, at little cost; a large one stays', () => {
    const pocket = cellsOf({ buildings: rows(6, 1), lines: [wall(75, true)] }, BOUNDS)
    expect(pocket.opened).toBe(1)
    expect(pocket.instance.edges.find(([a, b]) => a === 1 && b === 2)).toMatchObject({
      3: 0,
      4: expect.closeTo(12, 1),
    })
    const large = cellsOf({ buildings: rows(8, 1), lines: [wall(175, true)] }, BOUNDS)
    expect(large.opened).toBe(0)
  })

  test('buildings on one spot are one unit; none at all is an empty town', () => {
    const { instance, unitOf } = cellsOf({ buildings: [...rows(2, 1), ...rows(2, 1)], lines: [] }, BOUNDS)
    expect([instance.units.map(({ hh }) => hh), [...unitOf]]).toEqual([
      [20, 20],
      [0, 1, 0, 1],
    ])
    expect(cellsOf({ buildings: [], lines: [] }, BOUNDS).instance.units).toEqual([])
  })

  test('wherever buildings stand: nothing is lost, the graph hangs together, and the outlines cover the ground once', () => {
    const spot = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 900 }),
      households: fc.integer({ min: 0, max: 60 }),
    })
    fc.assert(
      fc.property(
        fc.array(spot, { minLength: 5, maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 3 }),
        (spots, walls) => {
          const buildings = spots.map((one) => ({ ...one, region: 0 }))
          const cells = cellsOf(
            {
              buildings,
              lines: walls.map((x) => ({
                hard: true,
                points: [
                  [x, -99],
                  [x, 999],
                ],
              })),
            },
            BOUNDS,
          )
          const { units } = cells.instance
          expect(units.reduce((sum, { hh }) => sum + hh, 0)).toBe(
            spots.reduce((sum, one) => sum + one.households, 0),
          )
          const { solution } = solveDistricting(cells.instance, { now: () => 0, within: 20 })
          const figures = gridFigures(cells.instance, solution.grid)
          expect(figures.every(({ parts }) => parts === 1)).toBe(true)
          const outlines = outlinesOf(cells.rings, solution.grid)
          expect(outlines.size).toBe(figures.length)
          // A ring leaves out what it encloses, so together they cover the whole at least.
          const covered = [...outlines.values()].reduce((sum, ring) => sum + area(ring), 0)
          expect(covered).toBeGreaterThan(units.reduce((sum, one) => sum + one.area, 0) * 0.999)
        },
      ),
      { numRuns: 30 },
    )
  })
})
