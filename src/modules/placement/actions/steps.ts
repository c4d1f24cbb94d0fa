/** What happens to a registered party: accept, arrive, transfer, depart, withdraw. One statement each in the database. */
import { uuidv7 } from '../../../base/ids.ts'
import { type Code, demand, Refusal } from '../../../base/refusal.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { actorJson, record } from '../../../platform/ledger/record.ts'
import { keepReason } from '../../../platform/reason.ts'
import { inputHash, once, secondCommand } from '../../../platform/receipt.ts'
import { groundOf } from '../../places/reads.ts'
import { choose, chooseAt } from '../choose.ts'
import type { PartyView } from '../model.ts'
import { mayNot, type SiteSeen } from '../policy.ts'
import { boardOf } from '../reads/board.ts'
import { isUnconfirmed } from '../reads/desks.ts'
import { type Found, findParty, type PartyRecord } from '../reads/parties.ts'
import { kindOf } from '../reads/view.ts'
import { changesItself, minorsAlone, PARTY_STEPS, type PartyStep, RENEWAL, stillWaits } from '../rules.ts'
import { candidatesJson, requestOf } from './register.ts'
import { showParty } from './show.ts'

export interface Command {
  readonly command: string
  readonly base?: number | undefined
}

const OUTCOMES: Readonly<Record<string, Code>> = {
  not_found: 'not_found',
  reused: 'command_reused',
  stale: 'stale_base',
  state: 'placement.step_not_possible',
  no_site: 'placement.step_not_possible',
  no_room: 'placement.no_room',
  not_living: 'placement.not_living',
}

/** @throws Refusal for an outcome that is no success */
export function refuseUnless(outcome: string, found: Found): void {
  const code = OUTCOMES[outcome]
  if (code !== undefined) throw new Refusal(code, { state: found.party.state })
}

/** Calls the step's function and translates what it answers. */
export async function step(
  ctx: Context,
  name: string,
  text: string,
  found: Found,
  values: readonly unknown[],
): Promise<void> {
  const [row] = await ctx.db.call<{ outcome: string }>(name, text, values)
  refuseUnless(row!.outcome, found)
  ctx.committed(ctx.actor.county)
}

function find(ctx: Context, id: string): Promise<Found> {
  return findParty(ctx.db, deedScope(ctx), id)
}

/** The arguments every step begins with. */
export function begin(ctx: Context, deed: PartyStep, found: Found, input: Command): unknown[] {
  const { county, world } = ctx.actor
  const hash = inputHash(ctx, { party: found.party.id, deed, ...input }, found.party.emergency)
  return [
    county,
    world,
    at(ctx.now),
    actorJson(ctx.actor),
    input.command,
    hash,
    found.party.id,
    // The desk moves whom it must; a party by itself only a place it is not in, or that is none.
    deed === 'transfer' && ctx.actor.kind === 'party'
      ? [...changesItself(presence(found))]
      : [...PARTY_STEPS[deed]],
    input.base ?? null,
  ]
}

function presence({ placement }: Found): Parameters<typeof changesItself>[0] {
  return placement && { state: placement.state, kind: kindOf(placement.pool) }
}

/** After a step: the party as the actor sees it; a warden who has let a party go sees it no more, so it is told in full here. */
export async function told(ctx: Context, id: string): Promise<PartyView> {
  return showParty({ ...ctx, scope: ctx.actor.kind === 'staff' ? deedScope(ctx) : ctx.scope }, id)
}

/** Accepts the place held, or says the party is still coming; the hold is renewed. @throws Refusal */
export async function accept(ctx: Context, id: string, input: Command): Promise<PartyView> {
  const found = await find(ctx, id)
  demand(mayNot.accept(ctx.actor, found.seen))
  const until = ctx.now + Math.max(RENEWAL, (found.placement?.minutes ?? 0) * 60_000 + RENEWAL)
  await step(
    ctx,
    'placement_accept',
    'select placement_accept($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) as outcome',
    found,
    [...begin(ctx, 'accept', found, input), at(until)],
  )
  return told(ctx, id)
}

/** Records a presence: at the site told, or at another; beyond the places it is counted as over. @throws Refusal */
export async function arrive(
  ctx: Context,
  id: string,
  input: Command & { readonly site?: string | undefined },
): Promise<PartyView> {
  const found = await find(ctx, id)
  // Its own word proves nothing before somebody has seen it.
  if (ctx.actor.kind === 'party' && (await isUnconfirmed(ctx, found.party)))
    throw new Refusal('placement.unconfirmed')
  const siteId = input.site ?? found.placement?.site
  const elsewhere = siteId !== undefined && siteId !== found.placement?.site
  demand(mayNot.arrive(ctx.actor, found.seen, elsewhere ? await seenSite(ctx, siteId) : found.site))
  // Also at the site told: its hold may run out between the look and the deed.
  const candidates = siteId === undefined ? '[]' : await candidatesAt(ctx, found.party, siteId, elsewhere)
  await step(
    ctx,
    'placement_arrive',
    'select placement_arrive($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) as outcome',
    found,
    [...begin(ctx, 'arrive', found, input), siteId ?? null, candidates, uuidv7(ctx.realNow, ctx.random(10))],
  )
  return told(ctx, id)
}

/** Records a presence by the code that somebody tells at the door. @throws Refusal not_found, also for a code of nobody */
export async function arriveByCode(
  ctx: Context,
  site: string,
  { command, code }: { readonly command: string; readonly code: string },
): Promise<PartyView> {
  return arrive(ctx, await partyOf(ctx, code), { command, site })
}

