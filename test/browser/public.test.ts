/**
 * The public pages in Chromium where a real house would rarely be: every state, both directions, every width, no signal.
 * The way from the front page to leaving, on the real server, is in real.test.ts.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from './chromium.ts'
import { findings, overflow } from './look.ts'
import { HOME, modeOf, NOW, PublicHouse, partyWith, placementAt, startPublicHouse } from './public-house.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
const TOKEN = 'a-token-of-128-bits-ok'

let browser: Browser
let house: PublicHouse
let server: { url: string; close(): Promise<void> }
let base: string

beforeEach(async () => {
  house = new PublicHouse()
  house.parties.set(TOKEN, partyWith())
  server = await startPublicHouse(house)
  base = server.url
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  await server.close()
})

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

/** Things to press in the main part that are lower than 60 px. */
function low(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main button, main .b, main .opt, main summary, main input[type=text], main input[type=tel], main input[type=number], nav a, nav button',
      ),
    ]
      .filter(
        (element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 59.5,
      )
      .map((element) => element.outerHTML.slice(0, 90)),
  )
}

describe.skipIf(!hasChromium)('public pages', () => {
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('every page: no findings, targets of 60 px, no sideways scroll at 200 % and in both directions', async () => {
    house.parties.set(`${TOKEN}-home`, partyWith({ placement: placementAt(HOME) }))
    house.parties.set(
      `${TOKEN}-wait`,
      partyWith({
        state: 'waiting',
        placement: null,
        waiting: { reason: 'need', need: 'medical', since: NOW },
      }),
    )
    house.mode = modeOf('drill')
    const paths = [
      '/',
      '/r',
      '/r?e=exit-east',
      `/p/${TOKEN}`,
      `/p/${TOKEN}-home`,
      `/p/${TOKEN}-wait`,
      '/p/none',
      '/about-data',
    ]
    const page = await open('/')
    for (const path of paths) {
      for (const lang of ['zh', 'en']) {
        await page.setViewportSize(DESK)
        await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        expect(await findings(page), path).toEqual([])
        // 200 % of 1440 and of 390 CSS pixels, and the 320 of WCAG 1.4.10.
        for (const width of [720, 390, 320, 195]) {
          await page.setViewportSize({ width, height: 800 })
          for (const dir of ['ltr', 'rtl']) {
            await page.evaluate((value) => document.documentElement.setAttribute('dir', value), dir)
            expect(await overflow(page), `${path} ${lang} ${width} ${dir}`).toBeLessThanOrEqual(0)
          }
        }
        await page.setViewportSize(PHONE)
        expect(await low(page), path).toEqual([])
      }
    }
  })

  test('one request and one answer of at most 15 kB, under a policy that allows nothing from outside', async () => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    for (const path of ['/r', `/p/${TOKEN}`]) {
      const answer = await page.goto(base + path)
      expect((await answer?.body())?.byteLength).toBeLessThanOrEqual(15_000)
    }
    expect(asked.filter((url) => !url.startsWith('data:'))).toHaveLength(2)
    expect(complaints).toEqual([])
  })

  test('the script adds steppers that stay in bounds and move nothing', async () => {
    const page = await open('/r')
    const more = page.getByRole('button', { name: '增加：大人' })
    const less = page.getByRole('button', { name: '减少：大人' })
    await more.click()
    await more.click()
    expect(await page.locator('#adults').inputValue()).toBe('3')
    for (let i = 0; i < 5; i++) await less.click()
    expect(await page.locator('#adults').inputValue()).toBe('0')
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(
              list.getEntries().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0),
            ),
          ).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(0), 300)
        }),
    )
    expect(shift).toBeLessThanOrEqual(0.02)
  })

  test('Enter sends the form; the language switch keeps what was typed', async () => {
    const page = await open('/r?e=exit-east')
    await page.locator('#plate').fill('甘F12345')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('#plate').inputValue()).toBe('甘F12345')
    expect(house.calls.some((call) => call.id === 'placement.register')).toBe(false)
    await page.locator('#plate').press('Enter')
    await page.waitForURL(/\/p\//)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(house.calls.filter((call) => call.id === 'placement.register')).toHaveLength(1)
  })

  test('going back and sending again makes no second party', async () => {
    const page = await open('/r?e=exit-east')
    await page.locator('button.go').click()
    await page.waitForURL(/\/p\//)
    const first = page.url()
    await page.goBack()
    await page.locator('button.go').click()
    await page.waitForURL(/\/p\//)
    expect(page.url()).toBe(first)
    expect(house.parties.size).toBe(2)
  })

  test('the whole registration works by keyboard', async () => {
    const page = await open('/r?e=exit-east')
    const seen: string[] = []
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const element = document.activeElement
        const style = element && getComputedStyle(element)
        return {
          name: element?.getAttribute('name') ?? element?.className ?? '',
          ring: style?.outlineStyle ?? '',
        }
      })
      expect(at.ring, at.name).not.toBe('none')
      seen.push(at.name)
      if (at.name === 'go') break
    }
    expect(seen).toEqual(
      expect.arrayContaining(['lang', 'entry', 'adults', 'elders', 'vehicle', 'phone', 'plate', 'go']),
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/p\//)
  })

  test('news arrives by itself; without a signal the last known page stays and says so', async () => {
    const waiting = { reason: 'no_room', need: null, since: NOW } as const
    house.parties.set(TOKEN, partyWith({ state: 'waiting', placement: null, waiting }))
    const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(`${base}/p/${TOKEN}`)
    await context.setOffline(true)
    await page.clock.fastForward(31_000)
    await page.getByText('没有信号').waitFor()
    expect(await page.locator('h1').innerText()).toBe('正在给您找地方')
    await context.setOffline(false)
    house.parties.set(TOKEN, partyWith())
    await page.clock.fastForward(31_000)
    await page.getByRole('button', { name: '我接受' }).waitFor()
    expect(await page.locator('h1').innerText()).toBe('渊泉小学')
  })

  test('without script the browser itself reloads', async () => {
    const page = await open(`/p/${TOKEN}`, { javaScriptEnabled: false })
    expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('60')
    await page.getByRole('link', { name: '停止自动更新' }).click()
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0)
  })

  test('the address is one text to copy', async () => {
    const context = await browser.newContext({
      viewport: PHONE,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await context.newPage()
    await page.goto(`${base}/p/${TOKEN}`)
    await page.getByRole('button', { name: /复制地址|Copy the address/ }).click()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('瓜州县渊泉街 128 号')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('瓜州县渊泉街 128 号')
  })

  test('forced colours and print keep the code and the band readable', async () => {
    const page = await open(`/p/${TOKEN}`, { forcedColors: 'active' })
    expect(await page.locator('.band i').first().innerText()).toBe('急')
    expect(await findings(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.code p').isVisible()).toBe(true)
  })
})
