/** The server process: our direct child, watched, started again when it dies, stopped cleanly. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { SERVER_ENV } from './cluster.ts'
import { DatabaseTrouble, messageOf } from './trouble.ts'
import type { ServerUser } from './user.ts'

export interface PostmasterPlan {
  readonly binary: string
  readonly args: readonly string[]
  /** The cluster's directory. */
  readonly cwd: string
  readonly user: ServerUser | undefined
  readonly log: (line: string) => void
  /** Resolves once a connection succeeds; rejects or waits otherwise. Tried again and again. */
  readonly knock: () => Promise<void>
}

export interface Postmaster {
  /** Process id of the present server; another one after it has been started again. */
  readonly pid: number
  stop(): Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly pid: number
  readonly ended: Promise<void>
  readonly lastLines: readonly string[]
}

/** Leftovers of a killed server vanish within moments: its memory, its socket, its backends. */
const STARTS = 20
const PAUSE_MS = 250

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Starts the server and waits until it answers. */
export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  // A program that exits without stopping the server asks it to stop, also in the middle of its start; the next start
  // waits for it.
  let child: ChildProcess | undefined
  const onExit = () => child?.kill('SIGINT')
  process.on('exit', onExit)
  const begin = () =>
    launch(plan, (spawned) => {
      child = spawned
    })
  let running = await begin().catch((error: unknown) => {
    process.off('exit', onExit)
    throw error
  })
  let stopping = false

  async function watch(): Promise<void> {
    while (!stopping) {
      await running.ended
      if (stopping) return
      plan.log(`the server process ${running.pid} has died and is started again`)
      await relaunch()
    }
  }
  async function relaunch(): Promise<void> {
    while (!stopping) {
      try {
        running = await begin()
        return
      } catch (error) {
        plan.log(messageOf(error))
        await pause(PAUSE_MS * 4)
      }
    }
  }
  const watching = watch()

  return {
    get pid() {
      return running.pid
    },
    async stop() {
      stopping = true
      await end(running)
      await watching
      // A restart that was under way may have come up in the meantime.
      await end(running)
      process.off('exit', onExit)
    },
  }
}

/** One start, repeated while what an earlier server left is in the way. */
async function launch(plan: PostmasterPlan, onSpawn: (child: ChildProcess) => void): Promise<Running> {
  const spawned = (): Running => {
    const running = spawnServer(plan)
    onSpawn(running.child)
    return running
  }
  let running = spawned()
  for (let start = 1; ; start++) {
    if (await answers(running, plan.knock)) return running
    const told = running.lastLines.join(' · ')
    const passing = /shared memory|lock file|could not bind|in use/.test(told)
    if (!passing || start >= STARTS) throw notStarted(told)
    await pause(PAUSE_MS)
    running = spawned()
  }
}

function notStarted(told: string): DatabaseTrouble {
  return new DatabaseTrouble({ zh: `数据库没有启动：${told}`, en: `The database did not start: ${told}` })
}

function spawnServer(plan: PostmasterPlan): Running {
  // A group of its own: Ctrl-C reaches the program alone, which drains its requests before it stops the server.
  const child = spawn(plan.binary, plan.args, {
    ...plan.user,
    cwd: plan.cwd,
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lastLines: string[] = []
  const keep = (line: string) => {
    plan.log(line)
    lastLines.push(line)
    if (lastLines.length > 6) lastLines.shift()
  }
  createInterface({ input: child.stderr }).on('line', keep)
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve())
    child.on('error', (error) => {
      keep(messageOf(error))
      resolve()
    })
  })
  return { child, pid: child.pid ?? 0, ended, lastLines }
}

/** True once it answers, false when it ends first. Recovery after a crash may take long, so only its end is a failure. */
async function answers(running: Running, knock: () => Promise<void>): Promise<boolean> {
  let over = false
  running.ended.then(() => {
    over = true
  })
  while (!over) {
    try {
      await knock()
      return !over
    } catch {
      await Promise.race([pause(25), running.ended])
    }
  }
  return false
}

/** Fast shutdown: open transactions are rolled back, everything else is written. Harder only when that hangs. */
async function end(running: Running): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const
  for (const [signal, patience] of steps) {
    if (running.child.exitCode !== null || running.child.signalCode !== null) break
    running.child.kill(signal)
    const wait = new AbortController()
    await Promise.race([running.ended, abortable(patience, wait.signal)])
    wait.abort()
  }
}

function abortable(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
