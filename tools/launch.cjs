/**
 * What a checkout needs before its command can run: packages as the lockfile says, and a build of the present
 * sources. Then the command runs in this very process, so that Ctrl-C and SIGTERM reach it directly.
 */
const { spawnSync } = require('node:child_process')
const { resolve } = require('node:path')
const { pathToFileURL } = require('node:url')
const { expected, install } = require('./install.cjs')

const root = resolve(__dirname, '..')

/** Commands of the workshop, not of the product: they take care of the build themselves. */
const WORKSHOP = { test: 'test.mjs', build: 'build.mjs', check: 'check.mjs' }

function runTool(tool, args) {
  return (
    spawnSync(process.execPath, [resolve(__dirname, tool), ...args], { cwd: root, stdio: 'inherit' })
      .status ?? 1
  )
}

/** In a process of its own: bundlers leave their memory and settings behind, and a server runs for months. */
async function buildIfChanged() {
  const { isFresh } = await import('./build/stamp.mjs')
  if (isFresh(root)) return
  if (runTool('build.mjs', []) !== 0)
    throw expected('构建失败，原因见上。\nThe build failed; the reason stands above.')
}

async function run(args) {
  install(root)
  const command = args[0] ?? 'start'
  if (Object.hasOwn(WORKSHOP, command)) {
    process.exitCode = runTool(WORKSHOP[command], args.slice(1))
    return
  }
  await buildIfChanged()
  await import(pathToFileURL(resolve(root, 'dist/cli.js')).href)
}

function launch(args) {
  run(args).catch((error) => {
    process.stderr.write(`${error?.expected ? error.message : (error?.stack ?? error)}\n`)
    process.exitCode = 1
  })
}

module.exports = { launch }
