/** Screens of the desk on the real server and its database, by keyboard where a person types all night. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asksApi } from '../../src/modules/asks/api.ts'
import { entriesApi } from '../../src/modules/entries/api.ts'
import { offersApi } from '../../src/modules/offers/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { rescueApi } from '../../src/modules/rescue/api.ts'
import { roadApi } from '../../src/modules/road/api.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Caller, callerOf, command } from '../stories/caller.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { findings, overflow } from './look.ts'
import { scanned } from './scan.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
]

let server: TestServer
let browser: Browser
let officer: Caller

beforeAll(async () => {
  if (!hasChromium) return
  server = await startTestServer()
  officer = callerOf(server.url, server.tokenOf('duty_officer'))
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

/** A page of the desk, signed in as the holder of a role. */
async function open(path: string, language: 'zh' | 'en' = 'zh', name = '王晓燕'): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[0]!, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.unreachable(String(error)))
  await page.goto(`${server.url}/sign-in?lang=${language}`)
  await page.getByText(name).first().click()
  await page.waitForURL('**/desk')
  await page.goto(`${server.url}${path}?lang=${language}`)
  return page
}

/** Pages that axe has seen as wide as a desk. */
const seenWide = new Set<string>()

/** Nothing wider than the window at any size; axe on the phone each time, at the desk once a page, in English never. */
async function look(page: Page): Promise<void> {
  const english = await page.evaluate(() => document.documentElement.lang === 'en')
  const path = new URL(page.url()).pathname
  const wide = !english && !seenWide.has(path)
  seenWide.add(path)
  for (const size of SIZES) {
    await page.setViewportSize(size)
    if (size.width === 390 || (size.width === 1440 && wide))
      expect(await findings(page), String(size.width)).toEqual([])
    expect(await overflow(page), String(size.width)).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize(SIZES[0]!)
}

describe.skipIf(!hasChromium)('in English', () => {
  test.each([
    '/desk/sites/import',
    '/desk/sites/asks',
    '/desk/sites/twins',
    '/desk/entries',
    '/desk/parties/waiting',
    '/desk/outlook',
    '/desk/rescues',
    '/desk/road',
    '/desk/sites/wants',
    '/desk/shift',
    '/desk/offers',
    '/desk/intake',
    '/desk/intake/paper',
    '/desk/parties/replan',
  ])('%s has words for everything, and room for them', async (path) => {
    const page = await open(path, 'en')
    await page.locator('h1').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]{2,}/)
    await look(page)
  })
})

describe.skipIf(!hasChromium)('a table of sites', () => {
  const table = [
    '店,床位,经度,纬度,地址',
    '城东客栈,40,95.79,40.52,东街3号',
    '城西客栈,,,,西街',
    ',10,95.79,40.52,',
    '渊泉小学校,80,95.7796,40.5157,学府路',
  ].join('\n')

  test('is seen, corrected, decided and imported', async () => {
    const page = await open('/desk/sites/import')
    await page.getByRole('link', { name: /CSV/ }).waitFor()
    await look(page)
    const file = (text: string) => ({ name: 'sites.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.locator('#import-file').setInputFiles(file(table))
    // No heading is known as the name: said in words, and the file can be chosen again.
    await page.getByRole('alert').waitFor()
    await page.locator('#import-file').setInputFiles(file(table.replace('店', '名称')))
    await page.locator('.import-counts').waitFor()
    const button = page.locator('.import-act button')
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('checkbox', { name: /不能用的/ }).check()
    for (const choice of await page.getByRole('radio', { name: '另一个', exact: true }).all())
      await choice.check()
    await look(page)
    await button.focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('status')
      .filter({ hasText: /已导入 [23] 个安置点/ })
      .waitFor()
    await expect
      .poll(async () => (await officer.call(placementApi.sites, {})).sites.map(({ name }) => name))
      .toContain('城东客栈')
    await look(page)
  })
})

describe.skipIf(!hasChromium)('calls for help', () => {
  test('are entered, given, reached and closed, and stand first on the wall', async () => {
    const page = await open('/desk/rescues')
    await page.getByRole('button', { name: '接到电话，记一条' }).press('Enter')
    await page.keyboard.type('G30 K2712')
    await look(page)
    await page.keyboard.press('Enter')
    const card = page.locator('.rescue').first()
    await card.waitFor()
    await look(page)
    const wall = await page.context().newPage()
    await wall.goto(`${server.url}/wall?lang=zh`)
    await wall.locator('.wall-rescues').waitFor()
    expect(await findings(wall)).toEqual([])
    await card.getByRole('button', { name: '高速公路' }).first().press('Enter')
    await card.getByText('已派出').first().waitFor()
    const arrived = card.getByRole('group').filter({ hasText: '谁到了' })
    await arrived.getByRole('button', { name: '高速公路' }).press('Enter')
    await wall.locator('.wall-rescues').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '结束', exact: true }).first().press('Enter')
    await expect
      .poll(async () => (await officer.call(rescueApi.list, {})).rescues.map(({ state }) => state))
      .toEqual(['closed'])
    await look(page)
  })
})

