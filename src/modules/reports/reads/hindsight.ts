/** Who wanted a place at a moment, what they had, and which sites took people: out of the tables and the ledger. */
import type { Moment } from '../../../base/time.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import type { Stock } from '../../placement/choose.ts'
import type { Need, Vehicle } from '../../placement/model.ts'
import { readBoard } from '../../placement/reads/board.ts'
import { groundOf } from '../../places/reads.ts'
import { minutesFor } from '../../places/travel.ts'
import type { Scene, Wanted } from '../hindsight.ts'
import type { Stand } from '../night.ts'

interface PartyRow {
  readonly id: string
  readonly size: number
  readonly needs: readonly Need[]
  readonly vehicle: Vehicle
  readonly lon: number
  readonly lat: number
  readonly registered_at: Moment
  readonly first_at: Moment | null
  readonly site: string | null
  readonly pool: string | null
  readonly held_at: Moment | null
  readonly slot: Moment | null
}

/** Who lies beyond the places since, as its site went out of use, has no pool any more; the ledger tells which it had. */
function readWanted(tx: Tx, county: string, world: number, moment: Moment): Promise<PartyRow[]> {
  return tx.query<PartyRow>(
    `with given as (
       select party, min(held_at) as first_at from placement
       where county = $1 and world = $2 and held_at <= $3 group by party),
     standing as (
       select distinct on (party) id, party, site, pool, held_at, slot from placement
       where county = $1 and world = $2 and held_at <= $3 and (ended_at is null or ended_at > $3)
       order by party, held_at desc)
     select p.id, p.size, p.needs, p.vehicle, p.lon, p.lat, p.registered_at, g.first_at, s.site, s.held_at, s.slot,
       coalesce(s.pool, t.pool) as pool
     from party p left join given g on g.party = p.id left join standing s on s.party = p.id
     left join lateral (
       select l.data ->> 'pool' as pool from ledger l
       where s.pool is null and l.county = $1 and l.world = $2 and l.subject = p.id and l.data ->> 'placement' = s.id::text
         and l.data ->> 'pool' is not null and l.at <= $3
       order by l.nr limit 1) t on true
     where p.county = $1 and p.world = $2 and p.registered_at <= $3 order by p.registered_at, p.id`,
    [county, world, at(moment)],
  )
}

interface SiteRow {
  readonly site: string
  readonly type: string
  readonly opened_at: Moment | null
}

/** The last thing told of each site by then, and when it first opened; an offered home is declared open. */
function readSites(tx: Tx, county: string, world: number, moment: Moment): Promise<SiteRow[]> {
  return tx.query<SiteRow>(
    `select distinct on (subject) subject as site, type,
       min(at) filter (where type in ('site.opened', 'site.declared')) over (partition by subject) as opened_at
     from ledger where county = $1 and world = $2 and at <= $3
       and (type in ('site.opened', 'site.suspended', 'site.closing', 'site.closed')
         or (type = 'site.declared' and data ->> 'state' = 'open'))
     order by subject, at desc, nr desc`,
    [county, world, at(moment)],
  )
}

/**
 * @param stands what the ledger tells of every party at the moment
 * @returns those who wanted a place then, and what there was
 */
export async function readScene(
  ctx: Context,
  moment: Moment,
  stands: ReadonlyMap<string, Stand>,
): Promise<{ readonly wanted: Wanted[]; readonly scene: Scene }> {
  const { county, world } = ctx.actor
  const ground = await groundOf(ctx)
  const { rows, sites, board } = await ctx.db.read(deedScope(ctx), async (tx) => ({
    rows: await readWanted(tx, county, world, moment),
    sites: await readSites(tx, county, world, moment),
    board: await readBoard(tx, county, world),
  }))
  const stocks = new Map<string, Stock>(board.all.map((stock) => [`${stock.site} ${stock.pool}`, stock]))
  const open = new Map(
    sites.flatMap(({ site, type, opened_at }) =>
      (type === 'site.opened' || type === 'site.declared') && opened_at !== null
        ? [[site, opened_at] as const]
        : [],
    ),
  )
  const wanted = rows.flatMap(
    ({ id, first_at, registered_at, site, pool, held_at, slot, ...party }): Wanted[] => {
      const stand = stands.get(id)
      if (stand === undefined || !WANTS.has(stand.state)) return []
      const isBeyond = site === null || pool === null || stand.state === 'over'
      const stock = isBeyond ? undefined : stocks.get(`${site} ${pool}`)
      return [
        {
          ...party,
          id,
          registeredAt: registered_at,
          firstAt: first_at ?? undefined,
          placed: stock && { stock, heldAt: held_at!, slot },
          absent: stand.state === 'waiting' && stand.reason === 'hold_expired',
        },
      ]
    },
  )
  return {
    wanted,
    scene: {
      stocks: board.all.filter((stock) => open.has(stock.site)),
      openedAt: (site) => open.get(site)!,
      minutes: (from, site, car) =>
        minutesFor(ground.streets.metres(from, board.sites.get(site)!), car ? 'car' : 'foot'),
    },
  }
}

/** States in which somebody wants a place or has one. */
const WANTS: ReadonlySet<string> = new Set(['registered', 'waiting', 'placed', 'arrived', 'over'])
