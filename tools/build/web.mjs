/** The desk's pages, through Vite, and beside each file that gains by it the same compressed: served as it lies there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

/** Bytes below which a packet of the network is not filled anyway. */
const SMALL = 1400

const COMPRESSED = [
  ['.br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ['.gz', (bytes) => gzipSync(bytes, { level: 9 })],
]

/** @returns the names of what was written beside the file */
function compress(folder, name) {
  if (!/\.(js|css|svg|json)$/.test(name)) return []
  const bytes = readFileSync(join(folder, name))
  if (bytes.length < SMALL) return []
  return COMPRESSED.map(([end, pack]) => {
    writeFileSync(join(folder, name + end), pack(bytes))
    return name + end
  })
}

export async function buildWeb(root) {
  if (!existsSync(join(root, 'src/web/index.html'))) {
    return { files: [], line: 'no src/web/index.html yet, skipped' }
  }
  const { output } = await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { rolldownOptions: { checks: { pluginTimings: false } } },
  })
  const made = output.map((one) => one.fileName)
  const packed = made.flatMap((name) => compress(join(root, 'dist/web'), name))
  return {
    files: [...made, ...packed].map((name) => `web/${name}`),
    line: `${made.length} files, ${packed.length} compressed`,
  }
}
