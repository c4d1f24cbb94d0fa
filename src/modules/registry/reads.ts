/** Questions about tables of sites: what a file says, what importing it would do, what was imported, and the county's own table. */
import gcoord from 'gcoord'
import type { FileOut } from '../../base/contract.ts'
import { metresBetween } from '../../base/geo.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Language, Text } from '../../base/words.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { type Cell, writeCsv } from '../../platform/tabular/csv.ts'
import { cellOf, mapHeaders } from '../../platform/tabular/headers.ts'
import { readTable, type TableFormat, tableFormat } from '../../platform/tabular/read.ts'
import { LIMITS, type Table } from '../../platform/tabular/table.ts'
import { writeXlsx } from '../../platform/tabular/xlsx.ts'
import type { SiteView } from '../placement/model.ts'
import { mayNot } from '../placement/policy.ts'
import { readSites } from '../placement/reads/sites.ts'
import { type Ground, groundOf } from '../places/reads.ts'
import { formerOf } from '../sites/actions.ts'
import { OFFERED } from '../sites/model.ts'
import { writePools } from '../sites/notation.ts'
import { type RowFault, readSiteRow, SITE_HEADINGS, type SiteField, withoutRepeats } from '../sites/rows.ts'
import { FEATURE_WORDS, SITE_KIND_WORDS, SITE_STATE_WORDS } from '../sites/words.ts'
import {
  type Columns,
  type Crs,
  type ImportDone,
  type MergeDone,
  MOST_BYTES,
  MOST_ROWS,
  type Preview,
  type TableReading,
  type Twin,
  type UndoPlan,
} from './model.ts'
import { type Bounds, isIncomplete, type Planned, planImport, type ThereSite } from './plan.ts'
import { pairKey, twinsOf } from './twins.ts'
import { fateOf } from './undo.ts'
import { EXPORT_WORDS } from './words.ts'

const SYSTEMS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

export interface ReadFile {
  readonly format: TableFormat
  readonly table: Table
  readonly columns: Columns
  readonly doubled: readonly SiteField[]
}

/** Reads a file and finds its columns, by the headings given or by their names. @throws Refusal */
export async function readSiteFile(bytes: Buffer, reading: TableReading): Promise<ReadFile> {
  const format = tableFormat(bytes)
  const table = await readTable(bytes, { ...LIMITS, rows: MOST_ROWS, bytes: MOST_BYTES })
  if (table.rows.length === 0) throw new Refusal('sites.file_without_rows')
  const found = mapHeaders(table.headers, SITE_HEADINGS)
  const columns = reading.columns ?? found.columns
  const missing = Object.values(columns).find((header) => header !== '' && !table.headers.includes(header))
  if (missing !== undefined) throw new Refusal('bad_input', { part: 'reading', header: missing })
  return { format, table, columns, doubled: found.doubled }
}

function toWgs84(crs: Crs): (lon: number, lat: number) => { lon: number; lat: number } {
  return (x, y) => {
    const [lon, lat] = gcoord.transform([x, y], SYSTEMS[crs], gcoord.WGS84)
    return { lon, lat }
  }
}

/** What is there, as far as a table may say something else of it. */
async function thereSites(ctx: Context, tx: Tx): Promise<ThereSite[]> {
  const sites = await readSites(tx, ctx.actor.county, ctx.actor.world)
  const names = await tx.query<{ kept: string; externalId: string | null; name: string; address: string }>(
    `select merged_into as kept, external_id as "externalId", name, address from site
     where county = $1 and world = $2 and merged_into is not null`,
    [ctx.actor.county, ctx.actor.world],
  )
  return sites.map(({ located, lon, lat, pools, ...site }) => ({
    ...site,
    also: names.filter(({ kept }) => kept === site.id),
    position: located ? { lon, lat } : undefined,
    pools: pools.map(({ kind, roomClass, roomSize, shared, offered }) => ({
      kind,
      roomClass,
      roomSize,
      shared,
      places: offered,
    })),
  }))
}

/** The area in which the actor's own sites lie whose position is not known yet. */
export function ownCommunity(ctx: Context): string | null {
  return ctx.actor.posts.find((post) => post.role === 'community_secretary')?.area ?? null
}

