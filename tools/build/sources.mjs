/** One hash over everything that a build is made of: contents, not dates, so that a fresh clone hashes alike. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './files.mjs'

const SINGLE = ['package-lock.json', 'tools/build.mjs', 'tsconfig.json', 'vite.config.ts']
const FOLDERS = ['src', 'seed', 'tools/build']

export function sourcesHash(root) {
  const hash = createHash('sha256')
  const paths = [...SINGLE, ...FOLDERS.flatMap((folder) => filesBelow(root, folder))]
  for (const path of paths.filter((one) => !/\.test\.tsx?$/.test(one))) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
