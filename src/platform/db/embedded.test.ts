import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './client.ts'
import { cleanUp, directory, isRoot, ordinaryUser, program, until, who } from './embedded.harness.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { isAlive } from './process.ts'
import { loginOf, withLogin } from './url.ts'

afterAll(cleanUp)

const onLinux = process.platform === 'linux'

describe('the embedded server', () => {
  const lines: string[] = []
  let dataDir: string
  let server: EmbeddedServer
  const ask = (sql: string, url = server.superUrl) =>
    withClient(url, async (client) => (await client.query(sql)).rows)

  beforeAll(async () => {
    dataDir = directory()
    server = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
  })
  afterAll(() => server?.stop())

  it('keeps its data in UTF8, in code point order, in UTC, with checksums, and safely', async () => {
    const [settings] = await ask(`
      select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
        current_setting('TimeZone') as zone, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, '西' > 'a' and 'a' > 'B' as code_points,
        lower('Ä') as lower, '瓜' ~ '^\\w$' as letters`)
    expect(settings).toEqual({
      ...{ checksums: 'on', encoding: 'UTF8', zone: 'UTC', fsync: 'on', commit: 'on' },
      ...{ code_points: true, lower: 'ä', letters: true },
    })
  })

  it('lets nobody in without a password', async () => {
    const hba = readFileSync(join(dataDir, 'postgres/cluster/pg_hba.conf'), 'utf8')
    const methods = hba.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(methods.length).toBeGreaterThan(0)
    for (const line of methods) expect(line).toMatch(/scram-sha-256$/)
    for (const password of ['wrong', '']) {
      for (const user of ['postgres', 'jingwei_owner', 'jingwei_app']) {
        const knock = ask('select 1', withLogin(server.superUrl, user, password))
        await expect(knock).rejects.toThrow(/password/)
      }
    }
  })

  it('keeps its passwords to itself', () => {
    const path = join(dataDir, 'postgres/secrets.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const secret = loginOf(server.superUrl).password
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(lines.join('\n')).not.toContain(secret)
    if (onLinux) expect(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(secret)
  })

  it('listens in a private directory, not on the network', async () => {
    const [row] = await ask(`select current_setting('listen_addresses') as addresses`)
    expect(row).toEqual({ addresses: '' })
    expect(statSync(join(dataDir, 'postgres/run')).mode & 0o777).toBe(0o700)
  })

  it.skipIf(!onLinux)(
    'is our direct child, in a process group of its own so that Ctrl-C passes it by',
    () => {
      const { parent, group } = who(server.pid)
      expect(parent).toBe(process.pid)
      expect(group).toBe(server.pid)
    },
  )

  it.skipIf(!isRoot || !onLinux)('runs as another user when we are root', () => {
    expect(who(server.pid).uid).not.toBe(0)
    expect(statSync(join(dataDir, 'postgres/cluster')).uid).toBe(who(server.pid).uid)
  })

  it('gives app and worker limits, and no way past row-level security', async () => {
    for (const role of ['app', 'worker'] as const) {
      const [row] = await ask(
        `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
           current_setting('idle_in_transaction_session_timeout') as idle,
           current_setting('transaction_timeout', true) as transaction, r.rolsuper, r.rolbypassrls
           from pg_roles r where r.rolname = current_user`,
        server.urlFor(role, 'postgres'),
      )
      expect(row).toEqual({
        ...{ statement: '15s', lock: '8s', idle: '5s', transaction: '10s' },
        ...{ rolsuper: false, rolbypassrls: false },
      })
    }
  })

  it('does not write what people typed into its log', async () => {
    const before = lines.length
    await expect(ask(`select '张三-planted'::int`)).rejects.toThrow('张三')
    await expect(
      ask(`do $$ begin raise warning '张三-planted'; raise exception '张三-planted'; end $$`),
    ).rejects.toThrow()
    await expect(ask('select 1', withLogin(server.superUrl, 'postgres', 'wrong'))).rejects.toThrow()
    // The refused login is logged, so what came before it would be there.
    await until(() => lines.slice(before).some((line) => line.includes('authentication failed')))
    expect(lines.slice(before).join('\n')).not.toContain('planted')
  })

  it('refuses a second program on the same data, in words', async () => {
    const second = program(dataDir)
    await expect(second.told).rejects.toThrow(/正被另一个经纬程序使用[\s\S]*in use by another Jingwei/)
    expect(await second.ended).toBe(3)
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/in use by another Jingwei/)
    expect(await ask('select 1 as a')).toEqual([{ a: 1 }])
  })

  it('stops cleanly, and finds its data again', async () => {
    await ask('create table kept (n int)')
    await ask('insert into kept values (7)')
    const { pid } = server
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    expect(lines.at(-1)).toContain('database system is shut down')
    expect(readdirSync(join(dataDir, 'postgres')).sort()).not.toContain('lock')
    expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false)
    server = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
    expect(await ask('select n from kept')).toEqual([{ n: 7 }])
  })
})

