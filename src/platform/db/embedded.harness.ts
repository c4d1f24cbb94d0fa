/** What the tests of the embedded server share: directories, another program, another user, a table of promises. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Database, openDatabase } from './pool.ts'
import { accountOf, canReach, type ServerUser } from './user.ts'

export const isRoot = process.getuid?.() === 0

const FIXTURE = fileURLToPath(new URL('./embedded.fixture.ts', import.meta.url))
const Told = z.object({ pid: z.number(), superUrl: z.string(), version: z.number() })
export type Told = z.output<typeof Told>

const made: string[] = []

/** A directory that goes away with `cleanUp`. @param mode 0700 is a home that other users cannot enter */
export function directory(mode = 0o711, user?: ServerUser): string {
  const path = mkdtempSync(join(tmpdir(), 'jingwei-embedded-'))
  chmodSync(path, mode)
  if (user) chownSync(path, user.uid, user.gid)
  made.push(path)
  return path
}

export function cleanUp(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
}

/** An ordinary user to run the whole program as when the tests run as root, if it can read this checkout. */
export function ordinaryUser(): ServerUser | undefined {
  if (!isRoot) return undefined
  const nobody = accountOf('nobody')
  return nobody && canReach(nobody, process.execPath) && canReach(nobody, join(FIXTURE, '..'))
    ? nobody
    : undefined
}

export interface Program {
  readonly child: ChildProcess
  /** Its server once it runs; rejects with what it complained of. */
  readonly told: Promise<Told>
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>
}

/** Another program on that data. */
export function program(dataDir: string, user?: ServerUser, ...more: string[]): Program {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), FIXTURE, dataDir, ...more], {
    ...user,
    // tsx keeps its cache in a directory named by HOME's owner; none of ours must be written to.
    env: { PATH: process.env.PATH, TSX_DISABLE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const told = new Promise<Told>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => resolve(Told.parse(JSON.parse(line))))
    ended.then(() => reject(new Error(complaint)))
  })
  // A test that only waits for its end does not care what it told.
  told.catch(() => {})
  return { child, told, ended }
}

/** Who a process is: its user, its parent, its process group. Linux. */
export function who(pid: number): { uid: number; parent: number; group: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    uid: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]),
    parent: Number(fields[1]),
    group: Number(fields[2]),
  }
}

export interface Writers {
  /** Numbers of the rows whose insert was acknowledged. */
  readonly acknowledged: number[]
  stop(): Promise<void>
}

/** Rows written one after the other, each remembered once the server has said that it is kept. */
export async function writing(url: string, wanted: number): Promise<Writers> {
  const db: Database = openDatabase(url, { max: 4 })
  await db.pool.query('create table if not exists promise (n int primary key)')
  const acknowledged: number[] = []
  let next = 0
  let stopping = false
  const insert = 'insert into promise (n) values ($1) on conflict do nothing'
  const writer = async () => {
    while (!stopping) {
      const n = next++
      try {
        await db.call('promise', insert, [n])
        acknowledged.push(n)
      } catch {
        // not acknowledged, so not promised
      }
    }
  }
  const writers = [writer(), writer(), writer(), writer()]
  await until(() => acknowledged.length >= wanted)
  return {
    acknowledged,
    async stop() {
      stopping = true
      await Promise.all(writers)
      await db.close()
    },
  }
}

/** Which of the promised rows are not there. */
export async function missing(url: string, acknowledged: readonly number[]): Promise<number[]> {
  const db = openDatabase(url, { max: 1 })
  try {
    const rows = await db.call<{ n: number }>('all', 'select n from promise', [])
    const there = new Set(rows.map(({ n }) => n))
    return acknowledged.filter((n) => !there.has(n))
  } finally {
    await db.close()
  }
}

/** Waits for a condition; the test's own time limit is the bound. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}
