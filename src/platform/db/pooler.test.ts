import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './client.ts'
import { cleanUp, directory } from './embedded.harness.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { type Environment, openEnvironment } from './open.ts'
import type { Scope } from './scope.ts'
import { isSameAddress, onDatabase, withLogin } from './url.ts'
import { serverUser } from './user.ts'

const PGBOUNCER = '/usr/sbin/pgbouncer'
const absent = existsSync(PGBOUNCER) ? '' : ` (skipped: ${PGBOUNCER} is absent; apt install pgbouncer)`
const SESSIONS = 2

afterAll(cleanUp)

it.each([
  ['postgres://a:b@db/x', 'postgres://c:d@db:5432/y', true],
  ['postgres://a:b@db:6432/x', 'postgres://a:b@db/x', false],
  ['postgres://a@pooler/x', 'postgres://a@db/x', false],
  ['postgres://a@localhost/x?host=/run/one', 'postgres://a@localhost/x?host=/run/one', true],
  ['postgres://a@localhost/x?host=/run/one', 'postgres://a@localhost/x?host=/run/two', false],
  ['postgres://a@%2Frun%2Fone:5432/x', 'postgres://a@%2Frun%2Fone/y', true],
])('%s and %s: the same address %s', (one, other, same) => {
  expect(isSameAddress(one, other)).toBe(same)
})

/** Transaction pooling with fewer sessions than connections, in the oldest version that Debian still carries. */
describe.skipIf(absent !== '')(`behind pgbouncer${absent}`, () => {
  let server: EmbeddedServer
  let pooler: ChildProcess
  let environment: Environment

  beforeAll(async () => {
    server = await startEmbedded({ dataDir: directory(), settings: { fsync: 'off' } })
    await withClient(server.superUrl, async (client) => {
      await client.query(`create role dba login createrole password 'pw'`)
      await client.query('create database county owner dba')
      // The server's own roles carry generated passwords; the county's come from its DATABASE_URL.
      await client.query('drop role jingwei_app, jingwei_worker')
    })
    const port = await freePort()
    pooler = await startPooler(server, port)
    environment = await openEnvironment({
      dataDir: '/nowhere',
      databaseUrl: `postgres://jingwei_app:pw@127.0.0.1:${port}/county`,
      databaseDirectUrl: onDatabase(withLogin(server.superUrl, 'dba', 'pw'), 'county'),
    })
  })
  afterAll(async () => {
    await environment?.close()
    pooler?.kill()
    await server?.stop()
  })

  it('calls find no statement of another session, and miss none of their own', async () => {
    const calls = Array.from({ length: 40 }, (_, n) =>
      environment.app.call<{ n: number }>('pooled_call', 'select $1::int as n, pg_sleep(0.01)', [n]),
    )
    expect((await Promise.all(calls)).map(([row]) => row?.n)).toEqual(calls.map((_, n) => n))
  })

  it('the scope of one transaction is not that of the next on the same session', async () => {
    const scopes = Array.from(
      { length: 40 },
      (_, world): Scope => ({ county: 'c', world, kind: 'system', areas: [], sites: [] }),
    )
    const seen = await Promise.all(
      scopes.map((scope) =>
        environment.app.tx(scope, (tx) =>
          tx.one<{ world: string; pid: number }>(
            `select current_setting('app.world') as world, pg_backend_pid() as pid`,
          ),
        ),
      ),
    )
    expect(seen.map(({ world }) => Number(world))).toEqual(scopes.map(({ world }) => world))
    expect(new Set(seen.map(({ pid }) => pid)).size).toBeLessThanOrEqual(SESSIONS)
    const [left] = await environment.app.call<{ world: string | null }>(
      'left_over',
      `select nullif(current_setting('app.world', true), '') as world`,
      [],
    )
    expect(left?.world).toBeNull()
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Run as the server's user: it refuses root, and the socket's directory lets in nobody else. */
async function startPooler(server: EmbeddedServer, port: number): Promise<ChildProcess> {
  const user = serverUser('/nowhere')
  const folder = directory(0o700, user)
  const { port: serverPort, hostname } = new URL(server.superUrl)
  const users = join(folder, 'users')
  const ini = join(folder, 'pgbouncer.ini')
  writeFileSync(users, '"jingwei_app" "pw"\n"jingwei_worker" "pw"\n')
  writeFileSync(
    ini,
    `[databases]
county = host=${decodeURIComponent(hostname)} port=${serverPort} dbname=county
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${SESSIONS}
`,
  )
  if (user) for (const file of [users, ini]) chownSync(file, user.uid, user.gid)
  const child = spawn(PGBOUNCER, [ini], { ...user, stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let told = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.includes('process up')) resolve()
    })
    child.once('exit', () => reject(new Error(told)))
  })
  return child
}
