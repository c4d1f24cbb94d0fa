/** One job carried out: its payload read, its county's scope given, its failure told without its words. */
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { Moment } from '../../base/time.ts'
import type { Database } from '../db/pool.ts'
import { codeOf } from '../db/trouble.ts'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../metrics.ts'
import { countiesOf } from './gauges.ts'
import { type Job, JobPayload, type JobRun, systemScope, type Task, TryLater } from './task.ts'

export interface CarryOptions {
  /** The worker's pool: what tasks work with. */
  readonly worker: Database
  readonly log: Log
  readonly metrics: Metrics
  readonly tasks: Readonly<Record<string, Task>>
  /** Real time. */
  readonly now?: () => Moment
}

const ByClock = z.object({ _cron: z.object({}) })

/** The tasks as the library calls them. */
export function taskList(options: CarryOptions): TaskList {
  const now = options.now ?? Date.now
  const entries = Object.entries(options.tasks).map(([name, task]) => [
    name,
    async (payload: unknown, helpers: Helpers): Promise<void> => {
      const { attempts, max_attempts } = helpers.job
      const one = { name, task, tries: attempts, last: attempts >= max_attempts, now: now() }
      try {
        if (ByClock.safeParse(payload).success) await forEveryCounty(options, one, helpers.abortSignal)
        else await carryOut(options, one, JobPayload.parse(payload), helpers.abortSignal)
        options.metrics.job(name, 'done')
      } catch (error) {
        options.metrics.job(name, 'failed')
        // What is thrown here is kept with the job in plain; a message may quote anything.
        throw new Error(codeFor(error))
      }
    },
  ])
  return Object.fromEntries(entries)
}

interface Helpers {
  readonly job: { readonly attempts: number; readonly max_attempts: number }
  readonly abortSignal: AbortSignal
}

interface One {
  readonly name: string
  readonly task: Task
  readonly tries: number
  readonly last: boolean
  readonly now: Moment
}

async function carryOut(options: CarryOptions, one: One, job: Job, signal: AbortSignal): Promise<void> {
  const { name, task, tries, last, now } = one
  const { worker: db } = options
  const { county } = job
  const log = options.log.with({ job: name, county, world: job.world })
  const context: JobRun = {
    db,
    tx: (world, work) => db.tx(systemScope(county, world), work),
    now,
    tries,
    last,
    signal,
    log,
  }
  try {
    await task(job, context)
  } catch (error) {
    if (error instanceof TryLater && !last) log.info('job.later', { tries, reason: error.code })
    else log.error('job.failed', { tries, err: error })
    throw error
  }
}

/** One county's trouble is not another's: all are seen to, then the first trouble is told. */
async function forEveryCounty(options: CarryOptions, one: One, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = []
  for (const county of await countiesOf(options.worker)) {
    const job = { county, world: 0, actor: { kind: 'system', id: one.name }, data: {} } as const
    await carryOut(options, one, job, signal).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

function codeFor(error: unknown): string {
  if (error instanceof TryLater || error instanceof Refusal) return error.code
  const code = codeOf(error)
  return code !== undefined && /^[0-9A-Za-z_]{2,40}$/.test(code) ? code : 'failed'
}
