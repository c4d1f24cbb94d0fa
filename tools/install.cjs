/** Packages exactly as the lockfile names them, fetched only when the lockfile is not the one last installed. */
const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { spawnSync } = require('node:child_process')

const STAMP = 'node_modules/.jingwei-lock'

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function stamped(root) {
  const stamp = join(root, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockHash(root)
}

/** True where npm, run by hand, has left what the lockfile asks for: then nothing need be fetched again. */
function agrees(root) {
  const marker = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(marker)) return false
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { packages: present } = JSON.parse(readFileSync(marker, 'utf8'))
  return Object.entries(wanted).every(
    ([path, one]) =>
      path === '' || present[path]?.version === one.version || (one.optional && present[path] === undefined),
  )
}

function writeStamp(root) {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(join(root, STAMP), `${lockHash(root)}\n`)
}

/** An error whose message says it all: shown without a stack. */
function expected(message) {
  return Object.assign(new Error(message), { expected: true })
}

/** npm as it was started with, or the one on the path. */
function npm(root, args) {
  const self = process.env.npm_execpath
  const own = self?.endsWith('npm-cli.js') && existsSync(self)
  return own
    ? spawnSync(process.execPath, [self, ...args], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
}

function install(root) {
  if (stamped(root)) return
  if (agrees(root)) return writeStamp(root)
  const began = Date.now()
  process.stderr.write('安装依赖 · installing packages … ')
  const run = npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (run.status !== 0) {
    process.stderr.write('\n')
    throw expected(
      `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}\n` +
        '依赖没有装好：请检查网络或 npm 镜像设置（npm config get registry）后重试。\n' +
        'The packages could not be installed: check the network or the npm registry in use and run this again.',
    )
  }
  writeStamp(root)
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`)
}

module.exports = { expected, install }
