/** Questions about sites with what they have given. */
import type { Tx } from '../../../platform/db/pool.ts'
import type { PoolLoad, SiteView } from '../model.ts'

export interface SiteFilter {
  readonly id?: string | undefined
  readonly kind?: string | undefined
  readonly state?: string | undefined
  readonly community?: string | undefined
}

interface Row
  extends Omit<SiteView, 'pools' | 'free' | 'offered' | 'held' | 'occupied' | 'blocked' | 'over'> {
  readonly total: number
  readonly held: number
  readonly occupied: number
  readonly over: number
  readonly pools: Omit<PoolLoad, 'free'>[] | null
}

/** Sites with their pools, by name. free counts what can still be given: by pool, and within the staffed limit. */
export async function readSites(
  tx: Tx,
  county: string,
  world: number,
  filter: SiteFilter = {},
): Promise<SiteView[]> {
  const rows = await tx.query<Row>(
    `select s.id, s.name, s.name_en as "nameEn", s.kind, s.state, s.community, s.grid, s.lon, s.lat, s.located, s.address,
       s.landmark, s.landmark_en as "landmarkEn", s.price_class as "priceClass", s.price_fen as "priceFen", s.features, s.parking,
       s.opens_from as "opensFrom", s.opens_at as "opensAt", s.wardens, s.persons_per_warden as "personsPerWarden",
       s.external_id as "externalId", s.by_agreement as "byAgreement", s.version, greatest(s.changed_at, w.changed_at) as "changedAt",
       w.offered as "staffedLimit", w.held, w.occupied, w.over, coalesce(p.total, 0) as total, p.pools
     from site s
     join site_load w on w.county = s.county and w.world = s.world and w.site = s.id and w.pool = 'site'
     left join lateral (
       select sum(l.offered) as total, jsonb_agg(jsonb_build_object('kind', l.kind, 'roomClass', l.room_class,
         'roomSize', l.room_size, 'shared', l.shared, 'offered', l.offered, 'held', l.held, 'occupied', l.occupied,
         'blocked', l.blocked, 'over', l.over) order by l.pool) as pools
       from site_load l where l.county = s.county and l.world = s.world and l.site = s.id and l.pool <> 'site') p on true
     where s.county = $1 and s.world = $2 and ($3::uuid is null or s.id = $3) and ($4::text is null or s.kind = $4)
       and ($5::text is null or s.state = $5) and ($6::text is null or s.community = $6)
     order by s.kind, s.name, s.id`,
    [county, world, filter.id ?? null, filter.kind ?? null, filter.state ?? null, filter.community ?? null],
  )
  return rows.map(({ total, pools, ...row }) => {
    const loads: PoolLoad[] = (pools ?? []).map((pool) => ({
      ...pool,
      free: pool.offered - pool.held - pool.occupied - pool.blocked,
    }))
    const inPools = loads.reduce((n, pool) => n + pool.free, 0)
    const underWardens = row.staffedLimit - row.held - row.occupied - row.over
    return {
      ...row,
      offered: total,
      blocked: loads.reduce((n, pool) => n + pool.blocked, 0),
      free: Math.max(0, Math.min(inPools, underWardens)),
      pools: loads,
    }
  })
}