function boundsOf(ctx: Context, ground: Ground): Bounds {
  const { centre } = ground
  return {
    kmFromCentre: (at) => (centre === undefined ? undefined : metresBetween(at, centre) / 1000),
    whyNotThere: (at) =>
      mayNot.declareSite(ctx.actor, {
        id: '',
        ...(at === undefined ? { community: ownCommunity(ctx), grid: null } : ground.locate(at)),
      }),
  }
}

export interface Plan {
  readonly planned: readonly Planned[]
  readonly there: ReadonlyMap<string, ThereSite>
}

/** Plans an import against what is there now, in the caller's transaction. */
export async function planOfFile(ctx: Context, tx: Tx, file: ReadFile, reading: TableReading): Promise<Plan> {
  if (!file.columns.name) throw new Refusal('sites.no_name_column')
  const map = { columns: file.columns, unknown: [], doubled: [] }
  // GeoJSON is WGS84 by its standard (RFC 7946 §4).
  const crs = file.format === 'geojson' ? 'wgs84' : reading.crs
  const how = { kind: reading.kind, toWgs84: toWgs84(crs) }
  const rows = file.table.rows.map(({ line, cells }) =>
    readSiteRow(line, (field) => cellOf(map, cells, field), how),
  )
  const there = await thereSites(ctx, tx)
  const planned = planImport(withoutRepeats(rows), there, boundsOf(ctx, await groundOf(ctx)))
  return { planned, there: new Map(there.map((site) => [site.id, site])) }
}

/** Faults and rows that a preview shows; all faults are in their own file. */
const SHOWN = 300
const SAMPLE_ROWS = 8
const SAMPLES = 3

const placesOf = (site: { readonly pools: readonly { readonly places: number }[] }): number =>
  site.pools.reduce((n, pool) => n + pool.places, 0)

/** What importing a file would do. @throws Refusal of a file that cannot be read */
export async function previewImport(ctx: Context, bytes: Buffer, reading: TableReading): Promise<Preview> {
  const file = await readSiteFile(bytes, reading)
  const { planned } = await ctx.db.read(deedScope(ctx), (tx) => planOfFile(ctx, tx, file, reading))
  const { table, columns, format } = file
  const faults = planned.flatMap(({ row }) => row.faults)
  const byCode = new Map<string, number>()
  for (const { code } of faults) byCode.set(code, (byCode.get(code) ?? 0) + 1)
  const fresh = planned.flatMap((one) => (one.act === 'new' ? [one] : []))
  const alike = fresh.flatMap(({ site, row, alike: other }) =>
    other === undefined ? [] : [{ line: row.line, name: site.name, address: site.address, other }],
  )
  const changes = planned.flatMap((one) =>
    one.act === 'known' && one.fields.length > 0
      ? [{ line: one.row.line, name: one.row.site!.name, fields: [...one.fields] }]
      : [],
  )
  const sure = fresh.filter((one) => one.alike === undefined)
  const incomplete = sure.filter(({ site }) => isIncomplete(site)).length
  return {
    format,
    headers: table.headers.map((name) => ({
      name,
      samples: table.rows
        .map(({ cells }) => (cells[name] ?? '').trim())
        .filter((text) => text !== '')
        .slice(0, SAMPLES)
        .map((text) => text.slice(0, 60)),
    })),
    columns,
    doubled: [...file.doubled],
    asksCrs: format !== 'geojson' && columns.lon !== undefined && columns.lat !== undefined,
    rows: planned.length,
    counts: {
      ready: sure.length - incomplete,
      incomplete,
      known: planned.filter((one) => one.act === 'known' && one.fields.length === 0).length,
      changed: changes.length,
      alike: alike.length,
      out: planned.filter(({ act }) => act === 'out').length,
      places: sure.reduce((n, { site }) => n + placesOf(site), 0),
    },
    faultCounts: [...byCode].map(([code, count]) => ({ code, count })),
    // Those that stop a row stand first.
    faults: [...faults].sort((a, b) => Number(b.out) - Number(a.out) || a.line - b.line).slice(0, SHOWN),
    alike,
    changes: changes.slice(0, SHOWN),
    sample: planned
      .flatMap(({ row }) => (row.site === undefined ? [] : [{ line: row.line, site: row.site }]))
      .slice(0, SAMPLE_ROWS)
      .map(({ line, site }) => ({
        line,
        name: site.name,
        kind: site.kind,
        places: placesOf(site),
        lon: site.position?.lon ?? null,
        lat: site.position?.lat ?? null,
        address: site.address,
      })),
  }
}

