/** The memory of buildings and of proposals for grids. */
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Barrier } from '../places/osm.ts'
import type { BarrierLine } from './ground.ts'
import type { BuildingView, DistrictingState, DistrictingWish } from './model.ts'

export interface BuildingGiven {
  readonly id: string
  readonly externalId?: string | undefined
  readonly name: string
  readonly address: string
  readonly community: string
  readonly lon: number
  readonly lat: number
  readonly shape: readonly (readonly [number, number])[] | null
  readonly households: number
  readonly estimated: boolean
}

/** Adds buildings, or says of those that are there by their external id what the list says now. @returns how many of each */
export async function putBuildings(
  tx: Tx,
  county: string,
  buildings: readonly BuildingGiven[],
  now: Moment,
): Promise<{ readonly made: number; readonly changed: number }> {
  const rows = await tx.query<{ made: boolean }>(
    `insert into building (county, id, external_id, name, address, community, lon, lat, shape, households, estimated, changed_at)
     select $1, (b->>'id')::uuid, b->>'externalId', b->>'name', b->>'address', b->>'community', (b->>'lon')::float8,
       (b->>'lat')::float8, nullif(b->'shape', 'null'::jsonb), (b->>'households')::int, (b->>'estimated')::boolean, $3
     from jsonb_array_elements($2::jsonb) b
     on conflict (county, external_id) where external_id is not null do update set name = excluded.name,
       address = excluded.address, community = excluded.community, lon = excluded.lon, lat = excluded.lat,
       shape = excluded.shape, households = excluded.households, estimated = excluded.estimated, changed_at = excluded.changed_at
     where (building.name, building.address, building.community, building.lon, building.lat, building.households, building.estimated)
       is distinct from (excluded.name, excluded.address, excluded.community, excluded.lon, excluded.lat, excluded.households, excluded.estimated)
     returning xmax = 0 as made`,
    [county, JSON.stringify(buildings), at(now)],
  )
  const made = rows.filter((row) => row.made).length
  return { made, changed: rows.length - made }
}

export interface BarrierGiven extends BarrierLine {
  readonly id: string
}

export async function putBarriers(tx: Tx, county: string, barriers: readonly BarrierGiven[]): Promise<void> {
  await tx.query(
    `insert into barrier (county, id, kind, line)
     select $1, b->>'id', b->>'kind', b->'line' from jsonb_array_elements($2::jsonb) b
     on conflict (county, id) do update set kind = excluded.kind, line = excluded.line`,
    [county, JSON.stringify(barriers)],
  )
}

export async function readBarriers(tx: Tx, county: string): Promise<BarrierLine[]> {
  return tx.query<{ kind: Barrier; line: [number, number][] }>(
    'select kind, line from barrier where county = $1 order by id',
    [county],
  )
}

export interface BuildingRow {
  readonly id: string
  readonly community: string
  readonly lon: number
  readonly lat: number
  readonly households: number
  /** Code of the grid in force; null for none. */
  readonly grid: string | null
}

/** Every building of a county, in the order of its id. */
export async function readGroundRows(tx: Tx, county: string): Promise<BuildingRow[]> {
  return tx.query<BuildingRow>(
    `select b.id, b.community, b.lon, b.lat, b.households, g.grid from building b
     left join building_grid g on g.county = b.county and g.building = b.id and upper_inf(g.valid)
     where b.county = $1 order by b.id`,
    [county],
  )
}

const VIEW = `b.id, b.name, b.address, b.community, b.lon, b.lat, b.households, b.estimated, g.grid from building b
  left join building_grid g on g.county = b.county and g.building = b.id and upper_inf(g.valid)`

export async function readBuildings(
  tx: Tx,
  county: string,
  filter: {
    readonly community?: string | undefined
    readonly grid?: string | undefined
    readonly limit: number
  },
): Promise<{ buildings: BuildingView[]; total: number }> {
  const rows = await tx.query<BuildingView & { total: number }>(
    `select count(*) over ()::int as total, ${VIEW}
     where b.county = $1 and ($2::text is null or b.community = $2) and ($3::text is null or g.grid = $3)
     order by b.address, b.name, b.id limit $4`,
    [county, filter.community ?? null, filter.grid ?? null, filter.limit],
  )
  return { total: rows[0]?.total ?? 0, buildings: rows.map(({ total: _total, ...building }) => building) }
}

