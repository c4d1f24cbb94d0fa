/**
 * Places those once more who have not set out: shown beforehand, carried out by one act of the duty officer, a party a
 * transaction. Until its own move is made everybody keeps the place held so far.
 */
import { uuidv7 } from '../../../base/ids.ts'
import { demand, Refusal } from '../../../base/refusal.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { actorJson, record } from '../../../platform/ledger/record.ts'
import { keepReason } from '../../../platform/reason.ts'
import { inputHash, once, secondCommand } from '../../../platform/receipt.ts'
import type { Replanned, Standing } from '../../../solver/placement/replan.ts'
import { worldSubject } from '../../mode/actions.ts'
import { groundOf } from '../../places/reads.ts'
import { stallOf } from '../advice.ts'
import { type Candidate, choose } from '../choose.ts'
import { type Asking, nearestEntry, standingOf } from '../expectation.ts'
import type { MoveOutcome, ReplanView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { boardOf } from '../reads/board.ts'
import { findParty } from '../reads/parties.ts'
import { type Asker, readAskers, readHolders, viewReplan } from '../reads/replan.ts'
import { hasChanged, type Move, movesOf, type Wish, WORTH, whyNotCarryOut, whyNotUndo } from '../replan.ts'
import { travelsBy } from '../rules.ts'
import {
  findReplan,
  insertReplan,
  type MoveRow,
  movesOfReplan,
  type ReplanRow,
  setOutcome,
  setState,
} from '../store/replan.ts'
import { candidatesJson, requestOf } from './register.ts'
import { lookAhead } from './settle.ts'

/** Solves elsewhere than on the thread that answers. */
export type Replanner = (standing: Standing) => Promise<Replanned>

const heads = (parties: readonly { readonly size: number }[]) => ({
  parties: parties.length,
  persons: parties.reduce((n, { size }) => n + size, 0),
})

interface Worked {
  readonly row: Omit<ReplanRow, 'state' | 'carried_at' | 'undone_at'>
  readonly moves: readonly Omit<MoveRow, 'outcome' | 'moved_version'>[]
}

/** From the live state to moves in turn; nothing is written. */
async function workOut(ctx: Context, id: string, replanner: Replanner): Promise<Worked> {
  const { county, world } = ctx.actor
  const [ground, board] = [await groundOf(ctx), await boardOf(ctx, true)]
  const { holders, askers } = await ctx.db.read(deedScope(ctx), async (tx) => ({
    holders: await readHolders(tx, county, world),
    askers: await readAskers(tx, county, world),
  }))
  const stocks = new Map(board.stocks.map((stock) => [`${stock.site} ${stock.pool}`, stock]))
  const held = holders.flatMap((one) => {
    const stock = stocks.get(`${one.site} ${one.pool}`)
    return stock === undefined ? [] : [{ ...one, stock }]
  })
  const asking = (one: Asker): Asking => ({
    size: one.size,
    needs: one.needs,
    car: travelsBy(one.vehicle) === 'car',
    entry: nearestEntry(ground.entries.values(), one),
  })
  const { stalls, standing } = standingOf(
    { ...(await lookAhead(ctx)), waiting: askers.map(asking) },
    held.map((one) => ({ ...asking(one), stock: one.stock })),
    WORTH,
  )
  const { to, cost, bound } = await replanner(standing)
  const parties = [...held, ...askers]
  const wishes = parties.flatMap((party, n): (Wish & { readonly party: Asker })[] => {
    const stall = stalls[to[n]!]
    const from = held[n]
    if (stall === undefined || (from !== undefined && stallOf(from.stock) === stall)) return []
    const { stock, blocked, slot } = from ?? {}
    return [
      {
        party,
        request: requestOf(ctx, ground, board, party),
        from: stock && { stock, places: party.size, blocked: blocked!, slot: slot! },
        to: stall,
      },
    ]
  })
  const moves = movesOf(board.stocks, wishes)
  const [looked, waiting] = [heads(held), heads(askers)]
  const rowOf = ({ wish, to, before, after, needsMet }: Move, n: number) => {
    const { party, from } = wishes[wish]!
    return {
      n,
      command: uuidv7(ctx.realNow, ctx.random(10)),
      party: party.id,
      size: party.size,
      version: party.version,
      from_site: from?.stock.site ?? null,
      from_pool: from?.stock.pool ?? null,
      to_site: to.site,
      to_pool: to.pool,
      before,
      after,
      needs_met: needsMet,
    }
  }
  return {
    row: {
      id,
      at: ctx.now,
      looked_parties: looked.parties,
      looked_persons: looked.persons,
      waiting_parties: waiting.parties,
      waiting_persons: waiting.persons,
      cost,
      bound,
    },
    moves: moves.map(rowOf),
  }
}

async function show(ctx: Context, id: string): Promise<ReplanView> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const row = await findReplan(tx, [county, world], id)
    if (row === undefined) throw new Refusal('not_found', { what: 'replan' })
    return viewReplan(tx, county, world, row)
  })
}

