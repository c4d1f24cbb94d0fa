/** 路上估计: entered by a person with its source, never mixed with what is counted. */
import { demand, Refusal } from '../../../base/refusal.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { record } from '../../../platform/ledger/record.ts'
import { once } from '../../../platform/receipt.ts'
import { worldSubject } from '../../mode/actions.ts'
import { groundOf } from '../../places/reads.ts'
import { mayNot } from '../policy.ts'

export interface Estimate {
  readonly command: string
  readonly entry: string
  readonly persons: number
  readonly source: string
}

/** @throws Refusal not_allowed, places.unknown_entry */
export async function setRoadEstimate(ctx: Context, input: Estimate) {
  demand(mayNot.estimateRoad(ctx.actor))
  const { county, world } = ctx.actor
  if (!(await groundOf(ctx)).entries.has(input.entry))
    throw new Refusal('places.unknown_entry', { entry: input.entry })
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'roadEstimate', input.command, input, async () => {
      await tx.query(
        `insert into road_estimate (county, world, entry, persons, source, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (county, world, entry, at) do nothing`,
        [county, world, input.entry, input.persons, input.source, at(ctx.now)],
      )
      await record(tx, ctx.actor, ctx.now, {
        type: 'road.estimated',
        subjectKind: 'county',
        subject: worldSubject(world),
        data: { entry: input.entry, persons: input.persons },
      })
      return input.command
    }),
  )
  ctx.committed(county)
  return { entry: input.entry, persons: input.persons, source: input.source, at: ctx.now, stale: false }
}
