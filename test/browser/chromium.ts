/** Debian's Chromium: its headless shell where it is installed, which draws the same at a third of the processor time. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PATHS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const path = PATHS.find((one) => existsSync(one))

/** Whether browser tests can run here; `npm test` says what to install. */
export const hasChromium = path !== undefined

/** @throws Error where there is none */
export function launchChromium(): Promise<Browser> {
  if (path === undefined) throw new Error('there is no Chromium here')
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--font-render-hinting=none'],
  })
}
