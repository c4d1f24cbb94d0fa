/**
 * The real server in a real browser: a traveller's way without JavaScript, with what the database says after each step;
 * and the wall of a small night, figure by figure against the sums of parties and sites.
 */
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dutyApi } from '../../src/modules/duty/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow, PartyView, SiteView } from '../../src/modules/placement/model.ts'
import { rescueApi } from '../../src/modules/rescue/api.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Caller, callerOf, command } from '../stories/caller.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { findings, overflow } from './look.ts'
import { scanned } from './scan.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
/** experience.md §3: a public page in all. */
const WEIGHT = 15_000

let server: TestServer
let browser: Browser
let officer: Caller

beforeAll(async () => {
  if (!hasChromium) return
  server = await startTestServer()
  officer = callerOf(server.url, server.tokenOf('duty_officer'))
  await officer.call(placementApi.openSites, { body: command() })
  browser = await launchChromium()
})
afterEach(async () => {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
})
afterAll(async () => {
  await browser?.close()
  officer?.close()
  await server?.stop()
})

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(server.url + path)
  return page
}

/** The party whose page is shown, as the API tells it to its own token. */
async function own(page: Page): Promise<PartyView> {
  const token = /\/p\/([\w-]+)/.exec(page.url())?.[1]
  const caller = callerOf(server.url, token)
  const party = await caller.call(placementApi.mine, {})
  caller.close()
  return party
}
const site = (id: string): Promise<SiteView> => officer.call(placementApi.site, { params: { id } })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const ZH = {
  lang: 'zh',
  send: '告诉我去哪里',
  another: '换一个',
  take: '换到这里',
  accept: '我接受',
  arrive: '我到了',
  data: '更正或删除',
  mine: '我的信息',
  save: '保存更正',
  erase: '删除我的信息',
  confirmErase: '确认删除',
  leave: '我走了',
  confirm: '确认：我走了',
  left: '您已离开',
}
const EN: typeof ZH = {
  lang: 'en',
  send: 'Tell me where to go',
  another: 'Another place',
  take: 'Change to this one',
  accept: 'I accept',
  arrive: 'I am here',
  data: 'Correct or erase',
  mine: 'My data',
  save: 'Save',
  erase: 'Erase my data',
  confirmErase: 'Yes, erase',
  leave: 'I am leaving',
  confirm: 'Yes, I have left',
  left: 'You have left',
}