export async function readBuilding(tx: Tx, county: string, id: string): Promise<BuildingView | undefined> {
  return tx.maybe<BuildingView>(`select ${VIEW} where b.county = $1 and b.id = $2`, [county, id])
}

/** Puts buildings in grids from a moment on; what held before ends then. */
export async function setGrids(
  tx: Tx,
  county: string,
  grids: readonly { readonly building: string; readonly grid: string }[],
  from: Moment,
): Promise<void> {
  const given = JSON.stringify(grids)
  await tx.query(
    `update building_grid g set valid = tstzrange(lower(g.valid), $3)
     from jsonb_array_elements($2::jsonb) n
     where g.county = $1 and g.building = (n->>'building')::uuid and upper_inf(g.valid) and g.grid <> n->>'grid'`,
    [county, given, at(from)],
  )
  await tx.query(
    `insert into building_grid (county, building, grid, valid)
     select $1, (n->>'building')::uuid, n->>'grid', tstzrange($3, null) from jsonb_array_elements($2::jsonb) n
     where not exists (select from building_grid g where g.county = $1 and g.building = (n->>'building')::uuid and upper_inf(g.valid))`,
    [county, given, at(from)],
  )
}

export interface ProposalRow {
  readonly id: string
  readonly name: string
  readonly communities: string[]
  readonly least: number
  readonly most: number
  readonly target: number
  readonly keep: boolean
  readonly state: DistrictingState
  readonly made_at: Moment
  readonly solved_at: Moment | null
  readonly ended_at: Moment | null
  readonly exceptions: readonly {
    readonly grid: number
    readonly households: number
    readonly reason: string
  }[]
  readonly version: number
}

const PROPOSAL =
  'id, name, communities, least, most, target, keep, state, made_at, solved_at, ended_at, exceptions, version'

export async function insertProposal(
  tx: Tx,
  county: string,
  by: string,
  wish: DistrictingWish,
  now: Moment,
): Promise<void> {
  await tx.query(
    `insert into districting (county, id, name, communities, least, most, target, keep, state, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'solving', $9, $10)`,
    [
      county,
      wish.command,
      wish.name,
      wish.communities,
      wish.least,
      wish.most,
      wish.target,
      wish.keep,
      at(now),
      by,
    ],
  )
}

export async function readProposals(tx: Tx, county: string): Promise<ProposalRow[]> {
  return tx.query<ProposalRow>(
    `select ${PROPOSAL} from districting where county = $1 order by made_at desc, id limit 200`,
    [county],
  )
}

/** @param lock whether others wait until this transaction ends */
export async function readProposal(
  tx: Tx,
  county: string,
  id: string,
  lock = false,
): Promise<ProposalRow | undefined> {
  return tx.maybe<ProposalRow>(
    `select ${PROPOSAL} from districting where county = $1 and id = $2${lock ? ' for update' : ''}`,
    [county, id],
  )
}

export interface ProposalSums {
  readonly districting: string
  readonly grids: number
  readonly buildings: number
  readonly households: number
  readonly outside: number
}

export async function readSums(tx: Tx, county: string): Promise<ProposalSums[]> {
  return tx.query<ProposalSums>(
    `select g.districting, count(*)::int as grids, sum(g.buildings)::int as buildings, sum(g.households)::int as households,
       count(*) filter (where g.households not between d.least and d.most)::int as outside
     from (select p.districting, p.grid, count(*) as buildings, sum(b.households) as households
           from districting_building p join building b on b.county = p.county and b.id = p.building
           where p.county = $1 group by 1, 2) g
     join districting d on d.county = $1 and d.id = g.districting group by 1`,
    [county],
  )
}

/** The number of each building's grid in a proposal. */
export async function readAssigned(tx: Tx, county: string, id: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ building: string; grid: number }>(
    'select building, grid from districting_building where county = $1 and districting = $2',
    [county, id],
  )
  return new Map(rows.map(({ building, grid }) => [building, grid]))
}