function tell(
  tx: Tx,
  ctx: Context,
  type: string,
  replan: string,
  data: Readonly<Record<string, number>> = {},
): Promise<void> {
  return record(tx, ctx.actor, ctx.now, {
    type,
    subjectKind: 'county',
    subject: worldSubject(ctx.actor.world),
    data: { replan, ...data },
  })
}

/** Works out who would move and what it gains; nobody moves. @throws Refusal not_allowed, command_reused */
export async function previewReplan(
  ctx: Context,
  { command }: { readonly command: string },
  replanner: Replanner,
): Promise<ReplanView> {
  demand(mayNot.replan(ctx.actor))
  const { county, world } = ctx.actor
  const known = await ctx.db.read(deedScope(ctx), (tx) => findReplan(tx, [county, world], command))
  if (known !== undefined) return show(ctx, command)
  const { row, moves } = await workOut(ctx, command, replanner)
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'previewReplan', command, {}, async () => {
      await insertReplan(tx, [county, world], row, moves)
      await tell(tx, ctx, 'replan.previewed', command, heads(moves))
      return command
    }),
  )
  ctx.committed(county)
  return show(ctx, command)
}

/** Moves whose parties are as they were read. */
async function stillTrue(tx: Tx, ctx: Context, id: string): Promise<number> {
  const { county, world } = ctx.actor
  const row = await tx.one<{ n: number }>(
    `select count(*)::int as n from replan_move m
     join party p on p.county = m.county and p.world = m.world and p.id = m.party and p.version = m.version
     where m.county = $1 and m.world = $2 and m.replan = $3`,
    [county, world, id],
  )
  return row.n
}

export interface Act {
  readonly command: string
  readonly reason: string
}

/** Locks a preview for an act, asks the rule, and notes who does it and why. */
async function beginAct(
  ctx: Context,
  id: string,
  { command, reason }: Act,
  deed: 'carryOutReplan' | 'undoReplan',
  rule: (tx: Tx, replan: ReplanRow) => Promise<void>,
): Promise<void> {
  demand(mayNot.replan(ctx.actor))
  const { county, world } = ctx.actor
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, deed, command, { id, reason }, async () => {
      const replan = await findReplan(tx, [county, world], id, true)
      if (replan === undefined) throw new Refusal('not_found', { what: 'replan' })
      await rule(tx, replan)
      await keepReason(tx, ctx, command, reason)
      await setState(tx, [county, world], id, deed === 'undoReplan' ? 'undoing' : 'carrying', ctx.now)
      await tell(tx, ctx, deed === 'undoReplan' ? 'replan.undo_begun' : 'replan.begun', id)
      return id
    }),
  )
  ctx.committed(county)
}

/** The last word of an act, said once whoever came to its end first. */
async function endAct(
  ctx: Context,
  id: string,
  from: 'carrying' | 'undoing',
  type: string,
  moves: readonly MoveRow[],
): Promise<void> {
  const { county, world } = ctx.actor
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    const replan = await findReplan(tx, [county, world], id, true)
    if (replan?.state !== from) return
    await setState(tx, [county, world], id, from === 'carrying' ? 'done' : 'undone', ctx.now)
    await tell(tx, ctx, type, id, heads(moves))
  })
  ctx.committed(county)
}

const TRANSFER = 'select placement_transfer($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as outcome'

interface Transfer {
  readonly command: string
  readonly site: string
  readonly pool: string
  /** Only as it was read: whoever has gone on meanwhile stays. */
  readonly version: number
  readonly from: readonly string[]
}

/** The best place of the pool's kind at the site now, or of a place of the same kind there. */
async function placeAt(
  ctx: Context,
  party: string,
  { site, pool }: Transfer,
): Promise<readonly Candidate[] | undefined> {
  const { party: who } = await findParty(ctx.db, deedScope(ctx), party)
  const board = await boardOf(ctx, true)
  const named = board.stocks.find((stock) => stock.site === site && stock.pool === pool)
  if (named === undefined) return undefined
  const same = board.stocks.filter((stock) => stallOf(stock) === stallOf(named))
  const request = requestOf(ctx, await groundOf(ctx), board, who)
  return choose(same, { ...request, surcharge: undefined }).candidates
}

