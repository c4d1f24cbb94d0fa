/**
 * The build: one bundle for server and command line, the migrations beside it, and the desk's pages. All of it lands
 * in dist/, and `dist/.build-stamp` names the sources it was made from.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sweepOldBuilds } from './build/keep.mjs'
import { buildServer, copyMigrations, copyPublicAssets } from './build/server.mjs'
import { sourcesHash } from './build/sources.mjs'
import { clearStamp, writeStamp } from './build/stamp.mjs'
import { buildWeb } from './build/web.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

const STEPS = [
  ['server', buildServer],
  ['migrations', copyMigrations],
  ['public', copyPublicAssets],
  ['web', buildWeb],
]

async function run(name, step) {
  const began = performance.now()
  const { files, line } = await step(root)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stderr.write(`build ${name.padEnd(10)} ${line}, ${seconds} s\n`)
  return files
}

const hash = sourcesHash(root)
mkdirSync(join(root, 'dist'), { recursive: true })
clearStamp(root)
const made = []
for (const [name, step] of STEPS) made.push(...(await run(name, step)))
sweepOldBuilds(root, made)
writeStamp(root, hash)