/** Who has a code. @throws Refusal not_found */
async function partyOf(ctx: Context, code: string): Promise<string> {
  const { county, world } = ctx.actor
  const party = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe<{ id: string }>('select id from party where county = $1 and world = $2 and code = $3', [
      county,
      world,
      code.replace(/\D/g, ''),
    ]),
  )
  if (party === undefined) throw new Refusal('not_found', { what: 'party' })
  return party.id
}

async function seenSite(ctx: Context, id: string): Promise<SiteSeen> {
  const { county, world } = ctx.actor
  const site = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe<SiteSeen>(
      'select id, community, grid from site where county = $1 and world = $2 and id = $3 and merged_into is null',
      [county, world, id],
    ),
  )
  if (site === undefined) throw new Refusal('not_found', { what: 'site' })
  return site
}

async function candidatesAt(ctx: Context, party: PartyRecord, site: string, anew: boolean): Promise<string> {
  const board = await boardOf(ctx, anew)
  const request = requestOf(ctx, await groundOf(ctx), board, party)
  return candidatesJson(chooseAt(board.all, site, request))
}

/**
 * Moves a party; both ends in one transaction. The desk sends it where there is room; its own choice has to be a place
 * that it could have been told at once.
 * @throws Refusal placement.no_room, placement.site_not_open
 */
export async function transfer(
  ctx: Context,
  id: string,
  input: Command & { readonly site: string; readonly reason?: string | undefined },
): Promise<PartyView> {
  const found = await find(ctx, id)
  demand(mayNot.transfer(ctx.actor, found.seen))
  const board = await boardOf(ctx, true)
  const site = board.sites.get(input.site)
  if (site === undefined) throw new Refusal('not_found', { what: 'site' })
  if (site.state !== 'open') throw new Refusal('placement.site_not_open', { state: site.state })
  const request = requestOf(ctx, await groundOf(ctx), board, found.party)
  const now = presence(found)
  const seatIsNone = now !== undefined && stillWaits(now)
  const candidates =
    ctx.actor.kind === 'party'
      ? choose(
          board.stocks.filter(({ site, kind }) => site === input.site && !(seatIsNone && kind === 'seat')),
          { ...request, staffedOnly: minorsAlone(found.party) },
        ).candidates
      : chooseAt(board.all, input.site, request)
  await step(
    ctx,
    'placement_transfer',
    'select placement_transfer($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as outcome',
    found,
    [
      ...begin(ctx, 'transfer', found, input),
      candidatesJson(candidates),
      uuidv7(ctx.realNow, ctx.random(10)),
    ],
  )
  if (input.reason !== undefined) await overruled(ctx, id, input.command, input.site, input.reason)
  return told(ctx, id)
}

/** A person has sent a party elsewhere than the program would: the reason is kept sealed, and that there is one is told. */
async function overruled(
  ctx: Context,
  party: string,
  command: string,
  site: string,
  reason: string,
): Promise<void> {
  await ctx.db.tx(deedScope(ctx), (tx) =>
    once(tx, ctx, 'overrule', secondCommand(command), { party, command, site }, async () => {
      await keepReason(tx, ctx, command, reason)
      await record(tx, ctx.actor, ctx.now, {
        type: 'party.overruled',
        subjectKind: 'party',
        subject: party,
        data: { site, command },
      })
      return party
    }),
  )
  ctx.committed(ctx.actor.county)
}

const LEAVE = 'select placement_leave($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as outcome'

async function leave(
  ctx: Context,
  found: Found,
  deed: 'depart' | 'withdraw',
  input: Command,
  state: 'departed' | 'withdrawn' | 'self_arranged',
): Promise<PartyView> {
  const [county, world, now, actor, ...rest] = begin(ctx, deed, found, input)
  await step(ctx, 'placement_leave', LEAVE, found, [county, world, now, actor, deed, ...rest, state])
  return told(ctx, found.party.id)
}

/** The site that a party left last: whoever let it go may send the command again and gets the same answer. */
async function siteLeft(ctx: Context, party: string): Promise<SiteSeen | undefined> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe<SiteSeen>(
      `select s.id, s.community, s.grid from placement pl
       join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
       where pl.county = $1 and pl.world = $2 and pl.party = $3 and pl.end_reason = 'departed'
       order by pl.ended_at desc limit 1`,
      [county, world, party],
    ),
  )
}

/** Records at the door that somebody leaves. @throws Refusal not_found, also where the code is of another site's party */
export async function departByCode(
  ctx: Context,
  site: string,
  { command, code }: { readonly command: string; readonly code: string },
): Promise<PartyView> {
  const found = await find(ctx, await partyOf(ctx, code))
  const at = found.placement?.site ?? (await siteLeft(ctx, found.party.id))?.id
  if (at !== site) throw new Refusal('not_found', { what: 'party' })
  return leaves(ctx, found, { command })
}

/** The party has left; its places are free. @throws Refusal */
export async function depart(ctx: Context, id: string, input: Command): Promise<PartyView> {
  return leaves(ctx, await find(ctx, id), input)
}

async function leaves(ctx: Context, found: Found, input: Command): Promise<PartyView> {
  const { id } = found.party
  demand(mayNot.depart(ctx.actor, found.seen, found.site ?? (await siteLeft(ctx, id))))
  return leave(ctx, found, 'depart', input, 'departed')
}

/** The party needs no place any more. @throws Refusal */
export async function withdraw(
  ctx: Context,
  id: string,
  input: Command & { readonly reason: 'withdrawn' | 'self_arranged' },
): Promise<PartyView> {
  const found = await find(ctx, id)
  demand(mayNot.withdraw(ctx.actor, found.seen))
  return leave(ctx, found, 'withdraw', input, input.reason)
}
