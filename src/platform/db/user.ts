/** Under which user the server runs. PostgreSQL refuses root, and a server that is not root harms less. */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { DatabaseTrouble } from './trouble.ts'

export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/**
 * The user to run the server as, or undefined where it is our own.
 * A cluster that exists is run by its owner, so that `sudo npm start` today and `npm start` tomorrow both work.
 * @param cluster path of the cluster, whether or not it exists
 */
export function serverUser(cluster: string): ServerUser | undefined {
  refuseOthersData(cluster)
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const found = accountOf('postgres') ?? accountOf('nobody')
  if (found) return found
  throw new DatabaseTrouble({
    zh: '数据库不能以 root 身份运行，而本机没有 postgres 或 nobody 用户。请改用普通用户启动。',
    en: 'The database cannot run as root, and this machine has neither a postgres nor a nobody user. Start as an ordinary user.',
  })
}

/**
 * @throws DatabaseTrouble where the directory exists and is another user's, unless we are root.
 */
export function refuseOthersData(directory: string): void {
  const own = process.getuid?.()
  const uid = statSync(directory, { throwIfNoEntry: false })?.uid
  if (own === undefined || own === 0 || uid === undefined || uid === own) return
  throw new DatabaseTrouble({
    zh: `数据目录 ${directory} 属于另一个用户（uid ${uid}）。请以该用户或 root 启动，或用 --data 指定别的目录。`,
    en: `The data in ${directory} belong to another user (uid ${uid}). Start as that user or as root, or name another directory with --data.`,
  })
}

/** An account of this machine by name, from /etc/passwd. */
export function accountOf(name: string): ServerUser | undefined {
  let passwd: string
  try {
    passwd = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return undefined
  }
  const line = passwd.split('\n').find((l) => l.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * Whether that user can enter a directory or run a file. The kernel is asked rather than modelled: every directory
 * above counts, and so do access lists and mount options.
 */
export function canReach(user: ServerUser | undefined, path: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    ...user,
    cwd: '/',
    env: {},
    stdio: 'ignore',
  })
  if (asked.error) throw notAllowedToSwitch(asked.error)
  return asked.status === 0
}

function notAllowedToSwitch(cause: Error): DatabaseTrouble {
  return new DatabaseTrouble(
    {
      zh: '当前环境不允许 root 切换到其他用户来运行数据库。请以普通用户启动。',
      en: 'This environment does not let root run the database as another user. Start as an ordinary user.',
    },
    cause,
  )
}
