import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../base/time.ts'
import { PLACEMENT_EVENTS } from '../../modules/placement/events.ts'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { choose, type Known, remember, tellNews, weight } from './news.ts'

const SITE = '018d0000-0000-7000-8000-00000000000a'
const HOME = '018d0000-0000-7000-8000-00000000000b'

const known: Known = {
  site: (id) => {
    if (id === SITE) return { name: '瓜州宾馆', nameEn: 'Guazhou Hotel', kind: 'hotel' }
    return id === HOME ? { name: '马家', nameEn: 'The Mas', kind: 'home' } : undefined
  },
  entry: (id) =>
    id === 'q' ? { zh: '星星峡排队（12公里）', en: 'Queue at Xingxingxia (12 km)' } : undefined,
}

function event(
  seq: number,
  type: string,
  data: LedgerEvent['data'] = {},
  at = 0,
  subject = SITE,
): LedgerEvent {
  return {
    seq,
    id: '018d0000-0000-7000-8000-000000000000',
    at,
    type,
    actor: '',
    actorKind: 'staff',
    subjectKind: type.split('.')[0] ?? '',
    subject,
    area: null,
    mode: 'emergency',
    data,
  }
}

describe('a line', () => {
  it('tells who, how many and where', () => {
    const arrived = event(1, 'party.arrived', { site: SITE, size: 4 })
    expect(tellNews(arrived, known, 'zh')).toBe('4 人到达瓜州宾馆')
    expect(tellNews(arrived, known, 'en')).toBe('4 people arrived at Guazhou Hotel')
  })
  it('names the site it is about', () => {
    expect(tellNews(event(1, 'site.opened'), known, 'zh')).toBe('瓜州宾馆：开放接收')
  })
  it('never names a home', () => {
    const arrived = event(1, 'party.arrived', { site: HOME, size: 2 })
    expect(tellNews(arrived, known, 'zh')).toBe('2 人到达一户居民家')
    expect(tellNews(arrived, known, 'en')).not.toContain('Mas')
  })
  it('says nothing of diet', () => {
    const waiting = event(1, 'party.waiting', { size: 3, reason: 'need', need: 'halal' })
    expect(tellNews(waiting, known, 'zh')).toBe('3 人等位置：没有合适的位置')
  })
  it('says which need has no place', () => {
    const waiting = event(1, 'party.waiting', { size: 3, reason: 'need', need: 'accessible' })
    expect(tellNews(waiting, known, 'en')).toBe('3 people wait: step-free: none')
  })
  it('tells an estimate with its place', () => {
    const estimate = event(1, 'road.estimated', { entry: 'q', persons: 2600 })
    expect(tellNews(estimate, known, 'zh')).toBe('星星峡排队：路上估计 2,600 人')
  })
  it('is left out rather than told with a hole', () => {
    expect(tellNews(event(1, 'party.arrived', { site: SITE }), known, 'zh')).toBeUndefined()
    expect(tellNews(event(1, 'nobody.knows'), known, 'zh')).toBeUndefined()
  })
  it('exists for every party event that the wall shows', () => {
    const shown = Object.keys(PLACEMENT_EVENTS).filter(
      (type) => type.startsWith('party.') && weight(type) > 0,
    )
    expect(shown.length).toBeGreaterThan(6)
    for (const type of shown) {
      const told = event(1, type, { site: SITE, size: 2, reason: 'no_room' })
      expect(tellNews(told, known, 'zh'), type).toBeDefined()
    }
  })
})

describe('the choice', () => {
  it('puts what must be seen among the newest, newest first', () => {
    const ordinary = [5, 6, 7, 8, 9].map((seq) => event(seq, 'party.arrived', {}, HOUR))
    const lines = choose([event(1, 'site.suspended', {}, 0), ...ordinary], HOUR, 3)
    expect(lines.map((one) => one.seq)).toEqual([9, 8, 1])
  })
  it('lets weighty news go when it is old', () => {
    const lines = choose([event(1, 'site.suspended'), event(2, 'site.opened', {}, 90 * MINUTE)], 3 * HOUR, 4)
    expect(lines).toEqual([])
  })
  it('has no place for sign-ins', () => {
    expect(choose([event(1, 'account.signed_in')], 0, 4)).toEqual([])
  })
})

describe('memory', () => {
  it('keeps urgent news through a storm of ordinary ones, once each', () => {
    let kept: LedgerEvent[] = remember([], [event(1, 'site.suspended')])
    for (let seq = 2; seq < 2000; seq++)
      kept = remember(kept, [event(seq, 'party.arrived'), event(1, 'site.suspended')])
    expect(kept.filter((one) => one.seq === 1)).toHaveLength(1)
    expect(kept.length).toBeLessThan(100)
  })
})
