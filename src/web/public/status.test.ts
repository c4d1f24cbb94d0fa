import { expect, test } from 'vitest'
import { HOME, modeOf, NOW, partyWith, placementAt } from '../../../test/browser/public-house.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { LANGUAGES } from '../../base/words.ts'
import {
  PARTY_STATES,
  type PartyView,
  type PlacementView,
  WAITING_REASONS,
} from '../../modules/placement/model.ts'
import { bands, elapsed } from './band.ts'
import { holdText } from './destination.ts'
import { statusMain, waitingText } from './status.ts'
import { distance, priceText } from './whereto.ts'
import { sayIn } from './words.ts'

const zh = sayIn('zh')
const forms = { say: zh, here: '/p/t', site: 's', newId: () => '018f0000-0000-7000-8000-000000000000' }
const site = placementAt(partyWith().placement?.site ?? HOME).site

function page(party: PartyView): string {
  return statusMain({ say: zh, language: 'zh', party, now: NOW, forms, prefix: '' }).text
}

function hold(placement: PlacementView, more: Partial<PartyView> = {}): string | undefined {
  const party = partyWith({ placement, ...more })
  return holdText({ say: zh, language: 'zh', party, placement, now: NOW, forms })
}

test('every state has a page in every language, with the party’s own data and no undefined', () => {
  for (const language of LANGUAGES) {
    for (const state of PARTY_STATES) {
      const party = partyWith({ state, placement: null })
      const say = sayIn(language)
      const text = statusMain({ say, language, party, now: NOW, forms, prefix: '' }).text
      expect(text).toContain('<h1>')
      expect(text).not.toMatch(/undefined|NaN|\{\w+\}/)
    }
  }
})

test('every waiting reason is a sentence in every language', () => {
  for (const language of LANGUAGES)
    for (const reason of WAITING_REASONS) {
      const text = waitingText(sayIn(language), {
        reason,
        need: reason === 'need' ? 'medical' : null,
        since: NOW,
      })
      expect(text).toMatch(/22:00/)
      expect(text).not.toMatch(/[{}]/)
    }
})

test('the price and who pays stand before the button that accepts', () => {
  const text = page(partyWith())
  expect(text.indexOf('免费')).toBeGreaterThan(0)
  expect(text.indexOf('免费')).toBeLessThan(text.indexOf('我接受'))
  expect(priceText(zh, { ...site, priceClass: 'fixed', priceFen: 12_050 }, 3)).toContain('120.50')
  expect(priceText(zh, { ...site, priceClass: 'fixed', priceFen: 12_000 }, 3)).toContain('最多 360 元')
  expect(priceText(zh, { ...site, priceClass: 'fixed', priceFen: null }, 3)).toContain('问价')
})

test('a home tells name, door, landmark, telephone and position only once accepted', () => {
  const before = page(partyWith({ placement: placementAt(HOME) }))
  const secrets = [HOME.name, HOME.address ?? '-', HOME.landmark, HOME.phone ?? '-', 'uri.amap.com', '<svg']
  for (const secret of secrets) expect(before).not.toContain(secret)
  const after = page(partyWith({ placement: placementAt(HOME, { acceptedAt: NOW }) }))
  for (const secret of secrets) expect(after).toContain(secret)
})

test('a half hour for checking in is told where the site keeps them, and not where it does not', () => {
  expect(page(partyWith({ placement: placementAt(site, { slot: NOW }) }))).toContain('请在 22:00–22:30 到')
  expect(page(partyWith())).not.toContain('分时段接人')
})

test('separation by sex is told before accepting', () => {
  const text = page(partyWith())
  expect(text.indexOf('男女分开住')).toBeLessThan(text.indexOf('我接受'))
})

test('a hold is told in words: until when, whether the clock can end it, and what to do', () => {
  const family = placementAt(site)
  expect(hold(family)).toBe('为您保留到 23:40；您这一组有孩子、老人或要看病的人，不会因超时被取消。')
  const adults = { children: 0, infants: 0, elders: 0, size: 2 }
  expect(hold(placementAt(site, { acceptedAt: NOW }), adults)).toContain('还在路上')
  expect(hold(placementAt(site), adults)).toBe('为您保留到 23:40')
  expect(hold(placementAt(site, { holdUntil: NOW - MINUTE }))).toContain('保留时间过了')
  expect(hold(placementAt(site, { askedAt: NOW }))).toContain('您还来吗')
  expect(hold(placementAt(site, { state: 'arrived' }))).toBeUndefined()
})

test('buttons follow the state', () => {
  const steps = (text: string) => [...text.matchAll(/action="\/p\/t\/(\w+)"/g)].map((match) => match[1])
  expect(steps(page(partyWith()))).toEqual(['accept', 'arrive', 'withdraw', 'withdraw'])
  expect(steps(page(partyWith({ placement: placementAt(site, { acceptedAt: NOW }) })))).toEqual([
    'arrive',
    'coming',
    'withdraw',
    'withdraw',
  ])
  const arrived = placementAt(site, { state: 'arrived', arrivedAt: NOW })
  expect(steps(page(partyWith({ state: 'arrived', placement: arrived })))).toEqual(['depart'])
  const waiting = { reason: 'no_room', need: null, since: NOW } as const
  expect(steps(page(partyWith({ state: 'waiting', placement: null, waiting })))).toEqual([
    'withdraw',
    'withdraw',
  ])
  expect(steps(page(partyWith({ state: 'departed', placement: null })))).toEqual([])
})

test('a place out of use tells nobody to set off', () => {
  const text = page(partyWith({ placement: placementAt({ ...site, state: 'suspended' }) }))
  expect(text).toContain('先别出发')
})

test('whoever is beyond the places is told to stay', () => {
  const over = placementAt(site, { state: 'over', arrivedAt: NOW })
  expect(page(partyWith({ state: 'arrived', placement: over }))).toContain('不用走')
})

test('distances and spans in words', () => {
  expect([4, 424, 994, 996, 1240, 68_400].map((metres) => distance(zh, metres))).toEqual([
    '10 米',
    '420 米',
    '990 米',
    '1 公里',
    '1.2 公里',
    '68 公里',
  ])
  expect(elapsed(zh, 4.5 * HOUR)).toBe('4 小时 30 分')
  expect(elapsed(zh, 50 * HOUR)).toBe('2 天 2 小时')
  expect(elapsed(zh, 5 * MINUTE)).toBe('5 分钟')
})

test('the band names the emergency; drills and plays say first that they are not real', () => {
  const text = (kind: Parameters<typeof modeOf>[0], live = true) => bands(zh, modeOf(kind, live)).text
  expect(text('county')).toContain('2·17 暴雪 · 已 4 小时 30 分')
  expect(text('county')).not.toContain('演练')
  expect(text('county', false)).toContain('平时')
  for (const kind of ['drill', 'play'] as const) {
    expect(text(kind).indexOf('【演练】')).toBeGreaterThan(0)
    expect(text(kind).indexOf('【演练】')).toBeLessThan(text(kind).indexOf('2·17 暴雪'))
  }
})
