/** A server whose program was killed runs on. It is stopped before another is started, so that ours is our own child. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, waitForEnd, worksIn } from './process.ts'
import { DatabaseTrouble } from './trouble.ts'

/**
 * Stops a server left over on that cluster, rolling back what it had not committed. Call it holding the lock.
 * @throws DatabaseTrouble where it does not stop.
 */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!(pid > 1) || !isAlive(pid)) return
  if (!worksIn(pid, cluster)) {
    // The id has gone to another program. The server would take that program for a server and refuse to start.
    rmSync(pidFile)
    return
  }
  log(`stopping the server left over from an earlier run (process ${pid})`)
  process.kill(pid, 'SIGINT')
  if (await waitForEnd(pid, 30_000)) return
  process.kill(pid, 'SIGQUIT')
  if (await waitForEnd(pid, 10_000)) return
  throw new DatabaseTrouble({
    zh: `上次留下的数据库进程 ${pid} 无法停止，请手动结束它后再启动。`,
    en: `The database process ${pid} left over from an earlier run does not stop. End it by hand, then start again.`,
  })
}
