/** What the build remembers: when to build again, and which files of earlier builds to keep. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

interface Keep {
  sweepOldBuilds(root: string, made: readonly string[]): void
}
interface Stamp {
  isFresh(root: string): boolean
  writeStamp(root: string, hash: string): void
}
interface Sources {
  sourcesHash(root: string): string
}

/** The build is plain JavaScript, so that it runs before anything is compiled. */
function load<T>(name: string): Promise<T> {
  return import(new URL(name, import.meta.url).href)
}

const { sweepOldBuilds } = await load<Keep>('keep.mjs')
const { isFresh, writeStamp } = await load<Stamp>('stamp.mjs')
const { sourcesHash } = await load<Sources>('sources.mjs')

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jingwei-build-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test('files with a hash stay for three builds; what has no hash is left alone', () => {
  write('dist/web/index.html')
  write('dist/migrations/202401010000-a.sql')
  for (const build of ['a', 'b', 'c', 'd']) {
    const made = [`web/assets/page-${build}.js`, `chunk-${build}.js`]
    for (const path of made) write(`dist/${path}`)
    sweepOldBuilds(root, made)
  }
  const left = ['a', 'b', 'c', 'd'].map((build) => existsSync(join(root, `dist/web/assets/page-${build}.js`)))
  expect(left).toEqual([false, true, true, true])
  expect(existsSync(join(root, 'dist/chunk-a.js'))).toBe(false)
  expect(existsSync(join(root, 'dist/web/index.html'))).toBe(true)
  expect(existsSync(join(root, 'dist/migrations/202401010000-a.sql'))).toBe(true)
})

test('building the same again pushes nothing out', () => {
  for (const build of ['a', 'b', 'b', 'b', 'b']) {
    write(`dist/web/assets/page-${build}.js`)
    sweepOldBuilds(root, [`web/assets/page-${build}.js`])
  }
  expect(existsSync(join(root, 'dist/web/assets/page-a.js'))).toBe(true)
})

test('a build is fresh until a source changes; dates and tests do not count', () => {
  for (const path of ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'tools/build.mjs']) write(path)
  write('src/cli.ts', 'one')
  mkdirSync(join(root, 'dist'))
  expect(isFresh(root)).toBe(false)
  writeStamp(root, sourcesHash(root))
  expect(isFresh(root)).toBe(true)
  utimesSync(join(root, 'src/cli.ts'), 1, 1)
  write('src/cli.test.ts', 'a test')
  expect(isFresh(root)).toBe(true)
  write('src/cli.ts', 'two')
  expect(isFresh(root)).toBe(false)
})
