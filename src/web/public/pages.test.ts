import { describe, expect, test } from 'vitest'
import {
  HALL,
  HOME,
  modeOf,
  NOW,
  PublicHouse,
  partyWith,
  placementAt,
  requestTo,
} from '../../../test/browser/public-house.ts'
import { Refusal } from '../../base/refusal.ts'
import { SHARED_REFUSALS } from '../../base/shared-refusals.ts'
import { dayClockBeijing, HOUR } from '../../base/time.ts'
import { LANGUAGES } from '../../base/words.ts'
import { NOTICE, PRICE_NOTICE } from './notice.ts'
import { publicPage, troublePage } from './pages.ts'
import type { PublicRequest } from './request.ts'
import { BODY_SCRIPT, HEAD_SCRIPT } from './script.ts'

const TOKEN = 'a-token-of-128-bits-ok'
const FORM = {
  id: '018f0000-0000-7000-8000-00000000aaaa',
  command: '018f0000-0000-7000-8000-00000000bbbb',
  entry: 'exit-east',
  adults: '2',
  children: '1',
}

function houseWith(party = partyWith()): PublicHouse {
  const house = new PublicHouse()
  house.parties.set(TOKEN, party)
  return house
}

async function get(house: PublicHouse, path: string, more: Partial<PublicRequest> = {}) {
  const answer = await publicPage(requestTo(house, path, more))
  return { status: answer?.status, html: answer?.html ?? '', answer }
}

async function post(
  house: PublicHouse,
  path: string,
  body: Record<string, string>,
  more: Partial<PublicRequest> = {},
) {
  const answer = await publicPage(requestTo(house, path, { body, ...more }))
  return { status: answer?.status, html: answer?.html ?? '', answer }
}

test('no page weighs more than 15 kB, and its script no more than 2 kB', async () => {
  const far = placementAt(HOME, { acceptedAt: NOW })
  const line = Array.from({ length: 60 }, (_, i): [number, number] => [95.7 + i / 500, 40.5 + (i % 9) / 300])
  const long = { ...far, directions: far.directions && { ...far.directions, line } }
  const needs = ['infant', 'pregnant', 'accessible', 'medical', 'halal', 'pets'] as const
  const house = houseWith(
    partyWith({ placement: long, needs: [...needs], phone: '139****0001', plate: '甘F·12345' }),
  )
  house.mode = modeOf('play')
  for (const language of LANGUAGES) {
    for (const path of ['/', '/r', '/r?e=exit-east', `/p/${TOKEN}`, '/p/unknown-token-0000', '/about-data']) {
      const { html } = await get(house, path, {
        language,
        prefix: '/c/guazhou/w/3',
        helpline: '0937-5500000',
      })
      expect(Buffer.byteLength(html), `${language} ${path}`).toBeLessThanOrEqual(15_000)
    }
    const wrong = await post(house, '/r', { adults: 'x', children: 'x', phone: 'x' }, { language })
    expect(Buffer.byteLength(wrong.html)).toBeLessThanOrEqual(15_000)
  }
  expect(Buffer.byteLength(HEAD_SCRIPT + BODY_SCRIPT)).toBeLessThanOrEqual(2048)
})

