/** The command as people type it: what it prints, what it writes, and what it says to bad input. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge as judgeDivision } from '../solver/districting/judge.fixture.ts'
import { makeTown } from '../solver/districting/town.fixture.ts'
import { judge } from '../solver/placement/judge.fixture.ts'
import { makeInstance } from '../solver/placement/maker.fixture.ts'

const commands = resolve(fileURLToPath(new URL('.', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'solve-'))
const out = join(folder, 'out.json')

/** The command and its worker side by side, as the build lays them. */
beforeAll(async () => {
  write('package.json', { type: 'module' })
  await build({
    entryPoints: ['solve.ts', 'placement.worker.ts', 'districting.worker.ts'].map((name) =>
      join(commands, name),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function solve(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const start = write('start.mjs', "import { solve } from './solve.js'; await solve(process.argv.slice(2))")
  return spawnSync(process.execPath, [start, ...args], { encoding: 'utf8' })
}

function write(name: string, data: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof data === 'string' ? data : JSON.stringify(data))
  return path
}

test('solves a file, writes the placement and prints its certificate', () => {
  const instance = makeInstance(1)
  const run = solve('placement', write('good.json', instance), '--out', out, '--seconds', '2')
  expect(run.stderr).toBe('')
  expect(run.stdout).toMatch(/bound [\d,]+ person-minutes/)
  expect(run.status).toBe(0)
  expect(judge(instance, JSON.parse(readFileSync(out, 'utf8'))).faults).toEqual([])
})

test.each([
  ['no file named', ['placement'], /usage:/],
  ['a file that is not there', ['placement', join(folder, 'none.json'), '--out', out], /cannot read/],
  ['no number', ['placement', 'x.json', '--out', out, '--seconds', 'many'], /--seconds takes a number/],
])('%s: told in words, exit code 2', (_, args, words) => {
  const run = solve(...args)
  expect(run.stderr).toMatch(words)
  expect(run.status).toBe(2)
})

test('a fault in the data is told with its place', () => {
  const path = write('bad.json', { ...makeInstance(1), sites: [{ cap: -1 }] })
  const run = solve('placement', path, '--out', out)
  expect(run.stderr).toMatch(/bad\.json is wrong at sites\.0\.cap/)
  expect(run.status).toBe(2)
})

test('divides a town, writes grids and areas, and mends them after change', () => {
  const town = makeTown({ seed: 2, rows: 14, columns: 16 })
  const run = solve('districting', write('town.json', town), '--out', out, '--seconds', '1', '--areas', '2')
  expect(run.stderr).toBe('')
  expect(run.stdout).toMatch(/\d+ grids of \d+ to \d+ households/)
  expect(run.status).toBe(0)
  const made = JSON.parse(readFileSync(out, 'utf8'))
  expect(judgeDivision(town, made)).toMatchObject({ faults: [], outside: [] })
  const kept = write('kept.json', made)
  const again = solve(
    'districting',
    join(folder, 'town.json'),
    '--out',
    out,
    '--keep',
    kept,
    '--seconds',
    '1',
  )
  expect(again.stdout).toContain('0 households change their grid')
  expect(JSON.parse(readFileSync(out, 'utf8')).grid).toEqual(made.grid)
})

test('a grid outside the bounds is told with its reason', () => {
  const town = makeTown({ seed: 2, rows: 2, columns: 2 })
  const run = solve('districting', write('hamlet.json', town), '--out', out, '--seconds', '1')
  expect(run.stdout).toMatch(/exception: grid 0 has \d+ households: what hangs together has too few/)
})

test('a division that is not of these buildings is told with its place', () => {
  const town = write('town.json', makeTown({ seed: 2, rows: 3, columns: 3 }))
  const run = solve('districting', town, '--out', out, '--keep', write('other.json', { grid: [0, 1] }))
  expect(run.stderr).toMatch(/other\.json is wrong at grid/)
  expect(run.status).toBe(2)
})
