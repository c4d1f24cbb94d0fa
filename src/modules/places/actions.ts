/** Laying out a county: its areas, entry points and streets, from a seed or an import. */
import type { Moment } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'

export interface AreaGiven {
  readonly code: string
  readonly kind: 'county' | 'town' | 'community' | 'branch' | 'grid'
  readonly parent: string | null
  readonly name: { readonly zh: string; readonly en: string }
  readonly lon: number
  readonly lat: number
  readonly boundary: readonly (readonly [number, number])[] | null
}

/** Adds areas valid from a moment on; an area that is valid already is left as it is. */
export async function addAreas(
  tx: Tx,
  county: string,
  from: Moment,
  areas: readonly AreaGiven[],
): Promise<void> {
  await tx.query(
    `insert into area (county, code, kind, parent, name_zh, name_en, lon, lat, boundary, valid)
     select $1, a->>'code', a->>'kind', a->>'parent', a->'name'->>'zh', a->'name'->>'en',
            (a->>'lon')::float8, (a->>'lat')::float8, nullif(a->'boundary', 'null'::jsonb), tstzrange($2, null)
     from jsonb_array_elements($3::jsonb) a
     where not exists (select 1 from area x where x.county = $1 and x.code = a->>'code' and upper_inf(x.valid))`,
    [county, at(from), JSON.stringify(areas)],
  )
}

export interface EntryGiven {
  readonly id: string
  readonly kind: 'motorway_exit' | 'station' | 'queue' | 'landmark'
  readonly name: { readonly zh: string; readonly en: string }
  readonly lon: number
  readonly lat: number
  readonly landmark: boolean
}

export async function addEntries(tx: Tx, county: string, entries: readonly EntryGiven[]): Promise<void> {
  await tx.query(
    `insert into entry_point (county, id, kind, name_zh, name_en, lon, lat, landmark, position)
     select $1, e->>'id', e->>'kind', e->'name'->>'zh', e->'name'->>'en', (e->>'lon')::float8, (e->>'lat')::float8,
            (e->>'landmark')::boolean, n
     from jsonb_array_elements($2::jsonb) with ordinality x(e, n)
     on conflict (county, id) do nothing`,
    [county, JSON.stringify(entries)],
  )
}

export async function addStreets(
  tx: Tx,
  county: string,
  nodes: readonly { id: number; lon: number; lat: number }[],
  edges: readonly { a: number; b: number; metres: number; name: string; kind: string; drive: boolean }[],
): Promise<void> {
  await tx.query(
    `insert into street_node (county, id, lon, lat)
     select $1, (n->>'id')::int, (n->>'lon')::float8, (n->>'lat')::float8 from jsonb_array_elements($2::jsonb) n
     on conflict (county, id) do nothing`,
    [county, JSON.stringify(nodes)],
  )
  await tx.query(
    `insert into street_edge (county, a, b, metres, name, kind, drive)
     select $1, (e->>'a')::int, (e->>'b')::int, (e->>'metres')::int, e->>'name', e->>'kind', (e->>'drive')::boolean
     from jsonb_array_elements($2::jsonb) e
     on conflict (county, a, b) do nothing`,
    [county, JSON.stringify(edges)],
  )
}

/** Ends areas; from then on they are history. */
export async function endAreas(
  tx: Tx,
  county: string,
  codes: readonly string[],
  until: Moment,
): Promise<void> {
  await tx.query(
    `update area set valid = tstzrange(lower(valid), $3) where county = $1 and code = any($2) and upper_inf(valid)`,
    [county, codes, at(until)],
  )
}
