/** How the staff's build (desk and wall) is made. Deep links need an absolute base; the server serves dist/web under it. */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, runnerImport } from 'vite'

const root = import.meta.dirname

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Of an endpoint the browser needs the door's address; its name, and what may pass, are the server's. */
function addressOnly(endpoint: unknown): unknown {
  if (!isRecord(endpoint) || typeof endpoint.method !== 'string') return undefined
  return { method: endpoint.method, path: endpoint.path }
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || Array.isArray(value)) return value
  if (!isRecord(value)) return undefined
  const addresses = Object.entries(value).map(([name, one]) => [name, addressOnly(one)] as const)
  return addresses.every(([, address]) => address) ? Object.fromEntries(addresses) : undefined
}

/**
 * Contracts reach the browser as data without their validators: zod would weigh 23 kB on every first load and check
 * what the server has checked. An export that is no plain data is left out, so its use fails the build by name.
 */
function contractsWithoutValidators(): Plugin {
  return {
    name: 'contracts-without-validators',
    enforce: 'pre',
    async load(id) {
      if (!/\/src\/modules\/\w+\/(api|model)\.ts$/.test(id)) return
      const { module, dependencies } = await runnerImport<Record<string, unknown>>(id, { configFile: false })
      for (const dependency of dependencies) this.addWatchFile(resolve(root, dependency))
      return Object.entries(module)
        .filter(([, value]) => plain(value) !== undefined)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(plain(value))}`)
        .join('\n')
    },
  }
}

export default defineConfig({
  root: resolve(root, 'src/web'),
  base: '/static/desk/',
  // src/web/public holds the public pages' sources, not files to copy.
  publicDir: false,
  cacheDir: resolve(root, 'node_modules/.vite'),
  plugins: [contractsWithoutValidators(), react()],
  // React has had useSyncExternalStore since 18: the shim for older ones is weight.
  resolve: {
    alias: { 'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector' },
  },
  worker: { format: 'es' },
  build: {
    outDir: resolve(root, 'dist/web'),
    // Hashed files of earlier builds stay for pages still open.
    emptyOutDir: false,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: resolve(root, 'src/web/index.html'),
      output: {
        codeSplitting: {
          groups: [
            // One file for all that the first page needs: it compresses better than six.
            { name: 'shell', tags: ['$initial'], priority: 2 },
            // And one for the parts that several screens share, instead of twenty names with hashes.
            { name: 'kit', test: /\/src\/(web\/kit|base)\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '^(/c/[^/]+/w/\\d+)?/(api|r|p)(/|$)': process.env.JINGWEI_SERVER ?? 'http://127.0.0.1:8080' },
  },
})
