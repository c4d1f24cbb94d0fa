import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metresBetween } from '../../base/geo.ts'
import { minutesFor, openStreets, type StreetEdge, type StreetNode } from './travel.ts'

/** A square of streets with one long way round; about 85 m a thousandth of a degree east, 111 m north. */
const NODES: readonly StreetNode[] = [
  { id: 10, lon: 96, lat: 40 },
  { id: 20, lon: 96.01, lat: 40 },
  { id: 30, lon: 96.01, lat: 40.01 },
  { id: 40, lon: 96, lat: 40.01 },
  { id: 50, lon: 96.5, lat: 40.5 },
]
const EDGES: readonly StreetEdge[] = [
  { a: 10, b: 20, metres: 900, name: '南街' },
  { a: 20, b: 30, metres: 1200, name: '东街' },
  { a: 30, b: 40, metres: 900, name: '北街' },
  { a: 10, b: 40, metres: 9000, name: '西街' },
]
const streets = openStreets(NODES, EDGES)
const [south, , north, west, island] = NODES
const between = (a: StreetNode, b: StreetNode): number => streets.metres(a, b)

describe('metres on streets', () => {
  test('the shortest way, though a direct street exists', () => {
    expect(between(south!, west!)).toBe(3000)
    expect(between(south!, north!)).toBe(2100)
  })

  test('a position beside the street counts its way to it', () => {
    const beside = { lon: 96, lat: 39.999 }
    expect(streets.metres(beside, north!)).toBe(2100 + Math.round(metresBetween(beside, south!)))
  })

  test('where no street leads, and where none is known: 1.3 times the straight line', () => {
    const straight = Math.round(metresBetween(south!, island!) * 1.3)
    expect(between(south!, island!)).toBe(straight)
    expect(openStreets([], []).metres(south!, island!)).toBe(straight)
  })

  test('are the same both ways, on any network', () => {
    const edge = fc.record({
      a: fc.integer({ min: 0, max: 7 }),
      b: fc.integer({ min: 0, max: 7 }),
      metres: fc.integer({ min: 1, max: 5000 }),
      name: fc.constant(''),
    })
    const nodes = Array.from({ length: 8 }, (_, id) => ({ id, lon: 96 + id / 100, lat: 40 + (id % 3) / 100 }))
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 16 }), fc.nat(7), fc.nat(7), fc.nat(7), (edges, a, b, c) => {
        const net = openStreets(nodes, edges)
        const metres = (x: number, y: number): number => net.metres(nodes[x]!, nodes[y]!)
        expect(metres(a, b)).toBe(metres(b, a))
        expect(metres(a, a)).toBe(0)
        for (const { a: x, b: y, metres: own } of edges) expect(metres(x, y)).toBeLessThanOrEqual(own)
        // Where streets lead everywhere, no detour is shorter.
        const ring = nodes.map((_, n) => ({ a: n, b: (n + 1) % 8, metres: 5000, name: '' }))
        const whole = openStreets(nodes, [...edges, ...ring])
        const far = (x: number, y: number): number => whole.metres(nodes[x]!, nodes[y]!)
        expect(far(a, c)).toBeLessThanOrEqual(far(a, b) + far(b, c))
      }),
    )
  })
})

describe('the way told', () => {
  test('names the streets in the order walked and ends at both ends', () => {
    const route = streets.route(south!, west!)
    expect(route.streets).toEqual(['南街', '东街', '北街'])
    expect(route.line[0]).toEqual([96, 40])
    expect(route.line[route.line.length - 1]).toEqual([96, 40.01])
    expect(route.bearing).toBe('N')
  })

  test('a long way keeps its ends and at most sixty points', () => {
    const nodes = Array.from({ length: 300 }, (_, id) => ({ id, lon: 96 + id / 1000, lat: 40 }))
    const edges = nodes.slice(1).map(({ id }) => ({ a: id - 1, b: id, metres: 85, name: '长街' }))
    const { line, streets: names } = openStreets(nodes, edges).route(nodes[0]!, nodes[299]!)
    expect(line.length).toBeLessThanOrEqual(60)
    expect([line[0], line[line.length - 1]]).toEqual([
      [96, 40],
      [96.299, 40],
    ])
    expect(names).toEqual(['长街'])
  })
})

describe('minutes in a snowstorm', () => {
  test.each([
    ['foot', 0, 0],
    ['foot', 350, 6],
    ['foot', 3500, 24],
    ['car', 0, 3],
    ['car', 2500, 8],
    ['car', 68_000, 79],
  ] as const)('by %s %i m: %i', (by, metres, expected) => {
    expect(minutesFor(metres, by)).toBe(expected)
  })

  test('never fewer for a longer way', () => {
    fc.assert(
      fc.property(
        fc.nat(200_000),
        fc.nat(50_000),
        fc.constantFrom('foot' as const, 'car' as const),
        (m, more, by) => {
          expect(minutesFor(m + more, by)).toBeGreaterThanOrEqual(minutesFor(m, by))
        },
      ),
    )
  })
})
