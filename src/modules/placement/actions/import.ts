/** Sites out of a table: read and checked as a whole, then applied in chunks, each row once however often it is tried. */

import { uuidv7 } from '../../../base/ids.ts'
import { Refusal } from '../../../base/refusal.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { cellOf, mapHeaders } from '../../../platform/tabular/headers.ts'
import type { Table } from '../../../platform/tabular/table.ts'
import type { SiteDeclaration } from '../../sites/model.ts'
import { type ReadRow, type RowFault, readSiteRow, SITE_HEADINGS, withoutRepeats } from '../../sites/rows.ts'
import { layOutSites } from './sites.ts'

/** Rows applied in one transaction at most: long writers keep the sealer waiting (architecture.md). */
const CHUNK = 500

export interface Imported {
  readonly rows: number
  readonly imported: number
  readonly places: number
  /** Rows whose site was there already. */
  readonly repeated: number
  /** Rows left out. */
  readonly out: number
  readonly faults: readonly RowFault[]
}

/** Reads a table of sites row by row. @throws Refusal sites.file_without_rows */
export function readSiteTable(table: Table): ReadRow[] {
  if (table.rows.length === 0) throw new Refusal('sites.file_without_rows')
  const map = mapHeaders(table.headers, SITE_HEADINGS)
  return withoutRepeats(
    table.rows.map((row) => readSiteRow(row.line, (field) => cellOf(map, row.cells, field))),
  )
}

/**
 * Imports the sites of a table into the context's county.
 * @param allOrNothing refuse everything while one row is wrong
 * @param tell progress: rows done, rows in all
 * @throws Refusal sites.file_refused with the faults
 */
export async function importSites(
  ctx: Context,
  table: Table,
  allOrNothing: boolean,
  tell: (done: number, of: number) => void = () => {},
): Promise<Imported> {
  const rows = readSiteTable(table)
  const faults = rows.flatMap((row) => row.faults)
  const out = rows.filter((row) => row.site === undefined).length
  if (allOrNothing && out > 0) throw new Refusal('sites.file_refused', { count: out, faults })
  const sites = rows.flatMap((row) => (row.site === undefined ? [] : [row.site]))
  let imported = 0
  let places = 0
  for (let n = 0; n < sites.length; n += CHUNK) {
    const added = await applyChunk(ctx, sites.slice(n, n + CHUNK))
    imported += added.length
    for (const site of added) for (const pool of site.pools) places += pool.places
    tell(Math.min(n + CHUNK, sites.length), sites.length)
  }
  await ctx.db.tx(deedScope(ctx), (tx) => tx.query('select statistics_refresh()'))
  ctx.committed(ctx.actor.county)
  return { rows: rows.length, imported, places, repeated: sites.length - imported, out, faults }
}

async function applyChunk(ctx: Context, sites: readonly SiteDeclaration[]): Promise<SiteDeclaration[]> {
  const { county, world } = ctx.actor
  return ctx.db.tx(deedScope(ctx), async (tx) => {
    const there = await tx.query<{ external_id: string | null; name: string; address: string }>(
      `select external_id, name, address from site where county = $1 and world = $2
         and (external_id = any($3) or (external_id is null and name = any($4)))`,
      [county, world, sites.flatMap((s) => s.externalId ?? []), sites.map((s) => s.name)],
    )
    const known = new Set(there.map((row) => row.external_id ?? `${row.name}\n${row.address}`))
    const fresh = sites.filter((site) => !known.has(site.externalId ?? `${site.name}\n${site.address}`))
    const given = fresh.map((site) => ({
      id: uuidv7(ctx.realNow, ctx.random(10)),
      site,
      state: site.wardens > 0 ? ('open' as const) : ('standby' as const),
    }))
    if (given.length > 0) await layOutSites(tx, ctx, given)
    return fresh
  })
}
