import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bearing, inRing, metresBetween } from '../src/base/geo.ts'
import { FORBIDDEN_SUBJECTS } from '../src/base/personal.ts'
import { HOUSEHOLDS } from './buildings.ts'
import { digest } from './digest.ts'
import { CENTRE } from './frame.ts'
import { guazhou } from './guazhou.ts'
import { SOURCES } from './sources.ts'
import { shortestMetres } from './travel.ts'

const county = guazhou()
const { communities, grids, streets, entries } = county

test('two runs and two machines give the same county', () => {
  expect(digest(guazhou())).toBe(digest(county))
  // Changes whenever the seed is changed on purpose; a difference otherwise means that machines differ.
  expect(digest(county)).toBe('5c03da65')
})

test('six communities and 113 grids, with codes built on the statistical ones', () => {
  expect(communities.map((c) => c.short.zh)).toEqual(['疏勒', '榆林', '渊泉', '祁连', '常乐', '张芝'])
  expect(communities.map((c) => c.code)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `62092210000${n}`))
  expect(grids).toHaveLength(113)
  expect(new Set(grids.map((g) => g.code)).size).toBe(113)
  for (const grid of grids) expect(grid.code.slice(0, -4)).toBe(grid.community)
  for (const c of communities) {
    const own = grids.filter((g) => g.community === c.code)
    expect(own.length).toBeGreaterThanOrEqual(14)
    expect(own.at(-1)?.name.zh).toBe(`${c.short.zh}第${own.length}网格`)
  }
})

const VILLAGES = '../shared/data/admin/guazhou-620922-villages.csv'
test.skipIf(!existsSync(VILLAGES))(
  'codes and names equal the statistical list (skipped where it is absent)',
  () => {
    const listed = readFileSync(VILLAGES, 'utf8')
    for (const c of communities) expect(listed).toContain(`${c.code},${c.name.zh}居委会,620922100`)
  },
)

test('every ring is closed and holds its centre; grids lie in their community and share no ground', () => {
  for (const area of [...communities, ...grids]) {
    expect(area.boundary[0]).toEqual(area.boundary.at(-1))
    expect(area.boundary.length).toBeGreaterThanOrEqual(5)
    expect(inRing(area.centroid, area.boundary)).toBe(true)
  }
  for (const grid of grids) {
    const community = communities.find((c) => c.code === grid.community)!
    expect(inRing(grid.centroid, community.boundary)).toBe(true)
    expect(grids.filter((g) => inRing(grid.centroid, g.boundary)).map((g) => g.code)).toEqual([grid.code])
  }
})

/** Square metres, by the shoelace formula in a local frame. */
function extent(ring: readonly (readonly [number, number])[]): number {
  const flat = ring.map(([lon, lat]) => [(lon - CENTRE.lon) * 84_533, (lat - CENTRE.lat) * 111_195] as const)
  let twice = 0
  for (let n = 1; n < flat.length; n++) twice += flat[n - 1]![0] * flat[n]![1] - flat[n]![0] * flat[n - 1]![1]
  return twice / 2
}

test('grids cover their communities exactly', () => {
  for (const c of communities) {
    const own = grids.filter((g) => g.community === c.code)
    const sum = own.reduce((total, g) => total + extent(g.boundary), 0)
    // Counter-clockwise, so positive; corners are rounded to 11 cm.
    expect(Math.abs(sum - extent(c.boundary))).toBeLessThan(100)
  }
})

test('the street network is dense, connected and within the size that travel tables allow', () => {
  expect(streets.nodes.map((n) => n.id)).toEqual(streets.nodes.map((_, n) => n))
  expect(streets.nodes.length).toBeGreaterThanOrEqual(500)
  expect(streets.nodes.length).toBeLessThanOrEqual(700)
  for (const foot of [true, false])
    for (const entry of entries) {
      const far = shortestMetres(streets, entry.node, foot)
      const reached = far.filter(Number.isFinite).length
      // In a car only the middles of footpaths are out of reach.
      expect(reached).toBeGreaterThanOrEqual(foot ? streets.nodes.length : streets.nodes.length - 30)
    }
})