describe.skipIf(!hasChromium)('without JavaScript', () => {
  test.each([
    [ZH, 'zh-CN', PHONE],
    [EN, 'en', DESK],
  ])(
    '$lang: registered, changed, accepted, corrected, arrived, erased, left',
    async (say, locale, viewport) => {
      const page = await open('/', { javaScriptEnabled: false, locale, viewport })
      const look = async () => {
        expect(await findings(page, true)).toEqual([])
        expect(await overflow(page)).toBeLessThanOrEqual(0)
      }
      await look()
      await page.locator('main a.go').click()
      await page.locator('input[name=entry]').first().check()
      await page.locator('#adults').fill('2')
      await page.locator('#elders').fill('1')
      await page.locator('#phone').fill('13800001234')
      await look()
      await press(page, say.send)
      expect(page.url()).toMatch(/\/p\/[\w-]{16,}$/)
      const registered = await own(page)
      expect(registered).toMatchObject({ state: 'placed', size: 3, elders: 1, phone: '13800001234' })
      expect((await page.locator('.code p').innerText()).replace(/\D/g, '')).toBe(registered.code)
      expect((await site(registered.placement!.site.id)).held).toBeGreaterThanOrEqual(3)
      await look()

      await page.getByRole('link', { name: say.another, exact: true }).click()
      await look()
      expect(await own(page)).toMatchObject({ placement: { id: registered.placement!.id } })
      await page.getByRole('button', { name: say.take, exact: true }).first().click()
      const changed = await own(page)
      expect(changed.placement!.site.id).not.toBe(registered.placement!.site.id)

      await press(page, say.accept)
      expect((await own(page)).placement!.acceptedAt).not.toBeNull()

      await page.getByText(say.mine, { exact: true }).click()
      await page.getByRole('link', { name: say.data, exact: true }).click()
      await look()
      await page.locator('#children').fill('1')
      await page.locator('#phone').fill('13900005678')
      await press(page, say.save)
      expect(page.url()).toMatch(/\/p\/[\w-]{16,}$/)
      expect(await own(page)).toMatchObject({ size: 4, children: 1, phone: '13900005678', state: 'placed' })

      await press(page, say.arrive)
      const arrived = await own(page)
      expect(arrived).toMatchObject({ state: 'arrived', placement: { state: 'arrived' } })
      const there = arrived.placement!.site.id
      expect((await site(there)).occupied).toBe(4)
      await look()

      await page.getByText(say.mine, { exact: true }).click()
      await page.getByRole('link', { name: say.data, exact: true }).click()
      await page.getByText(say.erase, { exact: true }).click()
      await press(page, say.confirmErase)
      expect(await own(page)).toMatchObject({ phone: null, state: 'arrived' })

      await page.getByText(say.leave, { exact: true }).click()
      await press(page, say.confirm)
      expect(await page.locator('h1').innerText()).toContain(say.left)
      expect((await site(there)).occupied).toBe(0)
      await look()
      const { rows } = await server.database.owner.query(
        'select type from ledger where subject = $1 order by nr',
        [registered.id],
      )
      const steps = 'registered placed transferred accepted corrected arrived erased departed'
      expect(rows.map(({ type }) => type)).toEqual(steps.split(' ').map((step) => `party.${step}`))
    },
  )

  test('mistakes are told beside their fields, what was typed stays, and nobody is registered', async () => {
    const count = async () => (await officer.call(placementApi.parties, { query: { limit: 1 } })).total
    const before = await count()
    const page = await open('/r', { javaScriptEnabled: false, locale: 'zh-CN' })
    await page.locator('#adults').fill('0')
    await page.locator('#phone').fill('abc')
    await press(page, ZH.send)
    expect(await page.locator('.err[id]').count()).toBe(3)
    expect(await page.locator('#phone').inputValue()).toBe('abc')
    expect(await findings(page, true)).toEqual([])
    expect(await count()).toBe(before)
  })

  test('more than there is room for: nothing is changed, and it is said so', async () => {
    const page = await open('/r', { javaScriptEnabled: false, locale: 'zh-CN' })
    await page.locator('input[name=entry]').first().check()
    await press(page, ZH.send)
    const before = await own(page)
    await page.goto(`${page.url()}/data`)
    await page.locator('#adults').fill('200')
    await page.locator('summary', { hasText: '特别需要' }).click()
    await page.locator('input[value=medical]').check()
    await press(page, ZH.save)
    expect(await page.locator('.told.err').innerText()).toContain('没有改')
    expect(await page.locator('#adults').inputValue()).toBe('200')
    expect(await own(page)).toMatchObject({ size: 1, placement: { id: before.placement!.id } })
  })

  test('the same page, gone back to and sent again, is one party', async () => {
    const page = await open('/r', { javaScriptEnabled: false, locale: 'zh-CN' })
    await page.locator('input[name=entry]').first().check()
    await press(page, ZH.send)
    await page.waitForURL(/\/p\//)
    const first = page.url()
    await page.goBack()
    await press(page, ZH.send)
    await page.waitForURL(/\/p\//)
    expect(page.url()).toBe(first)
  })
})

describe.skipIf(!hasChromium)('the duty page of a site', () => {
  test.each(['zh-CN', 'en'])(
    'without JavaScript, on a phone, in %s: PIN, arrival, how many more',
    async (locale) => {
      const party = await officer.call(placementApi.register, {
        body: { ...command(), adults: 2, elders: 1, needs: ['medical'], lon: 95.7796, lat: 40.5157 },
      })
      const { id } = party.placement!.site
      const { path, pin } = await officer.call(dutyApi.give, { params: { id }, body: command() })
      const page = await open(path, { javaScriptEnabled: false, locale })
      const look = async () => {
        expect(await findings(page, true)).toEqual([])
        expect(await overflow(page)).toBeLessThanOrEqual(0)
      }
      await look()
      await page.locator('input[name=pin]').fill(pin)
      await page.locator('button.go').click()
      await look()
      await page.locator('input[name=code][type=text]').fill(party.code)
      await page.locator('button.go').click()
      expect((await page.getByRole('alert').innerText()).replace(/\s/g, '')).toContain(party.code)
      await look()
      for (const summary of await page.locator('summary').all()) await summary.click()
      await look()
      // The traveller's phone shows the code; the warden's camera reads it, and what it opens lets them leave.
      const theirs = await open(`/p/${party.token}/card`, { javaScriptEnabled: false, locale })
      expect(await findings(theirs, true)).toEqual([])
      const read = await scanned(theirs.locator('.qr'))
      expect(read).toBe(`${server.url}/k/${party.code}`)
      await page.goto(read)
      await look()
      await page.locator('form button').click()
      await look()
      expect((await officer.call(placementApi.party, { params: { id: party.id } })).state).toBe('departed')
      await page.goto(server.url + path)
      await page.locator('input[name^=p-]').first().fill('7')
      await page.locator('form:has(input[name^=p-]) button').click()
      const pools = (await site(id)).pools
      expect(pools[0]!.free).toBeLessThanOrEqual(7)
      await look()
    },
  )
})

describe.skipIf(!hasChromium)('a call for help from a vehicle', () => {
  test.each(['zh-CN', 'en'])('without JavaScript, on a phone, in %s', async (locale) => {
    const page = await open('/r', { javaScriptEnabled: false, locale })
    await page.locator('a[href$="/sos"]').first().click()
    const look = async () => {
      expect(await findings(page, true)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
    await look()
    await page.locator('#phone').fill('abc')
    await page.locator('button.go').click()
    // What is wrong is told beside its field, and what was typed stays.
    expect(await page.getByRole('alert').innerText()).not.toBe('')
    expect(await page.locator('#phone').inputValue()).toBe('abc')
    await look()
    await page.goto(`${server.url}/sos`)
    await page.locator('#place').fill(`G30 K27${locale.length}`)
    await page.locator('#persons').fill('4')
    await page.locator('#phone').fill('13900002222')
    await page.locator('input[name=mark]').first().check()
    await page.locator('button.go').click()
    await page.waitForURL('**/sos/done**')
    await look()
    const nr = Number(new URL(page.url()).searchParams.get('n'))
    const { rescues } = await officer.call(rescueApi.list, {})
    expect(rescues.find((one) => one.nr === nr)).toMatchObject({
      state: 'called',
      persons: 4,
      place: `G30 K27${locale.length}`,
      marks: ['cold'],
    })
    // Going back and sending again is the same call.
    await page.goBack()
    await page.locator('button.go').click()
    await page.waitForURL('**/sos/done**')
    expect((await officer.call(rescueApi.list, {})).rescues).toHaveLength(rescues.length)
  })
})

describe.skipIf(!hasChromium)('a public page', () => {
  test('is one answer of at most 15 kB, written out', async () => {
    const page = await open('/r', { javaScriptEnabled: false, locale: 'zh-CN' })
    await page.locator('input[name=entry]').first().check()
    await page.locator('#phone').fill('13800009999')
    await press(page, ZH.send)
    const here = new URL(page.url()).pathname
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const paths = [
      '/',
      '/r',
      here,
      `${here}/others`,
      `${here}/data`,
      `${here}/card`,
      '/about-data',
      '/sos',
      '/road',
      '/road',
      '/sos/done?n=3',
      '/p/nobody-has-this-token',
    ]
    for (const path of paths)
      for (const language of ['zh', 'en']) {
        const answer = await page.goto(
          `${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
        )
        const body = await answer!.body()
        expect(
          body.byteLength,
          `${path} ${language}, ${gzipSync(body).byteLength} in transit`,
        ).toBeLessThanOrEqual(WEIGHT)
      }
    expect(asked).toHaveLength(paths.length * 2)
  })
})

describe.skipIf(!hasChromium)('the wall of a small night', () => {
  let world: string
  let night: Caller
  let wall: Page

  beforeAll(async () => {
    if (!hasChromium) return
    const begun = await officer.call(placementApi.startWorld, {
      body: { ...command(), kind: 'drill', name: '小雪夜', rate: 1 },
    })
    world = `${server.url}/c/guazhou/w/${begun.id}`
    night = callerOf(world, begun.token)
    await night.call(placementApi.openSites, { body: { ...command(), kinds: ['hotel', 'school'] } })
    await Promise.all(Array.from({ length: 40 }, (_, n) => arrives(n)))
    const { sites } = await night.call(placementApi.sites, {})
    // One hotel stops, so that somebody is beyond the places.
    const busy = sites.filter(({ occupied }) => occupied > 0).sort((a, b) => b.occupied - a.occupied)[0]!
    await night.call(placementApi.changeSite, { params: { id: busy.id }, body: { ...command(), wardens: 0 } })
  })
  afterAll(() => night?.close())

  async function arrives(n: number): Promise<void> {
    const entry = ['g30-guazhou', 'bus-station', 'liuyuan'][n % 3]!
    const { id, state } = await night.call(placementApi.register, {
      body: {
        ...command(),
        adults: 1 + (n % 4),
        children: n % 2,
        entry,
        // No site has so many rooms with care; they wait.
        ...(n % 10 === 9 ? { adults: 60, needs: ['medical'] } : {}),
      },
    })
    if (state !== 'placed') return
    const deed = { params: { id }, body: command() }
    if (n % 3 === 0) await night.call(placementApi.arrive, deed)
    if (n % 9 === 0) await night.call(placementApi.depart, { ...deed, body: command() })
    if (n % 3 === 1 && n % 7 === 1)
      await night.call(placementApi.withdraw, { ...deed, body: { ...command(), reason: 'withdrawn' } })
  }

  const parties = async (): Promise<PartyRow[]> =>
    (await night.call(placementApi.parties, { query: { limit: 5000 } })).parties
  const persons = (rows: readonly PartyRow[], which: (row: PartyRow) => boolean): number =>
    rows.filter(which).reduce((sum, { size }) => sum + size, 0)

  const number = (text: string): number => Number(text.replace(/[^\d]/g, ''))
  /** A figure of the wall by the heading of its block. */
  const figure = async (heading: string, of: string): Promise<number> => {
    const block = wall.locator('section', { has: wall.getByRole('heading', { name: heading, exact: true }) })
    return number(await block.locator(of).first().innerText())
  }

  async function shown() {
    return {
      coming: await figure('已登记未到', '.wall-figure'),
      arrived: await figure('已入住', '.wall-number'),
      registered: await figure('已入住', '.wall-of'),
      waiting: await figure('等位置', '.wall-number'),
      over: number(await wall.locator('.wall-over .wall-value').innerText()),
      free: await figure('空余', '.wall-number'),
      offered: await figure('空余', '.wall-of'),
      kinds: await wall.locator('.wall-kind .wall-value').allInnerTexts(),
    }
  }

  async function summed() {
    const [rows, { sites }] = [await parties(), await night.call(placementApi.sites, {})]
    const used = sites.filter(({ state }) => ['open', 'closing', 'suspended'].includes(state))
    const sum = (of: readonly SiteView[], read: (one: SiteView) => number) =>
      of.reduce((n, one) => n + read(one), 0)
    const free = (one: SiteView) => (one.state === 'open' ? one.free : 0)
    const kinds = ['hotel', 'school'].map((kind) => used.filter((one) => one.kind === kind))
    return {
      coming: persons(rows, ({ state }) => state === 'placed'),
      arrived: persons(rows, ({ state }) => state === 'arrived'),
      registered: persons(rows, () => true),
      waiting: persons(rows, ({ state }) => state === 'waiting'),
      over: persons(rows, ({ placementState }) => placementState === 'over'),
      free: sum(used, free),
      offered: sum(used, ({ offered }) => offered),
      kinds: kinds.map((of) => sum(of, free).toLocaleString('en')),
    }
  }

  /**
   * The figures, once the wall shows the sums of the moment. The sums are read again with
   * each look: whoever lost every race for a place is placed a moment after it was registered.
   */
  async function agreed(timeout: number) {
    let sums!: Awaited<ReturnType<typeof summed>>
    await expect
      .poll(
        async () => {
          sums = await summed()
          return { shown: await shown(), sums }
        },
        { timeout },
      )
      .toSatisfy((seen: { shown: object; sums: object }) => isDeepStrictEqual(seen.shown, seen.sums))
    return sums
  }

  test('every figure is the sum of parties and sites, and follows what happens without being touched', async () => {
    const context = await browser.newContext({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    wall = await context.newPage()
    await wall.goto(`${world}/sign-in`)
    await wall.getByText('王晓燕').first().click()
    await wall.waitForURL(/\/desk/)
    await wall.goto(`${world}/wall`)
    await wall.locator('.wall-figure').first().waitFor()
    const before = await agreed(15_000)
    expect(before.coming).toBeGreaterThan(0)
    expect(before.arrived).toBeGreaterThan(0)
    expect(before.waiting).toBeGreaterThan(0)
    expect(before.over).toBeGreaterThan(0)

    await arrives(0)
    await arrives(2)
    const after = await agreed(15_000)
    expect(after.registered).toBeGreaterThan(before.registered)

    // The cable is pulled; what happens meanwhile is there when it is back.
    await context.setOffline(true)
    await arrives(4)
    await context.setOffline(false)
    const back = await agreed(30_000)
    expect(back.registered).toBeGreaterThan(after.registered)
  })
})
