/** Register and place: one statement in the database, everything else prepared here and answered from memory. */
import { uuidv7 } from '../../../base/ids.ts'
import { demand, Refusal } from '../../../base/refusal.ts'
import { canonicalJson } from '../../../platform/crypto/canonical.ts'
import type { DataKey } from '../../../platform/crypto/datakey.ts'
import { tokenHash } from '../../../platform/crypto/token.ts'
import { at } from '../../../platform/db/types.ts'
import type { Context } from '../../../platform/http/context.ts'
import { actorJson } from '../../../platform/ledger/record.ts'
import { gatesOf, vouches } from '../../entries/reads.ts'
import { type Knock, knockOf, WINDOW } from '../../entries/rules.ts'
import { ensureLive } from '../../mode/actions.ts'
import { type Ground, groundOf } from '../../places/reads.ts'
import { minutesFor } from '../../places/travel.ts'
import { noteMeant, surchargeFor } from '../advice.ts'
import { type Candidate, type Choice, choose, type Request } from '../choose.ts'
import { nearestEntry, needBits, roomOf } from '../expectation.ts'
import type { PartyView, Registration } from '../model.ts'
import { mayNot } from '../policy.ts'
import { boardOf, noteGiven, type PlannedBoard } from '../reads/board.ts'
import { unconfirmedOf } from '../reads/desks.ts'
import { linksOf } from '../reads/links.ts'
import type { PartyRecord, PlacementRecord } from '../reads/parties.ts'
import { isFollowed } from '../reads/plan.ts'
import { phoneOf, viewParty, viewPlacement } from '../reads/view.ts'
import { staffedOnly, toldNeed, travelsBy } from '../rules.ts'
import { nextCode } from '../store/codes.ts'
import { sealIdentity } from '../store/identity.ts'
import { demandIssued } from './paper.ts'
import { showParty } from './show.ts'

/** Boards read anew after every candidate was lost to others, before the party is kept as waiting. */
const TRIES = 8

/** Whoever loses every race is kept, not sent back to the door; the next change of any site tries again for them. */
const CROWDED: Choice = { candidates: [], waiting: 'no_room' }

/** Where a party says it is. @throws Refusal placement.no_position, places.unknown_entry */
function positionOf(ground: Ground, input: Registration): { lon: number; lat: number } {
  if (input.lon !== undefined && input.lat !== undefined) return { lon: input.lon, lat: input.lat }
  if (input.entry === undefined) throw new Refusal('placement.no_position')
  const entry = ground.entries.get(input.entry)
  if (entry === undefined) throw new Refusal('places.unknown_entry', { entry: input.entry })
  return { lon: entry.lon, lat: entry.lat }
}

/** The request that the choice sees: no name, telephone, plate, language or direction (invariant 10). */
export function requestOf(
  ctx: Context,
  ground: Ground,
  board: PlannedBoard,
  party: Pick<PartyRecord, 'size' | 'adults' | 'elders' | 'needs' | 'lon' | 'lat' | 'vehicle' | 'entry'>,
): Request {
  const by = travelsBy(party.vehicle)
  return {
    size: party.size,
    needs: party.needs,
    now: ctx.now,
    staffedOnly: staffedOnly(party),
    way: (site) => {
      const metres = ground.streets.metres(party, board.sites.get(site)!)
      return { metres, minutes: minutesFor(metres, by) }
    },
    ...advised(ctx, ground, board, party),
  }
}

/** What the last plan says of this class of parties; nothing where there is none, or it is stale. */
function advised(
  ctx: Context,
  ground: Ground,
  { plan: { advice } }: PlannedBoard,
  party: Parameters<typeof requestOf>[3],
): Pick<Request, 'surcharge' | 'given'> {
  if (!isFollowed(advice, ctx.now)) return {}
  const car = travelsBy(party.vehicle) === 'car' ? 1 : 0
  const kind = {
    start: nearestEntry(ground.entries.values(), party) * 2 + car,
    need: needBits(party.needs),
    room: roomOf(party.needs),
    size: party.size,
  }
  return {
    surcharge: surchargeFor(advice, kind),
    given: (stock) => noteMeant(advice, kind, stock),
  }
}

