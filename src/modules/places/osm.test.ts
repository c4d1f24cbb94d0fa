import { describe, expect, test } from 'vitest'
import { barrierOf, estimatedHouseholds } from './osm.ts'

describe('what parts grids', () => {
  test.each([
    [{ waterway: 'river' }, 'river'],
    [{ waterway: 'stream' }, undefined],
    [{ railway: 'rail' }, 'railway'],
    [{ railway: 'rail', tunnel: 'yes' }, undefined],
    [{ railway: 'rail', tunnel: 'no' }, 'railway'],
    [{ highway: 'motorway_link' }, 'trunk'],
    [{ highway: 'residential', oneway: 'yes' }, 'street'],
    [{ highway: 'service' }, undefined],
    [{ highway: 'footway' }, undefined],
    [{}, undefined],
  ])('%j: %s', (tags, expected) => expect(barrierOf(tags)).toBe(expected))
})

describe('households, by a rule of thumb', () => {
  test.each([
    ['a house', { building: 'house' }, 140, 1],
    ['a row of houses', { building: 'terrace', 'building:levels': '2' }, 800, 4],
    ['a block of flats of six levels', { building: 'apartments', 'building:levels': '6' }, 600, 32],
    ['flats of unknown height', { building: 'residential' }, 440, 12],
    ['a garage', { building: 'garage' }, 140, 0],
    ['a school', { building: 'yes', amenity: 'school' }, 900, 0],
    ['a shed', { building: 'yes' }, 20, 0],
    ['something', { building: 'yes' }, 150, 1],
    ['a hall', { building: 'yes' }, 5000, 0],
    ['a level count that is none', { building: 'house', 'building:levels': 'x' }, 150, 1],
  ])('%s', (_, tags, area, expected) => expect(estimatedHouseholds(tags, area)).toBe(expected))
})
