/** Nights played beside the server, each by a process of its own that knows nothing but an address and a token. */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { blizzard } from '../../seed/blizzard.ts'
import { uuidv7 } from '../base/ids.ts'
import { Refusal } from '../base/refusal.ts'
import { DAY } from '../base/time.ts'
import { addSession } from '../modules/access/actions.ts'
import type { Nights, NightView } from '../modules/mode/routes.ts'
import { machine } from '../modules/placement/actions/replace.ts'
import { beginWorld } from '../modules/placement/actions/world.ts'
import { type Context, deedScope, type Shared } from '../platform/http/context.ts'
import type { Order, Report } from './process.ts'

export interface PlayedNights extends Nights {
  stopAll(): Promise<void>
}

interface Played {
  readonly child: ChildProcess
  view: NightView
  /** Whether it ended as it should. */
  readonly ended: Promise<boolean>
  /** Somebody has stopped it. */
  stopped: boolean
}

function end(night: Played): void {
  night.stopped = true
  night.child.kill('SIGTERM')
}

/** Nights at once on one machine. */
const AT_ONCE = 2

/** The program's own file, as built or as written. */
function programFile(): string {
  const built = fileURLToPath(new URL('./cli.js', import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL('../cli.ts', import.meta.url))
}

/**
 * @param url where the house answers; known once it listens
 * @param ca the certificate it shows, where it speaks https
 */
export function playNights(shared: Shared, url: () => string, ca?: string): PlayedNights {
  const nights = new Map<number, Played>()

  async function openFor(ctx: Context, speed: number) {
    const { county } = ctx.actor
    const { told } = blizzard({ scale: 0.001 })
    const house = { ...ctx, actor: machine(county, 0, 'everyday') }
    const world = await beginWorld(house, {
      command: uuidv7(ctx.realNow, ctx.random(10)),
      kind: 'play',
      name: '2·17',
      startsAt: told.start,
      rate: speed,
    })
    const there = { ...ctx, actor: { ...house.actor, world } }
    const expiresAt = ctx.realNow + DAY
    const sessions = await ctx.db.tx(deedScope(there), async (tx) => {
      const officer = await tx.maybe<{ account: string }>(
        `select account from post where county = $1 and role = 'duty_officer' and upper_inf(valid) order by account limit 1`,
        [county],
      )
      if (officer === undefined) throw new Refusal('access.no_post')
      const simulator = await addSession(tx, there, officer.account, 'simulator', 'night', expiresAt)
      const visitor = await addSession(tx, there, officer.account, 'browser', '', expiresAt)
      return { simulator: simulator.token, visitor: visitor.token }
    })
    return { world, expiresAt, ...sessions }
  }

  return {
    async start(ctx, { speed, hotelsFail }) {
      if ([...nights.values()].filter((night) => night.view.running).length >= AT_ONCE)
        throw new Refusal('too_many')
      const county = await shared.clock.county(ctx.actor.county)
      const { world, simulator, visitor, expiresAt } = await openFor(ctx, speed)
      const prefix = `/c/${county.slug}/w/${world}`
      const path = `${prefix}/wall`
      const order: Order = { base: `${url()}${prefix}`, token: simulator, world, speed, hotelsFail, ca }
      const child = fork(programFile(), ['play'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      const none = { now: 0, registered: 0, total: 0, arrived: 0 }
      const view = { world, path, running: true, failed: false, speed, ...none }
      const ended = new Promise<boolean>((resolve) => {
        child.once('exit', (code, signal) => resolve(code === 0 || (signal === 'SIGTERM' && played.stopped)))
        child.once('error', () => resolve(false))
      })
      const played: Played = { child, view, ended, stopped: false }
      nights.set(world, played)
      child.on('message', (report: Report) => {
        played.view = { ...played.view, ...report.progress, running: !report.done }
      })
      void ended.then((well) => {
        played.view = { ...played.view, running: false, failed: !well }
        if (!well) shared.log.error('night.failed', { world })
      })
      // A process that could not begin has nobody to take the order; its end says so.
      child.send(order, () => {})
      return { world, path, token: visitor, expiresAt }
    },
    list: () => [...nights.values()].map((night) => night.view),
    async stop(world) {
      const night = nights.get(world)
      if (night === undefined || !night.view.running) return false
      end(night)
      await night.ended
      return true
    },
    async stopAll() {
      for (const night of nights.values()) end(night)
      await Promise.all([...nights.values()].map((night) => night.ended))
    },
  }
}
