import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../base/time.ts'
import { ATTEMPTS, alternatives, blockedBy, choose, chooseAt, type Request, type Stock } from './choose.ts'
import { HOLD_SLACK } from './rules.ts'

const NOW = Date.UTC(2024, 1, 17, 12, 10)

interface Given extends Partial<Omit<Stock, 'whole' | 'features'>> {
  readonly minutes?: number
  readonly features?: readonly (Stock['features'] extends ReadonlySet<infer F> ? F : never)[]
  readonly limit?: number
}

/** A pool of a hotel, general and without rooms; one site a pool. */
function board(...given: readonly Given[]): { stocks: Stock[]; way: Request['way'] } {
  const minutes = new Map<string, number>()
  const stocks = given.map((one, n): Stock => {
    const { minutes: away = 10, features = [], limit = 1000, ...rest } = one
    const site = rest.site ?? `site-${n}`
    minutes.set(site, away)
    const offered = rest.offered ?? 100
    return {
      site,
      pool: `pool-${n}`,
      area: null,
      siteKind: 'hotel',
      kind: 'bed',
      roomClass: 'general',
      roomSize: 0,
      shared: true,
      intakePerSlot: undefined,
      offered,
      free: offered,
      ...rest,
      features: new Set(features),
      whole: { free: limit, limit },
    }
  })
  return { stocks, way: (site) => ({ minutes: minutes.get(site)!, metres: minutes.get(site)! * 100 }) }
}

function ask(given: readonly Given[], request: Partial<Request> = {}) {
  const { stocks, way } = board(...given)
  return choose(stocks, { size: 2, needs: [], now: NOW, way, ...request })
}
const order = (given: readonly Given[], request: Partial<Request> = {}): string[] =>
  ask(given, request).candidates.map((one) => one.site)

describe('the order', () => {
  test('nearest first', () => {
    expect(order([{ minutes: 30 }, { minutes: 5 }, { minutes: 12 }])).toEqual(['site-1', 'site-2', 'site-0'])
  })

  test('a bed before a floor at the same distance, a seat last', () => {
    expect(order([{ kind: 'seat' }, { kind: 'floor' }, { kind: 'bed' }, { kind: 'cot' }])).toEqual([
      'site-2',
      'site-3',
      'site-1',
      'site-0',
    ])
  })

  test('what others need is kept for them, and given to those who need it', () => {
    const sites: Given[] = [{ minutes: 10, features: ['halal_kitchen', 'pets'] }, { minutes: 14 }]
    expect(order(sites)).toEqual(['site-1', 'site-0'])
    expect(order(sites, { needs: ['halal'] })).toEqual(['site-0'])
  })

  test('whoever goes to no host is told a staffed site, however far, or waits', () => {
    const sites: Given[] = [
      { siteKind: 'home', minutes: 2 },
      { siteKind: 'hall', minutes: 90 },
    ]
    expect(order(sites)).toEqual(['site-0', 'site-1'])
    expect(order(sites, { staffedOnly: true })).toEqual(['site-1'])
    expect(ask([{ siteKind: 'home' }], { staffedOnly: true })).toMatchObject({ waiting: 'no_open_site' })
  })

  test('a room that fits before two that do not', () => {
    const sites: Given[] = [
      { minutes: 10, roomSize: 2, shared: false },
      { minutes: 12, roomSize: 3, shared: false },
    ]
    expect(order(sites, { size: 3 })).toEqual(['site-1', 'site-0'])
    expect(order(sites, { size: 2 })).toEqual(['site-0', 'site-1'])
  })

  test('at most eight are tried', () => {
    const sites = Array.from({ length: 20 }, (_, n): Given => ({ minutes: 20 - n }))
    expect(order(sites)).toHaveLength(ATTEMPTS)
    expect(ATTEMPTS).toBe(8)
    expect(order(sites)[0]).toBe('site-19')
  })
})

describe('who may have a place', () => {
  test('the accessible, medical and women’s classes are for those who need them, and for nobody else', () => {
    const sites: Given[] = [
      { roomClass: 'women' },
      { roomClass: 'accessible' },
      { roomClass: 'medical' },
      { roomClass: 'general' },
    ]
    expect(order(sites)).toEqual(['site-3'])
    expect(order(sites, { needs: ['women'] })).toEqual(['site-0'])
    expect(order(sites, { needs: ['accessible'] })).toEqual(['site-1'])
    expect(order(sites, { needs: ['medical', 'women'] })).toEqual(['site-2'])
  })

  test('a party is never larger than what is free in the pool, rooms counted, or under the wardens', () => {
    expect(order([{ free: 3 }], { size: 4 })).toEqual([])
    expect(order([{ free: 4 }], { size: 4 })).toEqual(['site-0'])
    expect(order([{ free: 4, roomSize: 3, shared: false }], { size: 4 })).toEqual([])
    expect(order([{ limit: 3 }], { size: 4 })).toEqual([])
  })

  test('an unshared room blocks its rest, a shared one and a hall do not', () => {
    expect(blockedBy(4, { roomSize: 3, shared: false })).toBe(2)
    expect(blockedBy(3, { roomSize: 3, shared: false })).toBe(0)
    expect(blockedBy(4, { roomSize: 3, shared: true })).toBe(0)
    expect(blockedBy(4, { roomSize: 0, shared: true })).toBe(0)
  })
})

