/**
 * The wall in Chromium with software WebGL: what is read first, what stands apart, that the map is drawn and may be
 * missing, that figures follow the ledger and say so when they cannot; weights, sizes of type, axe in both languages.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from './chromium.ts'
import { evening, sites, startWallHouse, type WallHouse } from './wall-house.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const HALL = { width: 1920, height: 1080 }
const OFFICE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** experience.md §3: the wall's own chunk and the map's worker, gzipped. */
const MAIN = 310 * 1024
const WORKER = 150 * 1024
/** Enough for a machine that others use too; a missing screen fails well before the run does. */
const PATIENCE = 45_000
const ZH = { locale: 'zh-CN' }

let dist: string
let browser: Browser
let house: WallHouse

beforeAll(async () => {
  if (!hasChromium) return
  dist = mkdtempSync(join(tmpdir(), 'jingwei-wall-'))
  // In a process of its own: Vitest's NODE_ENV would build the development React.
  const env = { ...process.env, NODE_ENV: 'production' }
  const vite = resolve('node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', dist], { env })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  if (dist) rmSync(dist, { recursive: true, force: true })
})

beforeEach(async () => {
  if (browser) house = await startWallHouse(dist)
})

afterEach(async () => {
  if (!browser) return
  await Promise.all(browser.contexts().map((context) => context.close()))
  await house.close()
})

async function open(
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: HALL,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...ZH,
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  await prepare?.(page)
  const language = options.locale === 'en-US' ? 'en' : 'zh'
  await page.goto(`${house.url}/c/guazhou/w/3/wall?lang=${language}`)
  await page.locator('.wall-figure').waitFor()
  return page
}

/** Polled from here: a promise inside the page counts as true at once. */
async function drawn(page: Page): Promise<void> {
  for (;;) {
    if (await page.evaluate(() => window.__mapidle === true)) return
    await page.waitForTimeout(100)
  }
}

/** Findings of axe as lines; empty is good. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((result) => result.violations.flatMap((v) => v.nodes.map((node) => v.id + ' ' + node.html)))`,
  )
  return Array.isArray(found) ? found.map(String) : ['axe gave no list']
}

/** Texts on the screen that are smaller than `least` css pixels, as drawn. */
function small(page: Page, least: number): Promise<string[]> {
  return page.evaluate((limit) => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || !node.textContent?.trim() || element.closest('.wall-unseen, script, noscript')) continue
      const svg = element.closest('svg')
      const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale
      if (size < limit && element.getClientRects().length > 0) found.push(`${size} ${node.textContent}`)
    }
    return found
  }, least)
}

