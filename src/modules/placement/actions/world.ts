/** Starting a drill or a play: declarations are copied with empty counters, parties never (architecture.md, Worlds). */
import { demand } from '../../../base/refusal.ts'
import { HOUR } from '../../../base/time.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { record } from '../../../platform/ledger/record.ts'
import { once } from '../../../platform/receipt.ts'
import { addSession } from '../../access/actions.ts'
import { openWorld, worldSubject } from '../../mode/actions.ts'
import type { WorldView } from '../../mode/model.ts'
import { viewWorld } from '../../mode/reads.ts'
import { copySites } from '../../sites/actions.ts'
import { mayNot } from '../policy.ts'

export interface NewWorld {
  readonly command: string
  readonly kind: 'drill' | 'play'
  readonly name: string
  readonly startsAt?: number | undefined
  readonly rate: number
}

/** How long the session lasts that its starter gets in the new world. */
const SESSION = 24 * HOUR

/** Starts a drill or play. @returns its number. @throws Refusal not_allowed, command_reused */
export async function beginWorld(ctx: Context, input: NewWorld): Promise<number> {
  demand(mayNot.startWorld(ctx.actor))
  const { county } = ctx.actor
  const startsAt = input.startsAt ?? ctx.realNow
  const subject = await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'startWorld', input.command, input, async () => {
      const world = await openWorld(tx, ctx, { ...input, startsAt })
      await tx.query(`select set_config('app.world', $1, true)`, [String(world)])
      await copySites(tx, county, world, startsAt)
      await tx.query('select placement_init($1, $2, $3)', [county, world, at(startsAt)])
      await record(tx, { ...ctx.actor, world }, startsAt, {
        type: 'world.started',
        subjectKind: 'county',
        subject: worldSubject(world),
        data: { kind: input.kind },
      })
      await tx.query(`select set_config('app.world', $1, true)`, [String(ctx.actor.world)])
      return worldSubject(world)
    }),
  )
  await ctx.db.tx(deedScope(ctx), (tx) => tx.query('select statistics_refresh()'))
  ctx.clock.forget()
  ctx.committed(county)
  return Number.parseInt(subject.slice(-12), 16)
}

/** Starts a drill or play and lets its starter in: tokens are valid in one world only. @throws Refusal not_allowed, command_reused */
export async function startWorld(ctx: Context, input: NewWorld): Promise<WorldView & { token: string }> {
  const id = await beginWorld(ctx, input)
  const there = { ...ctx, actor: { ...ctx.actor, world: id } }
  const { token } = await ctx.db.tx(deedScope(there), (tx) =>
    addSession(tx, there, ctx.actor.id, 'browser', '', ctx.realNow + SESSION),
  )
  return { ...viewWorld(await ctx.clock.world(ctx.actor.county, id), ctx.realNow), token }
}
