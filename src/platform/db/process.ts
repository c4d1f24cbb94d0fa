/** What can be learnt of another process by its id. */
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { codeOf } from './trouble.ts'

/** Whether a process of that id lives. One that has died and waits to be collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  return statOf(pid)?.state !== 'Z'
}

/** Since when the process runs, in ticks since boot: tells it from a later one of the same id. Linux only. */
export function startedAt(pid: number): string | undefined {
  return statOf(pid)?.started
}

/** Field 3 and 22 of /proc/<pid>/stat; the name in brackets before them may hold anything. */
function statOf(pid: number): { state?: string; started?: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], started: fields[19] }
  } catch {
    return undefined
  }
}

/** This boot of the machine, or the empty text where it cannot be told. */
export function bootId(): string {
  const path = '/proc/sys/kernel/random/boot_id'
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

/** Whether the process works in that directory; true where the system does not tell. */
export function worksIn(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory)
  } catch {
    return true
  }
}

/** Waits until the process has gone, or `ms` are over. */
export async function waitForEnd(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms
  while (isAlive(pid)) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
