/** PostgreSQL as a part of the program: found, prepared, started, watched and stopped by it, with data of its own. */
import { chmodSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chooseAddress, urlOf } from './address.ts'
import { withClient } from './client.ts'
import { ensureCluster, reachOf } from './cluster.ts'
import { lockDirectory } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { startPostmaster } from './postmaster.ts'
import { ensureOwnRoles, ROLES, type RoleKind } from './roles.ts'
import { prepareRuntime } from './runtime.ts'
import { readOrMakeSecrets } from './secrets.ts'
import { refuseOthersData, serverUser } from './user.ts'

export interface EmbeddedServer {
  /** `server_version_num`, such as 180004. */
  readonly version: number
  /** The superuser's connection to the database `postgres`, for the program itself. */
  readonly superUrl: string
  /** Connection string of a role. @param database `jingwei` unless named */
  urlFor(role: RoleKind, database?: string): string
  /** Process id of the server; another one after it has died and was started again. */
  readonly pid: number
  /** Fast shutdown; resolves when the server has written everything and the data are free for others. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** The program's data; the cluster lies in `postgres` below it. */
  readonly dataDir: string
  readonly log?: (line: string) => void
  /** Forces the programs of a directory such as /usr/lib/postgresql/15/bin. */
  readonly binDir?: string
  /** Where the programs are copied to when the server's user cannot enter the data's directory; /var/lib/jingwei unless given. */
  readonly runtimeDir?: string
  /** Server settings over the file's, such as `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * The log is read by people who may not see travellers' names: failed statements, details and values stay out, and
 * errors of statements go to the program that sent them, not to the log.
 */
const QUIET: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
}

/**
 * A night begins with empty tables and fills them in minutes. Plans made while they were empty take any index, and get
 * slower with every row (a registration 10 ms instead of 2 after 1,000) until the tables are counted anew.
 */
const COUNTED: Readonly<Record<string, string>> = { autovacuum_naptime: '5s' }

/**
 * Starts the server on its data, which it makes first if there are none.
 * @throws DatabaseTrouble in words: data in use, made by another major, owned by another user; no server to run.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = join(resolve(options.dataDir), 'postgres')
  refuseOthersData(home)
  mkdirSync(home, { recursive: true })
  // The server's user passes through, and sees nothing: every file here has its own rights.
  chmodSync(home, 0o711)
  const lock = lockDirectory(home)
  try {
    return await startLocked(home, options, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(
  home: string,
  options: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedServer> {
  const cluster = join(home, 'cluster')
  const log = options.log ?? (() => {})
  const user = serverUser(cluster)
  const secrets = readOrMakeSecrets(join(home, 'secrets.json'))
  const runtime = await prepareRuntime(runtimeHomes(home, options.runtimeDir), user, options.binDir)
  await stopOrphan(cluster, log)
  await ensureCluster(cluster, runtime, user, secrets.postgres)
  const reach = reachOf(cluster, runtime, user)
  const address = await chooseAddress(join(home, 'run'), reach === cluster, user)
  const superUrl = urlOf(address, 'postgres', secrets.postgres, 'postgres')
  const settings = {
    ...QUIET,
    ...COUNTED,
    ...options.settings,
    listen_addresses: address.socketDir === undefined ? '127.0.0.1' : '',
    unix_socket_directories: address.socketDir ?? '',
    unix_socket_permissions: '0700',
    port: String(address.port),
  }
  const postmaster = await startPostmaster({
    binary: join(runtime.binDir, 'postgres'),
    args: ['-D', reach, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: cluster,
    user,
    log,
    knock: () => withClient(superUrl, async () => {}),
  })
  const stop = async () => {
    await postmaster.stop()
    release()
  }
  try {
    const version = await withClient(superUrl, (client) => ensureOwnRoles(client, secrets))
    return {
      version,
      superUrl,
      urlFor: (role, database = 'jingwei') => urlOf(address, ROLES[role], secrets[role], database),
      get pid() {
        return postmaster.pid
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Beside the data; elsewhere only where the data lie in a home that the server's user cannot enter. */
function runtimeHomes(home: string, elsewhere = '/var/lib/jingwei/runtime'): string[] {
  const temporary = join(tmpdir(), `jingwei-runtime-${process.getuid?.() ?? 0}`)
  return [join(home, 'runtime'), elsewhere, temporary]
}
