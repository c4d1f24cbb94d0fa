/**
 * The desk's frame in Chromium: sign-in and back, navigation and palette by keyboard, the bands, an emergency declared
 * and closed by two, a silent server, the gallery; axe on each. With JINGWEI_URL set nothing here runs: the stories do.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from './chromium.ts'
import { type StandIn, standIn } from './stand-in.ts'
import { id, OFFICER, type Situation } from './stand-in-answers.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** experience.md: what the first load of the desk may weigh, JS and CSS gzipped. */
const SHELL = 115 * 1024
const NOW = Date.UTC(2024, 1, 17, 15, 42)

let dist: string
let browser: Browser
let server: StandIn

function everyday(): Situation {
  return {
    now: () => NOW,
    down: false,
    me: OFFICER,
    emergency: null,
    world: 0,
    worlds: [
      { id: 0, kind: 'county', name: '瓜州县', rate: 1, now: NOW, endedAt: null },
      { id: 3, kind: 'play', name: '2 月 17 日那一夜', rate: 120, now: NOW, endedAt: null },
      { id: 4, kind: 'drill', name: '冬季演练', rate: 1, now: NOW, endedAt: null },
    ],
    messages: [
      {
        id: id(80),
        channel: 'sms',
        template: 'placed',
        subjectKind: 'party',
        subject: id(60),
        state: 'failed',
        tries: 3,
        lastError: 'timeout',
        createdAt: NOW,
        sentAt: null,
      },
    ],
    tokens: [],
    nights: [],
    codes: ['123459'],
  }
}

const EMERGENCY = {
  id: id(9),
  name: '2·17 暴雪滞留响应',
  kind: 'blizzard',
  state: 'declared',
  drill: false,
  declaredAt: NOW - 6 * 3_600_000,
  openedAt: NOW - 7 * 3_600_000,
  closedAt: null,
  closeAskedAt: null,
  closeAskedByMe: false,
} as const

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(server.url + path)
  return page
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

/** Pixels by which the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Asserts that the text comes to stand on the page. */
async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

beforeAll(async () => {
  if (!hasChromium) return
  dist = mkdtempSync(join(tmpdir(), 'jingwei-desk-'))
  // In a process of its own: Vitest's NODE_ENV would build the development React.
  const vite = resolve('node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', dist], { env })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  if (dist) rmSync(dist, { recursive: true, force: true })
})

beforeEach(async () => {
  if (browser) server = await standIn(dist, everyday())
})

afterEach(async () => {
  if (!browser) return
  await Promise.all(browser.contexts().map((context) => context.close()))
  await server.close()
})

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

/** Files that the page must have before it shows anything. */
function firstLoad(
  manifest: Readonly<Record<string, Chunk>>,
  key: string,
  seen = new Set<string>(),
): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const next of chunk.imports ?? []) firstLoad(manifest, next, seen)
  return seen
}

