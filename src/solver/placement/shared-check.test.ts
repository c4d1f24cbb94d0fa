/** The night's own size, judged by a maker and a checker that are not of this house, where they lie beside it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { countingClock } from '../clock.fixture.ts'
import { parseInstance } from './instance.ts'
import { solvePlacement } from './solve.ts'

const beside = resolve(fileURLToPath(new URL('../../../../shared/tools/solver-check', import.meta.url)))
const found = existsSync(join(beside, 'placement-check.mjs'))
// A program that asks whether it is the one started compares real paths.
const tools = found ? realpathSync(beside) : beside
const name = found
  ? '25,000 persons: no violation, nobody without a place in vain, within 1 % of the bound'
  : `25,000 persons: skipped, because ${tools} is not there`

function run(script: string, ...args: string[]): string {
  return spawnSync(process.execPath, [join(tools, script), ...args], { encoding: 'utf8' }).stdout
}

test.skipIf(!found)(name, () => {
  const folder = mkdtempSync(join(tmpdir(), 'placement-'))
  const [instance, solution] = [join(folder, 'instance.json'), join(folder, 'solution.json')]
  try {
    run('placement-gen.mjs', '--scale', '1', '--seed', '6', '--out', instance)
    const read = parseInstance(JSON.parse(readFileSync(instance, 'utf8')))
    const solved = solvePlacement(read, { now: countingClock(), within: 300 })
    writeFileSync(solution, JSON.stringify(solved.solution))
    const checked = JSON.parse(run('placement-check.mjs', instance, solution, '--lb', '--json'))
    expect(checked).toMatchObject({ ok: true, violations: 0, objective: solved.cost })
    expect(checked.unplaced).toBe(solved.relaxUnplaced)
    expect(solved.bound).toBeGreaterThanOrEqual(checked.lowerBound)
    expect(checked.gapPct).toBeLessThanOrEqual(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
