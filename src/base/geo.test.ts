import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bearing, inRing, type LonLat, metresBetween } from './geo.ts'

const GUAZHOU = { lon: 95.7796, lat: 40.5157 }
const point = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
})
/** Within China: near the antipode the haversine loses a decimetre, and no county has one. */
const near = fc.record({
  lon: fc.double({ min: 73, max: 135, noNaN: true }),
  lat: fc.double({ min: 3, max: 54, noNaN: true }),
})

describe('metresBetween', () => {
  test('a degree of latitude is 111.2 km, one of longitude shrinks with the cosine', () => {
    expect(metresBetween({ lon: 0, lat: 0 }, { lon: 0, lat: 1 })).toBeCloseTo(111_195, -1)
    expect(metresBetween({ lon: 0, lat: 60 }, { lon: 1, lat: 60 }) / 111_195).toBeCloseTo(0.5, 3)
  })

  test('the antipode is half the earth away', () => {
    expect(metresBetween({ lon: 0, lat: 0 }, { lon: 180, lat: 0 })).toBeCloseTo(Math.PI * 6_371_008.8, 0)
  })

  test('is the same both ways, and zero to itself', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3)
        expect(metresBetween(a, a)).toBe(0)
      }),
    )
  })

  test('no way round is shorter', () => {
    fc.assert(
      fc.property(near, near, near, (a, b, c) => {
        expect(metresBetween(a, c)).toBeLessThanOrEqual(metresBetween(a, b) + metresBetween(b, c) + 0.001)
      }),
    )
  })
})

describe('bearing', () => {
  test.each([
    [0, 1, 'N'],
    [1, 1, 'NE'],
    [1, 0, 'E'],
    [1, -1, 'SE'],
    [0, -1, 'S'],
    [-1, -1, 'SW'],
    [-1, 0, 'W'],
    [-1, 1, 'NW'],
  ])('%d east and %d north is %s', (east, north, expected) => {
    const shrink = Math.cos((GUAZHOU.lat * Math.PI) / 180)
    const b = { lon: GUAZHOU.lon + (east / shrink) * 0.01, lat: GUAZHOU.lat + north * 0.01 }
    expect(bearing(GUAZHOU, b)).toBe(expected)
  })
})

describe('inRing', () => {
  const square: [number, number][] = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ]
  const ell: [number, number][] = [
    [0, 0],
    [2, 0],
    [2, 1],
    [1, 1],
    [1, 2],
    [0, 2],
  ]

  test.each<[string, LonLat, [number, number][], boolean]>([
    ['inside', { lon: 1, lat: 1 }, square, true],
    ['beside', { lon: 3, lat: 1 }, square, false],
    ['in the notch', { lon: 1.5, lat: 1.5 }, ell, false],
    ['in the foot', { lon: 1.5, lat: 0.5 }, ell, true],
  ])('%s', (_, p, ring, expected) => {
    expect(inRing(p, ring)).toBe(expected)
    expect(inRing(p, [...ring, ring[0]!])).toBe(expected)
    expect(inRing(p, [...ring].reverse())).toBe(expected)
  })
})
