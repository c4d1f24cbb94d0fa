/** One program a data directory. The lock is a file that appears whole, and outlives its holder only as a trace. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { bootId, isAlive, startedAt } from './process.ts'
import { codeOf, DatabaseTrouble } from './trouble.ts'

export interface DirectoryLock {
  release(): void
}

const Holder = z.object({
  pid: z.number(),
  host: z.string(),
  boot: z.string(),
  started: z.string().optional(),
})
type Holder = z.output<typeof Holder>

const BEAT_MS = 5_000
/** A holder on another machine (or in another container) cannot be asked; it is gone when it has been still so long. */
const STILL_MS = 6 * BEAT_MS

/**
 * Takes the directory for this process.
 * @throws DatabaseTrouble in words where another living program holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, 'lock')
  const text = JSON.stringify(ourselves())
  const mine = `${path}.${process.pid}.${performance.now()}`
  writeFileSync(mine, text)
  try {
    while (!linked(mine, path)) removeIfStale(path, directory)
  } finally {
    rmSync(mine, { force: true })
  }
  const beat = setInterval(() => touch(path), BEAT_MS)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      if (read(path) === text) rmSync(path, { force: true })
    },
  }
}

/** Whether a living program holds the directory. */
export function isHeld(directory: string): boolean {
  const path = join(directory, 'lock')
  const holder = parse(read(path) ?? '')
  return holder !== undefined && holds(holder, path)
}

function ourselves(): Holder {
  return { pid: process.pid, host: hostname(), boot: bootId(), started: startedAt(process.pid) }
}

/** A hard link appears at once and with its content, and only if nothing is there. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function removeIfStale(path: string, directory: string): void {
  const seen = read(path)
  if (seen === undefined) return
  const holder = parse(seen)
  if (holder && holds(holder, path)) throw taken(directory, holder, path)
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  // Somebody may have taken over between our look and our rename: theirs is given back.
  if (read(aside) !== seen) linked(aside, path)
  rmSync(aside, { force: true })
}

function holds(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) {
    const beat = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    return Date.now() - beat < STILL_MS
  }
  if (holder.boot !== bootId() || !isAlive(holder.pid)) return false
  return holder.started === startedAt(holder.pid)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function touch(path: string): void {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    // the directory was removed under us; the server will tell
  }
}

function taken(directory: string, holder: Holder, path: string): DatabaseTrouble {
  return new DatabaseTrouble({
    zh: `数据目录 ${directory} 正被另一个经纬程序使用（进程 ${holder.pid}，主机 ${holder.host}）。请先停止它，或用 --data 指定别的目录。若确认它已不在，请删除 ${path}。`,
    en: `The data in ${directory} are in use by another Jingwei (process ${holder.pid} on ${holder.host}). Stop it first, or name another directory with --data. If it is certainly gone, delete ${path}.`,
  })
}
