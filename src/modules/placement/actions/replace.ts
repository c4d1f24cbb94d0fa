/** What the clock does: sites open at their hour, holds run out, who waits is tried again. Each round is safe to repeat. */
import type { Actor } from '../../../base/actor.ts'
import { uuidv7 } from '../../../base/ids.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { actorJson, record } from '../../../platform/ledger/record.ts'
import { groundOf } from '../../places/reads.ts'
import { choose, chooseAt, type Request, type Stock } from '../choose.ts'
import { type Board, boardOf, noteGiven } from '../reads/board.ts'
import type { PartyRecord } from '../reads/parties.ts'
import { ASKED, CREDIBLE, EXPIRED_HOLDS, PARTY_STEPS, RENEWAL, toldNeed } from '../rules.ts'
import { candidatesJson, requestOf } from './register.ts'

/** Holds looked at in one round, and parties tried again. */
const SWEEP = 500
const RETRY = 2000

/** Opens sites whose hour has come, and closes those whose last guest has left. @returns how many changed */
export async function turnSites(ctx: Context): Promise<number> {
  const { county, world } = ctx.actor
  const changed = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const rows = await tx.query<{ id: string; state: string; community: string | null }>(
      `update site set state = case when state = 'opening' then 'open' else 'closed' end,
         opens_at = null, version = version + 1, changed_at = $3
       where county = $1 and world = $2 and id in (
         select s.id from site s where s.county = $1 and s.world = $2 and (
           (s.state = 'opening' and s.opens_at <= $3) or
           (s.state = 'closing' and not exists (select 1 from placement pl
              where pl.county = $1 and pl.world = $2 and pl.site = s.id and pl.state <> 'ended')))
         for no key update skip locked)
       returning id, state, community`,
      [county, world, at(ctx.now)],
    )
    for (const row of rows)
      await record(tx, ctx.actor, ctx.now, {
        type: row.state === 'open' ? 'site.opened' : 'site.closed',
        subjectKind: 'site',
        subject: row.id,
        area: row.community,
      })
    return rows.length
  })
  if (changed > 0) ctx.committed(county)
  return changed
}

/** Holds that are due: renewed, asked or ended by people.md's rules. @returns holds ended */
export async function sweepHolds(ctx: Context): Promise<number> {
  const { county, world } = ctx.actor
  const [row] = await ctx.db.call<{ renewed: number; asked: number; expired: number }>(
    'placement_sweep',
    'select * from placement_sweep($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      county,
      world,
      at(ctx.now),
      actorJson(ctx.actor),
      SWEEP,
      `${CREDIBLE} milliseconds`,
      `${RENEWAL} milliseconds`,
      `${ASKED} milliseconds`,
    ],
  )
  if (row!.renewed + row!.asked + row!.expired > 0) ctx.committed(county)
  return row!.expired
}

interface WaitingRow extends PartyRecord {
  readonly expired_holds: number
}

const PARTY_COLUMNS = `p.id, p.emergency, p.code, p.state, p.size, p.adults, p.children, p.infants, p.elders, p.needs, p.vehicle,
  p.entry, p.lon, p.lat, p.waiting_reason, p.waiting_need, p.waiting_since, p.registered_at, p.changed_at, p.version, p.expired_holds`

/**
 * Tries everybody again who waits: those who lost a place first, then by the time waited. A party whose holds ran out
 * twice without a sign of life waits for one.
 * @returns parties placed
 */
export async function retryWaiting(ctx: Context): Promise<number> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<WaitingRow>(
      `select ${PARTY_COLUMNS} from party p
       where p.county = $1 and p.world = $2 and p.state = 'waiting' and p.waiting_reason <> 'unconfirmed'
         and not (p.waiting_reason = 'hold_expired' and p.expired_holds >= $3)
       order by (p.waiting_reason in ('hold_expired', 'site_closed', 'site_smaller')) desc, p.waiting_since, p.id limit ${RETRY}`,
      [county, world, EXPIRED_HOLDS],
    ),
  )
  if (rows.length === 0) return 0
  const ground = await groundOf(ctx)
  const board = await boardOf(ctx, true)
  // Whether there is room does not depend on where a party is, so one look a kind of party is enough.
  const hopeless = new Map<string, { reason: string; need: PartyRecord['waiting_need'] }>()
  let placed = 0
  for (const party of rows) {
    const kind = `${party.size}/${[...party.needs].sort().join()}`
    if (!hopeless.has(kind)) {
      const request = requestOf(ctx, ground, board, party)
      const choice = choose(board.stocks, request)
      if (!('waiting' in choice)) {
        if (await placeAgain(ctx, board, party, request, choice.candidates)) placed++
        continue
      }
      hopeless.set(kind, { reason: choice.waiting, need: choice.need ?? null })
    }
    await tellReason(ctx, party, hopeless.get(kind)!)
  }
  if (placed > 0) ctx.committed(county)
  return placed
}

type Candidates = Parameters<typeof candidatesJson>[0]

async function placeAgain(
  ctx: Context,
  board: Awaited<ReturnType<typeof boardOf>>,
  party: PartyRecord,
  request: Request,
  candidates: Candidates,
): Promise<boolean> {
  const { county, world } = ctx.actor
  const [row] = await ctx.db.call<{ outcome: string; taken: number }>(
    'placement_place',
    'select * from placement_place($1, $2, $3, $4, $5, $6, $7)',
    [
      county,
      world,
      at(ctx.now),
      actorJson(ctx.actor),
      party.id,
      candidatesJson(candidates),
      uuidv7(ctx.realNow, ctx.random(10)),
    ],
  )
  if (row!.outcome !== 'placed') return false
  const taken = candidates[row!.taken - 1]!
  noteGiven(board, taken, party.size, request)
  return true
}

