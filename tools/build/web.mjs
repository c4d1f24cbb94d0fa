/** The desk's pages, through Vite. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

export async function buildWeb(root) {
  if (!existsSync(join(root, 'src/web/index.html'))) {
    return { files: [], line: 'no src/web/index.html yet, skipped' }
  }
  const { output } = await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { rolldownOptions: { checks: { pluginTimings: false } } },
  })
  return { files: output.map((one) => `web/${one.fileName}`), line: `${output.length} files` }
}
