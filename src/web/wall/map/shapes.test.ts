import { describe, expect, it } from 'vitest'
import { guazhou } from '../../../../seed/guazhou.ts'
import type { SiteView } from '../../../modules/placement/model.ts'
import type { AreaView } from '../../../modules/places/model.ts'
import {
  boundsOf,
  communityShapes,
  siteIcon,
  siteShapes,
  siteSize,
  streetShapes,
  townAreas,
} from './shapes.ts'

const seed = guazhou()
const areas: AreaView[] = seed.communities.map((one) => ({
  code: one.code,
  kind: 'community',
  parent: one.town,
  name: one.name,
  ...one.centroid,
  boundary: one.boundary.map(([lon, lat]) => [lon, lat]),
}))
const far: AreaView = { ...areas[0]!, code: 'liuyuan', lon: 95.4, lat: 41.05 }

function site(change: Partial<SiteView>): SiteView {
  return {
    id: '018d0000-0000-7000-8000-00000000000a',
    name: 'a',
    nameEn: 'a',
    located: true,
    kind: 'hotel',
    state: 'open',
    community: null,
    grid: null,
    lon: 95.78,
    lat: 40.51,
    address: '',
    landmark: '',
    landmarkEn: '',
    priceClass: 'free',
    priceFen: null,
    features: [],
    parking: 0,
    byAgreement: '',
    opensFrom: null,
    opensAt: null,
    wardens: 1,
    personsPerWarden: 25,
    externalId: null,
    version: 1,
    changedAt: 0,
    offered: 100,
    held: 0,
    occupied: 0,
    blocked: 0,
    over: 0,
    free: 100,
    staffedLimit: 100,
    pools: [],
    ...change,
  }
}

describe('the town', () => {
  it('is the six communities, without one 60 km away', () => {
    expect(townAreas([...areas, far])).toHaveLength(6)
  })
  it('has bounds of some kilometres around its middle', () => {
    const [west, south, east, north] = boundsOf(areas)!
    expect(west).toBeGreaterThan(95.7)
    expect(east).toBeLessThan(95.86)
    expect(south).toBeGreaterThan(40.45)
    expect(north).toBeLessThan(40.58)
    expect(boundsOf([])).toBeUndefined()
  })
  it('carries the class of each community’s load, −1 where nothing is known', () => {
    const figures = { code: areas[1]!.code, offered: 10, held: 0, occupied: 10, free: 0, waiting: 0 }
    const loads = communityShapes(areas, [figures]).features.map((one) => one.properties.load)
    expect(loads).toEqual([-1, 3, -1, -1, -1, -1])
  })
})

it('roads that people arrive on are told from streets', () => {
  const line: [number, number][] = [
    [95, 40],
    [96, 40],
  ]
  const shapes = streetShapes([
    { name: 'G312国道', kind: 'trunk', line },
    { name: '瓜州大道', kind: 'trunk', line },
    { name: 'nothing', kind: 'lane', line: [] },
  ])
  expect(shapes.features.map((one) => one.properties.kind)).toEqual(['route', 'trunk'])
})

describe('sites', () => {
  it('never show a home, a group under five, or what takes nobody yet', () => {
    const hidden = [
      site({ kind: 'home' }),
      site({ offered: 4 }),
      site({ state: 'standby' }),
      site({ state: 'closed' }),
    ]
    expect(siteShapes(hidden).features).toEqual([])
    expect(siteShapes([site({})]).features).toHaveLength(1)
  })
  it.each([
    [{ free: 100 }, 'ring'],
    [{ free: 50 }, 'half'],
    [{ free: 20 }, 'most'],
    [{ free: 0 }, 'full'],
    [{ free: -2 }, 'full'],
    [{ free: 100, state: 'suspended' }, 'stopped'],
  ] as const)('with %o are drawn as %s', (change, icon) => {
    expect(siteIcon(site(change))).toBe(icon)
  })
  it('grow in area with their places, within bounds', () => {
    expect(siteSize(400) / siteSize(100)).toBeCloseTo(2)
    expect(siteSize(1)).toBe(siteSize(5))
    expect(siteSize(20_000)).toBe(siteSize(5_000))
  })
})
