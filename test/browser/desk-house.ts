/** The whole system with a freshly built desk in Chromium: real database, real HTTP, real stream. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join, normalize, resolve } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../src/base/actor.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Cable, layCable } from './cable.ts'
import { launchChromium } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const HEADERS = { 'x-jingwei': '1' }
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }
const OF_THE_DESK = /^\/(static\/desk\/|desk(\/|$)|sign-in$)/

export interface DeskHouse {
  readonly server: TestServer
  /** Between the browsers and the server; `post` does not go through it. */
  readonly cable: Cable
  /** Where the desk was built. */
  readonly dist: string
  /** A browser of its own for one person, signed in by code. */
  enter(role: Role, options?: BrowserContextOptions): Promise<BrowserContext>
  /** Posts to the API with a demo token. */
  post(path: string, body: object, role?: Role): Promise<unknown>
  stop(): Promise<void>
}

/** Builds the desk in a process of its own: Vitest's NODE_ENV would build the development React. */
function buildDesk(): string {
  const dist = mkdtempSync(join(tmpdir(), 'jingwei-desk-'))
  const vite = resolve('node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', dist], { env })
  return dist
}

/** The desk's files come from this run's build; every other request goes to the server. */
async function serveBuild(context: BrowserContext, dist: string): Promise<void> {
  await context.route(
    (url) => OF_THE_DESK.test(url.pathname),
    async (route) => {
      const path = new URL(route.request().url()).pathname
      const asset = path.startsWith('/static/desk/')
        ? normalize(path.slice('/static/desk/'.length))
        : 'index.html'
      const file = join(dist, asset)
      if (!existsSync(file)) return route.fulfill({ status: 404 })
      await route.fulfill({
        body: readFileSync(file),
        contentType: TYPES[extname(asset)] ?? 'text/html; charset=utf-8',
      })
    },
  )
}

async function signIn(context: BrowserContext, url: string, phone: string): Promise<void> {
  const asked = await context.request.post(`${url}/api/sign-in/code`, { data: { phone }, headers: HEADERS })
  const { demoCode } = await asked.json()
  const signed = await context.request.post(`${url}/api/sign-in`, {
    data: { phone, code: demoCode },
    headers: HEADERS,
  })
  if (!signed.ok()) throw new Error(`sign-in answered ${signed.status()} ${await signed.text()}`)
}

export async function startDeskHouse(): Promise<DeskHouse> {
  const dist = buildDesk()
  const server = await startTestServer()
  const cable = await layCable(server.url)
  const browser: Browser = await launchChromium()
  return {
    server,
    cable,
    dist,
    async enter(role, options = {}) {
      const context = await browser.newContext({
        ...{ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
        ...{ reducedMotion: 'reduce', baseURL: cable.url },
        ...options,
      })
      await serveBuild(context, dist)
      const access = server.access.find((one) => one.role === role)
      if (!access) throw new Error(`no demo sign-in has the role ${role}`)
      await signIn(context, cable.url, access.phone)
      return context
    },
    async post(path, body, role = 'intake_desk') {
      const response = await fetch(`${server.url}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokenOf(role)}` },
        body: JSON.stringify({ command: crypto.randomUUID(), ...body }),
      })
      if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`)
      return response.json()
    },
    async stop() {
      await browser.close()
      await cable.close()
      await server.stop()
      rmSync(dist, { recursive: true, force: true })
    },
  }
}

/** Findings of axe as lines; empty is good. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((result) => result.violations.flatMap((v) => v.nodes.map((node) => v.id + ' ' + node.html)))`,
  )
  return Array.isArray(found) ? found.map(String) : ['axe gave no list']
}

/** Pixels by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