/** Candidates as the database's functions take them. */
export function candidatesJson(candidates: readonly Candidate[]): string {
  return JSON.stringify(
    candidates.map((c) => ({
      ...c,
      slot: c.slot === null ? null : new Date(c.slot).toISOString(),
      holdUntil: new Date(c.holdUntil).toISOString(),
    })),
  )
}

interface Prepared {
  readonly record: PartyRecord
  readonly token: string
  readonly key: DataKey
  readonly partyJson: string
  readonly identity: string
  readonly inputHash: Buffer
}

async function prepare(
  ctx: Context,
  ground: Ground,
  input: Registration,
  emergency: string,
  channel: string,
  knock: Knock | undefined,
): Promise<Prepared> {
  const { county } = ctx.actor
  const key = ctx.keyring.emergency(county, emergency)
  const id = input.id ?? input.command
  const token = key.partyToken(id, 1)
  const record: PartyRecord = {
    id,
    emergency,
    code: input.code ?? (await nextCode(ctx)),
    state: 'registered',
    size: input.adults + input.children + input.infants + input.elders,
    adults: input.adults,
    children: input.children,
    infants: input.infants,
    elders: input.elders,
    needs: [...new Set(input.needs)],
    vehicle: input.vehicle,
    entry: input.entry ?? null,
    ...positionOf(ground, input),
    waiting_reason: null,
    waiting_need: null,
    waiting_since: null,
    registered_at: ctx.now,
    changed_at: ctx.now,
    version: 1,
  }
  const told = {
    size: record.size,
    adults: record.adults,
    children: record.children,
    infants: record.infants,
    elders: record.elders,
    vehicle: record.vehicle,
    channel,
    ...(record.entry === null ? {} : { entry: record.entry }),
  }
  return {
    record,
    token,
    key,
    identity: sealIdentity(key, id, input),
    inputHash: Buffer.from(key.inputHash(canonicalJson(input))),
    partyJson: JSON.stringify({
      ...record,
      channel,
      told,
      knock: knock?.at,
      most: knock?.most,
      window: `${WINDOW} milliseconds`,
      tokenHash: Buffer.from(tokenHash(token)).toString('hex'),
    }),
  }
}

interface Answered {
  readonly outcome: 'placed' | 'waiting' | 'unconfirmed' | 'replayed' | 'reused'
  readonly party_id: string | null
  readonly taken: number
}

const REGISTER = 'select * from placement_register($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)'

/** What a registration from outside knocked at; a desk and a program have been let in before. */
async function knockOn(ctx: Context, ground: Ground, input: Registration): Promise<Knock | undefined> {
  if (ctx.actor.kind === 'staff' || ctx.actor.kind === 'system') return undefined
  const gates = await gatesOf(ctx)
  const there = { entry: input.entry ?? null, ...positionOf(ground, input) }
  const nearest = [...ground.entries.keys()][nearestEntry(ground.entries.values(), there)] ?? ''
  return knockOf(gates.codes, vouches(ctx, gates, input.entryToken), nearest)
}

/**
 * Registers a party and places it at once; one of more than are plausible where it knocked is kept, and holds no place
 * before somebody has seen it.
 * @throws Refusal placement.empty_party, placement.no_position, places.unknown_entry, placement.id_taken,
 *   placement.code_unknown, placement.code_taken, command_reused
 */
