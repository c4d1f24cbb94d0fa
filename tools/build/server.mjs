/** The server's part of the build: bundles for Node, migrations, and what the public pages ship beside their HTML. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { filesBelow } from './files.mjs'

/**
 * cli.ts, and each `*.worker.ts` as an entry of its own. All land flat in dist/, chunks too: `import.meta.url` then
 * points into dist/ whichever file a line ends up in, so `new URL('./migrations', import.meta.url)` always holds.
 */
function entries(root) {
  const workers = filesBelow(root, 'src').filter((path) => path.endsWith('.worker.ts'))
  return Object.fromEntries(
    ['src/cli.ts', ...workers].map((path) => [basename(path, '.ts'), join(root, path)]),
  )
}

export async function buildServer(root) {
  if (!existsSync(join(root, 'src/cli.ts'))) return { files: [], line: 'no src/cli.ts yet, skipped' }
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries(root),
    outdir: 'dist',
    chunkNames: '[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    bundle: true,
    splitting: true,
    packages: 'external',
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
  })
  const files = Object.keys(result.metafile.outputs).map((path) =>
    relative('dist', path).split(sep).join('/'),
  )
  return { files, line: `${files.filter((file) => file.endsWith('.js')).length} files` }
}

/** Copies as a whole, so that a migration taken away here is gone there too. */
export function copyMigrations(root) {
  const found = filesBelow(root, 'src/database/migrations').filter((path) => path.endsWith('.sql'))
  rmSync(join(root, 'dist/migrations'), { recursive: true, force: true })
  mkdirSync(join(root, 'dist/migrations'), { recursive: true })
  for (const path of found) cpSync(join(root, path), join(root, 'dist/migrations', basename(path)))
  return { files: [], line: `${found.length} files` }
}

/** Style sheets, pictures and plain scripts of the public pages: src/web/public/x.css → dist/public/x.css. */
export function copyPublicAssets(root) {
  const from = 'src/web/public'
  const found = filesBelow(root, from).filter((path) => !/\.tsx?$/.test(path))
  for (const path of found) {
    const to = join(root, 'dist/public', relative(from, path))
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(root, path), to)
  }
  return { files: [], line: `${found.length} files` }
}
