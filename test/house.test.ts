/** The house keeps its own rules: structure, and files that are pure in fact and not only in name. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isTest, roomOf } from '../tools/shape/room.ts'
import { readShape } from '../tools/shape/shape.ts'
import { filesBelow } from '../tools/shape/source.ts'
import { tellViolation } from '../tools/shape/violation.ts'
import { root } from './house/files.ts'

function tsc(...args: readonly string[]): { status: number | null; lines: string[] } {
  const script = join(root, 'node_modules/typescript/bin/tsc')
  const run = spawnSync(process.execPath, [script, '-p', 'tsconfig.pure.json', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status: run.status, lines: `${run.stdout}${run.stderr}`.split('\n').filter((line) => line !== '') }
}

test('the import reader finds nothing', () => {
  expect(readShape(root).map(tellViolation)).toEqual([])
})

test('pure files compile without a browser and without Node', () => {
  expect(tsc()).toEqual({ status: 0, lines: [] })
})

test('every file that the reader calls pure is in that compile', () => {
  const compiled = tsc('--listFilesOnly').lines.map((line) => line.slice(root.length + 1))
  const pure = filesBelow(root, 'src', /\.ts$/).filter((path) => roomOf(path)?.pure && !isTest(path))
  expect(pure.length).toBeGreaterThan(8)
  expect(pure.filter((path) => !compiled.includes(path))).toEqual([])
})
