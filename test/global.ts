/**
 * One database server a test run, started by the first test that asks for one: a run of pure tests never pays for it.
 * Test files live in other processes; they ask over a socket and are answered with the connection strings.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { withClient } from '../src/platform/db/client.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { ownMigrations } from '../src/platform/db/open.ts'
import { stopOrphan } from '../src/platform/db/orphan.ts'
import { isAlive } from '../src/platform/db/process.ts'
import { ensureDatabase, ensureOwnRoles, ROLES, type RoleKind } from '../src/platform/db/roles.ts'
import { messageOf } from '../src/platform/db/trouble.ts'
import { onDatabase, withLogin } from '../src/platform/db/url.ts'

/** Where test databases are made: the superuser's database, and the roles' as they are in the template. */
export interface TestServer {
  readonly superUrl: string
  readonly template: string
  readonly ownerUrl: string
  readonly appUrl: string
  readonly workerUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseStarter: string
  }
}

const TEMPLATE = `jingwei_template_${process.pid}`
const PREFIX = 'jingwei-test-'
const PID_FILE = 'vitest.pid'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepOldRuns()
  const directory = mkdtempSync(join(tmpdir(), PREFIX))
  writeFileSync(join(directory, PID_FILE), String(process.pid))
  let started: Promise<{ server: TestServer; stop: () => Promise<void> }> | undefined
  const starter = createServer((socket) => {
    started ??= start(directory)
    started
      .then(({ server }) => socket.end(JSON.stringify(server)))
      .catch((error: unknown) => socket.end(JSON.stringify({ error: messageOf(error) })))
    socket.on('error', () => {})
  })
  const path = join(directory, 'starter')
  await new Promise<void>((resolve) => starter.listen(path, resolve))
  project.provide('databaseStarter', path)
  return async () => {
    starter.close()
    await started?.then(({ stop }) => stop()).catch(() => {})
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function start(directory: string): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env.JINGWEI_TEST_DATABASE_URL
  const { server, stop } = given ? await onGiven(given) : await onEmbedded(directory)
  await withClient(server.superUrl, (client) => ensureDatabase(client, TEMPLATE))
  await migrate(server.ownerUrl, ownMigrations())
  return { server, stop }
}

/** Speed over safety: nothing here outlives the run. The tests of the server itself start their own, with fsync. */
async function onEmbedded(directory: string): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  // The server's user passes through to its socket, which is faster than the loopback.
  chmodSync(directory, 0o711)
  const binDir = process.env.JINGWEI_TEST_PG_BIN
  const embedded = await startEmbedded({
    dataDir: directory,
    ...(binDir ? { binDir } : {}),
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  return { server: describe(embedded.superUrl, (role) => embedded.urlFor(role)), stop: () => embedded.stop() }
}

/** A superuser's connection string to a server kept for tests; its roles get a password that anybody may know. */
async function onGiven(superUrl: string): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const password = 'jingwei-test'
  const secrets = { postgres: password, owner: password, app: password, worker: password }
  await withClient(superUrl, (client) => ensureOwnRoles(client, secrets))
  const server = describe(superUrl, (role) => withLogin(superUrl, ROLES[role], password))
  const stop = () =>
    withClient(superUrl, async (client) => {
      await client.query(`drop database if exists ${TEMPLATE} with (force)`)
    })
  return { server, stop }
}

function describe(superUrl: string, urlFor: (role: RoleKind) => string): TestServer {
  const onTemplate = (role: RoleKind) => onDatabase(urlFor(role), TEMPLATE)
  return {
    superUrl,
    template: TEMPLATE,
    ownerUrl: onTemplate('owner'),
    appUrl: onTemplate('app'),
    workerUrl: onTemplate('worker'),
  }
}

/** A run that was killed leaves its server running and its directory behind. */
async function sweepOldRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name)
    try {
      if (isAlive(Number(readFileSync(join(directory, PID_FILE), 'utf8')))) continue
      await stopOrphan(join(directory, 'postgres', 'cluster'), () => {})
      rmSync(directory, { recursive: true, force: true })
    } catch {
      // another user's, or another run sweeps it at this moment
    }
  }
}
