/** What an import would do, row by row, before anything is done: pure, so that preview and import cannot differ. */
import type { Code } from '../../base/refusal.ts'
import { alikeIndex } from '../sites/alike.ts'
import type { Pool, SiteChange } from '../sites/model.ts'
import { writePools } from '../sites/notation.ts'
import { keyOf, type ReadRow, type RowFault, type SiteField, type TableSite } from '../sites/rows.ts'

/** A site that is there, as far as a table may say something else of it. */
export interface ThereSite {
  readonly id: string
  readonly externalId: string | null
  readonly name: string
  readonly nameEn: string
  readonly kind: TableSite['kind']
  readonly address: string
  readonly landmark: string
  readonly landmarkEn: string
  readonly position: { readonly lon: number; readonly lat: number } | undefined
  readonly features: readonly string[]
  readonly parking: number
  readonly byAgreement: string
  readonly opensFrom: number | null
  readonly priceFen: number | null
  readonly wardens: number
  readonly pools: readonly Pool[]
  /** Entries that were made one with it: a row that names one of them means it. */
  readonly also?: readonly Pick<ThereSite, 'externalId' | 'name' | 'address'>[]
}

export interface Other {
  readonly name: string
  readonly address: string
  /** The site that is there, or the earlier row. */
  readonly id?: string
  readonly line?: number
}

export type Planned =
  | { readonly act: 'new'; readonly row: ReadRow; readonly site: TableSite; readonly alike?: Other }
  | {
      readonly act: 'known'
      readonly row: ReadRow
      readonly id: string
      readonly fields: readonly SiteField[]
    }
  | { readonly act: 'out'; readonly row: ReadRow }

/** Which fields of the table make up one property of a site. */
const SAYS = {
  nameEn: ['nameEn'],
  kind: ['kind'],
  address: ['address', 'district', 'town'],
  landmark: ['landmark'],
  landmarkEn: ['landmarkEn'],
  position: ['lon', 'lat'],
  features: ['features', 'pets'],
  parking: ['parking'],
  byAgreement: ['byAgreement'],
  opensFrom: ['opensFrom'],
  priceFen: ['price'],
  wardens: ['wardens'],
  pools: [
    'pools',
    'capacity',
    'beds',
    'cots',
    'floors',
    'seats',
    'rooms',
    'rooms1',
    'rooms2',
    'rooms3',
    'rooms4',
  ],
} as const satisfies Record<string, readonly SiteField[]>
type Property = keyof typeof SAYS

const sorted = (pools: readonly Pool[]): string =>
  writePools(pools.filter((pool) => pool.places > 0))
    .split('；')
    .sort()
    .join('；')

/** About a metre: what was written and read again is the same position. */
const SAME_DEGREES = 0.00001

const near = (a: ThereSite['position'], b: ThereSite['position']): boolean =>
  a !== undefined &&
  b !== undefined &&
  Math.abs(a.lon - b.lon) < SAME_DEGREES &&
  Math.abs(a.lat - b.lat) < SAME_DEGREES

function isSame(property: Property, there: ThereSite, site: TableSite): boolean {
  switch (property) {
    case 'position':
      return site.position === undefined || near(there.position, site.position)
    case 'pools':
      return site.pools.length === 0 || sorted(there.pools) === sorted(site.pools)
    case 'features':
      return [...there.features].sort().join() === [...site.features].sort().join()
    case 'priceFen':
      return (there.priceFen ?? 0) === (site.priceFen ?? 0)
    case 'opensFrom':
      return site.opensFrom === undefined || there.opensFrom === site.opensFrom
    default:
      return there[property] === site[property]
  }
}

/** The properties of a site that is there of which the row says something else. */
export function differences(there: ThereSite, row: ReadRow): Property[] {
  const { site, said } = row
  if (site === undefined) return []
  return (Object.keys(SAYS) as Property[]).filter(
    (property) => SAYS[property].some((field) => said.includes(field)) && !isSame(property, there, site),
  )
}

/** What of a row changes the site that is there; a contact that is written is always taken. */
export function changeOf(there: ThereSite, row: ReadRow): SiteChange {
  const site = row.site!
  const change: Record<string, unknown> = {}
  for (const property of differences(there, row)) {
    if (property === 'position') Object.assign(change, site.position)
    else if (property === 'priceFen')
      Object.assign(change, { priceClass: site.priceClass, priceFen: site.priceFen })
    else change[property] = site[property]
  }
  for (const field of ['contact', 'phone'] as const)
    if (site[field] !== undefined) change[field] = site[field]
  return change as SiteChange
}

export interface Bounds {
  /** Kilometres from the county's centre to a position; undefined where the county has none. */
  readonly kmFromCentre: (at: { readonly lon: number; readonly lat: number }) => number | undefined
  /** Why the actor may not declare there; position undefined: somewhere in the actor's own area. */
  readonly whyNotThere: (at: { readonly lon: number; readonly lat: number } | undefined) => Code | undefined
}

/** Farther from the county's centre a position is likely wrong; the largest counties reach 300 km. */
const FAR_KM = 300

/** Plans every row against what is there and against the rows before it. */
export function planImport(rows: readonly ReadRow[], there: readonly ThereSite[], bounds: Bounds): Planned[] {
  const keyed = (site: Pick<ThereSite, 'externalId' | 'name' | 'address'>) =>
    keyOf({ ...site, externalId: site.externalId ?? undefined })
  const known = new Map([
    ...there.flatMap((site) => (site.also ?? []).map((other) => [keyed(other), site] as const)),
    ...there.map((site) => [keyed(site), site] as const),
  ])
  const alike = alikeIndex<Other & { readonly position: TableSite['position'] }>()
  for (const { id, name, address, position } of there) alike.add({ id, name, address, position })
  return rows.map((row): Planned => {
    if (row.site === undefined) return { act: 'out', row }
    const site = row.site
    const same = known.get(keyOf(site))
    if (same !== undefined) {
      const fields = differences(same, row).map((property) => SAYS[property][0])
      return { act: 'known', row, id: same.id, fields }
    }
    const faults: RowFault[] = []
    const refused = bounds.whyNotThere(site.position)
    if (refused !== undefined) {
      const fault = { line: row.line, name: site.name, code: refused, out: true }
      return { act: 'out', row: { ...row, site: undefined, faults: [...row.faults, fault] } }
    }
    const km = site.position && bounds.kmFromCentre(site.position)
    if (km !== undefined && km > FAR_KM)
      faults.push({
        line: row.line,
        name: site.name,
        code: 'sites.far_away',
        out: false,
        details: { km: Math.round(km) },
      })
    const other = alike.find(site)
    alike.add({ line: row.line, name: site.name, address: site.address, position: site.position })
    if (other === undefined) return { act: 'new', row: withFaults(row, faults), site }
    faults.push({
      line: row.line,
      name: site.name,
      code: 'sites.alike',
      out: false,
      details: { name: other.name },
    })
    return { act: 'new', row: withFaults(row, faults), site, alike: other }
  })
}

const withFaults = (row: ReadRow, more: readonly RowFault[]): ReadRow =>
  more.length === 0 ? row : { ...row, faults: [...row.faults, ...more] }

/** A new site that a person has to complete before it can open. */
export function isIncomplete(site: TableSite): boolean {
  return site.position === undefined || site.pools.length === 0
}