test('nothing is loaded from outside, and style and script carry the nonce', async () => {
  const house = houseWith()
  for (const path of ['/', '/r', `/p/${TOKEN}`, '/about-data']) {
    const { html } = await get(house, path)
    expect(html).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="(?!data:)/)
    expect(html).not.toMatch(/ (style|on\w+)="/)
    expect([...html.matchAll(/<(style|script)(?! nonce="n0nce")/g)]).toEqual([])
  }
})

test('hostile names and input come out as text', async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='x'>`
  const house = houseWith(
    partyWith({
      placement: placementAt(
        { ...HOME, name: evil, address: evil, landmark: evil, phone: evil },
        { acceptedAt: NOW },
      ),
      phone: evil,
      plate: evil,
    }),
  )
  house.mode = modeOf('play')
  house.mode = { ...house.mode, world: { ...house.mode.world, name: evil } }
  const pages = [
    await get(house, `/p/${TOKEN}`),
    await get(house, `/r?e=${encodeURIComponent(evil)}`),
    await post(house, '/r', {
      e: evil,
      entry: evil,
      adults: evil,
      phone: evil,
      plate: evil,
      id: evil,
      command: evil,
    }),
    await get(house, `/p/${encodeURIComponent(evil)}`),
  ]
  for (const { html } of pages) {
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
  }
})

test('the notice and the word about prices stand under the button, word for word', async () => {
  const { html } = await get(houseWith(), '/r')
  const zh = `只为今晚安置：人数、在哪里、需要什么；手机号、车牌选填。孩子只填人数，不填姓名。不要证件。只有安置人员能看，每次查看有记录。应急结束后7天内删除，备份同时失效。住处由程序按远近、人数和需要推荐，不看姓名、语言、车牌；您可以问为什么、换一个、找人工，不影响安置。查看、更正、删除：本页"我的信息"，或电话（县里填写）。`
  const shown = html.replaceAll('&quot;', '"')
  expect(shown.indexOf(zh)).toBeGreaterThan(shown.indexOf('告诉我去哪里</button>'))
  expect(shown).toContain('登记免费。住处收不收费，先告诉您，您再定。')
  const en = await get(houseWith(), '/r', { language: 'en', helpline: '0937-5500000' })
  expect(en.html).toContain(PRICE_NOTICE.en)
  expect(en.html).toContain(NOTICE.en.slice(0, 120))
  expect(en.html).toContain('(0937-5500000)')
})

test('the scanned place is chosen already; without a scan only landmarks are offered', async () => {
  const scanned = await get(houseWith(), '/r?e=desk-7')
  expect(scanned.html).toContain('value="desk-7" id="entry" checked')
  const open = await get(houseWith(), '/r')
  expect(open.html).not.toContain('desk-7')
  expect(open.html).toContain('<span>星星峡方向')
  expect(open.html).not.toContain(' checked><span>瓜州')
})

test('a registration leads to the party’s own page, and the telephone remembers it', async () => {
  const house = new PublicHouse()
  const { status, answer } = await post(
    house,
    '/r',
    { ...FORM, e: 'exit-east', need: 'medical', phone: '13900000001' },
    { prefix: '/c/guazhou/w/3' },
  )
  expect(status).toBe(303)
  const [token = ''] = house.parties.keys()
  expect(answer?.redirect).toBe(`/c/guazhou/w/3/p/${token}`)
  expect(answer?.headers?.['set-cookie']).toContain('Path=/c/guazhou/w/3/r; ')
  const again = await get(house, '/r', { cookies: { jw_party: token } })
  expect(again.html).toContain(`href="/p/${token}"`)
})

test('the same form sent twice is one party', async () => {
  const house = new PublicHouse()
  const first = await post(house, '/r', FORM)
  const second = await post(house, '/r', FORM)
  expect(second.answer?.redirect).toBe(first.answer?.redirect)
  expect(house.parties.size).toBe(1)
})

test('the same form sent again with other content registers nobody and says so, ready to be sent as another party', async () => {
  const house = new PublicHouse()
  await post(house, '/r', FORM)
  const changed = await post(house, '/r', { ...FORM, adults: '5' })
  expect(changed.status).toBe(409)
  expect(changed.html).toContain('已经登记过一次')
  expect(changed.html).not.toContain(FORM.command)
  expect(changed.html).toMatch(/name="adults"[^>]*value="5"/)
})

test('what was typed stays, with the problem beside its field and in the summary', async () => {
  const house = new PublicHouse()
  const { status, html } = await post(house, '/r', {
    ...FORM,
    adults: '0',
    children: '0',
    phone: 'call me',
    plate: '甘F12345',
  })
  expect(status).toBe(422)
  expect(house.calls.some((call) => call.id === 'placement.register')).toBe(false)
  expect(html).toContain('value="甘F12345"')
  expect(html).toContain('value="call me" aria-invalid="true" aria-describedby="phone-e"')
  expect(html).toContain('<a href="#adults">至少要有一个人。</a>')
  expect(html).toContain(`value="${FORM.command}"`)
})

test.each([
  [new Refusal('placement.no_position'), 422, '请选您在哪里'],
  [new Refusal('placement.empty_party'), 422, 'id="adults-e"'],
  [new Refusal('bad_input', { issues: [{ path: '/phone', problem: 'pattern' }] }), 400, 'id="phone-e"'],
  [new Refusal('too_many'), 429, SHARED_REFUSALS.too_many.zh],
  [new Refusal('unavailable'), 503, SHARED_REFUSALS.unavailable.zh],
])('a refused registration keeps the form: %s', async (refusal, status, words) => {
  const house = new PublicHouse()
  house.refuse = { id: 'placement.register', refusal }
  const answer = await post(house, '/r', { ...FORM, plate: '甘F12345' })
  expect(answer.status).toBe(status)
  expect(answer.html).toContain(words)
  expect(answer.html).toContain('value="甘F12345"')
})

test('switching the language keeps what was typed and registers nothing', async () => {
  const house = new PublicHouse()
  const { status, html, answer } = await post(house, '/r', { ...FORM, adults: '4', lang: 'en' })
  expect(status).toBe(200)
  expect(answer?.setLanguage).toBe('en')
  expect(html).toContain('<html lang="en" dir="ltr">')
  expect(html).toMatch(/name="adults"[^>]*value="4"/)
  expect(house.parties.size).toBe(0)
})

test('switching the language elsewhere keeps the page', async () => {
  const { html } = await get(houseWith(), `/p/${TOKEN}?still=1`)
  expect(html).toContain(`href="/p/${TOKEN}?still=1&amp;lang=en"`)
  const en = await get(houseWith(), `/p/${TOKEN}?lang=en`)
  expect(en.answer?.setLanguage).toBe('en')
  expect(en.html).toContain('Yuanquan Primary School')
})

test('unknown and erased read the same, to the byte', async () => {
  const house = houseWith()
  house.erased.add('an-erased-token-0000')
  const unknown = await get(house, '/p/unknown-token-0000')
  const erased = await get(house, '/p/an-erased-token-0000')
  const short = await get(house, '/p/123')
  const plain = (html: string) => html.replace(/href="\/p\/[^"]*"/g, '')
  expect([unknown.status, erased.status, short.status]).toEqual([404, 404, 404])
  expect(plain(erased.html)).toBe(plain(unknown.html))
  expect(plain(short.html)).toBe(plain(unknown.html))
})

test('each step is a deed of the party itself and leads back to its page', async () => {
  const house = houseWith()
  const command = FORM.command
  const site = house.site.id
  const steps = ['accept', 'coming', 'arrive', 'depart'] as const
  for (const step of steps) {
    const { answer } = await post(house, `/p/${TOKEN}/${step}`, { command, site })
    expect(answer?.redirect).toBe(`/p/${TOKEN}`)
  }
  const deeds = house.calls.filter((call) => /accept|arrive|depart/.test(call.id))
  expect(deeds.map((call) => call.id.slice('placement.'.length))).toEqual([
    'accept',
    'accept',
    'arrive',
    'depart',
  ])
  for (const { input } of deeds)
    expect(input).toMatchObject({ params: { id: partyWith().id }, body: { command } })
  expect(house.parties.get(TOKEN)?.state).toBe('departed')
})

test.each(['withdrawn', 'self_arranged'])('not needed: %s', async (reason) => {
  const house = houseWith()
  await post(house, `/p/${TOKEN}/withdraw`, { command: FORM.command, reason })
  expect(house.parties.get(TOKEN)?.state).toBe(reason)
})

test('nobody accepts a place they have not seen', async () => {
  const house = houseWith()
  const { status, html } = await post(house, `/p/${TOKEN}/accept`, { command: FORM.command, site: HOME.id })
  expect(status).toBe(409)
  expect(html).toContain('刚才给您换了地方')
  expect(house.parties.get(TOKEN)?.placement?.acceptedAt).toBeNull()
})

test('an arrival is told for the place the page showed', async () => {
  const house = houseWith()
  await post(house, `/p/${TOKEN}/arrive`, { command: FORM.command, site: HOME.id })
  expect(house.calls.at(-1)?.input).toMatchObject({ body: { site: HOME.id } })
})

test('a refused step shows the page as it is now, with the reason', async () => {
  const house = houseWith()
  house.refuse = {
    id: 'placement.depart',
    refusal: new Refusal('placement.step_not_possible', { state: 'placed' }),
  }
  const { status, html } = await post(house, `/p/${TOKEN}/depart`, { command: FORM.command })
  expect(status).toBe(409)
  expect(html).toContain('这一组现在是“已派位”')
  expect(html).toContain('渊泉小学')
})

test('pages reload themselves without script: 30 s while waiting, 60 s after, never at the end or when stopped', async () => {
  const waiting = { reason: 'no_room', need: null, since: NOW } as const
  const seconds = async (party: ReturnType<typeof partyWith>, query = '') =>
    /http-equiv="refresh" content="(\d+)"/.exec(
      (await get(houseWith(party), `/p/${TOKEN}${query}`)).html,
    )?.[1]
  expect(await seconds(partyWith({ state: 'waiting', placement: null, waiting }))).toBe('30')
  expect(await seconds(partyWith())).toBe('60')
  expect(await seconds(partyWith(), '?still=1')).toBeUndefined()
  expect(await seconds(partyWith({ state: 'departed', placement: null }))).toBeUndefined()
})

test('a party’s page is neither indexed nor told to other sites', async () => {
  const { answer, html } = await get(houseWith(), `/p/${TOKEN}`)
  expect(answer?.headers?.['x-robots-tag']).toContain('noindex')
  expect(html).toContain('<meta name="referrer" content="same-origin">')
})

test('the night can be played from the front page of a demo county, and only in its own world', async () => {
  const house = new PublicHouse()
  const front = await get(house, '/')
  expect(front.html).toContain('href="/r"')
  expect(front.html).toContain('href="/desk/"')
  expect(front.html).toContain('href="/c/guazhou/w/3/wall"')
  const played = await post(house, '/', { do: 'play', speed: '300', command: FORM.command })
  expect(played.answer?.redirect).toBe('/c/guazhou/w/4/wall')
  expect(house.calls.at(-1)?.input).toEqual({ body: { command: FORM.command, speed: 300 } })
  const stopped = await post(house, '/', { do: 'stop', world: '3', command: FORM.command })
  expect(stopped.answer?.redirect).toBe('/')
  house.mode = modeOf('play')
  expect((await get(house, '/', { prefix: '/c/guazhou/w/3' })).html).not.toContain('name="speed"')
  house.mode = modeOf('county')
  house.demo = false
  expect((await get(house, '/')).html).not.toContain('name="speed"')
})

test('other paths are none of ours', async () => {
  for (const path of ['/desk/', '/api/mode', '/wall', '/p', '/p/a/b/c', `/p/${TOKEN}/transfer`, '/R'])
    expect(await publicPage(requestTo(new PublicHouse(), path))).toBeUndefined()
})

test('an unknown county reads as a page with nothing on it; trouble says what to do', async () => {
  const house = new PublicHouse()
  house.refuse = { id: 'mode.get', refusal: new Refusal('not_found') }
  expect((await get(house, '/r')).status).toBe(404)
  house.refuse = { id: 'mode.get', refusal: new Refusal('unavailable') }
  const busy = await get(house, '/r')
  expect(busy.status).toBe(503)
  expect(busy.html).toContain(SHARED_REFUSALS.unavailable.zh)
  const broken = troublePage(requestTo(house, `/p/${TOKEN}/accept`), new Refusal('internal'))
  expect(broken.html).toContain(`href="/p/${TOKEN}"`)
})

test('what is no refusal is the server’s to answer and to record', async () => {
  const call = () => Promise.reject(new Error('broken'))
  await expect(publicPage(requestTo(new PublicHouse(), '/r', { call }))).rejects.toThrow('broken')
})

test('换一个: each place with way, price and button; the one held stays until one is taken', async () => {
  const house = houseWith()
  expect((await get(house, `/p/${TOKEN}`)).html).toContain(`href="/p/${TOKEN}/others"`)
  const { status, html } = await get(house, `/p/${TOKEN}/others`)
  expect(status).toBe(200)
  expect(html).toContain('县体育馆')
  expect(html).toContain('步行约 24 分钟，1.8 公里。')
  expect(html).toContain('原来的位置一直给您留着')
  // A home has neither name nor landmark here.
  expect(html).not.toContain(HOME.name)
  expect(html).not.toContain(HOME.landmark)
  expect(html.match(/name="to" value="[^"]+"/g)).toEqual([
    `name="to" value="${HALL.id}"`,
    `name="to" value="${HOME.id}"`,
  ])
  for (const language of LANGUAGES)
    expect(Buffer.byteLength((await get(house, `/p/${TOKEN}/others`, { language })).html)).toBeLessThan(
      15_000,
    )
  const { answer } = await post(house, `/p/${TOKEN}/change`, { command: FORM.command, to: HALL.id })
  expect(answer).toMatchObject({ status: 303, redirect: `/p/${TOKEN}` })
  expect(house.calls.find(({ id }) => id === 'placement.transfer')?.input).toMatchObject({
    body: { command: FORM.command, site: HALL.id },
  })
  expect((await get(house, `/p/${TOKEN}`)).html).toContain('县体育馆')
})

test('换一个: full meanwhile, nothing else there, or nothing to change any more', async () => {
  const house = houseWith()
  house.refuse = { id: 'placement.transfer', refusal: new Refusal('placement.no_room') }
  const full = await post(house, `/p/${TOKEN}/change`, { command: FORM.command, to: HALL.id })
  expect(full.status).toBe(409)
  expect(full.html).toContain('那个地方刚刚满了')
  expect(full.html).toContain('换到这里')
  house.alternatives = []
  expect((await get(house, `/p/${TOKEN}/others`)).html).toContain('现在没有别的合适的地方')
  const inside = houseWith(
    partyWith({ state: 'arrived', placement: placementAt(HALL, { state: 'arrived' }) }),
  )
  expect((await get(inside, `/p/${TOKEN}`)).html).not.toContain('/others')
  expect((await get(inside, `/p/${TOKEN}/others`)).answer).toMatchObject({
    status: 303,
    redirect: `/p/${TOKEN}`,
  })
})

test('接待: outside an emergency it is said before anybody has written anything', async () => {
  const house = new PublicHouse()
  expect((await get(house, '/offer')).html).toContain('id="address"')
  house.mode = modeOf('county', false)
  const { html } = await get(house, '/offer')
  expect(html).toContain('现在没有应急，不收接待')
  expect(html).not.toContain('id="address"')
  // A watch takes offers before anything is declared.
  house.mode = { ...house.mode, open: true }
  expect((await get(house, '/offer')).html).toContain('id="address"')
})

describe('路况和返程', () => {
  const closed = {
    ...{
      id: FORM.id,
      road: 'G30',
      direction: '往哈密<b>',
      state: 'closed' as const,
      source: 'police' as const,
    },
    ...{ since: NOW - HOUR, until: NOW + HOUR, note: '除雪中', postedAt: NOW - 4 * HOUR },
  }
  const windows = [
    { direction: '往哈密', who: 'first' as const, from: NOW + HOUR, until: NOW + 2 * HOUR },
    { direction: '往哈密', who: 'car' as const, from: NOW + 2 * HOUR, until: NOW + 3 * HOUR },
  ]

  test('says what holds, how old it is, and in both languages when to leave', async () => {
    const house = houseWith()
    expect((await get(house, '/')).html).toContain('href="/road"')
    expect((await get(house, '/road')).html).toContain('12122')
    house.road = { now: NOW, news: [closed], announcedAt: NOW, windows }
    for (const language of LANGUAGES) {
      const { html, status } = await get(house, '/road', { language })
      expect(status).toBe(200)
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(15_000)
      expect(html).toContain('往哈密&lt;b&gt;')
      expect(html).toContain(language === 'zh' ? '封闭' : 'closed')
      expect(html).toContain(language === 'zh' ? '超过 3 小时' : 'over 3 hours')
      expect(html).toContain(language === 'zh' ? '不是通行证' : 'not a permit')
    }
  })

  test('a party reads the times of those who leave like it, and no others', async () => {
    const house = houseWith(
      partyWith({ vehicle: 'car', placement: placementAt(HALL), children: 0, infants: 0, needs: [] }),
    )
    house.road = { now: NOW, news: [], announcedAt: NOW, windows }
    const { html } = await get(house, `/p/${TOKEN}`)
    expect(html).toContain(dayClockBeijing(NOW + 2 * HOUR))
    expect(html).not.toContain(dayClockBeijing(NOW + HOUR))
    house.parties.set(TOKEN, partyWith({ state: 'departed', placement: null }))
    expect((await get(house, `/p/${TOKEN}`)).html).not.toContain('href="/road"')
  })
})
