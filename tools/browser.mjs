/** What the browser tests need of the machine: Chromium, and a font that draws Chinese. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The headless shell first: the same engine without a window, at a third of the processor time. */
const SHELL = '/usr/bin/chromium-headless-shell'
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function hasChromium() {
  return [SHELL, ...CHROMIUM].some((path) => existsSync(path))
}

function hasFont() {
  const run = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return run.status === 0 && run.stdout.trim() !== ''
}

/** What the tests cannot do without. */
function missingPackages() {
  return [...(hasChromium() ? [] : ['chromium']), ...(hasFont() ? [] : ['fonts-noto-cjk'])]
}

/** What is worth installing where it may. Distributions without a package of the shell have it in `chromium`. */
function wantedPackages() {
  return [...(existsSync(SHELL) ? [] : ['chromium-headless-shell']), ...(hasFont() ? [] : ['fonts-noto-cjk'])]
}

function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, encoding: 'utf8' }
  spawnSync('apt-get', ['update', '-qq'], options)
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}

/** Installs what is missing where it may (root on Debian); otherwise says how, and the browser tests skip themselves. */
export function prepareBrowser() {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  for (const packages of mayInstall ? [wantedPackages, missingPackages] : []) {
    const names = packages()
    if (names.length === 0) continue
    process.stdout.write(`apt-get install ${names.join(' ')} …\n`)
    const run = aptInstall(names)
    if (run.status !== 0) process.stdout.write(`${run.stderr ?? ''}\n`)
  }
  const still = missingPackages()
  if (still.length > 0) {
    process.stdout.write(
      `浏览器测试将跳过并计入 skipped，缺少 ${still.join(' ')}。安装方法：sudo apt install ${still.join(' ')}\n` +
        `Browser tests will be skipped and counted: ${still.join(' ')} missing. ` +
        `To run them: sudo apt install ${still.join(' ')}\n`,
    )
  }
}
