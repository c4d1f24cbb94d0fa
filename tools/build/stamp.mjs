/** Whether dist/ was made from the sources as they are now. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesHash } from './sources.mjs'

const STAMP = 'dist/.build-stamp'

export function isFresh(root) {
  const stamp = join(root, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === sourcesHash(root)
}

/** A build that breaks off leaves no stamp, and is made again. */
export function clearStamp(root) {
  rmSync(join(root, STAMP), { force: true })
}

/** @param hash of the sources as they were when the build began */
export function writeStamp(root, hash) {
  writeFileSync(join(root, STAMP), `${hash}\n`)
}
