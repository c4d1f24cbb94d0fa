/** Who may be placed once more, and previews as they are told. */
import type { Moment } from '../../../base/time.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { LARGEST } from '../expectation.ts'
import type { MoveOutcome, ReplanMove, ReplanView } from '../model.ts'
import { gainOf, PREVIEW_STANDS } from '../replan.ts'
import { latestReplan, type MoveRow, movesOfReplan, type ReplanRow } from '../store/replan.ts'
import type { PartyRecord } from './parties.ts'

export type Asker = Pick<
  PartyRecord,
  'id' | 'size' | 'adults' | 'elders' | 'needs' | 'vehicle' | 'entry' | 'lon' | 'lat' | 'version'
>

export interface Holding extends Asker {
  readonly site: string
  readonly pool: string
  readonly blocked: number
  readonly slot: Moment | null
}

const COLUMNS = 'p.id, p.size, p.adults, p.elders, p.needs, p.vehicle, p.entry, p.lon, p.lat, p.version'
/** Rows read at most; a night has some hundred holds that nobody has accepted yet. */
const ROWS = 5000

/** Only by telephone can it be told that it goes elsewhere; else it has a page of its own. */
const BY_PHONE = `p.channel in ('desk', 'paper')`
const HAS_PHONE = `exists (select from party_identity i
  where i.county = p.county and i.world = p.world and i.party = p.id and i.field = 'phone')`

/**
 * Whoever holds a place and has not set out. Not among them: who has accepted or been told so on the telephone, who is
 * asked whether it still comes, who chose the place or was sent there by a person, and whom nobody could tell of it.
 */
export function readHolders(tx: Tx, county: string, world: number): Promise<Holding[]> {
  return tx.query<Holding>(
    `select ${COLUMNS}, pl.site, pl.pool, pl.blocked, pl.slot
     from placement pl join party p on p.county = pl.county and p.world = pl.world and p.id = pl.party
     where pl.county = $1 and pl.world = $2 and pl.state = 'held' and p.state = 'placed'
       and pl.accepted_at is null and pl.asked_at is null and p.size <= $3
       and (not ${BY_PHONE} or ${HAS_PHONE})
       and not exists (select from ledger l where l.county = pl.county and l.world = pl.world and l.subject = pl.party
         and l.type = 'party.transferred' and l.actor_kind <> 'system' and l.data ->> 'placement' = pl.id::text)
     order by pl.held_at, p.id limit ${ROWS}`,
    [county, world, LARGEST],
  )
}

export function readAskers(tx: Tx, county: string, world: number): Promise<Asker[]> {
  return tx.query<Asker>(
    `select ${COLUMNS} from party p where p.county = $1 and p.world = $2 and p.state = 'waiting' and p.size <= $3
       and (not ${BY_PHONE} or ${HAS_PHONE})
     order by p.waiting_since, p.id limit ${ROWS}`,
    [county, world, LARGEST],
  )
}

interface Named {
  readonly party: string
  readonly code: string
  readonly phone: boolean
}

const WAS_MOVED: ReadonlySet<MoveOutcome | null> = new Set([null, 'moved', 'stays'])

export async function viewReplan(
  tx: Tx,
  county: string,
  world: number,
  replan: ReplanRow,
): Promise<ReplanView> {
  const rows = await movesOfReplan(tx, [county, world], replan.id)
  const parties = await tx.query<Named>(
    `select p.id as party, p.code, ${BY_PHONE} as phone from party p
     where p.county = $1 and p.world = $2 and p.id = any($3::uuid[])`,
    [county, world, rows.map(({ party }) => party)],
  )
  const sites = await tx.query<ReplanMove['to']>(
    `select id, name, name_en as "nameEn" from site where county = $1 and world = $2 and id = any($3::uuid[])`,
    [county, world, rows.flatMap((row) => [row.from_site ?? row.to_site, row.to_site])],
  )
  const siteOf = new Map(sites.map((site) => [site.id, site]))
  const partyOf = new Map(parties.map((one) => [one.party, one]))
  const tell = (row: MoveRow): ReplanMove => ({
    party: row.party,
    code: partyOf.get(row.party)?.code ?? '',
    size: row.size,
    from: row.from_site === null ? null : siteOf.get(row.from_site)!,
    to: siteOf.get(row.to_site)!,
    before: row.before,
    after: row.after,
    needsMet: row.needs_met,
    byPhone: partyOf.get(row.party)?.phone ?? false,
    outcome: row.outcome,
  })
  const moves = rows.map(tell)
  const gain = gainOf(moves.filter(({ outcome }) => WAS_MOVED.has(outcome)))
  return {
    id: replan.id,
    state: replan.state,
    at: replan.at,
    until: replan.at + PREVIEW_STANDS,
    carriedAt: replan.carried_at,
    undoneAt: replan.undone_at,
    looked: { parties: replan.looked_parties, persons: replan.looked_persons },
    waiting: { parties: replan.waiting_parties, persons: replan.waiting_persons },
    ...gain,
    cost: replan.cost,
    bound: replan.bound,
    moves,
  }
}

/** The last one that was worked out; null where there is none. */
export async function lastReplan(ctx: Context): Promise<ReplanView | null> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const row = await latestReplan(tx, [county, world])
    return row === undefined ? null : viewReplan(tx, county, world, row)
  })
}

/** Where a party was told to go before a replan sent it to the place that it holds now; a home stays unnamed. */
export async function movedFrom(
  tx: Tx,
  county: string,
  world: number,
  { party, site }: { readonly party: string; readonly site: string },
): Promise<{ readonly name: string; readonly nameEn: string } | null> {
  const row = await tx.maybe<{ name: string; nameEn: string }>(
    `select case when s.kind = 'home' then '' else s.name end as name,
       case when s.kind = 'home' then '' else s.name_en end as "nameEn"
     from replan_move m join site s on s.county = m.county and s.world = m.world and s.id = m.from_site
     where m.county = $1 and m.world = $2 and m.party = $3 and m.to_site = $4 and m.outcome = 'moved'
     order by m.replan desc limit 1`,
    [county, world, party, site],
  )
  return row ?? null
}
