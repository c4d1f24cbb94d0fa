/** Questions about places. Streets and entry points change rarely, so a process remembers them for a minute. */
import type { LonLat } from '../../base/geo.ts'
import { inRing } from '../../base/geo.ts'
import { MINUTE } from '../../base/time.ts'
import type { Tx } from '../../platform/db/pool.ts'
import type { Context } from '../../platform/http/context.ts'
import { remember } from '../../platform/remember.ts'
import type { AreaView, EntryView } from './model.ts'
import { openStreets, type Streets } from './travel.ts'

interface AreaRow {
  code: string
  kind: AreaView['kind']
  parent: string | null
  name_zh: string
  name_en: string
  lon: number
  lat: number
  boundary: [number, number][] | null
}

/** Areas valid now. */
export async function readAreas(tx: Tx, county: string): Promise<AreaView[]> {
  const rows = await tx.query<AreaRow>(
    `select code, kind, parent, name_zh, name_en, lon, lat, boundary from area
     where county = $1 and upper_inf(valid) order by kind, code`,
    [county],
  )
  return rows.map((row) => ({
    code: row.code,
    kind: row.kind,
    parent: row.parent,
    name: { zh: row.name_zh, en: row.name_en },
    lon: row.lon,
    lat: row.lat,
    boundary: row.boundary,
  }))
}

export async function readEntries(tx: Tx, county: string): Promise<EntryView[]> {
  const rows = await tx.query<{
    id: string
    kind: EntryView['kind']
    name_zh: string
    name_en: string
    lon: number
    lat: number
    landmark: boolean
  }>(
    `select id, kind, name_zh, name_en, lon, lat, landmark from entry_point
     where county = $1 order by position, id`,
    [county],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: { zh: row.name_zh, en: row.name_en },
    lon: row.lon,
    lat: row.lat,
    landmark: row.landmark,
  }))
}

export interface StreetRows {
  readonly nodes: readonly { id: number; lon: number; lat: number }[]
  readonly edges: readonly {
    a: number
    b: number
    metres: number
    name: string
    kind: 'trunk' | 'street' | 'lane'
  }[]
}

export async function readStreets(tx: Tx, county: string): Promise<StreetRows> {
  return {
    nodes: await tx.query('select id, lon, lat from street_node where county = $1 order by id', [county]),
    edges: await tx.query(
      'select a, b, metres, name, kind from street_edge where county = $1 and drive order by a, b',
      [county],
    ),
  }
}

/** What placement needs of a county's places, in memory. */
export interface Ground {
  readonly streets: Streets
  readonly entries: ReadonlyMap<string, EntryView>
  /** Grid and community a position lies in. */
  readonly locate: (p: LonLat) => { grid: string | null; community: string | null }
  /** Where the county itself is put on a map; undefined where it has no places yet. */
  readonly centre: LonLat | undefined
}

const grounds = remember<Ground>(MINUTE)

/** The ground of the context's county; read at most once a minute in a process. */
export function groundOf(ctx: Context): Promise<Ground> {
  return grounds.get(ctx, ctx.actor.county, () => readGround(ctx, ctx.actor.county))
}

/** After a change of the ground by this process; others see it within the minute. */
export function forgetGround(ctx: Pick<Context, 'db'>, county: string): void {
  grounds.forget(ctx, county)
}

async function readGround(ctx: Context, county: string): Promise<Ground> {
  return ctx.db.read({ county, world: 0, kind: 'system', areas: [], sites: [] }, async (tx) => {
    const { nodes, edges } = await readStreets(tx, county)
    const entries = await readEntries(tx, county)
    const areas = await readAreas(tx, county)
    const withRing = (kind: string): AreaView[] => areas.filter((a) => a.kind === kind && a.boundary !== null)
    const grids = withRing('grid')
    const communities = withRing('community')
    return {
      streets: openStreets(nodes, edges),
      entries: new Map(entries.map((entry) => [entry.id, entry])),
      centre: areas.find((area) => area.kind === 'county') ?? areas[0] ?? entries[0],
      locate(p) {
        const grid = grids.find((area) => inRing(p, area.boundary!))
        const community = communities.find((area) => inRing(p, area.boundary!))
        return { grid: grid?.code ?? null, community: grid?.parent ?? community?.code ?? null }
      },
    }
  })
}

/** Codes of every grid that is or was, so that none is given twice. */
export async function readGridCodes(tx: Tx, county: string): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `select distinct code from area where county = $1 and kind = 'grid' order by code`,
    [county],
  )
  return rows.map(({ code }) => code)
}
