/** `npm run bench -- [name …] [--write]`: each `bench/*.bench.ts` in a process of its own, one after another; figures, no verdicts. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const END = '.bench.ts'
const names = readdirSync(here)
  .filter((name) => name.endsWith(END))
  .map((name) => name.slice(0, -END.length))
const given = process.argv.slice(2)
const wanted = given.filter((one) => !one.startsWith('--'))
const flags = given.filter((one) => one.startsWith('--'))
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`没有这项测量 no such bench: ${unknown.join(' ')} (${names.join(' ')})`)
  process.exit(2)
}
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n## ${name}\n`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(here, name + END), ...flags], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
