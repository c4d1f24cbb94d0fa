/** Maps as people have them, in both forms. */
import { describe, expect, test } from 'vitest'
import { communityOf, townOfGeoJson, townOfOsm } from './map.ts'

/** About 20 m by 20 m at the equator's scale of 40° north. */
const ring = (lon: number, lat: number): [number, number][] => [
  [lon, lat],
  [lon + 0.000235, lat],
  [lon + 0.000235, lat + 0.00018],
  [lon, lat + 0.00018],
  [lon, lat],
]

describe('an extract', () => {
  const tags = {
    building: 'apartments',
    'building:levels': '6',
    name: '一号楼',
    'addr:street': '长安街',
    'addr:housenumber': '5',
  }
  const town = townOfOsm({
    ways: [
      { id: 1, tags, points: ring(96, 40) },
      { id: 2, tags: { building: 'no' }, points: ring(96, 40) },
      {
        id: 3,
        tags: { building: 'yes' },
        points: [
          [96, 40],
          [96.1, 40],
        ],
      },
      {
        id: 4,
        tags: { railway: 'rail' },
        points: [
          [96, 40],
          [96.1, 40],
        ],
      },
      { id: 5, tags: {}, points: ring(96.01, 40) },
    ],
    relations: [
      {
        id: 9,
        tags: { building: 'house', type: 'multipolygon' },
        ways: [
          { way: 5, role: 'outer' },
          { way: 1, role: 'inner' },
        ],
      },
    ],
  })

  test('buildings of ways and relations, with households by a rule of thumb', () => {
    expect(town.buildings.map((one) => [one.externalId, one.households, one.estimated])).toEqual([
      ['way/1', 21, true],
      ['relation/9', 1, true],
    ])
    expect(town.buildings[0]).toMatchObject({ name: '一号楼', address: '长安街 5' })
    expect(town.buildings[0]!.lon).toBeCloseTo(96.0001175, 5)
    expect(town.buildings[0]!.lat).toBeCloseTo(40.00009, 5)
  })

  test('what parts grids, and what lies nowhere', () => {
    expect(town.barriers).toMatchObject([{ id: 'way/4', kind: 'railway' }])
    expect(town.faults).toEqual(['way/3'])
  })
})

describe('GeoJSON', () => {
  const feature = (
    properties: Record<string, unknown>,
    geometry: { type: string; coordinates: unknown } | null,
  ) => ({ properties, geometry })
  const square = { type: 'Polygon', coordinates: [ring(96, 40)] }
  test.each([
    ['counted', feature({ 户数: 36 }, square), [36, false]],
    [
      'estimated by whoever made the map',
      feature({ est_households: 12 }, { type: 'MultiPolygon', coordinates: [[ring(96, 40)]] }),
      [12, true],
    ],
    ['by the rule of thumb', feature({ building: 'house' }, square), [1, true]],
    ['a point', feature({ households: 4 }, { type: 'Point', coordinates: [96, 40] }), [4, false]],
    ['a count that is none', feature({ 户数: '很多' }, square), undefined],
    ['no geometry', feature({ 户数: 3 }, null), undefined],
    ['off the earth', feature({ 户数: 3 }, { type: 'Point', coordinates: [96, 400] }), undefined],
  ])('%s', (_, one, expected) => {
    const { buildings, faults } = townOfGeoJson({ features: [one] })
    expect(buildings[0] && [buildings[0].households, buildings[0].estimated]).toEqual(expected)
    expect(faults).toHaveLength(expected === undefined ? 1 : 0)
  })
})

test('a building is of the community it stands in; of the only one, wherever it stands', () => {
  const [a, b] = [
    { code: 'a', boundary: ring(96, 40) },
    { code: 'b', boundary: ring(97, 40) },
  ]
  const at = { lon: 97.0001, lat: 40.0001 }
  expect([communityOf([a, b], at), communityOf([a], at), communityOf([], at)]).toEqual(['b', 'a', undefined])
  expect(communityOf([a, b], { lon: 0, lat: 0 })).toBeUndefined()
})
