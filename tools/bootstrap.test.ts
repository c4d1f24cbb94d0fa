/** The first minute of a stranger: an old Node, no Node, a link, a lockfile that has moved on. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const bootstrap = join(root, 'tools/bootstrap.cjs')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jingwei-bootstrap-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function node(script: string, cwd = folder) {
  return spawnSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8' })
}

describe('bootstrap.cjs', () => {
  const source = readFileSync(bootstrap, 'utf8')
  const written = (target: string, code = source) => transformSync(code, { target }).code

  test('is JavaScript that every Node can read', () => {
    expect(written('es5')).toBe(written('esnext'))
    const newer = source.replace("MAJOR + '.' + MINOR", '`$' + '{MAJOR}.$' + '{MINOR}`')
    expect(written('es5', newer)).not.toBe(written('esnext', newer))
  })

  test.each(['0.10.48', '12.22.12', '20.18.9'])(
    'tells Node %s what is wrong, in both languages',
    (version) => {
      const old = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`
      const run = node(`${old} require(${JSON.stringify(bootstrap)})`)
      expect(run.status).toBe(1)
      expect(run.stderr).toContain(`Jingwei needs Node.js 20.19 or later; this is ${version}`)
      expect(run.stderr).toContain(`经纬需要 Node.js 20.19 或更高版本，现在是 ${version}`)
    },
  )
})

describe('./jingwei', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'a house/tools'), { recursive: true })
    cpSync(join(root, 'jingwei'), join(folder, 'a house/jingwei'))
    const told = 'console.log(JSON.stringify([__dirname, process.cwd(), process.argv.slice(2)]))'
    writeFileSync(join(folder, 'a house/tools/bootstrap.cjs'), told)
  })

  test('finds its house through links, stays where it was called and passes every word on', () => {
    mkdirSync(join(folder, 'bin'))
    symlinkSync('../a house/jingwei', join(folder, 'bin/first'))
    symlinkSync(join(folder, 'bin/first'), join(folder, 'second'))
    const run = spawnSync(join(folder, 'second'), ['night', '--note', 'two words'], {
      cwd: tmpdir(),
      encoding: 'utf8',
    })
    expect(JSON.parse(run.stdout)).toEqual([
      join(folder, 'a house/tools'),
      tmpdir(),
      ['night', '--note', 'two words'],
    ])
  })

  test('says so when there is no Node', () => {
    mkdirSync(join(folder, 'bin'))
    for (const tool of ['sh', 'cat', 'dirname', 'readlink']) {
      const found = spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim()
      symlinkSync(found, join(folder, 'bin', tool))
    }
    const env = { PATH: join(folder, 'bin') }
    const run = spawnSync(join(folder, 'a house/jingwei'), [], { env, encoding: 'utf8' })
    expect(run.status).toBe(127)
    expect(run.stderr).toContain('Node.js was not found')
    expect(run.stderr).toContain('没有找到 Node.js')
  })
})

describe('install.cjs', () => {
  const install = `require(${JSON.stringify(join(root, 'tools/install.cjs'))}).install(process.cwd())`

  function write(path: string, value: unknown): void {
    writeFileSync(join(folder, path), JSON.stringify(value))
  }

  /** A project whose only package lies beside it: npm needs no network for it. */
  function project(version: string): void {
    mkdirSync(join(folder, 'dep'), { recursive: true })
    write('dep/package.json', { name: 'dep', version })
    write('package.json', { name: 'a', version: '1.0.0', dependencies: { dep: 'file:./dep' } })
    write('package-lock.json', {
      name: 'a',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'a', version: '1.0.0', dependencies: { dep: 'file:./dep' } },
        dep: { version },
        'node_modules/dep': { resolved: 'dep', link: true },
      },
    })
  }

  test('installs once, and again only when the lockfile has changed', () => {
    project('1.0.0')
    expect(node(install).stderr).toContain('installing packages')
    expect(node(install)).toMatchObject({ status: 0, stderr: '' })
    project('1.0.1')
    expect(node(install).stderr).toContain('installing packages')
    expect(node(install)).toMatchObject({ status: 0, stderr: '' })
  })

  test('accepts what npm installed by hand', () => {
    project('1.0.0')
    node(install)
    rmSync(join(folder, 'node_modules/.jingwei-lock'))
    expect(node(install)).toMatchObject({ status: 0, stderr: '' })
  })

  test('says what npm said when it cannot', () => {
    project('1.0.0')
    write('package-lock.json', { name: 'a', lockfileVersion: 3, packages: { '': {} } })
    const run = node(install)
    expect(run.status).not.toBe(0)
    expect(run.stderr).toContain('could not be installed')
    expect(run.stderr).toContain('package-lock.json')
  })
})