/** All faults of a file as a table, in both languages. */
export async function faultsFile(
  ctx: Context,
  bytes: Buffer,
  reading: TableReading,
  say: (fault: RowFault, language: Language) => string,
): Promise<FileOut> {
  const file = await readSiteFile(bytes, reading)
  const { planned } = await ctx.db.read(deedScope(ctx), (tx) => planOfFile(ctx, tx, file, reading))
  const rows = planned
    .flatMap(({ row }) => row.faults)
    .map((fault) => [
      fault.line,
      fault.name,
      fault.code,
      fault.out ? 'out' : 'used',
      say(fault, 'zh'),
      say(fault, 'en'),
    ])
  return {
    name: 'site-faults.csv',
    type: 'text/csv; charset=utf-8',
    bytes: writeCsv(['line', 'name', 'code', 'row', 'zh', 'en'], rows),
  }
}

interface ImportRow extends Omit<ImportDone, 'leftOut'> {
  readonly left_out: number
}

const IMPORT = `select id, at, rows, imported, places, changed, repeated, left_out, incomplete, undone_at as "undoneAt",
  (select count(*)::int from site_former f where f.county = i.county and f.world = i.world and f.deed = i.id
     and f.undone_at is null) as left
  from site_import i`

const viewOf = ({ left_out, ...row }: ImportRow): ImportDone => ({ ...row, leftOut: left_out })

/** What an import did. @throws Refusal not_found */
export async function readImport(tx: Tx, ctx: Context, id: string): Promise<ImportDone> {
  const { county, world } = ctx.actor
  const row = await tx.maybe<ImportRow>(`${IMPORT} where county = $1 and world = $2 and id = $3`, [
    county,
    world,
    id,
  ])
  if (row === undefined) throw new Refusal('not_found', { what: 'site_import' })
  return viewOf(row)
}

/** The last twenty imports, newest first; the door has said who may ask. */
export async function listImports(ctx: Context): Promise<ImportDone[]> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<ImportRow>(`${IMPORT} where county = $1 and world = $2 order by at desc, id desc limit 20`, [
      county,
      world,
    ]),
  )
  return rows.map(viewOf)
}

const MERGE = `select m.id, m.at, k.name as kept, g.name as gone, m.moved, m.undone_at as "undoneAt", m.restored
  from site_merge m
  join site k on k.county = m.county and k.world = m.world and k.id = m.kept
  join site g on g.county = m.county and g.world = m.world and g.id = m.gone`

/** What making two sites one has done. @throws Refusal not_found */
export async function readMerge(tx: Tx, ctx: Context, id: string): Promise<MergeDone> {
  const { county, world } = ctx.actor
  const found = await tx.maybe<MergeDone>(`${MERGE} where m.county = $1 and m.world = $2 and m.id = $3`, [
    county,
    world,
    id,
  ])
  if (found === undefined) throw new Refusal('not_found', { what: 'site_merge' })
  return found
}

/** Pairs that may be one place, of which the actor may change both, and the last twenty that were made one. */
export async function listTwins(ctx: Context): Promise<{ pairs: Twin[]; merges: MergeDone[] }> {
  const { county, world } = ctx.actor
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const sites = await readSites(tx, county, world)
    const distinct = await tx.query<{ a: string; b: string }>(
      'select a, b from site_distinct where county = $1 and world = $2',
      [county, world],
    )
    const merges = await tx.query<MergeDone>(
      `${MERGE} where m.county = $1 and m.world = $2 order by m.at desc, m.id desc limit 20`,
      [county, world],
    )
    const own = sites.filter((site) => mayNot.runSite(ctx.actor, site) === undefined)
    return { pairs: twinsOf(own, new Set(distinct.map(({ a, b }) => pairKey(a, b)))), merges }
  })
}

/** What taking an import back would do. @throws Refusal not_found */
export async function planUndo(ctx: Context, id: string): Promise<UndoPlan> {
  return ctx.db.read(deedScope(ctx), async (tx) => {
    const { at } = await readImport(tx, ctx, id)
    const former = await formerOf(tx, ctx.actor, id)
    return {
      id,
      at,
      sites: former.map(({ site, name, touched, ...seen }) => ({
        id: site,
        name,
        fate: fateOf({ touched, ...seen }),
        touched,
      })),
    }
  })
}

