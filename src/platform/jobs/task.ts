/** What a module brings for its timers: tasks by name, and when those without a deed behind them run. */
import { z } from 'zod'
import type { ActorKind } from '../../base/actor.ts'
import type { Moment } from '../../base/time.ts'
import type { Database, Tx } from '../db/pool.ts'
import type { Scope } from '../db/scope.ts'
import type { Log } from '../log/log.ts'

/** Ids, codes and counts; never personal text. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>

export interface Job {
  readonly county: string
  /** 0 for work by the clock, which sees to the other worlds itself. */
  readonly world: number
  /** On whose behalf; for work by the clock the system under the task's name. */
  readonly actor: { readonly kind: ActorKind; readonly id: string }
  readonly data: JobData
}

export interface JobRun {
  /** The worker's pool. */
  readonly db: Database
  /** Runs work in one transaction under the system's scope for a world of the job's county. */
  readonly tx: <T>(world: number, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Real time at the start of this try. */
  readonly now: Moment
  /** 1 for the first try. */
  readonly tries: number
  /** Whether no further try comes after this one. */
  readonly last: boolean
  /** Aborted some seconds after a stop was asked for. */
  readonly signal: AbortSignal
  readonly log: Log
}

/** Rejecting means: try again later. Must bear being run twice. */
export type Task = (job: Job, run: JobRun) => Promise<void>

export interface CronLine {
  readonly task: string
  /** Minute, hour, day, month, weekday, in UTC (`17 * * * *`: each hour at 17 past). */
  readonly match: string
}

/** What a module exports as `…Jobs(services)`. */
export interface Jobs {
  readonly tasks: Readonly<Record<string, Task>>
  /** Run once at each matching minute, whatever the number of processes, for every county in turn. */
  readonly cron: readonly CronLine[]
}

/** Thrown by a task where trying again later is the plan and not a fault; `code` is kept with the job. */
export class TryLater extends Error {
  override readonly name = 'TryLater'
  constructor(readonly code: string) {
    super(code)
  }
}

export const JobPayload = z.object({
  county: z.string(),
  world: z.int(),
  actor: z.object({ kind: z.enum(['public', 'party', 'staff', 'system']), id: z.string() }),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/** The machine's own scope in a world. */
export function systemScope(county: string, world: number): Scope {
  return { county, world, kind: 'system', areas: [], sites: [] }
}