export async function assign(
  tx: Tx,
  county: string,
  id: string,
  grids: readonly { readonly building: string; readonly grid: number }[],
): Promise<void> {
  await tx.query(
    `insert into districting_building (county, districting, building, grid)
     select $1, $2, (n->>'building')::uuid, (n->>'grid')::int from jsonb_array_elements($3::jsonb) n
     on conflict (county, districting, building) do update set grid = excluded.grid`,
    [county, id, JSON.stringify(grids)],
  )
}

export async function setProposalState(
  tx: Tx,
  county: string,
  id: string,
  state: DistrictingState,
  now: Moment,
  exceptions: ProposalRow['exceptions'] = [],
): Promise<void> {
  await tx.query(
    `update districting set state = $3, version = version + 1,
       solved_at = case when $3 = 'draft' then $4 else solved_at end,
       ended_at = case when $3 in ('published', 'discarded', 'failed') then $4 else ended_at end,
       exceptions = case when $3 = 'draft' then $5::jsonb else exceptions end
     where county = $1 and id = $2`,
    [county, id, state, at(now), JSON.stringify(exceptions)],
  )
}

export async function touchProposal(tx: Tx, county: string, id: string): Promise<void> {
  await tx.query('update districting set version = version + 1 where county = $1 and id = $2', [county, id])
}

export interface MoveRow {
  readonly nr: number
  readonly moved: readonly { readonly building: string; readonly grid: number }[]
}

export async function addMove(
  tx: Tx,
  county: string,
  id: string,
  moved: MoveRow['moved'],
  into: number,
): Promise<void> {
  await tx.query(
    `insert into districting_move (county, districting, nr, moved, into_grid)
     select $1, $2, coalesce(max(nr), 0) + 1, $3, $4 from districting_move where county = $1 and districting = $2`,
    [county, id, JSON.stringify(moved), into],
  )
}

export async function lastMove(tx: Tx, county: string, id: string): Promise<MoveRow | undefined> {
  return tx.maybe<MoveRow>(
    `select nr, moved from districting_move where county = $1 and districting = $2 and not undone order by nr desc limit 1`,
    [county, id],
  )
}

export async function countMoves(tx: Tx, county: string, id: string): Promise<number> {
  const row = await tx.maybe<{ n: number }>(
    'select count(*)::int as n from districting_move where county = $1 and districting = $2 and not undone',
    [county, id],
  )
  return row?.n ?? 0
}

export async function markMoveUndone(tx: Tx, county: string, id: string, nr: number): Promise<void> {
  await tx.query(
    'update districting_move set undone = true where county = $1 and districting = $2 and nr = $3',
    [county, id, nr],
  )
}

export async function addLineage(
  tx: Tx,
  county: string,
  id: string,
  lineage: readonly { readonly old: string; readonly new: string; readonly households: number }[],
  now: Moment,
): Promise<void> {
  await tx.query(
    `insert into grid_lineage (county, old, new, households, at, districting)
     select $1, l->>'old', l->>'new', (l->>'households')::int, $3, $4 from jsonb_array_elements($2::jsonb) l`,
    [county, JSON.stringify(lineage), at(now), id],
  )
}

export interface DoorRows {
  readonly grids: readonly {
    code: string
    name: { zh: string; en: string }
    from: Moment
    until: Moment | null
  }[]
  readonly lineage: readonly { old: string; new: string; households: number; at: Moment }[]
}

/** The grids of a building from the first on, and what each that ended became. */
export async function readDoor(tx: Tx, county: string, building: string): Promise<DoorRows> {
  const grids = await tx.query<DoorRows['grids'][number]>(
    `select g.grid as code, lower(g.valid) as from, upper(g.valid) as until,
       (select jsonb_build_object('zh', a.name_zh, 'en', a.name_en) from area a
        where a.county = g.county and a.code = g.grid order by lower(a.valid) desc limit 1) as name
     from building_grid g where g.county = $1 and g.building = $2 order by lower(g.valid)`,
    [county, building],
  )
  const lineage = await tx.query<DoorRows['lineage'][number]>(
    `select old, new, households, at from grid_lineage where county = $1 and old = any($2) order by at, old, new`,
    [county, grids.map(({ code }) => code)],
  )
  return { grids, lineage }
}