/** Parts of the frame whose content is cut off. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.wall, .wall-column, .wall-middle, .wall-road, .wall-band')]
      .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
      .map((e) => `${e.className} ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`),
  )
}

describe.skipIf(!hasChromium)('the wall in Chromium', () => {
  test('the map and its worker are within their weights, and no part of the first load', () => {
    const manifest: Record<string, { file: string; css?: string[]; imports?: string[] }> = JSON.parse(
      readFileSync(join(dist, '.vite/manifest.json'), 'utf8'),
    )
    const weigh = (file: string) => gzipSync(readFileSync(join(dist, file))).length
    const wall = manifest['wall/Wall.tsx']!
    const map = manifest['wall/map/MapView.tsx']!
    const own = [wall, map].flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])])
    expect(own.map(weigh).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(MAIN)
    const workers = readdirSync(join(dist, 'assets')).filter((name) => name.includes('maplibre-gl-worker'))
    expect(workers).toHaveLength(1)
    expect(weigh(`assets/${workers[0]}`)).toBeLessThanOrEqual(WORKER)
    expect(manifest['index.html']!.imports ?? []).not.toContain('wall/map/MapView.tsx')
  })

  test('one number is read first; the estimate of the road stands apart and is added to nothing', async () => {
    const page = await open()
    const figure = page.locator('.wall-figure')
    expect(await figure.textContent()).toBe('4,812')
    const size = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize))
    expect(await size('.wall-figure')).toBeGreaterThanOrEqual(120)
    expect(await size('.wall-number')).toBeLessThan((await size('.wall-figure')) / 2)
    const road = page.locator('.wall-road')
    expect(await road.innerText()).toContain('2,600')
    expect(await road.innerText()).toContain('高速交警')
    expect(await road.innerText()).toContain('21:42')
    expect(await road.locator('.wall-stale').innerText()).toContain('已过时 1 时 14 分')
    const text = await page.locator('.wall').innerText()
    for (const sum of [2_600 + 700, 4_812 + 2_600, 4_812 + 3_300, 21_040 + 3_300])
      expect(text).not.toContain(sum.toLocaleString('en'))
  })

  test('those who wait are told with reasons, the longest first, and diet is no figure', async () => {
    const page = await open()
    const rows = await page
      .locator('.wall-block')
      .filter({ hasText: '等位置' })
      .locator('.wall-row')
      .allInnerTexts()
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      '行动不便：无合适位置 最久 1 时 6 分 180',
      '全部住满 最久 22 分 640',
      '没有合适的位置 最久 5 分 31',
    ])
    expect(await page.locator('.wall').innerText()).not.toContain('清真')
  })

  test('every figure leads to its list on the desk, in the same world', async () => {
    const page = await open()
    await drawn(page)
    const to = (name: string | RegExp) => page.getByRole('link', { name }).first().getAttribute('href')
    expect(await to('4,812')).toBe('/c/guazhou/w/3/desk/parties?state=placed')
    expect(await to('15,377')).toBe('/c/guazhou/w/3/desk/parties?state=arrived')
    expect(await to(/行动不便/)).toBe(
      '/c/guazhou/w/3/desk/parties?state=waiting&waiting=need&need=accessible',
    )
    expect(await to(/^学校/)).toBe('/c/guazhou/w/3/desk/sites?kind=school')
    expect(await to(/^渊泉/)).toBe('/c/guazhou/w/3/desk/sites?community=%22620922100003%22')
    expect(await to(/超员/)).toBe('/c/guazhou/w/3/desk/sites?over=true')
  })

  test('people beyond the places turn the box, by its frame too', async () => {
    const page = await open()
    const over = page.locator('.wall-over')
    expect(await over.getAttribute('data-late')).toBeNull()
    house.wall = { ...evening(), over: { parties: 12, persons: 37 } }
    house.tell('party.over', { site: sites[0]!.id, size: 3 })
    await page.locator('.wall-over[data-late]').filter({ hasText: '37' }).waitFor()
    await page.locator('.wall-line[data-urgent]').filter({ hasText: '超员 3 人' }).waitFor()
  })

  test('the map is drawn: communities by load, hatch, discs, words upon it', async () => {
    const page = await open()
    await drawn(page)
    const picture = PNG.sync.read(await page.locator('.wall-canvas canvas').screenshot())
    const colours = new Map<string, number>()
    for (let i = 0; i < picture.data.length; i += 4) {
      const key = [picture.data[i], picture.data[i + 1], picture.data[i + 2]].join()
      colours.set(key, (colours.get(key) ?? 0) + 1)
    }
    const many = [...colours.values()].filter((count) => count > 400)
    // A blank map has one colour; this one has ground, loads, borders, and discs.
    expect(many.length).toBeGreaterThan(5)
    const words = await page.locator('.map-community').allInnerTexts()
    expect(words).toHaveLength(6)
    expect(words.find((one) => one.includes('疏勒'))).toContain('满')
    const edges = await page.locator('.map-corner').allInnerTexts()
    expect(edges.join(' ')).toMatch(/星星峡排队\s+1\d\d 公里/)
    expect(edges.join(' ')).not.toContain('还在高速上')
    expect(await page.locator('.wall-unseen').filter({ hasText: '各社区空位' }).count()).toBe(1)
  })

  test('figures follow the ledger', async () => {
    const page = await open()
    const wall = evening()
    house.wall = { ...wall, registeredNotArrived: { parties: 1600, persons: 4_799 } }
    house.tell('party.arrived', { site: sites[0]!.id, size: 13 })
    await page.locator('.wall-figure').filter({ hasText: '4,799' }).waitFor()
    await page
      .locator('.wall-line')
      .filter({ hasText: `13 人到达${sites[0]!.name}` })
      .waitFor()
  })

  test('a silent server is said, with the moment the figures stand at, and forgotten when it is back', async () => {
    const page = await open()
    house.down = true
    house.tell('party.arrived', {})
    const lost = page.locator('.wall-lost')
    await lost.filter({ hasText: '数字停在 22:00' }).waitFor()
    expect(await page.locator('.wall-figure').textContent()).toBe('4,812')
    expect(await page.locator('.wall').getAttribute('data-lost')).toBe('')
    expect(await findings(page)).toEqual([])
    house.down = false
    await lost.waitFor({ state: 'detached' })
  })

  test('a server that falls silent before the map came: the figures stay, and all is drawn when it is back', async () => {
    const page = await open({}, async (fresh) => {
      // The map's program is the last thing asked for; by then the server is gone.
      await fresh.route('**/assets/MapView-*.js', (route) => {
        house.down = true
        return route.abort('connectionfailed')
      })
    })
    await page.getByText('地图没有载入').waitFor()
    expect(await page.locator('.wall-middle .wall-row').count()).toBe(6)
    expect(await page.locator('.wall-figure').textContent()).toBe('4,812')
    await page.locator('.wall-lost').waitFor()
    await page.unroute('**/assets/MapView-*.js')
    house.down = false
    await page.locator('.map-community').nth(5).waitFor()
    await page.locator('.wall-lost').waitFor({ state: 'detached' })
  })

  test('without WebGL2 the list of communities takes the place of the map', async () => {
    const page = await open({}, (fresh) =>
      fresh.addInitScript(() => {
        const real = HTMLCanvasElement.prototype.getContext
        const refuse = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
          return kind.startsWith('webgl') ? null : Reflect.apply(real, this, [kind, ...rest])
        }
        Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: refuse })
      }),
    )
    await page.getByText('没有 WebGL2').waitFor()
    const list = page.locator('.wall-middle .wall-row')
    expect(await list.count()).toBe(6)
    expect(await page.locator('.wall-road').innerText()).toContain('2,600')
    expect(await cut(page)).toEqual([])
    expect(await findings(page)).toEqual([])
  })

  test.each([
    ['zh-CN', HALL],
    ['en-US', HALL],
    ['zh-CN', OFFICE],
    ['en-US', OFFICE],
  ] as const)(
    'in %s at %o nothing is cut, nothing too small, and axe finds nothing',
    async (locale, viewport) => {
      const page = await open({ locale, viewport })
      await drawn(page)
      expect(await cut(page)).toEqual([])
      // 22 px at 1080 lines, and in proportion on a smaller screen.
      const unit = Math.min(viewport.width / 1920, viewport.height / 1080)
      expect(await small(page, 22 * unit - 0.3)).toEqual([])
      expect(await findings(page)).toEqual([])
    },
  )

  test.each(['zh-CN', 'en-US'])(
    'on a phone in %s it is a list, figures first, without the map',
    async (locale) => {
      const page = await open({ locale, viewport: PHONE, hasTouch: true })
      expect(await page.locator('.wall-middle .wall-row').count()).toBe(6)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      expect(await small(page, 14)).toEqual([])
      expect(house.asked.filter((path) => /MapView|maplibre/.test(path))).toEqual([])
      expect(await findings(page)).toEqual([])
    },
  )

  test.each([HALL, OFFICE, PHONE, { width: 320, height: 640 }])(
    'all 25,000 on the road at once still fit on %o',
    async (viewport) => {
      const everybody = { parties: 9_365, persons: 25_000 }
      house.wall = { ...evening(), registeredNotArrived: everybody, registered: everybody }
      const page = await open({ viewport })
      const right = await page.evaluate(() => {
        const text = document.createRange()
        text.selectNodeContents(document.querySelector('.wall-figure')!)
        const column = document.querySelector('.wall-column')!.getBoundingClientRect()
        return { text: text.getBoundingClientRect().right, column: column.right }
      })
      expect(right.text).toBeLessThanOrEqual(right.column)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    },
  )

  test('the keyboard reaches figures and map, and focus is seen', async () => {
    const page = await open()
    await drawn(page)
    const reached: string[] = []
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(() => {
          const e = document.activeElement
          const shown = e ? getComputedStyle(e).outlineStyle !== 'none' : false
          return `${e?.tagName} ${e?.className} ${shown}`
        }),
      )
    }
    expect(reached.some((one) => one.includes('wall-figure') && one.endsWith('true'))).toBe(true)
    expect(reached.some((one) => one.includes('map-community'))).toBe(true)
    expect(reached.some((one) => one.startsWith('CANVAS'))).toBe(true)
  })
})
