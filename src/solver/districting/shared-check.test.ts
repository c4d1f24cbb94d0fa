/** A town of 45,000 households, judged by a maker and a checker that are not of this house, where they lie beside it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { countingClock } from '../clock.fixture.ts'
import { parseInstance } from './instance.ts'
import { rebalance } from './rebalance.ts'
import { solveDistricting } from './solve.ts'

const beside = resolve(fileURLToPath(new URL('../../../../shared/tools/solver-check', import.meta.url)))
const found = existsSync(join(beside, 'grid-check.mjs'))
// A program that asks whether it is the one started compares real paths.
const tools = found ? realpathSync(beside) : beside
const name = found
  ? '45,000 households: no violation, round grids; and mended after change with few moves'
  : `45,000 households: skipped, because ${tools} is not there`

function run(script: string, ...args: string[]): string {
  return spawnSync(process.execPath, [join(tools, script), ...args], { encoding: 'utf8' }).stdout
}

test.skipIf(!found)(name, () => {
  const folder = mkdtempSync(join(tmpdir(), 'districting-'))
  const [instance, solution] = [join(folder, 'instance.json'), join(folder, 'solution.json')]
  const checked = () => JSON.parse(run('grid-check.mjs', instance, solution))
  try {
    run('grid-gen.mjs', '--scale', '1', '--seed', '6', '--out', instance)
    const read = parseInstance(JSON.parse(readFileSync(instance, 'utf8')))
    const within = 3000
    const solved = solveDistricting(read, { now: countingClock(), within, areas: 32 })
    writeFileSync(solution, JSON.stringify(solved.solution))
    const fresh = checked()
    expect(fresh).toMatchObject({ ok: true, violations: 0, grids: solved.figures.grids })
    expect(fresh.areas).toMatchObject({ n: 32, disconnected: 0 })
    expect(fresh.meanPP).toBeCloseTo(solved.figures.roundness, 3)
    expect(fresh.meanPP).toBeGreaterThanOrEqual(0.68)

    // Every twenty-fifth building is an estate now.
    const grown = {
      ...read,
      units: read.units.map((unit, u) => (u % 25 === 3 ? { ...unit, hh: unit.hh + 20 } : unit)),
      prev: [...solved.solution.grid],
    }
    const mended = rebalance(grown, grown.prev, { now: countingClock(), within, areas: 32 })
    writeFileSync(instance, JSON.stringify(grown))
    writeFileSync(solution, JSON.stringify(mended.solution))
    const after = checked()
    expect(after).toMatchObject({ ok: true, violations: 0 })
    expect(mended.least.excess).toBeGreaterThan(0)
    expect(mended.moved).toBeLessThanOrEqual(mended.least.excess * 1.2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
