/** A database of its own for a test file: real, migrated, empty. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type pg from 'pg'
import { inject } from 'vitest'
import { z } from 'zod'
import { withClient } from '../src/platform/db/client.ts'
import { type Database, openDatabase, openPool } from '../src/platform/db/pool.ts'
import { onDatabase } from '../src/platform/db/url.ts'

const Answer = z.union([
  z.object({
    superUrl: z.string(),
    template: z.string(),
    ownerUrl: z.string(),
    appUrl: z.string(),
    workerUrl: z.string(),
  }),
  z.object({ error: z.string() }),
])

export interface TestDatabase {
  /** As requests use it: the plain role under row-level security. */
  readonly app: Database
  /** As timers and reactions use it. */
  readonly worker: Database
  /** The tables' owner, past row-level security: for looking and for preparing. */
  readonly owner: pg.Pool
  readonly appUrl: string
  readonly workerUrl: string
  readonly ownerUrl: string
  readonly superUrl: string
  drop(): Promise<void>
}

/** The run's server, started when first asked for. */
export async function testServer(): Promise<Exclude<z.output<typeof Answer>, { error: string }>> {
  const answer = Answer.parse(JSON.parse(await text(connect(inject('databaseStarter')))))
  if ('error' in answer) throw new Error(answer.error)
  return answer
}

/**
 * Makes a database from the migrated template (about 0.2 s). Call in `beforeAll`, and `drop` in `afterAll`.
 * @param options.max most connections of the app's pool, 10 unless given
 */
export async function testDatabase(options: { readonly max?: number } = {}): Promise<TestDatabase> {
  const server = await testServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server.superUrl, async (client) => {
    await client.query(`create database ${name} template ${server.template} owner jingwei_owner`)
    await client.query(`grant connect on database ${name} to jingwei_app, jingwei_worker`)
  })
  const appUrl = onDatabase(server.appUrl, name)
  const workerUrl = onDatabase(server.workerUrl, name)
  const ownerUrl = onDatabase(server.ownerUrl, name)
  const app = openDatabase(appUrl, { max: options.max ?? 10, applicationName: 'test app' })
  const worker = openDatabase(workerUrl, { max: 4, applicationName: 'test worker' })
  const owner = openPool(ownerUrl, { max: 4, applicationName: 'test owner' })
  return {
    app,
    worker,
    owner,
    appUrl,
    workerUrl,
    ownerUrl,
    superUrl: onDatabase(server.superUrl, name),
    async drop() {
      await Promise.all([app.close(), worker.close(), owner.end()])
      await withClient(server.superUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      })
    },
  }
}
