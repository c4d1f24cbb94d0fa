/** From configuration to a database that is ready: a server, its roles, its tables, two pools. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ownUrls, runningServer } from './attach.ts'
import { withClient } from './client.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { type ExternalUrls, externalUrls, prepareExternal } from './external.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import { assertPlainRole, ensureDatabase } from './roles.ts'

export interface EnvironmentOptions {
  readonly dataDir: string
  /** DATABASE_URL: a server of the county's own, perhaps behind pgbouncer. Without it the embedded server is started. */
  readonly databaseUrl?: string
  /** DATABASE_DIRECT_URL: the owner, straight to that server. */
  readonly databaseDirectUrl?: string
  readonly log?: (line: string) => void
  /** Directory of migrations; the program's own unless given. */
  readonly migrations?: string
  /** Forces the embedded server's programs. */
  readonly binDir?: string
  /** Most connections of each pool; 20 for requests and 5 for work unless given. */
  readonly connections?: { readonly app?: number; readonly worker?: number }
  /** Only reads: where a program runs on the embedded data already, its server is read beside it. */
  readonly beside?: boolean
}

export interface Environment {
  readonly app: Database
  readonly worker: Database
  /** The owner's connection string: migrations and maintenance. */
  readonly ownerUrl: string
  /** The worker's, straight to the server: LISTEN and jobs. */
  readonly directUrl: string
  /** Names of the migrations applied by this start. */
  readonly migrated: readonly string[]
  readonly server?: EmbeddedServer
  /** Closes the pools, then stops the server if it is ours. */
  close(): Promise<void>
}

/**
 * Opens the database the configuration names.
 * @throws DatabaseTrouble in words where it cannot be used.
 */
export async function openEnvironment(options: EnvironmentOptions): Promise<Environment> {
  if (options.databaseUrl === undefined) {
    const running = options.beside ? runningServer(options.dataDir) : undefined
    return running ? openOn(running, options, []) : openEmbedded(options)
  }
  const urls = externalUrls(options.databaseUrl, options.databaseDirectUrl)
  await prepareExternal(urls)
  return openOn(urls, options, await migrated(urls, options))
}

async function openEmbedded(options: EnvironmentOptions): Promise<Environment> {
  const server = await startEmbedded(options)
  try {
    await withClient(server.superUrl, (client) => ensureDatabase(client, 'jingwei'))
    const urls = ownUrls(server.urlFor)
    return await openOn(urls, options, await migrated(urls, options), server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

function migrated(urls: ExternalUrls, options: EnvironmentOptions): Promise<string[]> {
  return migrate(urls.ownerUrl, options.migrations ?? ownMigrations())
}

async function openOn(
  urls: ExternalUrls,
  options: EnvironmentOptions,
  applied: readonly string[],
  server?: EmbeddedServer,
): Promise<Environment> {
  const { app: appMax = 20, worker: workerMax = 5 } = options.connections ?? {}
  const { pooled } = urls
  const app = openDatabase(urls.appUrl, { max: appMax, applicationName: 'jingwei app', pooled })
  const worker = openDatabase(urls.workerUrl, { max: workerMax, applicationName: 'jingwei worker', pooled })
  const closePools = () => Promise.all([app.close(), worker.close()])
  try {
    await assertPlainRole(app.pool)
    await assertPlainRole(worker.pool)
  } catch (error) {
    await closePools()
    throw error
  }
  return {
    app,
    worker,
    migrated: applied,
    ownerUrl: urls.ownerUrl,
    directUrl: urls.directUrl,
    ...(server ? { server } : {}),
    async close() {
      await closePools()
      await server?.stop()
    },
  }
}

/** Beside the bundle after a build, else in the source tree. */
export function ownMigrations(): string {
  const places = ['./migrations/', '../migrations/', '../../database/migrations/']
  const found = places.map((p) => fileURLToPath(new URL(p, import.meta.url))).find((p) => existsSync(p))
  if (found === undefined) throw new Error('the migrations are missing from this build')
  return found
}