interface Column {
  readonly heading: Text
  readonly cell: (site: SiteView, language: Language) => Cell
}

const clock = (minute: number | null): string =>
  minute === null
    ? ''
    : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Headings by which an import finds them again, and then figures of now, under names that no import reads. */
const COLUMNS: readonly Column[] = [
  { heading: EXPORT_WORDS.externalId, cell: (site) => site.externalId },
  { heading: EXPORT_WORDS.name, cell: (site) => site.name },
  { heading: EXPORT_WORDS.nameEn, cell: (site) => site.nameEn },
  { heading: EXPORT_WORDS.kind, cell: (site) => SITE_KIND_WORDS[site.kind].zh },
  { heading: EXPORT_WORDS.capacity, cell: (site) => (site.offered > 0 ? site.offered : null) },
  {
    heading: EXPORT_WORDS.pools,
    cell: (site) => writePools(site.pools.map(({ offered, ...pool }) => ({ ...pool, places: offered }))),
  },
  { heading: EXPORT_WORDS.lon, cell: (site) => (site.located ? site.lon : null) },
  { heading: EXPORT_WORDS.lat, cell: (site) => (site.located ? site.lat : null) },
  { heading: EXPORT_WORDS.address, cell: (site) => site.address },
  { heading: EXPORT_WORDS.landmark, cell: (site) => site.landmark },
  { heading: EXPORT_WORDS.landmarkEn, cell: (site) => site.landmarkEn },
  { heading: EXPORT_WORDS.wardens, cell: (site) => site.wardens },
  { heading: EXPORT_WORDS.price, cell: (site) => (site.priceFen === null ? null : site.priceFen / 100) },
  { heading: EXPORT_WORDS.byAgreement, cell: (site) => site.byAgreement },
  { heading: EXPORT_WORDS.parking, cell: (site) => site.parking },
  { heading: EXPORT_WORDS.opensFrom, cell: (site) => clock(site.opensFrom) },
  {
    heading: EXPORT_WORDS.features,
    cell: (site) => site.features.map((one) => FEATURE_WORDS[one].zh).join(EXPORT_WORDS.between.zh),
  },
  { heading: EXPORT_WORDS.stateNow, cell: (site, language) => SITE_STATE_WORDS[site.state][language] },
  { heading: EXPORT_WORDS.insideNow, cell: (site) => site.occupied + site.over },
  { heading: EXPORT_WORDS.heldNow, cell: (site) => site.held },
  { heading: EXPORT_WORDS.freeNow, cell: (site) => site.free },
]

/** Sites the caller may see, as a table that an import reads again as it stands; homes offered for one emergency stay out. */
export async function exportSites(ctx: Context, format: TableFormat): Promise<FileOut> {
  const { county, world, language } = ctx.actor
  const all = await ctx.db.read(ctx.scope, (tx) => readSites(tx, county, world))
  const sites = all.filter(({ externalId }) => externalId?.startsWith(OFFERED) !== true)
  const headers = COLUMNS.map(({ heading }) => heading[language])
  const rows = sites.map((site) => COLUMNS.map(({ cell }) => cell(site, language)))
  const name = `sites.${format}`
  if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', bytes: writeCsv(headers, rows) }
  if (format === 'xlsx') {
    const bytes = await writeXlsx([{ name: EXPORT_WORDS.sheet[language], headers, rows }])
    return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
  }
  return {
    name,
    type: 'application/geo+json',
    bytes: Buffer.from(JSON.stringify(featuresOf(sites, headers, rows))),
  }
}

function featuresOf(
  sites: readonly SiteView[],
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
): object {
  const inGeometry: readonly string[] = [EXPORT_WORDS.lon, EXPORT_WORDS.lat].flatMap(({ zh, en }) => [zh, en])
  const features = sites.map((site, n) => ({
    type: 'Feature',
    geometry: site.located ? { type: 'Point', coordinates: [site.lon, site.lat] } : null,
    properties: Object.fromEntries(
      headers.flatMap((header, i) => {
        const cell = rows[n]![i]!
        return cell === null || cell === '' || inGeometry.includes(header) ? [] : [[header, cell]]
      }),
    ),
  }))
  return { type: 'FeatureCollection', features }
}
