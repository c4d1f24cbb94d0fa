import { describe, expect, it } from 'vitest'
import type { EntryView } from '../../../modules/places/model.ts'
import { clearOf, edgesOf, heading } from './edges.ts'
import type { Bounds } from './shapes.ts'

const TOWN: Bounds = [95.75, 40.49, 95.81, 40.54]
const entry = (
  id: string,
  kind: EntryView['kind'],
  lon: number,
  lat: number,
  landmark = false,
): EntryView => ({
  id,
  kind,
  name: { zh: id, en: id },
  lon,
  lat,
  landmark,
})

describe('edges', () => {
  it('tell the way and the distance to what lies outside, nearest first', () => {
    const far = entry('xingxingxia', 'queue', 95.1, 41.8)
    const near = entry('east', 'motorway_exit', 95.9, 40.5)
    const edges = edgesOf([far, near], TOWN)
    expect(edges.map((edge) => [edge.entry.id, edge.corner])).toEqual([
      ['east', 'se'],
      ['xingxingxia', 'nw'],
    ])
    expect(edges[1]!.metres).toBeGreaterThan(140_000)
    expect(edges[1]!.metres).toBeLessThan(160_000)
  })
  it('leave out what is on the map, what is no road, and answers that are no place', () => {
    const inside = entry('exit', 'motorway_exit', 95.78, 40.5)
    const station = entry('railway', 'station', 95.7, 40.6)
    const onTheMotorway = entry('still driving', 'queue', 95.9, 40.6, true)
    expect(edgesOf([inside, station, onTheMotorway], TOWN)).toEqual([])
  })
})

it.each([
  [0, 1, 0],
  [1, 0, 90],
  [0, -1, 180],
  [-1, 0, 270],
])('the way to (%d, %d) is %d°', (lon, lat, degrees) => {
  expect(heading({ lon: 0, lat: 0 }, { lon, lat })).toBeCloseTo(degrees)
})

it('a label steps out of the way of what matters more', () => {
  expect(clearOf({ x: 10, y: 100 }, [{ x: 20, y: 110 }], 50, 40)).toEqual({ x: 10, y: 70 })
  expect(clearOf({ x: 10, y: 100 }, [{ x: 200, y: 110 }], 50, 40)).toEqual({ x: 10, y: 100 })
})
