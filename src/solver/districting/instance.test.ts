/** Bad data is named, and where it lies. */
import { expect, test } from 'vitest'
import { InstanceError } from '../instance-error.ts'
import { parseGrids, parseInstance } from './instance.ts'
import { makeTown } from './town.fixture.ts'

const town = makeTown({ seed: 1, rows: 3, columns: 3 })

test('a town is read as it is; bounds have the county’s norm where nothing is said', () => {
  expect(parseInstance(town)).toEqual(town)
  const { units, edges } = town
  expect(parseInstance({ units, edges, kind: 'grid' })).toEqual({ ...town, min: 300, max: 500, target: 400 })
})

test.each([
  ['no object', undefined, '.'],
  ['half a household', { ...town, units: [{ ...town.units[0], hh: 1.5 }] }, 'units.0.hh'],
  ['a border to nowhere', { ...town, edges: [[0, 99, 5, 0]] }, 'edges.0'],
  ['a border to itself', { ...town, edges: [[2, 2, 5, 0]] }, 'edges.0'],
  ['a border half hard', { ...town, edges: [[0, 1, 5, 2]] }, 'edges.0'],
  ['a target above the most', { ...town, target: 900 }, 'target'],
  ['too few grids before', { ...town, prev: [0, 0] }, 'prev'],
  ['a wild grid before', { ...town, prev: [0, 0, 0, 0, 0, 0, 0, 0, 4000] }, 'prev.8'],
])('%s', (_, data, at) => {
  expect(() => parseInstance(data)).toThrow(InstanceError)
  try {
    parseInstance(data)
  } catch (error) {
    expect((error as InstanceError).at).toBe(at)
  }
})

test('the grids of an earlier solution must be of these units', () => {
  expect(parseGrids({ grid: [0, 1, -1] }, 3)).toEqual([0, 1, -1])
  expect(() => parseGrids({ grid: [0] }, 3)).toThrow('1 entries, expected 3')
  expect(() => parseGrids({}, 3)).toThrow(InstanceError)
})
