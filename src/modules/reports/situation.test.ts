import { describe, expect, test } from 'vitest'
import { HOUR } from '../../base/time.ts'
import type { NightEvent } from './night.ts'
import { type CityReport, cityLines, situationAt } from './situation.ts'

const TEN = Date.UTC(2024, 1, 17, 14, 0)
let seq = 0
const event = (type: string, subject: string, data: Record<string, unknown> = {}): NightEvent => ({
  seq: ++seq,
  at: TEN - HOUR,
  type,
  actorKind: 'public',
  subject,
  data,
})

const EVENTS = [
  event('emergency.declared', 'e1', { kind: 'blizzard' }),
  // An offered home is declared open, and never opened.
  event('site.declared', 's3', { places: 4, state: 'open' }),
  event('site.declared', 's4', { places: 4, state: 'standby' }),
  event('site.opened', 's1'),
  event('site.opened', 's2'),
  event('site.suspended', 's2'),
  event('party.registered', 'a', { size: 3 }),
  event('party.placed', 'a', { site: 's1' }),
  event('party.registered', 'b', { size: 2 }),
  event('party.placed', 'b', { site: 's1' }),
  event('party.arrived', 'b', { site: 's1' }),
  event('party.registered', 'c', { size: 5 }),
  event('party.waiting', 'c', { reason: 'no_room' }),
  event('party.registered', 'd', { size: 1 }),
  event('party.waiting', 'd', { reason: 'need', need: 'medical' }),
  event('party.registered', 'e', { size: 4 }),
  event('party.over', 'e', { site: 's1' }),
  event('party.registered', 'f', { size: 7 }),
  event('party.placed', 'f', { site: 's1' }),
  event('party.arrived', 'f', { site: 's1' }),
  event('party.departed', 'f'),
  event('rescue.called', 'r1', { persons: 3 }),
  event('rescue.called', 'r2', { persons: 2 }),
  event('rescue.reached', 'r2'),
]

const report = (more: Partial<CityReport> = {}): CityReport => ({
  county: { zh: '瓜州县', en: 'Guazhou' },
  roads: [{ road: 'G30', direction: '往星星峡', state: 'closed' }],
  seq: 21,
  hash: 'abcdef0123456789',
  situation: situationAt(EVENTS, TEN),
  ...more,
})

describe('the report to the city', () => {
  test('ten lines, every figure counted from the events', () => {
    expect(cityLines(report(), 'zh')).toEqual([
      '瓜州县暴雪，截至 02-17 22:00（北京时间）',
      '登记滞留旅客 6 组 22 人',
      '已经住下 6 人，其中超出位置先落脚 4 人',
      '已派位、还没到 3 人',
      '等待安置 6 人（有特别需要 1 人、全部住满 5 人）',
      '已经离开 7 人',
      '开放安置点 2 个',
      '车里求救、还没有人到的 1 起 3 人',
      '路况：G30 往星星峡 封闭',
      '台账第 21 条，校验 abcdef012345',
    ])
    const english = cityLines(report({ roads: [] }), 'en')
    expect(english).toHaveLength(10)
    expect(english.join('\n')).not.toMatch(/[\u4e00-\u9fff{}]/)
  })

  test('registered are those under a roof, on the way, waiting and gone', () => {
    const { registered, inside, holding, waiting, departed } = situationAt(EVENTS, TEN)
    expect(inside.persons + holding.persons + waiting.persons + departed.persons).toBe(registered.persons)
  })

  test('of nothing there is a report as well', () => {
    expect(cityLines(report({ situation: situationAt([], TEN), roads: [] }), 'zh')[1]).toBe(
      '登记滞留旅客 0 组 0 人',
    )
  })
})
