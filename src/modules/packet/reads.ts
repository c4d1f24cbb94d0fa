/** What goes into a packet. */
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { sitePhones } from '../placement/reads/contact.ts'
import type { Packet } from './model.ts'

/** Sites in use, and those with people in them: what stands ready is a thousand homes, and no paper. */
async function readSites(tx: Tx, ctx: Context): Promise<Packet['sites']> {
  const { county, world } = ctx.actor
  const sites = await tx.query<Omit<Packet['sites'][number], 'phone'> & { id: string }>(
    `select s.id, s.name, s.kind, s.state, s.address,
       coalesce(sum(l.offered) filter (where l.pool <> 'site'), 0)::int as offered,
       coalesce(sum(l.occupied + l.over) filter (where l.pool = 'site'), 0)::int as inside,
       coalesce(sum(l.held) filter (where l.pool = 'site'), 0)::int as held,
       greatest(0, least(
         coalesce(sum(l.offered - l.held - l.occupied - l.blocked) filter (where l.pool <> 'site'), 0),
         coalesce(sum(l.offered - l.held - l.occupied - l.over) filter (where l.pool = 'site'), 0)))::int as free
     from site s join site_load l on l.county = s.county and l.world = s.world and l.site = s.id
     where s.county = $1 and s.world = $2 and s.state <> 'closed' group by s.county, s.world, s.id
     having s.state <> 'standby' or sum(l.held + l.occupied + l.over) > 0
     order by (s.state <> 'open'), s.kind, s.name`,
    [county, world],
  )
  const phones = await sitePhones(
    tx,
    ctx.keyring,
    county,
    world,
    sites.map(({ id }) => id),
  )
  return sites.map(({ id, ...site }) => ({ ...site, phone: phones.get(id) ?? '' }))
}

async function readParties(tx: Tx, ctx: Context): Promise<Packet['parties']> {
  const { county, world } = ctx.actor
  return tx.query<Packet['parties'][number]>(
    `select p.code, p.size as persons, p.state, coalesce(s.name, '') as site, p.waiting_reason as reason,
       coalesce(p.waiting_since, pl.arrived_at, pl.held_at, p.registered_at) as since
     from party p
       left join placement pl on pl.county = p.county and pl.world = p.world and pl.party = p.id and pl.state <> 'ended'
       left join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
     where p.county = $1 and p.world = $2 and p.state in ('registered', 'waiting', 'placed', 'arrived')
     order by s.name nulls last, p.code`,
    [county, world],
  )
}

/** The present state, at one moment. */
export async function readContents(ctx: Context): Promise<Pick<Packet, 'sites' | 'parties'>> {
  return ctx.db.read(
    deedScope(ctx),
    async (tx) => ({ sites: await readSites(tx, ctx), parties: await readParties(tx, ctx) }),
    { snapshot: true },
  )
}

/** Codes of a sheet that nobody has been registered with; undefined where the sheet was never issued. */
export async function readUnused(ctx: Context, sheet: string): Promise<string[] | undefined> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const rows = await tx.query<{ code: string; used: boolean }>(
      `select c.code, exists (select from party p where p.county = c.county and p.world = c.world and p.code = c.code) as used
       from paper_code c where c.county = $1 and c.world = $2 and c.sheet = $3 order by c.code`,
      [county, world, sheet],
    )
    return rows.length === 0 ? undefined : rows.filter(({ used }) => !used).map(({ code }) => code)
  })
}