test('no edge is shorter than its line in town, none a loop, none twice', () => {
  const seen = new Set<string>()
  for (const { a, b, metres, name } of streets.edges) {
    expect(a).not.toBe(b)
    const key = [a, b].sort((x, y) => x - y).join()
    expect(seen.has(key)).toBe(false)
    seen.add(key)
    if (!name.startsWith('G30')) {
      expect(metres).toBeGreaterThanOrEqual(Math.floor(metresBetween(streets.nodes[a]!, streets.nodes[b]!)))
    }
    expect(county.streetNames[name]).toMatch(/^[A-Z][\x20-\x7e–é]+$/)
  }
})

test('瓜州大道 is 4.387 km long (渊泉镇志), north to south', () => {
  const avenue = streets.edges.filter((e) => e.name === '瓜州大道')
  expect(Math.abs(avenue.reduce((sum, e) => sum + e.metres, 0) - 4_387)).toBeLessThanOrEqual(10)
  const of = (id: string) => entries.find((e) => e.id === id)!
  expect(bearing(of('pengjiaqiao'), of('g312-beidaqiao'))).toBe('N')
  expect(bearing(of('g312-beidaqiao'), of('g30-guazhou'))).toBe('N')
})

test('five landmarks and "still on the motorway"; 柳园 is 69 km by road, the queues farther', () => {
  expect(entries.filter((e) => e.landmark)).toHaveLength(5)
  expect(entries.filter((e) => e.onMotorway).map((e) => e.id)).toEqual(['on-motorway'])
  for (const e of entries) expect(streets.nodes[e.node]).toMatchObject({ lon: e.lon, lat: e.lat })
  const town = entries.find((e) => e.id === 'g312-beidaqiao')!
  const far = shortestMetres(streets, town.node)
  const to = (id: string) => far[entries.find((e) => e.id === id)!.node]!
  expect(Math.abs(to('liuyuan') - 69_000)).toBeLessThan(2_500)
  expect(to('malianjing-queue')).toBeGreaterThan(to('liuyuan') + 40_000)
  expect(to('xingxingxia-queue')).toBeGreaterThan(to('malianjing-queue') + 30_000)
})

test('staff can play every role, and names are not all of one shape', () => {
  const roles = county.staff.map((s) => s.role)
  for (const [role, least] of Object.entries({
    sys_admin: 1,
    duty_officer: 2,
    intake_desk: 2,
    site_warden: 5,
    community_secretary: 6,
    grid_worker: 6,
    auditor: 1,
  }))
    expect(roles.filter((r) => r === role).length).toBeGreaterThanOrEqual(least)
  expect(new Set(county.staff.map((s) => s.phone)).size).toBe(county.staff.length)
  expect(new Set(county.staff.map((s) => s.key)).size).toBe(county.staff.length)
  expect(county.staff.some((s) => s.name.includes('·'))).toBe(true)
  expect(county.staff.some((s) => s.name.startsWith('欧阳'))).toBe(true)
  const areas = new Set([county.county.code, ...communities.map((c) => c.code), ...grids.map((g) => g.code)])
  for (const s of county.staff) expect(areas.has(s.area)).toBe(true)
})

test('nothing that may not be kept about persons is named in the seed', () => {
  const text = JSON.stringify({ county, SOURCES }).toLowerCase()
  expect(FORBIDDEN_SUBJECTS.filter((word) => text.includes(word))).toEqual([])
})

test('about 23,000 households in the buildings of the 113 grids, each door in its own grid', () => {
  const { buildings } = county
  expect(buildings.reduce((sum, { households }) => sum + households, 0)).toBe(HOUSEHOLDS)
  expect(Math.abs(HOUSEHOLDS - 60_400 / 2.62)).toBeLessThan(10)
  expect(new Set(buildings.map(({ grid }) => grid)).size).toBe(113)
  expect(new Set(buildings.map(({ lon, lat }) => `${lon} ${lat}`)).size).toBe(buildings.length)
  for (const one of buildings) {
    const grid = grids.find(({ code }) => code === one.grid)!
    expect([grid.community, inRing(one, grid.boundary)]).toEqual([one.community, true])
    expect(one.households).toBeGreaterThan(0)
  }
})
