/** Parties that may be one and the same, for the desk. Placing reads none of it (invariant 10). */
import { type Context, deedScope } from '../../../platform/http/context.ts'
import type { DuplicateView } from '../model.ts'
import { mayNot } from '../policy.ts'

/** The links of a party that are not dismissed, the oldest first; none for those who may not see them. */
export async function linksOf(ctx: Context, party: string): Promise<DuplicateView[]> {
  const { county, world } = ctx.actor
  const { kind, simulator } = ctx.actor
  // A simulator's people are nobody.
  if (kind !== 'staff' || simulator || mayNot.seeDuplicates(ctx.actor) !== undefined) return []
  return ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<DuplicateView>(
      `select o.id, o.code, o.state, o.size, l.grounds as "by", l.state as link, l.at, coalesce(l.merged = $3, false) as "intoIt"
       from party_link l
       join party o on o.county = l.county and o.world = l.world
         and o.id = case when l.later = $3 then l.earlier else l.later end
       where l.county = $1 and l.world = $2 and $3 in (l.later, l.earlier) and l.state <> 'dismissed'
       order by l.at, o.id`,
      [county, world, party],
    ),
  )
}

/** The party that this one was joined to. */
export async function mergedInto(
  ctx: Context,
  party: string,
): Promise<{ id: string; code: string; emergency: string } | undefined> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe(
      `select o.id, o.code, o.emergency from party_link l
       join party o on o.county = l.county and o.world = l.world
         and o.id = case when l.later = $3 then l.earlier else l.later end
       where l.county = $1 and l.world = $2 and l.merged = $3`,
      [county, world, party],
    ),
  )
}
