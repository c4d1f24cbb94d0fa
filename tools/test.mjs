/**
 * `npm test`: what the browser needs, the checks, the build, every test, and one line at the end. The figures on that
 * line are the test runner's own; a check or build that fails, and a test file that cannot even be read, each add one
 * to `failed`. Checks that pass are not counted as tests.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

/** @param args passed on to vitest, such as a path */
function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-report-'))
  const output = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
    const run = spawnSync(process.execPath, [VITEST, 'run', ...reporters, ...args], {
      cwd: root,
      stdio: 'inherit',
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
const { passed, failed, skipped } = runTests(process.argv.slice(2))
process.stdout.write(
  `\n${checks.steps - checks.failed} of ${checks.steps} checks passed (not counted as tests)\n`,
)
process.stdout.write(`${passed} passed, ${failed + broken} failed, ${skipped} skipped\n`)
if (failed + broken > 0) process.exitCode = 1
