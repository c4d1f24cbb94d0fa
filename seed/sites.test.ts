import { expect, test } from 'vitest'
import { inRing } from '../src/base/geo.ts'
import { guazhou } from './guazhou.ts'
import { placesOf, staffedOf } from './pools.ts'
import type { PoolSeed, SiteSeed } from './types.ts'

const { sites, grids, communities } = guazhou()
const isOffer = (s: SiteSeed) => s.kind === 'home' || s.kind === 'shop'
const declared = sites.filter((s) => !isOffer(s))
const offers = sites.filter(isOffer)

function places(of: readonly SiteSeed[], which: (p: PoolSeed) => boolean = () => true): number {
  return of
    .flatMap((s) => s.pools)
    .filter(which)
    .reduce((sum, p) => sum + p.places, 0)
}

test('93 declared sites (瓜州发布 2024-02-18) and about 1,500 offers, 26,900 places in all', () => {
  expect(declared).toHaveLength(93)
  expect(offers).toHaveLength(1_500)
  expect(places(sites)).toBe(26_900)
})

test('6,000 hotel beds in rooms for one to four, unshared (瓜州发布)', () => {
  const hotels = sites.filter((s) => s.kind === 'hotel')
  expect(places(hotels)).toBe(6_000)
  for (const pool of hotels.flatMap((s) => s.pools)) {
    expect(pool).toMatchObject({ kind: 'bed', shared: false })
    expect([1, 2, 3, 4]).toContain(pool.roomSize)
  }
})

test('1,700 dormitory beds in the two schools, 8-bed rooms, women’s rooms apart (瓜州发布, The Paper)', () => {
  const beds = sites.filter((s) => s.kind === 'school' && s.pools.some((p) => p.kind === 'bed'))
  expect(beds.map((s) => s.name)).toEqual(['瓜州县第二中学', '瓜州县第四中学'])
  expect(places(beds, (p) => p.kind === 'bed')).toBe(1_700)
  // 1,700 is no multiple of eight: one sick room has four beds.
  expect(places(beds, (p) => p.kind === 'bed' && p.roomSize !== 8)).toBe(4)
  for (const s of beds)
    expect(places([s], (p) => p.kind === 'bed' && p.roomClass === 'women')).toBeGreaterThan(0)
  // Beds stand in hotels and dormitories only.
  expect(places(sites, (p) => p.kind === 'bed')).toBe(7_700)
})

test('rooms divide, pools are not empty and no pool is listed twice in a site', () => {
  for (const s of sites) {
    const keys = s.pools.map((p) => `${p.kind}/${p.roomClass}/${p.roomSize}/${p.shared}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const p of s.pools) {
      expect(p.places).toBeGreaterThan(0)
      if (p.roomSize > 0) expect(p.places % p.roomSize).toBe(0)
    }
  }
})

test('the staff on duty suffices for more than 25,000, with a reserve, and not everywhere', () => {
  const staffed = sites.reduce((sum, s) => sum + staffedOf(s), 0)
  expect(staffed).toBeGreaterThanOrEqual(26_500)
  expect(sites.some((s) => staffedOf(s) < placesOf(s))).toBe(true)
  for (const s of sites) expect(staffedOf(s)).toBeGreaterThanOrEqual(placesOf(s) * 0.85)
})

test('places with care, without steps and for women exceed their share of 25,000, seats stay few', () => {
  const of = (roomClass: string) => places(sites, (p) => p.roomClass === roomClass)
  expect(of('accessible')).toBeGreaterThan(25_000 * 0.015 * 1.1)
  expect(of('medical')).toBeGreaterThan(25_000 * 0.015 * 1.1)
  expect(of('women')).toBeGreaterThan(25_000 * 0.02)
  expect(places(sites, (p) => p.kind === 'seat')).toBeLessThan(400)
  for (const feature of ['halal_kitchen', 'pets', 'infant', 'truck_park', 'step_free', 'quiet'] as const)
    expect(places(sites.filter((s) => s.features.includes(feature)))).toBeGreaterThan(3_000)
})

test('offers open one by one between 18:00 and midnight, declared sites from the start', () => {
  for (const s of declared) expect(s.opensFrom).toBeUndefined()
  for (const s of offers) {
    expect(s.opensFrom).toBeGreaterThanOrEqual(18 * 60)
    expect(s.opensFrom).toBeLessThan(24 * 60)
  }
  const by = (minute: number) => offers.filter((s) => s.opensFrom! <= minute).length
  expect(by(19 * 60)).toBeGreaterThan(200)
  expect(by(21 * 60)).toBeLessThan(1_250)
  expect(by(22 * 60)).toBeLessThan(1_500)
})

test('every site lies in its grid and community', () => {
  for (const s of sites) {
    const grid = grids.find((g) => g.code === s.grid)!
    expect(grid.community).toBe(s.community)
    expect(inRing(s, grid.boundary)).toBe(true)
    expect(inRing(s, communities.find((c) => c.code === s.community)!.boundary)).toBe(true)
  }
})

test('names and keys are one of a kind; telephones are of ranges that are not given out', () => {
  expect(new Set(sites.map((s) => s.key)).size).toBe(sites.length)
  expect(new Set(sites.map((s) => s.name)).size).toBe(sites.length)
  expect(new Set(sites.map((s) => s.phone)).size).toBe(sites.length)
  for (const s of sites) expect(s.phone).toMatch(/^(0937-000\d{4}|199000[89]\d{4})$/)
})

test('a stranger is told crossing, direction, metres and side of the road, in both languages', () => {
  for (const s of sites) {
    expect(s.landmark).toMatch(/^.+和.+路口往[东南西北]约\d+米，路[东南西北](，.+附近)?$/)
    expect(s.landmarkEn).toMatch(
      /^About \d+ m (north|south|east|west) of the crossing of .+ side(, near .+)?$/,
    )
    expect(s.landmarkEn).not.toMatch(/[\u4e00-\u9fff]/)
    expect(s.nameEn).not.toMatch(/[\u4e00-\u9fff]/)
    expect(s.address).toMatch(/^瓜州县渊泉镇.+\d+号/)
  }
})

test('a fixed price is told, a free place has none', () => {
  for (const s of sites) {
    if (s.priceClass === 'fixed') expect(s.priceFen).toBeGreaterThanOrEqual(3_000)
    else expect(s.priceFen).toBeUndefined()
  }
  expect(sites.filter((s) => s.kind === 'hotel').every((s) => s.priceClass === 'fixed')).toBe(true)
})
