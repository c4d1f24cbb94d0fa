/**
 * `npm test`: what the browser needs, the checks, the build, every test, and one line at the end. The figures on that
 * line are the test runner's own; a check or build that fails, and a test file that cannot even be read, each add one
 * to `failed`. Checks that pass are not counted as tests.
 */
import { spawnSync } from 'node:child_process'
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

function count(report) {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
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

/** The same SQL on the oldest PostgreSQL that is promised; where it is not installed, one test is counted as skipped. */
function runOnOldest() {
  if (process.env.JINGWEI_TEST_PG_BIN) return { passed: 0, failed: 0, skipped: 0 }
  if (!existsSync(OLDEST)) {
    process.stdout.write(`\nSQL on PostgreSQL 15: skipped, ${OLDEST} is absent (apt install postgresql-15)\n`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  process.stdout.write(`\nthe same SQL on PostgreSQL 15 of ${OLDEST}\n`)
  return runTests(['--project', 'unit', ...withDatabase()], { JINGWEI_TEST_PG_BIN: OLDEST })
}

function sum(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

/**
 * @param args passed on to vitest, such as a path
 * @param env beside the environment
 */
function runTests(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-report-'))
  const output = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
    const run = spawnSync(process.execPath, [VITEST, 'run', ...reporters, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    if (!existsSync(output)) return { passed: 0, failed: 1, skipped: 0 }
    const counts = count(JSON.parse(readFileSync(output, 'utf8')))
    // Errors outside any test leave every test green and the run red.
    return run.status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

prepareBrowser()
const checks = check()
const broken = checks.failed + (build() ? 0 : 1)
const named = process.argv.slice(2)
const whole = runTests(named)
// Whoever names a test wants that one alone.
const { passed, failed, skipped } = named.length > 0 ? whole : sum(whole, runOnOldest())
process.stdout.write(
  `\n${checks.steps - checks.failed} of ${checks.steps} checks passed (not counted as tests)\n`,
)
process.stdout.write(`${passed} passed, ${failed + broken} failed, ${skipped} skipped\n`)
if (failed + broken > 0) process.exitCode = 1
