/**
 * Files with a hash in their name stay for three builds: a page opened before an update goes on loading its parts,
 * and a running server its chunks.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './files.mjs'

const KEPT_BUILDS = 3

function lastBuilds(record) {
  return existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : []
}

/** Files of dist/ that a build may leave behind: the desk's assets, and chunks and maps at the top. */
function leftovers(root) {
  return filesBelow(root, 'dist')
    .map((path) => path.slice('dist/'.length))
    .filter((path) => path.startsWith('web/assets/') || /^[^/]+\.js(\.map)?$/.test(path))
}

export function sweepOldBuilds(root, made) {
  const record = join(root, 'dist/.builds.json')
  const before = lastBuilds(record).filter((files) => files.join() !== made.join())
  const builds = [made, ...before].slice(0, KEPT_BUILDS)
  const kept = new Set(builds.flat())
  for (const path of leftovers(root)) if (!kept.has(path)) rmSync(join(root, 'dist', path))
  writeFileSync(record, `${JSON.stringify(builds)}\n`)
}