describe.skipIf(!hasChromium)('roads and departures', () => {
  test('posted, worked out, announced, and read on the public page and by a party', async () => {
    const { token } = await officer.call(placementApi.register, {
      body: { ...command(), adults: 2, vehicle: 'car', lon: 95.7796, lat: 40.5157 },
    })
    const page = await open('/desk/road')
    await page.getByRole('button', { name: '发布路况' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('方向或路段').fill('瓜州往星星峡')
    await look(page)
    await page.keyboard.press('Enter')
    await page.getByText('G30 瓜州往星星峡').waitFor()
    const ways = page.locator('.road-way')
    for (const [n, direction] of ['往星星峡', '往酒泉'].entries()) {
      await ways.nth(n).getByLabel('方向').fill(direction)
      await ways.nth(n).getByLabel('几点通').fill('23:30')
    }
    await page.getByRole('button', { name: '算出时段' }).press('Enter')
    await page.getByRole('button', { name: '公布', exact: true }).press('Enter')
    await dialog.getByRole('button', { name: '公布', exact: true }).waitFor()
    await look(page)
    await dialog.getByRole('button', { name: '公布', exact: true }).press('Enter')
    await page.getByRole('button', { name: '结束返程安排' }).waitFor()
    await look(page)
    const phone = await browser.newContext({ viewport: SIZES[2]!, javaScriptEnabled: false })
    const front = await phone.newPage()
    await front.goto(`${server.url}/?lang=zh`)
    await front.locator('a[href$="/road"]').click()
    // One car, two roads: it is counted on the first.
    await front.getByRole('heading', { name: '往星星峡', exact: true }).waitFor()
    expect(await findings(front, true)).toEqual([])
    expect(await overflow(front)).toBeLessThanOrEqual(0)
    await front.goto(`${server.url}/p/${token}?lang=zh`)
    await front.getByText('您的出发时间（建议）').waitFor()
    expect(await front.getByText('又封闭了').count()).toBe(0)
    await officer.call(roadApi.post, {
      body: { ...command(), road: 'G30', direction: '往酒泉', state: 'closed', source: 'police' },
    })
    await page.getByText('又封闭了').waitFor()
    await look(page)
    for (const path of [`/p/${token}`, '/road']) {
      await front.goto(`${server.url}${path}?lang=zh`)
      await front.getByText('G30 往酒泉 又封闭了').waitFor()
    }
    await page.getByRole('button', { name: '结束返程安排' }).press('Enter')
    await page.getByRole('button', { name: '结束返程安排' }).waitFor({ state: 'detached' })
  })
})

describe.skipIf(!hasChromium)('entry codes and bursts', () => {
  test('a code is made for a poster and for a screen, and what comes too fast without is taken out and put back', async () => {
    const page = await open('/desk/entries')
    await page.getByRole('heading', { name: '入口', exact: true }).waitFor()
    await look(page)
    const gate = page.locator('.gate').first()
    const dialog = page.getByRole('dialog')
    await gate.getByRole('checkbox', { name: '这里有登记台' }).press('Space')
    await expect.poll(() => gate.getByRole('checkbox').isChecked()).toBe(true)
    for (const kind of ['poster', 'screen']) {
      await gate.getByRole('button', { name: '发码' }).press('Enter')
      await dialog.locator('select').selectOption(kind)
      await look(page)
      await dialog.getByRole('button', { name: '发码' }).press('Enter')
      await dialog.waitFor({ state: 'detached' })
    }
    await gate.locator('.gate-code').nth(1).waitFor()
    await look(page)
    await gate.getByRole('button', { name: '海报' }).press('Enter')
    await page.locator('.poster').waitFor()
    expect(await scanned(page.locator('.poster svg'))).toMatch(/^http.*\/r\?e=.+&t=/)
    await look(page)
    await page.getByRole('button', { name: '返回' }).press('Enter')

    const href = await gate
      .getByRole('link', { name: '打开屏幕页' })
      .evaluate((a) => (a as HTMLAnchorElement).href)
    // The page loads itself anew every few seconds; what is looked at is one moment of it.
    const moment = (await (await fetch(href)).text()).replace(/<meta http-equiv="refresh"[^>]*>/, '')
    const wall = await (await browser.newContext({ viewport: SIZES[0]!, javaScriptEnabled: false })).newPage()
    await wall.setContent(moment)
    await wall.getByRole('img', { name: /扫/ }).waitFor()
    const eye = await open(new URL(href).pathname)
    expect(await scanned(eye.getByRole('img', { name: /扫/ }))).toMatch(/^http.*\/r\?e=.+&t=/)
    for (const size of SIZES) {
      await wall.setViewportSize(size)
      expect(await findings(wall, true)).toEqual([])
      expect(await overflow(wall)).toBeLessThanOrEqual(0)
    }

    const { entries } = await officer.call(entriesApi.list, {})
    const { entry } = entries[0]!
    const crowd = Array.from({ length: 5 }, () =>
      officer.call(placementApi.register, { body: { ...command(), adults: 1, entry } }),
    )
    await Promise.all(crowd)
    // The officer's own registrations are never a flood; those from outside are.
    const nobody = callerOf(server.url)
    for (let n = 0; n < 30; n++)
      await nobody.call(placementApi.register, { body: { ...command(), adults: 1, entry } })
    nobody.close()
    await page.reload()
    await page.getByRole('button', { name: '看一看' }).first().press('Enter')
    await dialog.locator('dd').first().waitFor()
    await look(page)
    await dialog.getByLabel('清出的原因').fill('不是真人')
    await dialog.getByRole('button', { name: /^清出 [1-9]/ }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '看一看' }).first().press('Enter')
    await dialog.getByRole('button', { name: /^放行 [1-9]/ }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(async () =>
        (await officer.call(placementApi.bursts, {})).bursts.reduce(
          (n, b) => n + b.unconfirmed + b.cleared,
          0,
        ),
      )
      .toBe(0)
    for (const _ of [0, 1]) {
      await gate.getByRole('button', { name: '作废' }).first().press('Enter')
      await dialog.getByRole('button', { name: '作废' }).press('Enter')
      await dialog.waitFor({ state: 'detached' })
    }
    await gate.locator('.gate-code').first().waitFor({ state: 'detached' })
    await look(page)
  })
})

describe.skipIf(!hasChromium)('grids', () => {
  test('a proposal is drawn, a building moved by keyboard and taken back, and what publishing does is told', async () => {
    const page = await open('/desk/grids', 'zh', '周建明')
    await page.getByRole('heading', { name: '网格', exact: true }).waitFor()
    expect(await page.locator('.page-summary').innerText()).toMatch(/113 个网格，23,050 户.*\d+ 个不合/)
    await look(page)
    await page.getByRole('button', { name: '划一个方案' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('方案名称').fill('按规范')
    await dialog.locator('select').selectOption({ index: 1 })
    await look(page)
    await page.keyboard.press('Enter')
    const map = page.locator('.studio-map')
    await map.waitFor()
    await look(page)
    await map.press('ArrowRight')
    await map.press('ArrowDown')
    const move = page.getByRole('button', { name: '移动', exact: true })
    await move.press('Enter')
    await page.getByRole('button', { name: '撤回上一步' }).press('Enter')
    await page.getByRole('button', { name: '撤回上一步' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '公布', exact: true }).press('Enter')
    await dialog.getByText(/个停用，新设 \d+ 个/).waitFor()
    await look(page)
    await dialog.getByRole('button', { name: '取消' }).press('Enter')
    await page.getByRole('button', { name: '放弃' }).press('Enter')
    await page.getByText('已放弃').first().waitFor()
  })
})

describe.skipIf(!hasChromium)('who waits and who is expected', () => {
  test('a group that waits is told with what would help; an estimate of the road is entered', async () => {
    await officer.call(placementApi.register, {
      body: { ...command(), adults: 200, needs: ['medical'], lon: 95.7796, lat: 40.5157 },
    })
    const page = await open('/desk/parties/waiting')
    await page.getByRole('link', { name: '看名单' }).first().waitFor()
    expect(await page.locator('tbody tr').first().innerText()).toMatch(/备用|改小/)
    await look(page)
    await page.getByRole('link', { name: '接下来一小时' }).press('Enter')
    await page.getByRole('heading', { name: '派位计划' }).waitFor()
    await look(page)
    await page.getByRole('button', { name: '改', exact: true }).first().press('Enter')
    const dialog = page.getByRole('dialog')
    await look(page)
    await dialog.getByLabel('人数').fill('800')
    await dialog.getByLabel('谁说的').fill('交警 22:10 电话')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const told = page.getByRole('row', { name: /800 人，交警 22:10 电话/ })
    await told.waitFor()
    expect(await told.innerText()).toMatch(/200\s+路上估计/)
  })
})

describe.skipIf(!hasChromium)('offers of homes', () => {
  test('from the front page and the group to an open site', async () => {
    const host = await browser.newContext({ viewport: SIZES[2]!, javaScriptEnabled: false })
    const front = await host.newPage()
    await officer.call(placementApi.register, {
      body: { ...command(), adults: 1, lon: 95.7796, lat: 40.5157 },
    })
    await front.goto(`${server.url}/?lang=zh`)
    await front.locator('a[href$="/offer"]').click()
    const looked = async () => {
      expect(await findings(front, true)).toEqual([])
      expect(await overflow(front)).toBeLessThanOrEqual(0)
    }
    await looked()
    await front.locator('button.go').click()
    await front.getByRole('alert').waitFor()
    await looked()
    await front.locator('#beds').fill('3')
    await front.locator('#address').fill('文化街 3 号')
    await front.locator('#contact').fill('马大姐')
    await front.locator('#phone').fill('13800003333')
    await front.locator('button.go').click()
    await front.waitForURL(/\/offer\/[a-z0-9]{16,}$/)
    await looked()

    const page = await open('/desk/offers')
    const first = page.locator('.offers > li', { hasText: '文化街 3 号' }).first()
    await first.waitFor()
    await look(page)
    await page.getByRole('button', { name: '从群里粘贴' }).press('Enter')
    await page.locator('textarea').fill(`${'李强'}: ${'我家能住4人'} 13800004444\n${'路封了'}`)
    await look(page)
    await page.getByRole('button', { name: '核对收下' }).press('Enter')
    await page.getByLabel('在哪里').fill('东街 9 号')
    await look(page)
    await page.getByRole('button', { name: '收下', exact: true }).press('Enter')
    // The last draft decided, the pasted text is gone.
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await first.getByRole('button', { name: '看过了，开放' }).press('Enter')
    await page.getByLabel('经纬度').fill('95.7801, 40.5161')
    await look(page)
    await page.keyboard.press('Enter')
    await expect
      .poll(
        async () =>
          (await officer.call(offersApi.list, {})).offers.filter(({ state }) => state === 'open').length,
      )
      .toBe(1)
    await front.reload()
    await looked()
    await front.locator('summary').click()
    await front.locator('form.act button').click()
    await expect
      .poll(
        async () =>
          (await officer.call(offersApi.list, {})).offers.filter(({ state }) => state === 'ended').length,
      )
      .toBe(1)
    await host.close()
  })
})

describe.skipIf(!hasChromium)('asking all sites', () => {
  test('in one act, answered by a link without JavaScript', async () => {
    const page = await open('/desk/sites/asks')
    const ask = page.getByRole('button', { name: '问所有安置点' })
    await ask.press('Enter')
    await look(page)
    await ask.last().press('Enter')
    const link = page.getByRole('link', { name: '替他填' }).first()
    await link.waitFor()
    // A county's list is long: one size is enough for the eye of axe.
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    const asked = await browser.newContext({ viewport: SIZES[2]!, javaScriptEnabled: false })
    const phone = await asked.newPage()
    await phone.goto(`${server.url}${await link.getAttribute('href')}?lang=zh`)
    const looked = async () => {
      expect(await findings(phone, true)).toEqual([])
      expect(await overflow(phone)).toBeLessThanOrEqual(0)
    }
    await looked()
    await phone.locator('input[name^=p-]').first().fill('6')
    await phone.locator('button.go').click()
    await phone.waitForURL('**done=1**')
    await looked()
    await expect
      .poll(
        async () =>
          (await officer.call(asksApi.list, {})).asks.filter(({ answeredAt }) => answeredAt !== null).length,
      )
      .toBe(1)
    await asked.close()
  })
})

describe.skipIf(!hasChromium)('those who have not set out', () => {
  test('are placed once more: looked at, moved, put back', async () => {
    const page = await open('/desk/parties/replan')
    await page.getByText('还没有算过').waitFor()
    await look(page)
    const sites = [
      { name: '近处小学', lon: 95.7797, lat: 40.5158, places: 60 },
      { name: '远处礼堂', lon: 95.95, lat: 40.52, places: 600 },
    ]
    // What hardly any site of the county has all of.
    const features = ['quiet', 'truck_park', 'pets', 'infant'] as const
    const needs = [...features, 'medical'] as const
    const ids: string[] = []
    for (const { places, ...site } of sites) {
      const { id } = await officer.call(placementApi.createSite, {
        body: {
          ...command(),
          ...site,
          kind: 'school',
          features: [...features],
          wardens: 40,
          pools: [{ kind: 'bed', roomClass: 'medical', places }],
        },
      })
      ids.push(id)
    }
    await officer.call(placementApi.openSite, { params: { id: ids[1]! }, body: { ...command(), now: true } })
    const traveller = callerOf(server.url)
    const register = () =>
      traveller.call(placementApi.register, {
        body: { ...command(), adults: 2, needs: [...needs], lon: 95.7796, lat: 40.5157 },
      })
    let party = await register()
    // A hospital of the county may have all of it, too.
    while (party.placement!.site.id !== ids[1]) {
      const params = { id: party.placement!.site.id }
      await officer.call(placementApi.suspendSite, { params, body: { ...command(), reason: '停暖' } })
      party = await register()
    }
    await officer.call(placementApi.openSite, { params: { id: ids[0]! }, body: { ...command(), now: true } })
    await page.getByRole('button', { name: '算一算' }).press('Enter')
    await page.getByRole('button', { name: /^改派这 \d+ 组/ }).press('Enter')
    await page.keyboard.press('Enter')
    await page.getByText('请写明原因').waitFor()
    await look(page)
    await page.getByLabel('原因').fill('近处开放了')
    await page.keyboard.press('Enter')
    await page.getByText(/已改派 \d+ 组/).waitFor()
    await look(page)
    const own = async () =>
      (await officer.call(placementApi.party, { params: { id: party.id } })).placement?.site.id
    expect(await own()).toBe(ids[0])
    const phone = await (
      await browser.newContext({ viewport: SIZES[2]!, javaScriptEnabled: false })
    ).newPage()
    await phone.goto(`${server.url}/p/${party.token}?lang=zh`)
    await phone.getByText('不要去远处礼堂了').waitFor()
    expect(await findings(phone, true)).toEqual([])
    expect(await overflow(phone)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: '撤回改派' }).press('Enter')
    await page.getByLabel('原因').fill('看错了')
    await page.keyboard.press('Enter')
    await page.getByText(/已撤回 \d+ 组/).waitFor()
    await look(page)
    expect(await own()).toBe(ids[1])
    for (const id of ids) await officer.call(placementApi.closeSite, { params: { id }, body: command() })
    traveller.close()
  })
})

describe.skipIf(!hasChromium)('the intake desk, by keyboard alone', () => {
  /** What the person waits for between keys is the system's; seconds a hand takes are not counted. */
  const took: Record<string, number> = {}
  const timed = async (name: string, work: () => Promise<void>) => {
    const began = performance.now()
    await work()
    took[name] = Math.round(performance.now() - began)
  }
  afterAll(() => {
    if (Object.keys(took).length > 0)
      console.log(`intake desk, ms from first key to answer: ${JSON.stringify(took)}`)
  })

  test('family, returning code, coach of 50, paper sheet', async () => {
    await officer.call(placementApi.openSites, { body: command() })
    const page = await open('/desk/intake')
    const line = page.locator('.intake-line')
    const typed = async (text: string) => {
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
    const codeShown = async () => (await page.locator('.big-code').innerText()).trim()
    await expect.poll(() => line.evaluate((input) => input === document.activeElement)).toBe(true)
    // The desk's own place: once a night.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await look(page)

    await timed('family', async () => {
      await typed('2大1小1老 清真 13812340001')
      await page.locator('.big-code').waitFor()
    })
    const code = await codeShown()
    const party = (await officer.call(placementApi.parties, { query: { code } })).parties[0]!
    expect(party).toMatchObject({ adults: 2, children: 1, elders: 1, state: 'placed', vehicle: 'car' })
    await look(page)

    await timed('returning code', async () => {
      await typed(code)
      await page.locator('.deeds').waitFor()
      await page.keyboard.press('i')
      await page.keyboard.press('Enter')
      await expect
        .poll(async () => (await officer.call(placementApi.party, { params: { id: party.id } })).state)
        .toBe('arrived')
    })
    await expect.poll(() => line.evaluate((input) => input === document.activeElement)).toBe(true)

    const before = (await officer.call(placementApi.parties, {})).total
    await timed('coach of 50', async () => {
      await page.keyboard.press('F2')
      await page.locator('.intake-coach').waitFor()
      await page.keyboard.type('2 x12\n4 x4\n1 x10')
      await page.keyboard.press('Control+Enter')
      await page.locator('progress[value="26"]').waitFor()
    })
    const after = await officer.call(placementApi.parties, { query: { limit: 5000 } })
    expect(after.total - before).toBe(26)
    const codes = await page.locator('.coach-sheet td:first-child').allInnerTexts()
    expect(new Set(codes).size).toBe(26)
    expect(after.parties.filter((row) => codes.includes(row.code)).reduce((n, row) => n + row.size, 0)).toBe(
      50,
    )
    await look(page)
    await page.keyboard.press('Escape')

    // What is not understood is told, and registers nobody.
    await typed('2 清镇')
    expect(await line.getAttribute('aria-invalid')).toBe('true')
    expect((await officer.call(placementApi.parties, {})).total).toBe(after.total)
    await page.keyboard.press('Escape')
    expect(await line.inputValue()).toBe('')

    const { codes: issued } = await officer.call(placementApi.issueCodes, {
      body: { ...command(), count: 2 },
    })
    await typed(`${issued[0]} 3`)
    await expect.poll(codeShown).toBe(issued[0])
    // Keyed in twice, it is one party, in words.
    await typed(`${issued[0]} 3`)
    await page.getByRole('alert').waitFor()
    expect((await officer.call(placementApi.parties, {})).total).toBe(after.total + 1)
  })

  test('sheets of paper carry codes that nobody else gets', async () => {
    const page = await open('/desk/intake/paper')
    await page.getByRole('button', { name: '发码' }).press('Enter')
    await page.locator('.paper-box').first().waitFor()
    const codes = await page.locator('.paper-tear strong').allInnerTexts()
    expect(new Set(codes).size).toBe(20)
    await look(page)
  })
})
