/**
 * The online placement as a policy: `init({ sites, origins, travel, forecast })` gives `decide(party, now)` → site or −1,
 * with `decide.settle(now)` for the time between slots. The solver is bundled into dist/ when its sources changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { filesBelow } from './build/files.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** The name tells of the contents, so that a bundle of other sources is never taken. */
async function bundled() {
  const hash = createHash('sha256')
  const sources = filesBelow(root, 'src/solver').filter((path) => !path.endsWith('.test.ts'))
  for (const path of sources) hash.update(readFileSync(join(root, path)))
  const outfile = join(root, 'dist/solver', `online-${hash.digest('hex').slice(0, 16)}.mjs`)
  if (existsSync(outfile)) return outfile
  await build({
    stdin: {
      contents: "export { openDesk } from './online.ts'; export { parseInstance } from './instance.ts'",
      resolveDir: join(root, 'src/solver/placement'),
    },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  return outfile
}

export default async function init({ sites, origins, travel, forecast }) {
  const { openDesk, parseInstance } = await import(pathToFileURL(await bundled()).href)
  const desk = openDesk(parseInstance({ sites, origins, travel, parties: forecast?.parties ?? [] }))
  const decide = (party) => desk.decide(party)
  decide.settle = (now) => desk.settle(now)
  return decide
}
