/** Makes the cluster: aside, then renamed, so that a cluster that exists is whole. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Runtime } from './runtime.ts'
import { DatabaseTrouble } from './trouble.ts'
import { canReach, type ServerUser } from './user.ts'

/** Passwords only, on the socket too: a socket in a shared directory would otherwise be open to all. */
const HBA = 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n'

/** First settings; whoever runs the server may edit them in postgresql.conf afterwards. */
const CONF = `
# jingwei
max_connections = 100
shared_buffers = 128MB
synchronous_commit = on
fsync = on
timezone = 'UTC'
log_timezone = 'UTC'
`

/**
 * How the server names a directory: its path, or, where directories above are closed to the server's user (a home of
 * mode 0700), the kernel's link to the working directory, in which the server is started.
 */
export function reachOf(directory: string, runtime: Runtime, user: ServerUser | undefined): string {
  if (canReach(user, directory)) return directory
  // Up to 15 the server leaves its working directory while it looks for its own program, and cannot come back.
  if (runtime.major >= 16 && existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw new DatabaseTrouble({
    zh: `运行数据库的用户无法进入 ${directory}。请用 --data 指定它能进入的目录。`,
    en: `The user that runs the database cannot enter ${directory}. Name a directory that it can with --data.`,
  })
}

/**
 * Makes the cluster at that path unless it exists.
 * @param password of the server's superuser `postgres`
 * @throws DatabaseTrouble where a cluster of another major lies there, or initdb fails.
 */
export async function ensureCluster(
  cluster: string,
  runtime: Runtime,
  user: ServerUser | undefined,
  password: string,
): Promise<void> {
  await removeUnfinished(cluster)
  if (existsSync(cluster)) return refuseOtherMajor(cluster, runtime)
  const aside = `${cluster}.new.${randomBytes(6).toString('hex')}`
  await initialise(aside, runtime, user, password)
  writeFileSync(join(aside, 'pg_hba.conf'), HBA)
  appendFileSync(join(aside, 'postgresql.conf'), CONF)
  await rename(aside, cluster)
  await syncDirectory(dirname(cluster))
}

/** What an interrupted initdb left. Each attempt has a name of its own, for an orphaned initdb may still be writing. */
async function removeUnfinished(cluster: string): Promise<void> {
  for (const name of readdirSync(dirname(cluster))) {
    if (!name.startsWith(`${basename(cluster)}.new.`)) continue
    await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function refuseOtherMajor(cluster: string, runtime: Runtime): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found === String(runtime.major)) return
  throw new DatabaseTrouble({
    zh: `数据目录 ${cluster} 由 PostgreSQL ${found} 建立，而本程序带的是 ${runtime.major}。请先用原来的版本导出，再导入新目录；数据没有被改动。`,
    en: `The data in ${cluster} were made by PostgreSQL ${found}, and this program runs ${runtime.major}. Export them with the version that made them and restore into a new directory; nothing was changed.`,
  })
}

async function initialise(
  directory: string,
  runtime: Runtime,
  user: ServerUser | undefined,
  password: string,
): Promise<void> {
  let told = ''
  for (const locale of localesFor(runtime.major)) {
    await rm(directory, { recursive: true, force: true })
    makeFor(user, directory)
    const failure = await initdb(directory, runtime, user, password, locale)
    if (failure === undefined) return
    told = failure
  }
  await rm(directory, { recursive: true, force: true })
  throw new DatabaseTrouble({
    zh: `无法建立数据库目录：${told}`,
    en: `The database directory could not be made: ${told}`,
  })
}

/** Code point order everywhere, with Chinese letters known as letters where the system can tell. */
function localesFor(major: number): string[][] {
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const libc = [['--locale=C.UTF-8'], ['--locale=C']]
  return major >= 17 ? [...libc.map((l) => [...builtin, ...l]), ...libc] : libc
}

/** Makes a directory that only the server's user enters. */
export function makeFor(user: ServerUser | undefined, directory: string): void {
  mkdirSync(directory, { mode: 0o700 })
  if (user) chownSync(directory, user.uid, user.gid)
}

/** Runs initdb; what it complained of, or undefined when it succeeded. */
async function initdb(
  directory: string,
  runtime: Runtime,
  user: ServerUser | undefined,
  password: string,
  locale: readonly string[],
): Promise<string | undefined> {
  const reach = reachOf(directory, runtime, user)
  const passwordFile = `${directory}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const name = reach === directory ? passwordFile : `../${basename(passwordFile)}`
  try {
    const { code, output } = await run(
      join(runtime.binDir, 'initdb'),
      [
        ...['-D', reach, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${name}`],
        ...['-E', 'UTF8', '--data-checksums', '--no-instructions', ...locale],
      ],
      { ...user, cwd: directory },
    )
    return code === 0 ? undefined : output.trim().split('\n').slice(-4).join(' · ')
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function run(
  command: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd: string },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, env: SERVER_ENV, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The server's environment is made, not inherited: PG* and LC_* of the caller would change what it does. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' }

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory)
  await handle.sync()
  await handle.close()
}