describe('the place of the data', () => {
  it('may be a home that the server cannot enter', async () => {
    const home = directory(0o700)
    const server = await startEmbedded({
      dataDir: join(home, 'data'),
      runtimeDir: join(directory(), 'runtime'),
    })
    try {
      expect(await withClient(server.superUrl, (c) => c.query('select 1').then((r) => r.rowCount))).toBe(1)
      expect(existsSync(join(home, 'data/postgres/cluster/PG_VERSION'))).toBe(true)
      if (isRoot && onLinux) {
        expect(readlinkSync(`/proc/${server.pid}/cwd`)).toBe(join(home, 'data/postgres/cluster'))
        expect(readlinkSync(`/proc/${server.pid}/exe`)).not.toContain(home)
      }
    } finally {
      await server.stop()
    }
  })

  it('may be too deep for a socket; the server then listens on the loopback, still with a password', async () => {
    const server = await startEmbedded({ dataDir: join(directory(), 'd'.repeat(100)) })
    try {
      expect(new URL(server.superUrl).hostname).toBe('127.0.0.1')
      const knock = withClient(withLogin(server.superUrl, 'postgres', 'wrong'), async () => {})
      await expect(knock).rejects.toThrow(/password/)
      const addresses = await withClient(server.superUrl, (c) => c.query('show listen_addresses'))
      expect(addresses.rows).toEqual([{ listen_addresses: '127.0.0.1' }])
    } finally {
      await server.stop()
    }
  })

  it('is refused, untouched, when an older major made the data', async () => {
    const dataDir = directory()
    mkdirSync(join(dataDir, 'postgres/cluster'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres/cluster/PG_VERSION'), '14\n')
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      /由 PostgreSQL 14 建立[\s\S]*made by PostgreSQL 14/,
    )
    expect(readdirSync(join(dataDir, 'postgres/cluster'))).toEqual(['PG_VERSION'])
  })
})

const ordinary = ordinaryUser()
const asOrdinary = isRoot && ordinary === undefined ? ' (skipped: no other user can read this checkout)' : ''

describe.skipIf(asOrdinary !== '')(`a program of an ordinary user${asOrdinary}`, () => {
  it('makes, starts and stops its server as itself, in a closed home too', async () => {
    const dataDir = directory(0o700, ordinary)
    const first = program(dataDir, ordinary)
    const { pid, superUrl } = await first.told
    if (onLinux)
      expect(who(pid)).toMatchObject({ uid: ordinary?.uid ?? process.getuid?.(), parent: first.child.pid })
    expect(await withClient(superUrl, (c) => c.query('select 1').then((r) => r.rowCount))).toBe(1)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })

  it('hands its data to root and takes them back', async () => {
    const dataDir = directory(0o711, ordinary)
    const first = program(dataDir, ordinary)
    await first.told
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const server = await startEmbedded({ dataDir })
    if (onLinux) expect(who(server.pid).uid).toBe(ordinary?.uid ?? process.getuid?.())
    await server.stop()
    const second = program(dataDir, ordinary)
    await second.told
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  it.skipIf(!isRoot)("is refused, in words, on another user's data", async () => {
    const dataDir = directory(0o777)
    const server = await startEmbedded({ dataDir })
    await server.stop()
    const other = program(dataDir, ordinary)
    await expect(other.told).rejects.toThrow(/属于另一个用户[\s\S]*belong to another user/)
  })
})
