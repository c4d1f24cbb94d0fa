/**
 * `npm test`: what the browser needs, the checks, the build, every test, and one line at the end. The figures on that
 * line are the test runner's own; a check or build that fails, and a test file that cannot even be read, each add one
 * to `failed`. Checks that pass are not counted as tests.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareBrowser } from './browser.mjs'
import { isFresh } from './build/stamp.mjs'
import { check } from './check.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const VITEST = 'node_modules/vitest/vitest.mjs'

/** @returns whether dist/ is what the sources make */
function build() {
  if (isFresh(root)) return true
  const run = spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' })
  if (run.status !== 0) process.stdout.write('build FAILED\n')
  return run.status === 0
}

/** How much of a failure is repeated at the end: enough to see what was expected, not the whole page it was read from. */
const TOLD = 1500

function count(report) {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const faults = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ file: file.name, name: test.fullName, message: test.failureMessages.join('\n') })),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
    faults: [...faults, ...unread.map((file) => ({ file: file.name, name: '', message: file.message }))],
  }
}

/** Where Debian puts the oldest PostgreSQL that a county may bring along (docs/manual/administrator.md). */
const OLDEST = '/usr/lib/postgresql/15/bin'
/** Unit tests that ask for a database: they speak SQL. */
function withDatabase() {
  return ['src', 'test/house'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(folder, name))
      .filter((path) => path.endsWith('.test.ts'))
      .filter((path) => /\b(testDatabase|openHouse)\(/.test(readFileSync(join(root, path), 'utf8'))),
  )
}

const NOTHING = { passed: 0, failed: 0, skipped: 0, faults: [] }

/** The same SQL on the oldest PostgreSQL that is promised; where it is not installed, one test is counted as skipped. */
async function runOnOldest(print) {
  if (process.env.JINGWEI_TEST_PG_BIN) return NOTHING
  if (!existsSync(OLDEST)) {
    print(`\nSQL on PostgreSQL 15: skipped, ${OLDEST} is absent (apt install postgresql-15)\n`)
    return { ...NOTHING, skipped: 1 }
  }
  print(`\nthe same SQL on PostgreSQL 15 of ${OLDEST}\n`)
  return runTests(['--project', 'unit', ...withDatabase()], { print, env: { JINGWEI_TEST_PG_BIN: OLDEST } })
}

function sum(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    faults: [...one.faults, ...other.faults],
  }
}

/**
 * @param args passed on to vitest, such as a path
 * @param print where its output goes; to the terminal unless given
 */
async function runTests(args, { print, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-report-'))
  const output = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
    const run = spawn(process.execPath, [VITEST, 'run', ...reporters, ...args], {
      cwd: root,
      stdio: print ? ['inherit', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
    })
    run.stdout?.setEncoding('utf8').on('data', print)
    run.stderr?.setEncoding('utf8').on('data', print)
    const status = await new Promise((resolve) => run.once('close', resolve))
    if (!existsSync(output)) return { ...NOTHING, failed: 1 }
    const counts = count(JSON.parse(readFileSync(output, 'utf8')))
    // Errors outside any test leave every test green and the run red.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Two lanes, so that neither core is idle while a test waits for a server or a page: everything without a browser, and
 * beside it the browser and then the oldest PostgreSQL, whose output comes after the first lane's.
 */
async function runAll() {
  let later = ''
  let isLate = false
  const print = (text) => {
    if (isLate) process.stdout.write(text)
    else later += text
  }
  const second = runTests(['--project', 'browser'], { print }).then(async (browser) =>
    sum(browser, await runOnOldest(print)),
  )
  const first = await runTests(['--project', 'unit', '--project', 'stories'])
  process.stdout.write(later)
  isLate = true
  return sum(first, await second)
}

/** Once more at the end: what the runners said of it stands thousands of lines above. */
function tell(faults) {
  for (const { file, name, message } of faults) {
    process.stdout.write(`\nFAILED ${file.replace(`${root}/`, '')}\n  ${name}\n${message.slice(0, TOLD)}\n`)
  }
}

prepareBrowser()
const checks = check()
const broken = checks.failed + (build() ? 0 : 1)
const named = process.argv.slice(2)
// Whoever names a test wants that one alone.
const { passed, failed, skipped, faults } = await (named.length > 0 ? runTests(named) : runAll())
tell(faults)
process.stdout.write(
  `\n${checks.steps - checks.failed} of ${checks.steps} checks passed (not counted as tests)\n`,
)
process.stdout.write(`${passed} passed, ${failed + broken} failed, ${skipped} skipped\n`)
if (failed + broken > 0) process.exitCode = 1
