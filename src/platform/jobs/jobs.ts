/**
 * The runner of jobs: takes what is due, in this process and in any number of others, each job by one of them at a time.
 * At least once: a runner that dies leaves its jobs to the others.
 */
import { type ParsedCronItem, parseCronItems, type Runner, run } from 'graphile-worker'
import { type Alive, keepAlive } from './alive.ts'
import { type CarryOptions, taskList } from './carry.ts'
import { every } from './every.ts'
import { look, writerWatch } from './gauges.ts'
import { loggerOn } from './logger.ts'
import type { CronLine } from './task.ts'

export interface JobsOptions extends CarryOptions {
  /** The worker's connection string, straight to the server; `installJobs` has run on it. */
  readonly directUrl: string
  readonly cron: readonly CronLine[]
  /** Jobs at once in this process, 3 unless given. */
  readonly concurrency?: number
}

/** How often a job of the clock is tried; its next minute comes anyway. */
const CRON_TRIES = 5
/** Milliseconds between looks at the gauges, and between looks for dead runners. */
const LOOK = 5_000
const RELEASE = 15_000
/** Before a runner that ended by itself is started anew. */
const AGAIN = 1_000

/**
 * Runs jobs until stopped. A stop takes no new job and waits for those under way; their signal is aborted after 5 s.
 * @throws the database's error where the library's schema is missing or closed to the role
 */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const alive = keepAlive(options.directUrl)
  let stopped = false
  let runner: Runner | undefined
  let again: NodeJS.Timeout | undefined

  async function begin(): Promise<void> {
    const begun = await run(runnerOptions(options, alive))
    runner = begun
    const ended = (): void => {
      if (stopped) return
      options.log.error('jobs.ended')
      again = setTimeout(restart, AGAIN)
    }
    begun.promise.then(ended, ended)
  }
  function restart(): void {
    begin().catch((error: unknown) => {
      options.log.error('jobs.failed', { err: error })
      if (!stopped) again = setTimeout(restart, AGAIN)
    })
  }

  try {
    await begin()
  } catch (error) {
    await alive.stop()
    throw error
  }
  const rounds = startRounds(options, alive)
  return {
    async stop() {
      stopped = true
      clearTimeout(again)
      // The runner first and at once: while a look at the gauges ended it would still take jobs.
      // One whose database is gone cannot give its jobs back; others will (alive.ts).
      await Promise.all([runner?.stop().catch(() => {}), rounds.stop()])
      await alive.stop()
    },
  }
}

function runnerOptions(options: JobsOptions, alive: Alive): Parameters<typeof run>[0] {
  const concurrency = options.concurrency ?? 3
  const url = new URL(options.directUrl)
  url.searchParams.set('application_name', 'jingwei jobs')
  return {
    connectionString: url.href,
    // One listens, one schedules.
    maxPoolSize: concurrency + 2,
    concurrency,
    noHandleSignals: true,
    logger: loggerOn(options.log),
    taskList: taskList(options),
    parsedCronItems: cronItems(options.cron),
    preset: {
      // Only what goes in batches is waited for when the runner stops; else a job that ended could be carried out anew.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [
        {
          name: 'alive',
          version: '1.0.0',
          worker: { hooks: { startWorker: (_, { worker }) => alive.hold(worker.workerPool.id) } },
        },
      ],
    },
  }
}

/** One waiting job a line at most: minutes missed while nobody ran are not made up for one by one. */
function cronItems(cron: readonly CronLine[]): ParsedCronItem[] {
  return parseCronItems(
    cron.map(({ task, match }) => ({
      task,
      match,
      identifier: task,
      options: { maxAttempts: CRON_TRIES, jobKey: `cron/${task}` },
    })),
  )
}

/** The looks of this process. Rounds never overlap. */
function startRounds(options: JobsOptions, alive: Alive): { stop(): Promise<void> } {
  const watch = writerWatch()
  const now = options.now ?? Date.now
  const rounds = [
    every(LOOK, options.log, () => look(options.worker, options.metrics, watch, now())),
    every(RELEASE, options.log, async () => {
      const count = await alive.release()
      if (count > 0) options.log.warn('jobs.released', { count })
    }),
  ]
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()))
    },
  }
}
