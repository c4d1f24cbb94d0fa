/** Bursts of registrations, as the desk looks at them. */
import { demand } from '../../../base/refusal.ts'
import { DAY } from '../../../base/time.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { burstsOf, knockText, type Slot, STEP } from '../bursts.ts'
import type { Burst, BurstRange } from '../model.ts'
import { mayNot } from '../policy.ts'

const HELD = `exists (select from placement pl where pl.county = p.county and pl.world = p.world and pl.party = p.id
  and pl.state = 'held' and pl.accepted_at is null)`
const CLEARED = `p.state = 'withdrawn' and p.cleared_at is not null`

const COUNTS = `count(*)::int as parties, coalesce(sum(p.size), 0)::int as persons,
  (count(*) filter (where p.waiting_reason = 'unconfirmed'))::int as unconfirmed,
  (count(*) filter (where p.state = 'placed' and ${HELD}))::int as holding,
  (count(*) filter (where ${CLEARED}))::int as cleared,
  (count(*) filter (where p.waiting_reason is distinct from 'unconfirmed' and not (p.state = 'placed' and ${HELD})
     and not (${CLEARED})))::int as known,
  (count(*) filter (where exists (select from party_identity i where i.county = p.county and i.world = p.world
     and i.party = p.id and i.field = 'phone')))::int as phones`

/** Bursts of the last day. */
export async function listBursts(ctx: Context): Promise<{ now: number; bursts: Burst[] }> {
  demand(mayNot.confirm(ctx.actor))
  const { county, world } = ctx.actor
  const slots = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<Slot>(
      `select p.knock, date_bin($4::interval, p.registered_at, 'epoch') as at, c.entry as "codeEntry", ${COUNTS}
       from party p left join entry_code c on c.county = p.county and c.world = p.world and 'c/' || c.id = p.knock
       where p.county = $1 and p.world = $2 and p.knock is not null and p.registered_at > $3
       group by 1, 2, 3 order by 1, 2`,
      [county, world, at(ctx.now - DAY), `${STEP} milliseconds`],
    ),
  )
  return { now: ctx.now, bursts: burstsOf(slots) }
}

/** The registrations of one entry and time, counted now. */
export async function lookAtBurst(ctx: Context, range: BurstRange): Promise<Burst> {
  demand(mayNot.confirm(ctx.actor))
  const { county, world } = ctx.actor
  const counts = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.one<Omit<Burst, keyof BurstRange>>(
      `select ${COUNTS} from party p where p.knock = $3 and p.county = $1 and p.world = $2
         and p.registered_at >= $4 and p.registered_at < $5`,
      [county, world, knockText(range), at(range.from), at(range.to)],
    ),
  )
  return { ...range, ...counts }
}
