import { describe, expect, test } from 'vitest'
import type { GridProposed } from '../../modules/districting/model.ts'
import { ARROWS, dotsPath, frameOf, goalsOf, nearestTo, nextTo, ringPath } from './shapes.ts'

const row = (grid: number, community: string): GridProposed => ({
  ...{ grid, community, buildings: 1, households: 10, round: 0.7, radius: 100, parts: 1 },
  ...{ outside: null, reason: null, heir: null, boundary: null },
})
/** Four doors in a square, and one of another community. */
const shown = {
  at: [
    [96, 40.01, 10, 0],
    [96.01, 40.01, 10, 1],
    [96, 40, 10, 2],
    [96.01, 40, 10, 0],
    [96.02, 40, 10, 3],
  ] as [number, number, number, number][],
  rows: [row(0, 'a'), row(1, 'a'), row(2, 'a'), row(3, 'b')],
}
const frame = frameOf(shown)

describe('a proposal as a drawing', () => {
  test('north is up, east to the right, and every door lies in the box', () => {
    const [nw, ne, sw] = shown.at.map(([lon, lat]) => frame.put(lon, lat))
    expect(nw![1]).toBeLessThan(sw![1])
    expect(nw![0]).toBeLessThan(ne![0])
    for (const [lon, lat] of shown.at) {
      const [x, y] = frame.put(lon, lat)
      expect(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height).toBe(true)
    }
  })

  test('paths: a ring is closed, a grid’s doors are dots of one path', () => {
    expect(
      ringPath(frame, [
        [96, 40],
        [96.01, 40],
        [96, 40.01],
        [96, 40],
      ]),
    ).toMatch(/^M[\d. L]+Z$/)
    expect(dotsPath(frame, shown, 0).match(/h0/g)).toHaveLength(2)
  })

  test('by pointer the nearest door, by arrows the next one that way', () => {
    const [x, y] = frame.put(96.0095, 40.0095)
    expect(nearestTo(frame, shown, x, y)).toBe(1)
    expect(nextTo(frame, shown, 0, ARROWS.ArrowRight!)).toBe(1)
    expect(nextTo(frame, shown, 0, ARROWS.ArrowDown!)).toBe(2)
    expect(nextTo(frame, shown, 0, ARROWS.ArrowUp!)).toBe(0)
    expect(nearestTo(frame, { at: [] }, 0, 0)).toBe(-1)
  })

  test('a building goes to grids of its own community, the nearest first', () => {
    expect(goalsOf(shown, 3)).toEqual([1, 2])
    expect(goalsOf(shown, 4)).toEqual([])
  })
})