describe.skipIf(!hasChromium)('the desk in Chromium', () => {
  test('its first load is within its weight, and holds no validator', () => {
    const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
    const files = [...firstLoad(manifest, 'index.html')].map((file) => readFileSync(join(dist, file)))
    expect(files.length).toBeGreaterThanOrEqual(2)
    const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0)
    expect(bytes).toBeLessThanOrEqual(SHELL)
    expect(files.some((file) => file.includes('invalid_union'))).toBe(false)
  })

  test('who is not signed in signs in by code, and comes back to where they were', async () => {
    server.situation.me = undefined
    const page = await open('/desk/outbox?state=failed')
    await page.getByLabel('手机号').fill('12')
    await page.getByRole('button', { name: '获取验证码' }).click()
    await sees(page, '请填写手机号')
    expect(await findings(page)).toEqual([])
    await page.getByLabel('手机号').fill('13800000001')
    await page.keyboard.press('Enter')
    await sees(page, '246810')
    await page.getByLabel('验证码').fill('111111')
    await page.keyboard.press('Enter')
    await sees(page, '验证码不对')
    expect(await findings(page)).toEqual([])
    await page.getByLabel('验证码').fill('246810')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/outbox?state=failed')
    await sees(page, 'timeout')
    expect(await findings(page)).toEqual([])
  })

  test('a demo sign-in is one click, under the prefix of county and world too', async () => {
    server.situation.me = undefined
    const page = await open('/c/guazhou/w/0/desk')
    await page.getByRole('button', { name: /马晓兰/ }).click()
    await page.waitForURL('**/c/guazhou/w/0/desk')
    await sees(page, '3,203 人待安置')
    expect(await page.getByRole('link', { name: '旅客台账' }).first().getAttribute('href')).toBe(
      '/c/guazhou/w/0/desk/parties',
    )
  })

  test('a way back to another site is not followed', async () => {
    server.situation.me = undefined
    const page = await open('/sign-in?back=%2F%2Fevil.example%2F')
    await page.getByRole('button', { name: /马晓兰/ }).click()
    await page.waitForURL(`${server.url}/desk`)
  })

  test.each([
    ['zh', DESK],
    ['en', DESK],
    ['zh', PHONE],
    ['en', PHONE],
  ] as const)('the first page in %s at %o: no finding, nothing cut off', async (lang, viewport) => {
    const page = await open(`/desk?lang=${lang}`, { viewport })
    await sees(page, lang === 'zh' ? '3,203 人待安置' : '3,203 waiting for a place')
    expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
  })

  test('the language is switched and remembered', async () => {
    const page = await open('/desk')
    await page.getByRole('button', { name: 'English' }).click()
    await sees(page, '3,203 waiting for a place')
    await page.reload()
    await sees(page, '3,203 waiting for a place')
  })

  test('Ctrl K finds a party by its code and pages by name, with keys alone', async () => {
    const page = await open('/desk')
    await sees(page, '3,203 人待安置')
    await page.keyboard.press('Control+k')
    const input = page.getByRole('combobox')
    await input.fill('123 459')
    await page.getByRole('option', { name: /123459 · 4 人/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await input.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await input.fill('消息')
    await page.getByRole('option', { name: '消息' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/outbox')
  })

  test('the panel about me opens, closes with Esc, and signs out', async () => {
    const page = await open('/desk')
    await page.locator('summary').click()
    await sees(page, '值班员')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.locator('details.whoami').getAttribute('open')).toBeNull()
    await page.locator('summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL('**/sign-in')
    expect(server.situation.me).toBeUndefined()
  })

  test('an emergency is declared with a reason, shown on every screen, and closed by two', async () => {
    const page = await open('/desk/emergency')
    await page.getByRole('button', { name: '宣布突发事件' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '宣布突发事件' }).click()
    await sees(page, '请至少写两个字')
    expect(await findings(page)).toEqual([])
    await dialog.getByLabel('名称').fill(EMERGENCY.name)
    await dialog.getByLabel('原因').fill('G30 封闭')
    await dialog.getByRole('button', { name: '宣布突发事件' }).click()
    await page.locator('.band-emergency', { hasText: EMERGENCY.name }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: '申请关闭' }).click()
    await dialog.getByLabel('原因').fill('道路已通')
    await dialog.getByRole('button', { name: '申请关闭' }).click()
    const confirm = page.getByRole('button', { name: '作为第二人确认关闭' })
    await sees(page, '请换一个人操作')
    expect(await confirm.getAttribute('aria-disabled')).toBe('true')

    server.situation.emergency = { ...server.situation.emergency!, closeAskedByMe: false }
    await page.reload()
    await confirm.click()
    await dialog.getByLabel('原因').fill('已核对')
    await dialog.getByRole('button', { name: '作为第二人确认关闭' }).click()
    await page.locator('.band-everyday').waitFor()
    expect(server.situation.emergency).toBeNull()
  })

  test('who may not declare is told why, and the button does nothing', async () => {
    server.situation.me = { ...OFFICER, posts: [{ ...OFFICER.posts[0]!, role: 'auditor' }] }
    const page = await open('/desk/emergency')
    await sees(page, '您的岗位没有这项权限')
    await page.getByRole('button', { name: '宣布突发事件' }).click({ force: true })
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('the stream changes the band within the moment', async () => {
    const page = await open('/desk')
    await sees(page, '3,203 人待安置')
    await page.locator('.band-everyday').waitFor()
    server.situation.emergency = EMERGENCY
    server.tell({ seq: 1, type: 'emergency.declared', subject: EMERGENCY.id, data: {} })
    await page.locator('.band-emergency', { hasText: EMERGENCY.name }).waitFor({ timeout: 10_000 })
  })

  test('a play and a drill wear their own bands, and never look like the county', async () => {
    server.situation.emergency = EMERGENCY
    server.situation.world = 3
    const play = await open('/c/guazhou/w/3/desk')
    await play.locator('.band-play', { hasText: '120 倍速' }).waitFor()
    expect(await findings(play)).toEqual([])
    server.situation.world = 4
    const drill = await open('/c/guazhou/w/4/desk')
    await drill.locator('.band-drill', { hasText: '人员全部虚构' }).waitFor()
    expect(await drill.locator('.band-emergency').count()).toBe(0)
    expect(await findings(drill)).toEqual([])
  })

  test('a world’s clock is set and the night is played', async () => {
    const page = await open('/desk/emergency')
    await page.getByLabel('冬季演练的速度').selectOption('60')
    await expect.poll(() => server.situation.worlds.find((world) => world.id === 4)?.rate).toBe(60)
    await page.getByRole('button', { name: '开始播放' }).click()
    await page.getByRole('link', { name: '看这一夜的大屏' }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('a silent server is told by what failed; what stood there stays', async () => {
    const page = await open('/desk/outbox')
    await sees(page, 'timeout')
    server.situation.down = true
    await page.getByText('更新失败；下面是').waitFor()
    await sees(page, 'timeout')
    expect(await findings(page)).toEqual([])
    await page.getByRole('tab', { name: /待发/ }).click()
    await sees(page, '连不上服务器')
    await page.getByRole('tab', { name: /全部/ }).click()
    await sees(page, 'timeout')
    server.situation.down = false
    await page.getByRole('tab', { name: /待发/ }).click()
    await sees(page, '没有这种结果的通知')
  })

  test('a server that has never answered gives a reason and a second try', async () => {
    const page = await open('/desk')
    await sees(page, '3,203 人待安置')
    await page.route('**/api/**', (route) => route.abort())
    await page.reload()
    await sees(page, '连不上服务器')
    await page.unroute('**/api/**')
    await page.getByRole('button', { name: '再试一次' }).first().click()
    await sees(page, '3,203 人待安置')
  })

  test('a token is shown once and ended', async () => {
    const page = await open('/desk/tokens')
    await sees(page, '还没有令牌')
    await page.getByLabel('用途').fill('酒店系统')
    await page.getByRole('button', { name: '新建' }).click()
    await sees(page, /jw_0123/)
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '停用' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
    await sees(page, '还没有令牌')
    expect(server.situation.tokens).toEqual([])
  })

  test.each([
    ['zh', DESK],
    ['en', PHONE],
  ] as const)(
    'the gallery in %s at %o: no finding in either theme, nor from right to left',
    async (lang, viewport) => {
      const page = await open(`/dev/gallery?lang=${lang}`, { viewport })
      await page.locator('.band-emergency').waitFor()
      expect(await findings(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      await page.getByRole('button', { name: /从右到左|Right to left/ }).click()
      expect(await overflow(page)).toBe(0)
      await page.getByRole('button', { name: /大屏配色|Colours of the wall/ }).click()
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: /打开对话框|Open the dialog/ }).click()
      expect(await findings(page)).toEqual([])
    },
  )

  test('an address that leads nowhere says so', async () => {
    const page = await open('/desk/nowhere')
    await sees(page, '没有这个页面')
  })
})
