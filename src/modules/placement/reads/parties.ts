/** Questions about parties and sites. */
import { type Code, Refusal } from '../../../base/refusal.ts'
import type { Moment } from '../../../base/time.ts'
import { hashedTokens, queryTokens } from '../../../platform/crypto/search.ts'
import { tokenHash } from '../../../platform/crypto/token.ts'
import type { Database, Tx } from '../../../platform/db/pool.ts'
import { type Scope, settingsOf } from '../../../platform/db/scope.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { liveOf } from '../../mode/reads.ts'
import type { PartyRow } from '../model.ts'
import { mayNot, type PartySeen, type SiteSeen } from '../policy.ts'

export interface PartyRecord {
  readonly id: string
  readonly emergency: string
  readonly code: string
  readonly state: PartyRow['state']
  readonly size: number
  readonly adults: number
  readonly children: number
  readonly infants: number
  readonly elders: number
  readonly needs: PartyRow['needs']
  readonly vehicle: PartyRow['vehicle']
  readonly entry: string | null
  readonly lon: number
  readonly lat: number
  readonly waiting_reason: PartyRow['waiting']
  readonly waiting_need: PartyRow['waitingNeed']
  readonly waiting_since: Moment | null
  readonly registered_at: Moment
  readonly changed_at: Moment
  readonly version: number
}

export interface PlacementRecord {
  readonly id: string
  readonly site: string
  readonly pool: string | null
  readonly places: number
  readonly blocked: number
  readonly state: 'held' | 'arrived' | 'over'
  readonly minutes: number
  readonly metres: number
  readonly hold_until: Moment | null
  readonly accepted_at: Moment | null
  readonly asked_at: Moment | null
  readonly arrived_at: Moment | null
  readonly slot: Moment | null
}

export interface Found {
  readonly party: PartyRecord
  readonly placement: PlacementRecord | undefined
  readonly site: SiteSeen | undefined
  readonly seen: PartySeen
  /** Sealed fields of identity, hex, as far as they were asked for. */
  readonly sealed: Readonly<Record<string, string>>
}

interface Looked {
  readonly party: PartyRecord
  readonly placement: PlacementRecord | null
  readonly site: SiteSeen | null
  readonly sealed: Record<string, string>
}

/**
 * Party, live placement and where it is, as far as the scope sees them; one round trip.
 * @param fields of identity to bring along, still sealed
 * @throws Refusal not_found
 */
export async function findParty(
  db: Database,
  scope: Scope,
  id: string,
  fields: readonly string[] = [],
): Promise<Found> {
  const settings = settingsOf(scope)
  const [row] = await db.call<{ look: Looked | null }>(
    'party_look',
    'select party_look($1, $2, $3, $4, $5, $6, $7, $8) as look',
    [
      scope.county,
      scope.world,
      scope.kind,
      settings['app.areas'],
      settings['app.sites'],
      settings['app.party'],
      id,
      [...fields],
    ],
  )
  const look = row?.look
  if (look == null) throw new Refusal('not_found', { what: 'party' })
  const { party, placement, site, sealed } = look
  return {
    party,
    placement: placement ?? undefined,
    site: site ?? undefined,
    seen: { id, site: site?.id ?? null, community: site?.community ?? null },
    sealed,
  }
}

/** Which party a public token opens. */
export async function partyOfToken(
  tx: Tx,
  county: string,
  world: number,
  token: string,
): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(
    'select id from party where county = $1 and world = $2 and token_hash = $3',
    [county, world, Buffer.from(tokenHash(token))],
  )
  return row?.id
}

export interface PartyFilter {
  readonly state?: PartyRow['state'] | undefined
  readonly waiting?: PartyRow['waiting'] | undefined
  readonly need?: PartyRow['needs'][number] | undefined
  readonly site?: string | undefined
  readonly community?: string | undefined
  readonly code?: string | undefined
  readonly q?: string | undefined
  readonly suspected?: boolean | undefined
  readonly changedAfter?: number | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** `<registered ms>.<id>`: where a page ends. */
function cursorOf(text: string | undefined): { moment: number; id: string } | undefined {
  if (text === undefined) return undefined
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text)
  if (found === null) throw new Refusal('bad_input', { part: 'query', issues: [{ path: 'after' }] })
  return { moment: Number(found[1]), id: found[2]! }
}