async function transferOne(
  ctx: Context,
  party: string,
  transfer: Transfer,
): Promise<'done' | 'changed' | 'no_room'> {
  const { county, world } = ctx.actor
  const candidates = (await placeAt(ctx, party, transfer)) ?? []
  const [row] = await ctx.db.call<{ outcome: string }>('placement_transfer', TRANSFER, [
    county,
    world,
    at(ctx.now),
    actorJson(ctx.actor),
    transfer.command,
    inputHash(ctx, { party, command: transfer.command }),
    party,
    [...transfer.from],
    transfer.version,
    candidatesJson(candidates),
    uuidv7(ctx.realNow, ctx.random(10)),
  ])
  if (row!.outcome === 'done' || row!.outcome === 'replayed') return 'done'
  return row!.outcome === 'no_room' ? 'no_room' : 'changed'
}

/** What became of one move, beside it and in the ledger, once. */
async function noteOutcome(
  ctx: Context,
  replan: string,
  { n, party, outcome: was, from_site, to_site }: MoveRow,
  outcome: MoveOutcome,
): Promise<void> {
  const { county, world } = ctx.actor
  await ctx.db.tx(deedScope(ctx), async (tx) => {
    const first = await setOutcome(tx, [county, world], { replan, n, was }, outcome)
    if (!first || (outcome !== 'moved' && outcome !== 'back')) return
    await record(tx, ctx.actor, ctx.now, {
      type: outcome === 'moved' ? 'party.replanned' : 'party.replan_undone',
      subjectKind: 'party',
      subject: party,
      data: { replan, site: outcome === 'moved' ? to_site : from_site },
    })
  })
  ctx.committed(county)
}

function readMoves(ctx: Context, id: string): Promise<MoveRow[]> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), (tx) => movesOfReplan(tx, [county, world], id))
}

/**
 * Carries a preview out; one that broke off half-way goes on where it was.
 * @throws Refusal not_allowed, not_found, placement.replan_stale, placement.replan_done, placement.replan_nothing,
 *   command_reused
 */
export async function carryOutReplan(ctx: Context, id: string, act: Act): Promise<ReplanView> {
  await beginAct(ctx, id, act, 'carryOutReplan', async (tx, replan) => {
    const { county, world } = ctx.actor
    const count = (await movesOfReplan(tx, [county, world], id)).length
    demand(whyNotCarryOut(replan, ctx.now, count))
    if (replan.state === 'previewed' && hasChanged(count, await stillTrue(tx, ctx, id)))
      throw new Refusal('placement.replan_stale')
  })
  for (const move of await readMoves(ctx, id)) {
    if (move.outcome !== null) continue
    const outcome = await transferOne(ctx, move.party, {
      command: move.command,
      site: move.to_site,
      pool: move.to_pool,
      version: move.version,
      from: [move.from_site === null ? 'waiting' : 'placed'],
    })
    await noteOutcome(ctx, id, move, outcome === 'done' ? 'moved' : outcome)
  }
  const moved = (await readMoves(ctx, id)).filter(({ outcome }) => outcome === 'moved')
  await endAct(ctx, id, 'carrying', 'replan.carried_out', moved)
  return show(ctx, id)
}

/**
 * Puts those back who have done nothing since they were moved, where their old place is still free; whoever waited
 * before keeps the place. In reverse order, so that each finds its own place left.
 * @throws Refusal not_allowed, not_found, placement.replan_not_done, command_reused
 */
export async function undoReplan(ctx: Context, id: string, act: Act): Promise<ReplanView> {
  await beginAct(ctx, id, act, 'undoReplan', async (_, replan) => demand(whyNotUndo(replan)))
  for (const move of (await readMoves(ctx, id)).reverse()) {
    if (move.outcome !== 'moved') continue
    const outcome =
      move.from_site === null
        ? 'changed'
        : await transferOne(ctx, move.party, {
            command: secondCommand(move.command),
            site: move.from_site,
            pool: move.from_pool!,
            version: move.moved_version!,
            from: ['placed'],
          })
    await noteOutcome(ctx, id, move, outcome === 'done' ? 'back' : 'stays')
  }
  const back = (await readMoves(ctx, id)).filter(({ outcome }) => outcome === 'back')
  await endAct(ctx, id, 'undoing', 'replan.undone', back)
  return show(ctx, id)
}
