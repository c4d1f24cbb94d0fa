import { describe, expect, test } from 'vitest'
import type { PoolLoad, SiteView } from '../placement/model.ts'
import { mergedChange, pairKey, saysTheSame, twinsOf } from './twins.ts'

const pool: PoolLoad = {
  ...{ kind: 'bed', roomClass: 'general', roomSize: 2, shared: false, offered: 40 },
  ...{ held: 0, occupied: 0, blocked: 0, over: 0, free: 40 },
}
let ids = 0
const site = (name: string, metres: number, change: Partial<SiteView> = {}): SiteView => ({
  ...{ id: `site-${ids++}`, name, nameEn: '', kind: 'hotel', state: 'standby', community: null, grid: null },
  ...{ lon: 95.78, lat: 40.52 + metres / 111_320, located: true, address: '', landmark: '', landmarkEn: '' },
  ...{
    priceClass: 'free',
    priceFen: null,
    features: [],
    parking: 0,
    byAgreement: '',
    opensFrom: null,
    opensAt: null,
  },
  ...{ wardens: 1, personsPerWarden: 25, externalId: null, version: 1, changedAt: 0, offered: 40, held: 0 },
  ...{ occupied: 0, blocked: 0, over: 0, free: 40, staffedLimit: 25, pools: [{ ...pool }] },
  ...change,
})

describe('pairs', () => {
  const [a, b, c, d] = [
    site('丝路宾馆', 0),
    site('丝路宾馆（瓜州）', 40),
    site('瓜州丝路宾馆', 20),
    site('县体育馆', 5),
  ]
  const named = (pairs: ReturnType<typeof twinsOf>) =>
    pairs.map((pair) => pairKey(pair.a.id, pair.b.id)).sort()

  test('every two that are alike, each once, with the way between them', () => {
    const pairs = twinsOf([a!, b!, c!, d!], new Set())
    expect(named(pairs)).toEqual([pairKey(a!.id, b!.id), pairKey(a!.id, c!.id), pairKey(b!.id, c!.id)].sort())
    expect(pairs.find((pair) => pair.b.id === c!.id && pair.a.id === a!.id)?.metres).toBe(20)
  })

  test('one told apart is not offered again, the others still are', () => {
    const left = named(twinsOf([a!, b!, c!, d!], new Set([pairKey(b!.id, a!.id)])))
    expect(left).toEqual([pairKey(a!.id, c!.id), pairKey(b!.id, c!.id)].sort())
  })

  test('without a position the way is not told; a home that was offered is its host’s own', () => {
    const vague = site('丝路宾馆', 0, { located: false })
    expect(twinsOf([a!, vague], new Set())).toMatchObject([{ metres: null }])
    expect(twinsOf([a!, site('丝路宾馆', 0, { externalId: 'offer-1' })], new Set())).toEqual([])
  })
})

describe('what is declared of two made one', () => {
  const gone = site('宾馆', 0, {
    ...{ priceClass: 'fixed', priceFen: 8000, address: '文化街1号', opensFrom: null, parking: 7 },
    pools: [{ ...pool }, { ...pool, kind: 'cot', offered: 0 }],
  })

  test.each([
    [[], {}],
    [['contact'], {}],
    [['address', 'parking'], { address: '文化街1号', parking: 7 }],
    [['position'], { lon: gone.lon, lat: gone.lat }],
    [['price'], { priceClass: 'fixed', priceFen: 8000 }],
    // What the other does not know changes nothing.
    [['opensFrom'], {}],
    [['pools'], { pools: [{ kind: 'bed', roomClass: 'general', roomSize: 2, shared: false, places: 40 }] }],
  ] as const)('%j', (take, change) => expect(mergedChange(gone, take)).toEqual(change))

  test('a position not known takes nothing away', () => {
    expect(mergedChange({ ...gone, located: false, pools: [] }, ['position', 'pools'])).toEqual({})
  })

  test('nobody is asked to choose between the same', () => {
    const other = { ...gone, id: 'x', address: '别处' }
    expect(saysTheSame('pools', gone, other)).toBe(true)
    expect(saysTheSame('address', gone, other)).toBe(false)
    expect(saysTheSame('contact', gone, other)).toBe(false)
  })
})