/** Ids of parties found by name, telephone or plate; the words are looked up as keyed hashes. @throws Refusal not_allowed */
async function idsFor(ctx: Context, q: string): Promise<string[]> {
  const denied: Code | undefined = mayNot.seeName(ctx.actor)
  if (denied !== undefined) throw new Refusal(denied)
  const { county, world } = ctx.actor
  const live = await liveOf(ctx, county, world)
  if (live === undefined) return []
  const key = ctx.keyring.emergency(county, live.id)
  const found = new Set<string>()
  for (const group of queryTokens(q)) {
    const hashes = hashedTokens(key, group).map(({ hash }) => Buffer.from(hash))
    const rows = await ctx.db.read(deedScope(ctx), (tx) =>
      tx.query<{ party: string }>(
        `select party from search_token where county = $1 and world = $2 and token = any($3)
         group by party having count(distinct token) = $4 limit 500`,
        [county, world, hashes, new Set(hashes.map((h) => h.toString('hex'))).size],
      ),
    )
    for (const row of rows) found.add(row.party)
  }
  return [...found]
}

interface ListRow extends Omit<PartyRow, 'needs'> {
  readonly needs: PartyRow['needs']
}

/** Only the desk sees links; for everybody else nobody is suspected. */
const SUSPECTED = `exists (select from party_link l where l.county = p.county and l.world = p.world and l.state = 'suspected'
  and (l.later = p.id or l.earlier = p.id))`

/** Diet is in no list (people.md, law 3). */
const LISTED = `array_remove(p.needs, 'halal')`

/** One page of the traveller ledger, in the order registered. */
export async function listParties(
  ctx: Context,
  filter: PartyFilter,
): Promise<{ parties: PartyRow[]; next: string | null; total: number; persons: number }> {
  const { county, world } = ctx.actor
  if (filter.need === 'halal') throw new Refusal('bad_input', { part: 'query', issues: [{ path: 'need' }] })
  const ids = filter.q === undefined || filter.q === '' ? undefined : await idsFor(ctx, filter.q)
  const cursor = cursorOf(filter.after)
  const values: unknown[] = [county, world]
  const where = ['p.county = $1', 'p.world = $2']
  const and = (sql: (mark: string) => string, value: unknown): void => {
    if (value !== undefined) where.push(sql(`$${values.push(value)}`))
  }
  and((m) => `p.state = ${m}`, filter.state)
  and((m) => `p.waiting_reason = ${m}`, filter.waiting ?? undefined)
  and((m) => `${m} = any(p.needs)`, filter.need)
  and((m) => `pl.site = ${m}`, filter.site)
  and((m) => `s.community = ${m}`, filter.community)
  and((m) => `p.code = ${m}`, filter.code)
  and((m) => `p.id = any(${m}::uuid[])`, ids)
  if (filter.suspected === true) where.push(SUSPECTED)
  and((m) => `p.changed_at > ${m}`, filter.changedAfter === undefined ? undefined : at(filter.changedAfter))
  const placed = `left join placement pl on pl.county = p.county and pl.world = p.world and pl.party = p.id and pl.state <> 'ended'
    left join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site`
  const asked = `where ${where.join(' and ')}`
  // Of a hundred thousand parties the sums need no site to be looked up, unless one is asked for.
  const bySite = filter.site !== undefined || filter.community !== undefined
  return ctx.db.read(ctx.scope, async (tx) => {
    const sums = await tx.one<{ total: number; persons: number }>(
      `select count(*) as total, coalesce(sum(p.size), 0) as persons from party p ${bySite ? placed : ''} ${asked}`,
      values,
    )
    const page =
      cursor === undefined
        ? ''
        : ` and (p.registered_at, p.id) > ($${values.push(at(cursor.moment))}, $${values.push(cursor.id)})`
    const rows = await tx.query<ListRow>(
      `select p.id, p.code, p.state, p.size, p.adults, p.children, p.infants, p.elders, ${LISTED} as needs, p.vehicle, p.entry,
         p.registered_at as "registeredAt", p.changed_at as "changedAt", pl.site, s.name as "siteName", s.name_en as "siteNameEn", s.community,
         pl.state as "placementState", pl.hold_until as "holdUntil", pl.arrived_at as "arrivedAt",
         p.waiting_reason as waiting, nullif(p.waiting_need, 'halal') as "waitingNeed", ${SUSPECTED} as suspected
       from party p ${placed} ${asked}${page} order by p.registered_at, p.id limit $${values.push(filter.limit + 1)}`,
      values,
    )
    const more = rows.length > filter.limit
    const parties = more ? rows.slice(0, filter.limit) : rows
    const last = parties[parties.length - 1]
    return {
      parties,
      next: more && last !== undefined ? `${last.registeredAt}.${last.id}` : null,
      total: sums.total,
      persons: sums.persons,
    }
  })
}

/** People under a roof, in a world; what an emergency still holds. */
export async function countInside(tx: Tx, county: string, world: number): Promise<number> {
  const row = await tx.one<{ persons: number }>(
    `select coalesce(sum(places), 0) as persons from placement
     where county = $1 and world = $2 and state in ('arrived', 'over')`,
    [county, world],
  )
  return row.persons
}
