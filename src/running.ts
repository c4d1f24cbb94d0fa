/** Where a running server says that it is, so that a second command on the same data finds it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './platform/db/process.ts'

const file = (dataDir: string): string => join(dataDir, 'running.json')

export function writeRunning(dataDir: string, url: string): void {
  writeFileSync(file(dataDir), `${JSON.stringify({ pid: process.pid, url })}\n`)
}

export function clearRunning(dataDir: string): void {
  rmSync(file(dataDir), { force: true })
}

/** The address of the server that runs on this data; undefined where none does. */
export function runningOn(dataDir: string): string | undefined {
  try {
    const { pid, url } = JSON.parse(readFileSync(file(dataDir), 'utf8')) as { pid: number; url: string }
    return isAlive(pid) ? url : undefined
  } catch {
    return undefined
  }
}
