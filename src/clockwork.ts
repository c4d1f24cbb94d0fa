/**
 * The clock's own work in every live world: sites open at their hour, holds run out, who waits is tried again. Swept,
 * not scheduled, since a play's clock runs at any speed and may be set anew; every round is safe to repeat, so several
 * processes may do it at once (docs/decisions).
 */
import { modeOf } from './modules/mode/reads.ts'
import { machine, tick } from './modules/placement/actions/replace.ts'
import { toldAt, type World } from './platform/clock.ts'
import type { Context, Shared } from './platform/http/context.ts'
import { deedScope } from './platform/http/context.ts'
import type { LiveHub } from './platform/live/hub.ts'
import type { Metrics } from './platform/metrics.ts'

/** Real milliseconds between rounds. */
const ROUND = 500

export function startClockwork(shared: Shared, metrics: Metrics, hub: LiveHub): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    metrics.streams(hub.listeners)
    if (running !== undefined || stopped) return
    running = round(shared, () => stopped)
      .catch((error: unknown) => shared.log.error('clockwork.failed', { err: error }))
      .finally(() => {
        running = undefined
      })
  }, ROUND)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

async function round(shared: Shared, stopped: () => boolean): Promise<void> {
  for (const county of await shared.clock.counties())
    for (const world of await shared.clock.worlds(county.code)) {
      if (stopped()) return
      if (world.endedAt === null && world.rate > 0) await tick(await machineContext(shared, world))
    }
}

/** The machine acting in a world now. */
export async function machineContext(shared: Shared, world: World): Promise<Context> {
  const actor = machine(world.county, world.id, await modeOf(shared, world.county, world.id))
  const realNow = shared.clock.real()
  return { ...shared, actor, scope: deedScope({ actor }), realNow, now: toldAt(world, realNow) }
}