export async function register(ctx: Context, input: Registration): Promise<PartyView> {
  demand(mayNot.register(ctx.actor))
  if (input.adults + input.children + input.infants + input.elders === 0)
    throw new Refusal('placement.empty_party')
  if (input.code !== undefined) {
    demand(mayNot.issueCodes(ctx.actor))
    await demandIssued(ctx, input.code)
  }
  const ground = await groundOf(ctx)
  const channel = ctx.actor.kind !== 'staff' ? 'web' : ctx.actor.simulator ? 'api' : 'desk'
  const knock = await knockOn(ctx, ground, input)
  const prepared = await prepare(ctx, ground, input, await ensureLive(ctx), channel, knock)
  const placement = uuidv7(ctx.realNow, ctx.random(10))
  for (let n = 0; ; n++) {
    let board = await boardOf(ctx, n > 0)
    let choice = n < TRIES ? choose(board.stocks, requestOf(ctx, ground, board, prepared.record)) : CROWDED
    if (n === 0 && 'waiting' in choice) {
      // Nobody is told to wait by a board that may be a moment old.
      board = await boardOf(ctx, true)
      choice = choose(board.stocks, requestOf(ctx, ground, board, prepared.record))
    }
    const answer = await attempt(ctx, prepared, input.command, choice, placement)
    if (answer === 'lost') continue
    ctx.committed(ctx.actor.county)
    if (answer.outcome === 'reused') throw new Refusal('command_reused')
    if (answer.outcome === 'replayed') return showParty(ctx, answer.party_id!, { withToken: true })
    return answered(ctx, ground, board, prepared, choice, answer, placement)
  }
}

async function attempt(
  ctx: Context,
  prepared: Prepared,
  command: string,
  choice: Choice,
  placement: string,
): Promise<Answered | 'lost'> {
  const { county, world } = ctx.actor
  const need = 'need' in choice ? choice.need : undefined
  const waiting =
    'waiting' in choice ? { reason: choice.waiting, need, toldNeed: toldNeed(need) } : { reason: 'no_room' }
  try {
    const [answer] = await ctx.db.call<Answered>('placement_register', REGISTER, [
      county,
      world,
      at(ctx.now),
      actorJson(ctx.actor),
      command,
      prepared.inputHash,
      prepared.partyJson,
      prepared.identity,
      candidatesJson(choice.candidates),
      JSON.stringify(waiting),
      placement,
    ])
    return answer!
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'JW002') return 'lost'
    if (code === 'JW003') throw new Refusal('placement.id_taken')
    if (code === '23505' && (error as { constraint?: string }).constraint === 'party_code')
      throw new Refusal('placement.code_taken')
    throw error
  }
}

/** The answer without another look at the database. */
async function answered(
  ctx: Context,
  ground: Ground,
  board: PlannedBoard,
  prepared: Prepared,
  choice: Choice,
  answer: Answered,
  placementId: string,
): Promise<PartyView> {
  const taken = choice.candidates[answer.taken - 1]
  const unseen = answer.outcome === 'unconfirmed'
  const party: PartyRecord = {
    ...prepared.record,
    state: taken === undefined ? 'waiting' : 'placed',
    waiting_reason: unseen ? 'unconfirmed' : 'waiting' in choice ? choice.waiting : null,
    waiting_need: !unseen && 'need' in choice ? (choice.need ?? null) : null,
    waiting_since: taken === undefined ? ctx.now : null,
  }
  // Whoever registers knows what was given; it is not told back. A desk is warned of whoever may be the same.
  const duplicates = await linksOf(ctx, party.id)
  const shown = { party, identity: {}, token: prepared.token, duplicates }
  if (taken === undefined)
    return viewParty({ ...shown, placement: null, unconfirmed: await unconfirmedOf(ctx, party) })
  noteGiven(board, taken, party.size, requestOf(ctx, ground, board, party))
  const held: PlacementRecord = {
    id: placementId,
    site: taken.site,
    pool: taken.pool,
    places: party.size,
    blocked: taken.blocked,
    state: 'held',
    minutes: taken.minutes,
    metres: taken.metres,
    hold_until: taken.holdUntil,
    accepted_at: null,
    asked_at: null,
    arrived_at: null,
    slot: taken.slot,
  }
  const site = board.sites.get(taken.site)!
  const phone = await phoneOf(ctx, site.id)
  return viewParty({ ...shown, placement: viewPlacement(ctx, ground, party, held, site, phone) })
}
