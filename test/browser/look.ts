/** What a page shown is looked at for. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { width: 390, height: 844 }

/** Findings of axe as lines; empty is good. Axe needs timers: a page without script is looked at as a copy with script. */
export async function findings(shown: Page, withoutScript = false): Promise<string[]> {
  const copy = withoutScript ? await shown.context().browser()!.newContext({ viewport: PHONE }) : undefined
  const page = copy ? await copy.newPage() : shown
  if (copy) await page.setContent(await shown.content())
  await page.evaluate(AXE)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((result) => result.violations.flatMap((v) => v.nodes.map((node) => v.id + ' ' + node.html)))`,
  )
  await copy?.close()
  return Array.isArray(found) ? found.map(String) : ['axe gave no list']
}

/** Pixels by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
