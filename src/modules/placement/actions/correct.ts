/** What a traveller may have put right, and erased, at any time (people.md, law 4 and 7). */
import { uuidv7 } from '../../../base/ids.ts'
import { demand, Refusal } from '../../../base/refusal.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { groundOf } from '../../places/reads.ts'
import { choose, chooseAt } from '../choose.ts'
import type { Correction, PartyView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { boardOf } from '../reads/board.ts'
import { type Found, findParty, type PartyRecord } from '../reads/parties.ts'
import { openIdentity } from '../reads/view.ts'
import { IDENTITY_FIELDS, type IdentityField, sealIdentity } from '../store/identity.ts'
import { candidatesJson, requestOf } from './register.ts'
import { begin, type Command, step, told } from './steps.ts'

/** Looks again at most so often where somebody else changed the party meanwhile. */
const TRIES = 4

/**
 * Corrects what is kept of a party. A larger party keeps its place where it still fits and gets another in the same act
 * where it does not; where there is none, nothing has changed.
 * @throws Refusal placement.empty_party, placement.no_room, placement.step_not_possible
 */
export async function correct(ctx: Context, id: string, input: Correction & Command): Promise<PartyView> {
  for (let n = 1; ; n++) {
    const found = await findParty(ctx.db, deedScope(ctx), id, IDENTITY_FIELDS)
    demand(mayNot.correct(ctx.actor, found.seen))
    try {
      await correctFound(ctx, found, input)
      return told(ctx, id)
    } catch (error) {
      // Not the caller's base: the one that this look was made at.
      const again = error instanceof Refusal && error.code === 'stale_base' && input.base === undefined
      if (!again || n === TRIES) throw error
    }
  }
}

const COUNTS = ['adults', 'children', 'infants', 'elders'] as const

function corrected({ party }: Found, change: Correction): PartyRecord {
  const counts = Object.fromEntries(COUNTS.map((count) => [count, change[count] ?? party[count]]))
  const next = { ...party, ...counts }
  const size = COUNTS.reduce((sum, count) => sum + next[count], 0)
  if (size === 0) throw new Refusal('placement.empty_party')
  const needs = change.needs === undefined ? party.needs : [...new Set(change.needs)]
  return { ...next, size, needs, vehicle: change.vehicle ?? party.vehicle }
}

/** Whether it is another kind of place that the party needs. */
function needsOther(before: PartyRecord, after: PartyRecord): boolean {
  return before.size !== after.size || [...before.needs].sort().join() !== [...after.needs].sort().join()
}

const SEALED: readonly IdentityField[] = IDENTITY_FIELDS

/** Sealed anew with what was changed; null where none of it was. */
function identityAfter(ctx: Context, found: Found, change: Correction): string | null {
  if (!SEALED.some((field) => change[field] !== undefined)) return null
  const key = ctx.keyring.emergency(ctx.actor.county, found.party.emergency)
  const given = SEALED.flatMap((field) =>
    change[field] === undefined ? [] : [[field, change[field]] as const],
  )
  return sealIdentity(key, found.party.id, { ...openIdentity(ctx, found), ...Object.fromEntries(given) })
}

async function correctFound(ctx: Context, found: Found, input: Correction & Command): Promise<void> {
  const { party, placement } = found
  const after = corrected(found, input)
  const rooms = needsOther(party, after)
  const board = await boardOf(ctx, rooms)
  const request = requestOf(ctx, await groundOf(ctx), board, after)
  const held = placement?.state === 'held'
  const given = placement === undefined ? [] : roomGivenBack(board.all, placement)
  // The place that is held first, then whatever the rule would choose; whoever is there stays there.
  const here =
    placement === undefined
      ? []
      : held
        ? choose(given, request).candidates
        : chooseAt(given, placement.site, request)
  const elsewhere = held ? choose(board.stocks, request).candidates : []
  const candidates = rooms ? [...here, ...elsewhere] : []
  const { adults, children, infants, elders, needs, vehicle } = after
  const changed = SEALED.filter((field) => input[field] !== undefined)
  await step(
    ctx,
    'placement_correct',
    'select placement_correct($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) as outcome',
    found,
    [
      // The command's hash is of what was sent; the base is what was looked at.
      ...begin(ctx, 'correct', found, input).slice(0, -1),
      input.base ?? party.version,
      JSON.stringify({ adults, children, infants, elders, needs, vehicle }),
      JSON.stringify({ adults, children, infants, elders, vehicle, fields: changed.join() }),
      identityAfter(ctx, found, input),
      rooms,
      candidatesJson(candidates),
      uuidv7(ctx.realNow, ctx.random(10)),
    ],
  )
}

/** The board as it is for a party that gives back what it has: a proposal, as ever; the database decides. */
function roomGivenBack(
  stocks: Awaited<ReturnType<typeof boardOf>>['all'],
  { site, pool, places, blocked }: NonNullable<Found['placement']>,
) {
  return stocks
    .filter((stock) => stock.site === site)
    .map((stock) => ({
      ...stock,
      free: stock.free + (stock.pool === pool ? places + blocked : 0),
      whole: { ...stock.whole, free: stock.whole.free + places },
    }))
}

/** Erases who they are; the place stays, under a bare number. @throws Refusal */
export async function erase(ctx: Context, id: string, input: Command): Promise<PartyView> {
  const found = await findParty(ctx.db, deedScope(ctx), id)
  demand(mayNot.erase(ctx.actor, found.seen))
  await step(
    ctx,
    'placement_erase',
    'select placement_erase($1,$2,$3,$4,$5,$6,$7,$8,$9) as outcome',
    found,
    begin(ctx, 'erase', found, input),
  )
  return told(ctx, id)
}
