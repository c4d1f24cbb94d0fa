/** Questions about counts and wants. */
import { Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../platform/db/pool.ts'
import type { Context } from '../../platform/http/context.ts'
import type { Census, SiteWants, Want } from './model.ts'

interface Row {
  readonly site: string
  readonly name: string
  readonly nameEn: string
  readonly heads: number | null
  readonly recorded: number | null
  readonly at: number | null
}

const CENSUS = `select s.id as site, s.name, s.name_en as "nameEn", c.heads, c.recorded, c.at
  from site s left join lateral (
    select heads, recorded, at from site_census c where c.county = s.county and c.world = s.world and c.site = s.id
    order by at desc limit 1) c on true
  where s.county = $1 and s.world = $2`

async function readWants(tx: Tx, ctx: Context, site?: string): Promise<Want[]> {
  const { county, world } = ctx.actor
  return tx.query<Want>(
    `select id, site, item, quantity, state, asked_at as "askedAt" from site_want
     where county = $1 and world = $2 and state = 'asked' and ($3::uuid is null or site = $3)
     order by asked_at, item`,
    [county, world, site ?? null],
  )
}

function viewOf({ site, name, nameEn, heads, recorded, at }: Row, wants: readonly Want[]): SiteWants {
  const census = heads === null ? null : { site, heads, recorded: recorded!, at: at! }
  return { site, name, nameEn, census, wants: wants.filter((want) => want.site === site) }
}

/** @throws Refusal not_found */
export async function readOfSite(tx: Tx, ctx: Context, site: string): Promise<SiteWants> {
  const { county, world } = ctx.actor
  const row = await tx.maybe<Row>(`${CENSUS} and s.id = $3`, [county, world, site])
  if (row === undefined) throw new Refusal('not_found', { what: 'site' })
  return viewOf(row, await readWants(tx, ctx, site))
}

/** Sites that lack something, the longest wait first; then those whose count differs from the record. */
export async function readAll(tx: Tx, ctx: Context): Promise<SiteWants[]> {
  const { county, world } = ctx.actor
  const wants = await readWants(tx, ctx)
  const rows = await tx.query<Row>(
    `${CENSUS} and s.merged_into is null and (s.id = any($3::uuid[]) or (c.heads is not null and c.heads <> c.recorded))`,
    [county, world, [...new Set(wants.map(({ site }) => site))]],
  )
  const oldest = (one: SiteWants) => one.wants[0]?.askedAt ?? Number.POSITIVE_INFINITY
  return rows
    .map((row) => viewOf(row, wants))
    .sort((a, b) => oldest(a) - oldest(b) || (a.site < b.site ? -1 : 1))
}

/** Whether something is to be brought to a site. */
export async function hasWants(tx: Tx, county: string, world: number, site: string): Promise<boolean> {
  const rows = await tx.query(
    `select from site_want where county = $1 and world = $2 and site = $3 and state = 'asked' limit 1`,
    [county, world, site],
  )
  return rows.length > 0
}

/** Persons the program has inside. */
export async function readInside(tx: Tx, ctx: Context, site: string): Promise<number> {
  const { county, world } = ctx.actor
  const row = await tx.maybe<{ inside: number }>(
    `select occupied + over as inside from site_load where county = $1 and world = $2 and site = $3 and pool = 'site'`,
    [county, world, site],
  )
  return row?.inside ?? 0
}

export async function readCensus(tx: Tx, ctx: Context, id: string): Promise<Census> {
  const { county, world } = ctx.actor
  return tx.one<Census>(
    'select site, heads, recorded, at from site_census where county = $1 and world = $2 and id = $3',
    [county, world, id],
  )
}

export async function readWant(tx: Tx, ctx: Context, id: string): Promise<Want> {
  const { county, world } = ctx.actor
  return tx.one<Want>(
    `select id, site, item, quantity, state, asked_at as "askedAt" from site_want
     where county = $1 and world = $2 and id = $3`,
    [county, world, id],
  )
}
