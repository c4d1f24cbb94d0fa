/**
 * The traveller ledger, a party's page and the site board in Chromium on the whole system: by keyboard, live, after a
 * lost connection, in two tabs, on a phone; axe on each. Only the ten thousand rows of the weight test are made up.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PartyView } from '../../src/modules/placement/model.ts'
import { rowWith } from '../../src/web/placement/sample.ts'
import { hasChromium } from './chromium.ts'
import { type DeskHouse, findings, overflow, startDeskHouse } from './desk-house.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const FAMILY = { adults: 2, children: 1, entry: 'g30-guazhou', vehicle: 'car' }
/** experience.md §3: what a route of the desk may weigh on top of the shell. */
const ROUTE = 90 * 1024
/** experience.md §3: elements on the page however many rows the ledger has. */
const NODES = 700

let house: DeskHouse
const entered: BrowserContext[] = []

async function open(path: string, role: Parameters<DeskHouse['enter']>[0] = 'duty_officer', options = {}) {
  const context = await house.enter(role, options)
  entered.push(context)
  const page = await context.newPage()
  await page.goto(path)
  return page
}

async function arrives(more: object = {}): Promise<PartyView> {
  return PartyView.parse(await house.post('/parties', { ...FAMILY, ...more }))
}

/** Waits, as long as a loaded machine may need, until what is asserted holds. */
const until = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 })

const rowOf = (page: Page, code: string) => page.getByRole('row').filter({ hasText: code })

/** Puts the selection on the row, as a click does, and leaves the focus in the grid. */
async function select(page: Page, code: string): Promise<void> {
  await rowOf(page, code).click()
  await page.getByRole('grid').focus()
}

beforeAll(async () => {
  if (hasChromium) house = await startDeskHouse()
})
afterEach(async () => {
  house?.cable.plugIn()
  await Promise.all(entered.splice(0).map((context) => context.close()))
})
afterAll(() => house?.stop())