/** Reasons of those who had a place; they stay first in line, and are told so until they have one again. */
const LOST: ReadonlySet<string> = new Set(['hold_expired', 'site_closed', 'site_smaller'])

/** Why a party waits may change while it waits; what its page says must be true. */
async function tellReason(
  ctx: Context,
  party: PartyRecord,
  why: { reason: string; need: PartyRecord['waiting_need'] },
): Promise<void> {
  const lost = LOST.has(party.waiting_reason ?? '')
  if (lost || (party.waiting_reason === why.reason && party.waiting_need === why.need)) return
  const { county, world } = ctx.actor
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    const rows = await tx.query(
      `update party set waiting_reason = $4, waiting_need = $5, changed_at = $6, version = version + 1
       where county = $1 and world = $2 and id = $3 and state = 'waiting' and waiting_reason <> 'unconfirmed'
       returning id`,
      [county, world, party.id, why.reason, why.need, at(ctx.now)],
    )
    if (rows.length === 0) return
    await record(tx, ctx.actor, ctx.now, {
      type: 'party.waiting',
      subjectKind: 'party',
      subject: party.id,
      data: { reason: why.reason, size: party.size, need: toldNeed(why.need ?? undefined) ?? null },
    })
  })
  ctx.committed(county)
}

/**
 * Moves on who is beyond the places: of every site out of use, or of the one named, also while it is open. They stay
 * recorded there until a place is found. Families first.
 * @returns parties moved
 */
export async function moveOn(ctx: Context, site?: string): Promise<number> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<PartyRecord>(
      `select ${PARTY_COLUMNS} from placement pl
       join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
       join party p on p.county = pl.county and p.world = pl.world and p.id = pl.party
       where pl.county = $1 and pl.world = $2 and pl.state = 'over'
         and case when $3::uuid is null then s.state in ('suspended', 'closing', 'closed') else s.id = $3 end
       order by (p.children + p.infants + p.elders > 0) desc, pl.arrived_at, p.id limit ${RETRY}`,
      [county, world, site ?? null],
    ),
  )
  if (rows.length === 0) return 0
  const ground = await groundOf(ctx)
  const board = await boardOf(ctx, true)
  let moved = 0
  for (const party of rows) {
    const choice = choose(board.stocks, requestOf(ctx, ground, board, party))
    if (choice.candidates.length > 0 && (await transferBySystem(ctx, party, choice.candidates))) moved++
  }
  if (moved > 0) ctx.committed(county)
  return moved
}

async function transferBySystem(ctx: Context, party: PartyRecord, candidates: Candidates): Promise<boolean> {
  const { county, world } = ctx.actor
  const [row] = await ctx.db.call<{ outcome: string }>(
    'placement_transfer',
    'select placement_transfer($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as outcome',
    [
      county,
      world,
      at(ctx.now),
      actorJson(ctx.actor),
      uuidv7(ctx.realNow, ctx.random(10)),
      Buffer.alloc(32),
      party.id,
      [...PARTY_STEPS.transfer],
      // Only as it was read: an act of the site and the clock look for the same people at once, and one of them is enough.
      party.version,
      candidatesJson(candidates),
      uuidv7(ctx.realNow, ctx.random(10)),
    ],
  )
  return row!.outcome === 'done'
}

/** Who is somewhere beyond the places gets a place there as soon as one is free. @returns parties settled */
export async function settleOver(ctx: Context): Promise<number> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<PartyRecord & { site: string }>(
      `select ${PARTY_COLUMNS}, pl.site from placement pl
       join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
       join party p on p.county = pl.county and p.world = pl.world and p.id = pl.party
       where pl.county = $1 and pl.world = $2 and pl.state = 'over' and s.state = 'open'
       order by pl.arrived_at, p.id limit ${SWEEP}`,
      [county, world],
    ),
  )
  if (rows.length === 0) return 0
  const ground = await groundOf(ctx)
  let settled = 0
  for (const party of rows) {
    const board = await boardOf(ctx)
    // Under the wardens they count already; what they lack is a place in a pool.
    const candidates = chooseAt(
      withRoomFor(board, party.site, party.size),
      party.site,
      requestOf(ctx, ground, board, party),
    )
    if (candidates.length === 0) continue
    const [row] = await ctx.db.call<{ settled: boolean }>(
      'placement_settle',
      'select placement_settle($1, $2, $3, $4, $5, $6) as settled',
      [county, world, at(ctx.now), actorJson(ctx.actor), party.id, candidatesJson(candidates)],
    )
    if (!row!.settled) continue
    noteGiven(board, candidates[0]!, party.size)
    settled++
  }
  if (settled > 0) ctx.committed(county)
  return settled
}

/** A site's pools as they are for somebody whom its wardens look after already. */
function withRoomFor(board: Board, site: string, size: number): Stock[] {
  return board.all
    .filter((stock) => stock.site === site)
    .map((stock) => ({ ...stock, whole: { free: stock.whole.free + size, limit: stock.whole.limit } }))
}

/** The machine itself as actor in a world. */
export function machine(county: string, world: number, mode: Actor['mode']): Actor {
  return { kind: 'system', id: 'placement', county, world, posts: [], simulator: false, mode, language: 'zh' }
}

/** One round of the clock in the context's world. */
export async function tick(ctx: Context): Promise<void> {
  await turnSites(ctx)
  await sweepHolds(ctx)
  await moveOn(ctx)
  await settleOver(ctx)
  await retryWaiting(ctx)
}
