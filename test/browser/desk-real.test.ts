/** Screens of the desk on the real server and its database, by keyboard where a person types all night. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Caller, callerOf } from '../stories/caller.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { findings, overflow } from './look.ts'

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
async function open(path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[0]!, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('pageerror', (error) => expect.unreachable(String(error)))
  await page.goto(`${server.url}/sign-in?lang=${language}`)
  await page.getByText('王晓燕').first().click()
  await page.waitForURL('**/desk')
  await page.goto(`${server.url}${path}?lang=${language}`)
  return page
}

async function look(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    expect(await findings(page), String(size.width)).toEqual([])
    expect(await overflow(page), String(size.width)).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize(SIZES[0]!)
}

describe.skipIf(!hasChromium)('a table of sites', () => {
  const table = [
    '店,床位,经度,纬度,地址',
    '城东客栈,40,95.79,40.52,东街3号',
    '城西客栈,,,,西街',
    ',10,95.79,40.52,',
    '渊泉小学校,80,95.7796,40.5157,学府路',
  ].join('\n')

  test.each(['zh', 'en'] as const)('is seen, corrected, decided and imported, in %s', async (language) => {
    const [leave, another, done] =
      language === 'zh'
        ? ['不能用的', '另一个', /已导入 [23] 个安置点/]
        : ['unusable', 'another one', /[23] sites imported/]
    const page = await open('/desk/sites/import', language)
    await page.getByRole('link', { name: /CSV/ }).waitFor()
    await look(page)
    const file = (text: string) => ({ name: 'sites.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    const mine = table.replaceAll('客栈', language === 'zh' ? '客栈' : '旅舍')
    await page.locator('#import-file').setInputFiles(file(mine))
    // No heading is known as the name: said in words, and the file can be chosen again.
    await page.getByRole('alert').waitFor()
    await page.locator('#import-file').setInputFiles(file(mine.replace('店', '名称')))
    await page.locator('.import-counts').waitFor()
    const button = page.locator('.import-act button')
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('checkbox', { name: new RegExp(leave) }).check()
    for (const choice of await page.getByRole('radio', { name: another, exact: true }).all())
      await choice.check()
    await look(page)
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: done }).waitFor()
    await expect
      .poll(async () => (await officer.call(placementApi.sites, {})).sites.map(({ name }) => name))
      .toContain(language === 'zh' ? '城东客栈' : '城东旅舍')
    await look(page)
  })
})
