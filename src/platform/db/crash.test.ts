/** Servers and programs killed without warning: nothing that was acknowledged is lost, and everything starts again. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { withClient } from './client.ts'
import {
  cleanUp,
  directory,
  isRoot,
  missing,
  ordinaryUser,
  program,
  until,
  who,
  writing,
} from './embedded.harness.ts'
import { startEmbedded } from './embedded.ts'
import { isAlive, waitForEnd } from './process.ts'
import type { ServerUser } from './user.ts'

afterAll(cleanUp)

const ordinary = ordinaryUser()
const USERS: { name: string; user: ServerUser | undefined; absent: boolean }[] = [
  { name: isRoot ? 'of root' : 'of an ordinary user', user: undefined, absent: false },
  ...(isRoot
    ? [
        {
          name: ordinary
            ? 'of an ordinary user'
            : 'of an ordinary user (skipped: none can read this checkout)',
          user: ordinary,
          absent: ordinary === undefined,
        },
      ]
    : []),
]

describe('the server is killed', () => {
  it('and comes back by itself, with every acknowledged row, while callers wait', async () => {
    const log: string[] = []
    const server = await startEmbedded({ dataDir: directory(), log: (line) => log.push(line) })
    try {
      const writers = await writing(server.superUrl, 200)
      const first = server.pid
      process.kill(first, 'SIGKILL')
      await until(() => server.pid !== first)
      const before = writers.acknowledged.length
      await until(() => writers.acknowledged.length > before + 200)
      await writers.stop()
      expect(await missing(server.superUrl, writers.acknowledged)).toEqual([])
      if (process.platform === 'linux') expect(who(server.pid).parent).toBe(process.pid)
      expect(log.join('\n')).toMatch(/has died and is started again/)
    } finally {
      await server.stop()
    }
  })

  it('three times, and once more while it comes back', async () => {
    const server = await startEmbedded({ dataDir: directory() })
    try {
      const writers = await writing(server.superUrl, 50)
      for (let round = 0; round < 3; round++) {
        const { pid } = server
        process.kill(pid, 'SIGKILL')
        await until(() => server.pid !== pid)
        if (round === 1) process.kill(server.pid, 'SIGKILL')
        const before = writers.acknowledged.length
        await until(() => writers.acknowledged.length > before + 20)
      }
      await writers.stop()
      expect(await missing(server.superUrl, writers.acknowledged)).toEqual([])
    } finally {
      await server.stop()
    }
  })
})

for (const { name, user, absent } of USERS) {
  describe.skipIf(absent)(`the program ${name} is killed`, () => {
    it('and its server, left over, gives way to the next one with every acknowledged row', async () => {
      const dataDir = directory(0o711, user)
      const first = program(dataDir, user)
      const { pid, superUrl } = await first.told
      const writers = await writing(superUrl, 200)
      first.child.kill('SIGKILL')
      await first.ended
      expect(isAlive(pid)).toBe(true)

      const second = program(dataDir, user)
      const next = await second.told
      await writers.stop()
      expect(isAlive(pid)).toBe(false)
      if (process.platform === 'linux') expect(who(next.pid).parent).toBe(second.child.pid)
      expect(await missing(next.superUrl, writers.acknowledged)).toEqual([])
      second.child.kill('SIGTERM')
      expect(await second.ended).toBe(0)
    })

    it('together with its server', async () => {
      const dataDir = directory(0o711, user)
      const first = program(dataDir, user)
      const { pid, superUrl } = await first.told
      const writers = await writing(superUrl, 200)
      first.child.kill('SIGKILL')
      process.kill(pid, 'SIGKILL')
      await first.ended
      const second = program(dataDir, user)
      const next = await second.told
      await writers.stop()
      expect(await missing(next.superUrl, writers.acknowledged)).toEqual([])
      second.child.kill('SIGTERM')
      expect(await second.ended).toBe(0)
    })

    it('while initdb works: no half cluster, and the next start makes a whole one', async () => {
      const dataDir = directory(0o711, user)
      const home = join(dataDir, 'postgres')
      const begun = () =>
        existsSync(home) && readdirSync(home).some((entry) => /^cluster\.new\.\w+$/.test(entry))
      const first = program(dataDir, user)
      await until(begun)
      first.child.kill('SIGKILL')
      await first.ended
      expect(existsSync(join(home, 'cluster'))).toBe(false)

      const second = program(dataDir, user)
      const { superUrl } = await second.told
      const found = await withClient(superUrl, (client) => client.query('select count(*) from pg_class'))
      expect(found.rowCount).toBe(1)
      expect(readdirSync(home).filter((entry) => entry.startsWith('cluster'))).toEqual(['cluster'])
      second.child.kill('SIGTERM')
      expect(await second.ended).toBe(0)
    })
  })
}

describe('a program that leaves without stopping its server', () => {
  it('takes it along, and its data are free', async () => {
    const dataDir = directory()
    const first = program(dataDir, undefined, 'exit')
    const { pid } = await first.told
    expect(await first.ended).toBe(0)
    expect(await waitForEnd(pid, 30_000)).toBe(true)
    const server = await startEmbedded({ dataDir })
    await server.stop()
  })
})

describe('what a crash leaves', () => {
  it("does not mislead: another program's id in postmaster.pid is not taken for a server, nor harmed", async () => {
    const dataDir = directory()
    const server = await startEmbedded({ dataDir })
    const { pid } = server
    const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid')
    const text = readFileSync(pidFile, 'utf8')
    await server.stop()
    writeFileSync(pidFile, text.replace(String(pid), String(process.pid)))
    const again = await startEmbedded({ dataDir })
    expect(again.pid).not.toBe(process.pid)
    await again.stop()
  })

  it('is taken away: a half cluster, a password file', async () => {
    const dataDir = directory()
    const server = await startEmbedded({ dataDir })
    await server.stop()
    const home = join(dataDir, 'postgres')
    mkdirSync(join(home, 'cluster.new.abc'))
    writeFileSync(join(home, 'cluster.new.abc.password'), 'planted')
    rmSync(join(home, 'cluster'), { recursive: true })
    const again = await startEmbedded({ dataDir })
    await again.stop()
    expect(readdirSync(home).sort()).toEqual(['cluster', 'run', 'runtime', 'secrets.json'])
  })
})
