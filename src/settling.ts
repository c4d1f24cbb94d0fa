/**
 * Plans every live world ahead while the program runs: each ten told minutes, and at once when places have gone. A plan
 * that fails or is late leaves the last advice to grow stale; then the simple rule alone places, and the wall says so.
 */
import { MINUTE, type Moment, SECOND } from './base/time.ts'
import { machineContext } from './clockwork.ts'
import { offeredNow, planAnew, type Settler } from './modules/placement/actions/settle.ts'
import { boardOf } from './modules/placement/reads/board.ts'
import { type Plan, planOf } from './modules/placement/reads/plan.ts'
import type { Shared } from './platform/http/context.ts'
import type { Expectation, Settled } from './solver/placement/settle.ts'
import { askThread } from './thread.ts'

/** Real milliseconds between looks, between two plans of one world, after a failure, and for one plan at most. */
const LOOK = 1 * SECOND
const PAUSE = 5 * SECOND
const AFTER_FAILURE = 30 * SECOND
const PATIENCE = 60 * SECOND
/** Told milliseconds after which a plan is made anew. */
const AGAIN = 10 * MINUTE

export interface Thread {
  readonly settle: Settler
  stop(): Promise<void>
}

/** The build lays the worker beside whatever file this line ends up in. */
const WORKER = new URL('./settle.worker.js', import.meta.url)

export function settlingThread(file: URL = WORKER, patience: number = PATIENCE): Thread {
  const { ask, stop } = askThread<Expectation, Settled>(file, patience)
  return { settle: ask, stop }
}

/** Whether a world is planned anew now. Pure but for its arguments. */
export function isDue(plan: Plan, told: Moment, real: Moment, offered: number): boolean {
  if (plan.failedAt !== undefined && real - plan.failedAt < AFTER_FAILURE) return false
  if (plan.begunAt === undefined) return true
  if (real - plan.begunAt < PAUSE) return false
  const { advice } = plan
  // A clock that was set back makes every advice one of the future.
  return advice === undefined || Math.abs(told - advice.at) >= AGAIN || offered < plan.offered
}

export function startSettling(shared: Shared, thread: Thread): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    if (running !== undefined || stopped) return
    running = round(shared, thread, () => stopped)
      .catch((error: unknown) => shared.log.error('settling.failed', { err: error }))
      .finally(() => {
        running = undefined
      })
  }, LOOK)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await thread.stop()
      await running
    },
  }
}

async function round(shared: Shared, { settle }: Thread, stopped: () => boolean): Promise<void> {
  for (const county of await shared.clock.counties())
    for (const world of await shared.clock.worlds(county.code)) {
      if (stopped()) return
      if (world.endedAt !== null || world.rate === 0) continue
      const ctx = await machineContext(shared, world)
      const [plan, offered] = [await planOf(ctx), offeredNow(await boardOf(ctx))]
      if (!isDue(plan, ctx.now, ctx.realNow, offered)) continue
      plan.begunAt = ctx.realNow
      plan.offered = offered
      try {
        await planAnew(ctx, settle)
      } catch (error) {
        if (stopped()) return
        plan.failedAt = shared.clock.real()
        shared.log.error('settling.failed', { err: error })
      }
    }
}
