/** Everything that can be said of the sources without running them, one line a step. */
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const STEPS = [
  ['biome', 'node_modules/@biomejs/biome/bin/biome', ['check']],
  ['types', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['pure', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.pure.json']],
  ['shape', 'node_modules/tsx/dist/cli.mjs', ['tools/shape/main.ts']],
]

/** @returns how many steps there are, and how many failed */
export function check() {
  let failed = 0
  for (const [name, script, args] of STEPS) {
    const began = performance.now()
    const run = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' })
    const good = run.status === 0
    if (!good) failed += 1
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    process.stdout.write(`check ${name.padEnd(6)} ${good ? 'passed' : 'FAILED'}, ${seconds} s\n`)
    if (!good) process.stdout.write(`${run.stdout}${run.stderr}\n`)
  }
  return { steps: STEPS.length, failed }
}

const isMain = realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)
if (isMain && check().failed > 0) process.exitCode = 1
