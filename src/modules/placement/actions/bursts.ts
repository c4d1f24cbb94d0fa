/** Who came with more than is plausible: let in one by one at the desk, or a whole burst let through or taken out. */
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { actorJson, record } from '../../../platform/ledger/record.ts'
import { keepReason } from '../../../platform/reason.ts'
import { once } from '../../../platform/receipt.ts'
import { groundOf } from '../../places/reads.ts'
import { knockText } from '../bursts.ts'
import type { BurstRange, PartyView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { findParty } from '../reads/parties.ts'
import { retryWaiting } from './replace.ts'
import { told } from './steps.ts'

/** Most parties of one act; a larger burst is done in two. */
const MOST = 5_000

interface Done {
  readonly parties: number
  readonly persons: number
}

async function carryOut<D extends Done>(
  tx: Tx,
  ctx: Context,
  deed: 'confirm' | 'clear',
  ids: readonly string[],
): Promise<D> {
  const { county, world } = ctx.actor
  return tx.one<D>(`select * from placement_${deed}($1, $2, $3, $4, $5)`, [
    county,
    world,
    at(ctx.now),
    actorJson(ctx.actor),
    ids,
  ])
}

/** Seen at the desk, or known on the telephone: placed at once like everybody else. @throws Refusal placement.step_not_possible */
export async function confirmParty(
  ctx: Context,
  id: string,
  input: { readonly command: string },
): Promise<PartyView> {
  demand(mayNot.confirm(ctx.actor))
  const { party } = await findParty(ctx.db, deedScope(ctx), id)
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'confirmParty', input.command, { id, ...input }, async () => {
      const { parties } = await carryOut(tx, ctx, 'confirm', [id])
      if (parties === 0) throw new Refusal('placement.step_not_possible', { state: party.state })
      return id
    }),
  )
  ctx.committed(ctx.actor.county)
  await retryWaiting(ctx)
  return told(ctx, id)
}

/** What a burst is named by is kept in the ledger: no entry but the county's own. @throws Refusal places.unknown_entry */
async function demandEntry(ctx: Context, { entry }: BurstRange): Promise<void> {
  if (!(await groundOf(ctx)).entries.has(entry)) throw new Refusal('places.unknown_entry', { entry })
}

/** The parties of a burst in one of the states meant, the first first. */
async function idsOf(tx: Tx, ctx: Context, range: BurstRange, which: string): Promise<string[]> {
  const { county, world } = ctx.actor
  const rows = await tx.query<{ id: string }>(
    `select id from party where knock = $3 and county = $1 and world = $2
       and registered_at >= $4 and registered_at < $5 and (${which}) order by registered_at, id limit ${MOST}`,
    [county, world, knockText(range), at(range.from), at(range.to)],
  )
  return rows.map(({ id }) => id)
}

async function tell(
  tx: Tx,
  ctx: Context,
  type: 'burst.confirmed' | 'burst.cleared',
  command: string,
  range: BurstRange,
  done: Done & { readonly freed?: number },
): Promise<void> {
  const { entry, code, from, to } = range
  await record(tx, ctx.actor, ctx.now, {
    type,
    subjectKind: 'burst',
    subject: command,
    data: { entry, code, from, to, ...done, command },
  })
}

/** What an act on a burst did, for its twin: out of the ledger's own line. */
async function doneBy<D extends Done>(tx: Tx, ctx: Context, command: string): Promise<D> {
  const { data } = await tx.one<{ data: D }>(
    `select data from ledger where county = $1 and world = $2 and subject = $3 and subject_kind = 'burst'`,
    [ctx.actor.county, ctx.actor.world, command],
  )
  return data
}

/** Lets a burst through: placed at once where there is room; also one that was taken out by mistake. */
export async function confirmBurst(
  ctx: Context,
  { command, burst }: { readonly command: string; readonly burst: BurstRange },
): Promise<Done & { placed: number }> {
  demand(mayNot.actOnBursts(ctx.actor))
  await demandEntry(ctx, burst)
  const done = await ctx.db.tx(deedScope(ctx), async (tx) => {
    await once(tx, ctx, 'confirmBurst', command, { command, burst }, async () => {
      const which = `waiting_reason = 'unconfirmed' or (state = 'withdrawn' and cleared_at is not null)`
      const counts = await carryOut(tx, ctx, 'confirm', await idsOf(tx, ctx, burst, which))
      await tell(tx, ctx, 'burst.confirmed', command, burst, counts)
      return command
    })
    return doneBy(tx, ctx, command)
  })
  ctx.committed(ctx.actor.county)
  return { parties: done.parties, persons: done.persons, placed: await retryWaiting(ctx) }
}

/** Takes a burst out; whoever accepted, arrived or was seen stays, and who waits gets what is free again. */
export async function clearBurst(
  ctx: Context,
  input: {
    readonly command: string
    readonly burst: BurstRange
    readonly holding: boolean
    readonly reason: string
  },
): Promise<Done & { freed: number }> {
  demand(mayNot.actOnBursts(ctx.actor))
  const { command, burst, holding, reason } = input
  await demandEntry(ctx, burst)
  const done = await ctx.db.tx(
    deedScope(ctx),
    async (tx) => {
      await once(tx, ctx, 'clearBurst', command, input, async () => {
        const which = `waiting_reason = 'unconfirmed'${holding ? ` or state = 'placed'` : ''}`
        const ids = await idsOf(tx, ctx, burst, which)
        const counts = await carryOut<Done & { freed: number }>(tx, ctx, 'clear', ids)
        await keepReason(tx, ctx, command, reason)
        await tell(tx, ctx, 'burst.cleared', command, burst, counts)
        return command
      })
      return doneBy<Done & { freed: number }>(tx, ctx, command)
    },
    { retry: true },
  )
  ctx.committed(ctx.actor.county)
  await retryWaiting(ctx)
  return { parties: done.parties, persons: done.persons, freed: done.freed }
}
