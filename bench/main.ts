/**
 * `npm run bench -- [name …] [--write]`: each `bench/*.bench.ts` in a process of its own, one after another; figures, no
 * verdicts. Bundled as the product is, beside it in dist/, so that what is measured is what runs.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '..')
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
const made = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' })
if (made.status !== 0) process.exit(1)
const sources = [...names.map((name) => `bench/${name}${END}`), 'bench/http/load.ts']
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(sources.map((path) => [basename(path, '.ts'), path])),
  ...{ outdir: 'dist', platform: 'node', target: 'node20', format: 'esm' },
  ...{ bundle: true, packages: 'external', logLevel: 'warning' },
})
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n## ${name}\n`)
  const { status } = spawnSync(process.execPath, [join(root, 'dist', `${name}.bench.js`), ...flags], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