describe.skipIf(!hasChromium)('the ledger', () => {
  test('is empty in words; a party is registered with keys alone and stands in it at once', async () => {
    const page = await open('/desk/parties', 'intake_desk')
    await page.getByText('还没有旅客登记').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: '登记一组' }).focus()
    await page.keyboard.press('Enter')
    const where = page.getByRole('combobox', { name: '他们在哪里' })
    await where.waitFor()
    expect(await where.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowDown')
    expect(await findings(page)).toEqual([])
    await page.getByRole('textbox', { name: '成人' }).fill('3')
    await page.keyboard.press('Enter')
    const code = await page.locator('.big-code').textContent()
    expect(code).toMatch(/^\d{6}$/)
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await rowOf(page, code ?? '')
      .getByText('已派位')
      .waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('hears what others do, and does a deed by one key and Enter', async () => {
    await arrives()
    const page = await open('/desk/parties')
    await page.getByRole('grid').waitFor()
    const party = await arrives()
    await rowOf(page, party.code).getByText('已派位').waitFor()
    await select(page, party.code)
    await page.keyboard.press('i')
    await page.getByRole('dialog').getByText(party.code).first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await rowOf(page, party.code).getByText('已入住').waitFor()
    // What cannot be done any more says why, and asks nothing.
    await page.getByRole('grid').focus()
    await page.keyboard.press('a')
    await page.locator('.toast').getByText('不能这样做').waitFor()
    await page.keyboard.press('d')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await rowOf(page, party.code).getByText('已入住').waitFor()
    await house.post(`/parties/${party.id}/depart`, {})
    await rowOf(page, party.code).getByText('已离开').waitFor()
  })

  test('moves a party to a proposed site, and tells the way in the timeline', async () => {
    const party = await arrives()
    const page = await open(`/desk/parties?at=${party.id}`)
    await rowOf(page, party.code).waitFor()
    await select(page, party.code)
    await page.keyboard.press('t')
    await page.getByRole('radio').first().waitFor()
    expect(await page.getByRole('radio').first().isChecked()).toBe(true)
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText(`${party.code} 已转到`).waitFor()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/desk/parties/${party.id}`)
    await page.getByRole('listitem').filter({ hasText: '登记，3 人' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: '改派到' }).waitFor()
    await page.getByText(party.placement!.site.name).first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.waitForURL(`**/desk/parties?at=${party.id}`)
    expect(await rowOf(page, party.code).getAttribute('aria-selected')).toBe('true')
  })

  test('keeps its filters in the address, and a name out of it', async () => {
    const named = await arrives({ name: '欧阳雪', needs: ['pets'] })
    const page = await open('/desk/parties')
    await rowOf(page, named.code).waitFor()
    await page.getByRole('combobox', { name: '需要' }).selectOption('带宠物')
    await page.waitForURL('**/desk/parties?need=pets')
    expect(await page.getByRole('combobox', { name: '需要' }).getByText('清真').count()).toBe(0)
    await page.reload()
    await rowOf(page, named.code).waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByRole('grid').focus()
    await page.keyboard.press('/')
    await page.keyboard.type('欧阳雪')
    await until(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2')
    await rowOf(page, named.code).waitFor()
    expect(decodeURIComponent(page.url())).not.toContain('欧阳')
    await page.getByRole('searchbox', { name: '查找' }).fill(named.code)
    await page.waitForURL(/code=/)
    await rowOf(page, named.code).waitFor()
  })

  test('says so when the connection is gone, keeps its rows, and misses nothing', async () => {
    await arrives()
    const page = await open('/desk/parties')
    await page.getByRole('grid').waitFor()
    const before = await arrives()
    await rowOf(page, before.code).waitFor()
    const streams: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/live')) streams.push(request.url())
    })
    house.cable.pull()
    await until(() => streams.length).toBeGreaterThan(0)
    await page.getByText('实时推送断了').waitFor()
    const meanwhile = await arrives()
    await house.post(`/parties/${before.id}/arrive`, {})
    await rowOf(page, before.code).getByText('已派位').waitFor()
    // A deed that cannot be sent stays in its dialog and says so.
    await select(page, before.code)
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('连不上服务器').waitFor()
    await page.keyboard.press('Escape')
    house.cable.plugIn()
    await rowOf(page, meanwhile.code).waitFor()
    await rowOf(page, before.code).getByText('已入住').waitFor()
    // It went on from where it was, so nothing had to be read anew.
    expect(streams.at(-1)).toMatch(/after=\d+/)
  })

  test.each([
    ['by a lock', () => {}],
    // As on plain http, where a page is given no locks.
    ['by a lease', () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })],
  ])('two tabs share one stream, and the second leads when the first is closed: %s', async (_, prepare) => {
    await arrives()
    const context = await house.enter('duty_officer')
    entered.push(context)
    await context.addInitScript(prepare)
    const first = await context.newPage()
    await first.goto('/desk/parties')
    await first.getByRole('grid').waitFor()
    const second = await context.newPage()
    const streams: string[] = []
    second.on('request', (request) => {
      if (request.url().includes('/api/live')) streams.push(request.url())
    })
    await second.goto('/desk/parties')
    await second.getByRole('grid').waitFor()
    const one = await arrives()
    await rowOf(second, one.code).waitFor()
    expect(streams).toEqual([])
    await first.close()
    await until(() => streams.length).toBe(1)
    const other = await arrives()
    await rowOf(second, other.code).waitFor()
    // It went on from where the first had been.
    expect(streams[0]).toMatch(/after=\d+/)
  })

  test('on a phone it is a list of links, not a squeezed table', async () => {
    const party = await arrives()
    const page = await open(`/desk/parties?code=${party.code}`, 'duty_officer', PHONE)
    const link = page.getByRole('link').filter({ hasText: party.code })
    await link.waitFor()
    expect(await page.getByRole('grid').count()).toBe(0)
    expect([await overflow(page), await findings(page)]).toEqual([0, []])
    await link.click()
    await page.getByRole('heading', { name: `旅客 ${party.code}` }).waitFor()
    expect([await overflow(page), await findings(page)]).toEqual([0, []])
  })

  test('ten thousand rows: few elements, first to last by key, one row by its code, all of them copied', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => rowWith(n))
    const context = await house.enter('duty_officer', { permissions: ['clipboard-read', 'clipboard-write'] })
    entered.push(context)
    await context.route(/\/api\/parties\?/, async (route) => {
      const query = new URL(route.request().url()).searchParams
      const from = Number(query.get('after') ?? 0)
      const limit = Number(query.get('limit'))
      const parties = query.has('changedAfter') || query.has('q') ? [] : rows.slice(from, from + limit)
      const next = parties.length > 0 && from + limit < rows.length ? String(from + limit) : null
      await route.fulfill({ json: { parties, next, total: rows.length, persons: rows.length } })
    })
    const page = await context.newPage()
    await page.goto('/desk/parties')
    const grid = page.getByRole('grid')
    await until(() => grid.getAttribute('aria-rowcount')).toBe('10001')
    await grid.focus()
    await page.keyboard.press('End')
    await rowOf(page, '109999').waitFor()
    expect(await page.locator('*').count()).toBeLessThanOrEqual(NODES)
    await page.getByRole('button', { name: '复制到 Excel' }).click()
    await page.getByText('已复制 10,000 行').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\r\n')).toHaveLength(10_001)
    await page.getByRole('searchbox', { name: '查找' }).fill('107777')
    await until(() => grid.getAttribute('aria-rowcount')).toBe('2')
  })

  test('prints every row of the filter, not only those on the screen', async () => {
    await Promise.all(Array.from({ length: 40 }, () => arrives({ adults: 1, children: 0 })))
    const page = await open('/desk/parties')
    await page.getByRole('grid').waitFor()
    const shown = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
    await until(shown).toBeGreaterThanOrEqual(40)
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'))
      const count = document.querySelectorAll('.print-sheet tbody tr').length
      dispatchEvent(new Event('afterprint'))
      return count
    })
    expect(printed).toBe(await shown())
  })
})

describe.skipIf(!hasChromium)('the site board', () => {
  test.each(['zh', 'en'])('sums, filters and rows in %s: no finding', async (lang) => {
    const page = await open(`/desk/sites?lang=${lang}`)
    await page.getByRole('grid').waitFor()
    await page.getByRole('button', { name: lang === 'zh' ? /^宾馆/ : /^hotel/ }).click()
    await page.waitForURL(/kind=hotel/)
    await page.keyboard.press('Tab')
    await page.getByRole('row').nth(1).click()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    expect([await overflow(page), await findings(page)]).toEqual([0, []])
  })

  test('a site is declared, opened, given more wardens, and suspended with a reason; those inside are placed anew', async () => {
    const page = await open('/desk/sites')
    await page.getByRole('button', { name: '登记安置点' }).click()
    await page.getByRole('textbox', { name: '名称' }).fill('试验礼堂')
    await page.getByRole('textbox', { name: '经纬度' }).fill('95.7796, 40.5157')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: '选中的安置点' })
    await panel.getByRole('heading', { name: '试验礼堂' }).waitFor()
    await panel.getByRole('button', { name: '开放' }).click()
    await page.keyboard.press('Enter')
    await panel.locator('.state-calm').getByText('开放').waitFor()
    const { sites } = z
      .object({ sites: z.array(z.object({ id: z.uuid(), name: z.string() })) })
      .parse(await (await page.request.get('/api/sites?kind=hall')).json())
    const hall = sites.find((site) => site.name === '试验礼堂')
    const party = await arrives()
    await house.post(`/parties/${party.id}/arrive`, { site: hall?.id })
    await panel.locator('.load-figures').getByText('3', { exact: true }).waitFor()
    await panel.getByRole('button', { name: '改位置和值守' }).click()
    await panel.getByRole('textbox', { name: '在岗值守人数' }).fill('4')
    expect(await findings(page)).toEqual([])
    await panel.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存 试验礼堂').waitFor()
    await panel.getByRole('button', { name: '暂停' }).click()
    await page.getByText('里面的 3 人全部另行安置').waitFor()
    await page.getByRole('textbox', { name: '原因' }).fill('暖气停了')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await panel.locator('.state-danger').getByText('暂停').waitFor()
    const after = async () => {
      const answer = await page.request.get(`/api/parties/${party.id}`)
      return PartyView.parse(await answer.json()).placement?.site.name
    }
    await until(after).not.toBe('试验礼堂')
  })

  test('on a phone it is a list whose sheets open', async () => {
    const page = await open('/desk/sites', 'duty_officer', PHONE)
    await page.locator('.vsheet button').first().waitFor()
    expect(await page.getByRole('grid').count()).toBe(0)
    expect([await overflow(page), await findings(page)]).toEqual([0, []])
    await page.locator('.vsheet button').first().click()
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).waitFor()
    expect([await overflow(page), await findings(page)]).toEqual([0, []])
  })
})

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

/** All files that a chunk needs, itself among them. */
function filesOf(
  manifest: Readonly<Record<string, Chunk>>,
  key: string,
  seen = new Set<string>(),
): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const next of chunk.imports ?? []) filesOf(manifest, next, seen)
  return seen
}

describe.skipIf(!hasChromium)('weight', () => {
  test.each(['PartyLedger', 'PartyPage', 'SiteBoard'])('%s stays within what a route may weigh', (name) => {
    const manifest = JSON.parse(readFileSync(join(house.dist, '.vite/manifest.json'), 'utf8'))
    const shell = filesOf(manifest, 'index.html')
    const own = [...filesOf(manifest, `placement/${name}.tsx`)].filter((file) => !shell.has(file))
    expect(own.length).toBeGreaterThan(0)
    const bytes = own.reduce((sum, file) => sum + gzipSync(readFileSync(join(house.dist, file))).length, 0)
    expect(bytes).toBeLessThanOrEqual(ROUTE)
  })
})
