import { describe, expect, it } from 'vitest'
import { loadShares } from './LoadBar.tsx'
import { surplusAfter } from './SiteEdit.tsx'
import { idOf, siteWith } from './sample.ts'
import { chosenSites, roomsLeft, sumOf, sumsBy } from './site-rows.ts'
import { sitesIn } from './use-sites.ts'

const pool = siteWith(1).pools[0]!

describe('sums', () => {
  const sites = [
    siteWith(1, { kind: 'hotel', free: 10, occupied: 30 }),
    siteWith(2, { kind: 'hotel', free: 5, occupied: 35, over: 2, changedAt: 3 }),
    siteWith(3, { kind: 'home', offered: 4, free: 4 }),
  ]
  it('add up over all and by kind, with the oldest figure', () => {
    expect(sumOf(sites)).toMatchObject({ offered: 84, free: 19, occupied: 65, over: 2 })
    expect(sumsBy(sites, (site) => site.kind).get('hotel')).toMatchObject({
      load: { free: 15, offered: 80 },
      sites: 2,
      oldest: 3,
    })
  })
})

it('counts whole rooms left by size, smallest first', () => {
  const pools = [
    { ...pool, roomSize: 3, free: 7 },
    { ...pool, roomSize: 2, free: 4 },
    { ...pool, roomSize: 2, shared: false, free: 3 },
    { ...pool, roomSize: 0, free: 50 },
  ]
  expect(roomsLeft(pools)).toEqual([
    { size: 2, rooms: 3 },
    { size: 3, rooms: 2 },
  ])
})

describe('chosenSites', () => {
  const sites = [
    siteWith(1, { community: 'c1' }),
    siteWith(2, { state: 'suspended', nameEn: 'Gobi Hotel' }),
    siteWith(3, { over: 3, free: 0 }),
  ]
  const ids = (search: Parameters<typeof chosenSites>[1], text = '') =>
    chosenSites(sites, search, text).map((site) => site.id)
  it('puts what needs a person first', () => {
    expect(ids({})).toEqual([idOf(3), idOf(2), idOf(1)])
  })
  it('filters by room, over, community and name in either language', () => {
    expect(ids({ free: true })).toEqual([idOf(1)])
    expect(ids({ over: true })).toEqual([idOf(3)])
    expect(ids({ community: 'none' })).toEqual([idOf(3), idOf(2)])
    expect(ids({}, 'gobi')).toEqual([idOf(2)])
  })
})

it('draws a bar that never grows beyond its end', () => {
  const shares = loadShares({ offered: 90, occupied: 60, held: 20, blocked: 10, over: 10, free: 0 })
  expect(shares).toEqual({
    '--occupied': '50.00%',
    '--held': '70.00%',
    '--blocked': '80.00%',
    '--places': '90.00%',
  })
})

it('says beforehand how many would be over', () => {
  const site = siteWith(1, { held: 10, occupied: 20 })
  const places = [{ ...pool, places: 25 }]
  expect(surplusAfter(site, places, 5, 25)).toBe(5)
  expect(surplusAfter(site, places, 0, 25)).toBe(30)
  expect(surplusAfter(site, [{ ...pool, places: 30 }], 2, 25)).toBe(0)
})

it('finds the sites that events speak of, as subject or in their data', () => {
  const event = {
    seq: 1,
    id: idOf(5),
    at: 0,
    type: 'party.placed',
    actor: '',
    actorKind: 'system',
    subjectKind: 'party',
    subject: idOf(6),
    area: null,
    mode: 'emergency',
    data: { site: idOf(1), size: 3, placement: idOf(7) },
  } as const
  const known = new Set([idOf(1), idOf(2)])
  expect(sitesIn([event, { ...event, subject: idOf(2), data: {} }], known)).toEqual([idOf(1), idOf(2)])
})
