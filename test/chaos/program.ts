/** The real program as a child process: started, watched, struck down. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { ROLES, type Role } from '../../src/base/actor.ts'
import { isAlive, waitForEnd } from '../../src/platform/db/process.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Child {
  readonly pid: number
  /** Both outputs so far. */
  readonly output: () => string
  readonly ended: Promise<Ended>
  kill(signal: NodeJS.Signals): void
}

/** What starts the program: the build where it is of the present sources (`npm test` has made it), else the sources. */
async function entry(): Promise<readonly string[]> {
  const stamp: { isFresh(root: string): boolean } = await import(
    pathToFileURL(join(ROOT, 'tools/build/stamp.mjs')).href
  )
  return stamp.isFresh(ROOT) ? ['dist/cli.js'] : ['--import', 'tsx', 'src/cli.ts']
}
const ENTRY = await entry()

/** Runs the command line with these arguments. @param user id to run as, for whom only root may do so */
export function runCli(argv: readonly string[], user?: number): Child {
  const child: ChildProcess = spawn(process.execPath, [...ENTRY, ...argv], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: user === undefined ? (process.env['HOME'] ?? '') : '/nonexistent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      text += chunk
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  return { pid: child.pid ?? 0, output: () => text, ended, kill: (signal) => child.kill(signal) }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export interface RunningProgram extends Child {
  readonly url: string
}

/** Starts the server and waits until it is ready for work. @throws Error with what it said where it ends first */
export async function startProgramOn(
  data: string,
  port: number,
  { flags = [], user }: { readonly flags?: readonly string[]; readonly user?: number } = {},
): Promise<RunningProgram> {
  const child = runCli(['start', '--port', String(port), '--data', data, ...flags], user)
  const url = `http://127.0.0.1:${port}`
  let over = false
  void child.ended.then(() => {
    over = true
  })
  for (;;) {
    if (over) throw new Error(`the program ended before it was ready:\n${child.output()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    // Its own line stands after `running.json` is written, so that a second command finds it.
    if (ready && child.output().includes('Jingwei is ready')) return { ...child, url }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const Access = z.array(
  z.object({ role: z.enum(ROLES), name: z.string(), phone: z.string(), token: z.string() }),
)

/** The token of the first demo sign-in with a role. */
export function demoToken(data: string, role: Role): string {
  const access = Access.parse(JSON.parse(readFileSync(join(data, 'demo-access.json'), 'utf8')))
  return access.find((one) => one.role === role)!.token
}

/** Process id of the database server on this data; undefined where none is recorded. */
export function postmasterOf(data: string): number | undefined {
  const file = join(data, 'postgres', 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return pid > 1 && isAlive(pid) ? pid : undefined
}

/** Processes of the server that work for the program's requests. Linux only. */
export function backendsOf(postmaster: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        return parent === postmaster && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('jingwei_app')
      } catch {
        // ended while we looked
        return false
      }
    })
}

/** Ends whatever still runs on this data. */
export async function sweep(data: string, program: Child | undefined): Promise<void> {
  if (program !== undefined) {
    program.kill('SIGKILL')
    await program.ended
  }
  const pid = postmasterOf(data)
  if (pid === undefined) return
  process.kill(pid, 'SIGQUIT')
  if (!(await waitForEnd(pid, 10_000))) process.kill(pid, 'SIGKILL')
}