describe('why a party waits', () => {
  test.each<[string, readonly Given[], Partial<Request>, object]>([
    ['nothing is open', [], {}, { waiting: 'no_open_site' }],
    ['everything is full', [{ free: 0 }], {}, { waiting: 'no_room' }],
    ['no pool is large enough', [{ offered: 5 }], { size: 6 }, { waiting: 'size' }],
    ['no site has wardens for so many', [{ limit: 5 }], { size: 6 }, { waiting: 'size' }],
    ['the one need is named', [{}], { needs: ['pets'] }, { waiting: 'need', need: 'pets' }],
    [
      'of several needs the one that keeps it waiting',
      [{ features: ['halal_kitchen'] }],
      { needs: ['halal', 'pets'] },
      { waiting: 'need', need: 'pets' },
    ],
    ['a class', [{}], { needs: ['medical'] }, { waiting: 'need', need: 'medical' }],
    ['two needs that no single one explains', [{}], { needs: ['pets', 'quiet'] }, { waiting: 'no_room' }],
  ])('%s', (_, given, request, expected) => {
    expect(ask(given, request)).toEqual({ candidates: [], ...expected })
  })
})

describe('a candidate', () => {
  test('tells the way, the half hour of arrival and until when it is held', () => {
    const [one] = ask([{ minutes: 25, intakePerSlot: 50, roomSize: 4, shared: false }]).candidates
    expect(one).toEqual({
      site: 'site-0',
      pool: 'pool-0',
      area: null,
      blocked: 2,
      minutes: 25,
      metres: 2500,
      slot: Date.UTC(2024, 1, 17, 12, 30),
      holdUntil: NOW + 25 * MINUTE + HOLD_SLACK,
    })
  })

  test('a site that states no intake has no half hour', () => {
    expect(ask([{}]).candidates[0]!.slot).toBeNull()
  })
})

describe('at one named site', () => {
  test('the own class first, then the general, never another’s', () => {
    const { stocks, way } = board(
      { site: 'here', roomClass: 'general' },
      { site: 'here', roomClass: 'women' },
      { site: 'here', roomClass: 'medical' },
      { site: 'there', roomClass: 'women' },
    )
    const found = chooseAt(stocks, 'here', { size: 1, needs: ['women'], now: NOW, way })
    expect(found.map((one) => one.pool)).toEqual(['pool-1', 'pool-0'])
  })
})

describe('whatever the board', () => {
  const stock = fc.record({
    minutes: fc.integer({ min: 1, max: 60 }),
    offered: fc.integer({ min: 0, max: 12 }),
    roomSize: fc.constantFrom(0, 2, 3),
    shared: fc.boolean(),
    limit: fc.integer({ min: 0, max: 20 }),
    roomClass: fc.constantFrom('general' as const, 'women' as const, 'medical' as const),
    features: fc.subarray(['pets' as const, 'halal_kitchen' as const]),
  })
  const request = fc.record({
    size: fc.integer({ min: 1, max: 8 }),
    needs: fc.subarray(['pets' as const, 'halal' as const, 'women' as const]),
  })

  test('every candidate has room for the whole party; the order of the board decides nothing', () => {
    fc.assert(
      fc.property(fc.array(stock, { maxLength: 12 }), request, (given, wished) => {
        const named = given.map((one, n) => ({ ...one, site: `site-${n}`, pool: `pool-${n}` }))
        const { stocks, way } = board(...named)
        const asked = { ...wished, now: NOW, way }
        const found = choose(stocks, asked)
        for (const one of found.candidates) {
          const from = stocks.find((s) => s.pool === one.pool)!
          expect(from.free).toBeGreaterThanOrEqual(wished.size + one.blocked)
          expect(from.whole.free).toBeGreaterThanOrEqual(wished.size)
        }
        expect(choose([...stocks].reverse(), asked)).toEqual(found)
      }),
    )
  })
})

describe('alternatives', () => {
  const next = (given: readonly Given[], besides: string, request: Partial<Request> = {}): string[] => {
    const { stocks, way } = board(...given)
    return alternatives(stocks, besides, { size: 2, needs: [], now: NOW, way, ...request }).map(
      (one) => one.site,
    )
  }

  test('two at most, in the order of the rule, without the one that is held', () => {
    expect(next([{ minutes: 1 }, { minutes: 4 }, { minutes: 3 }, { minutes: 2 }], 'site-0')).toEqual([
      'site-3',
      'site-2',
    ])
  })

  test('two pools of one site are one alternative', () => {
    expect(
      next([{}, { site: 'b', minutes: 1 }, { site: 'b', minutes: 1 }, { minutes: 5 }], 'site-0'),
    ).toEqual(['b', 'site-3'])
  })

  test('none where nothing else is eligible', () => {
    expect(next([{}, { roomClass: 'medical' }, { free: 1 }], 'site-0')).toEqual([])
  })
})
