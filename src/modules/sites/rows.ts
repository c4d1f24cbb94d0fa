/** From a row of somebody's table to a declared site, or to what is wrong with it. Nothing is guessed silently. */
import type { Code } from '../../base/refusal.ts'
import { PERSONS_PER_WARDEN, SITE_KINDS, type SiteDeclaration, type SiteKind } from './model.ts'

export const SITE_FIELDS = [
  'externalId',
  'name',
  'kind',
  'capacity',
  'inside',
  'lon',
  'lat',
  'address',
  'district',
  'town',
  'phone',
  'contact',
  'pets',
] as const
export type SiteField = (typeof SITE_FIELDS)[number]

/** Names under which the fields are found, in Chinese, English and as other registries write them. */
export const SITE_HEADINGS: Readonly<Record<SiteField, readonly string[]>> = {
  externalId: ['id', '编号', '外部编号', 'code', 'external id'],
  name: [
    '名称',
    '安置点',
    '安置点名称',
    '单位名称',
    'site',
    'shelter',
    'hotel',
    '施設・場所名',
    'nom commercial',
  ],
  kind: ['类型', '类别', '种类', 'type', 'category'],
  capacity: [
    '容量',
    '床位',
    '床位数',
    '可容纳人数',
    '位置数',
    'places',
    'beds',
    'persons',
    "capacité d'accueil",
  ],
  inside: ['现住', '已住', '已入住', '现有人数', 'sheltered', 'occupied', 'occupancy'],
  lon: ['经度', 'longitude', 'lng', 'x'],
  lat: ['纬度', 'latitude', 'y'],
  address: ['地址', 'street', 'adresse', '住所'],
  district: ['街道', '社区', 'neighbourhood', 'district', 'bairro'],
  town: ['城市', '镇', 'city', 'commune'],
  phone: ['电话', '联系电话', 'telephone', 'tel'],
  contact: ['联系人', '负责人', 'contact person'],
  pets: ['宠物', '可带宠物', 'pet', 'pets'],
}

/** What is wrong with a row; `out`: the row cannot be used, else it is used and this is told. */
export interface RowFault {
  readonly line: number
  readonly name: string
  readonly code: Code
  readonly out: boolean
}

export interface ReadRow {
  readonly line: number
  readonly site: SiteDeclaration | undefined
  readonly faults: readonly RowFault[]
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/

function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text.replace(',', '.')) : undefined
}

function kindOf(text: string): SiteKind {
  const found = SITE_KINDS.find((kind) => kind === text.toLowerCase())
  return found ?? 'hall'
}

function isYes(text: string): boolean {
  return /^(true|yes|y|1|是|可|有)$/i.test(text)
}

/** A position that stands for "not known": none, unreadable, outside the earth, or 0/0 in the Gulf of Guinea. */
function positionOf(lon: string, lat: string): { lon: number; lat: number } | undefined {
  const x = numberOf(lon)
  const y = numberOf(lat)
  if (x === undefined || y === undefined || Math.abs(x) > 180 || Math.abs(y) > 90 || (x === 0 && y === 0))
    return undefined
  return { lon: x, lat: y }
}

/**
 * Reads one row.
 * @param cell the text of a field, '' where the table has none
 */
export function readSiteRow(line: number, cell: (field: SiteField) => string): ReadRow {
  const name = cell('name').slice(0, 120)
  const faults: RowFault[] = []
  const fault = (code: Code, out: boolean): void => {
    faults.push({ line, name, code, out })
  }
  const capacity = numberOf(cell('capacity'))
  const inside = numberOf(cell('inside')) ?? 0
  const position = positionOf(cell('lon'), cell('lat'))
  if (name === '') fault('sites.no_name', true)
  if (position === undefined) fault('sites.no_position', true)
  if (capacity === undefined || capacity < 1 || capacity > 20_000) fault('sites.no_places', true)
  else if (inside > capacity) fault('sites.over_capacity', false)
  if (name === '' || position === undefined || capacity === undefined || capacity < 1 || capacity > 20_000)
    return { line, site: undefined, faults }
  const total = Math.floor(capacity)
  const left = Math.max(0, total - Math.floor(inside))
  return {
    line,
    faults,
    site: {
      name,
      nameEn: '',
      kind: kindOf(cell('kind')),
      ...position,
      address: [cell('address'), cell('district'), cell('town')]
        .filter((part) => part !== '')
        .join(' ')
        .slice(0, 200),
      landmark: '',
      landmarkEn: '',
      ...(cell('phone') === '' ? {} : { phone: cell('phone').slice(0, 30) }),
      ...(cell('contact') === '' ? {} : { contact: cell('contact').slice(0, 60) }),
      priceClass: 'free',
      features: isYes(cell('pets')) ? ['pets'] : [],
      parking: 0,
      // A list that does not say how many look after people is read as enough; where everybody is in already, nobody
      // is free to take more.
      wardens: left === 0 ? 0 : Math.ceil(left / PERSONS_PER_WARDEN),
      personsPerWarden: PERSONS_PER_WARDEN,
      ...(cell('externalId') === '' ? {} : { externalId: cell('externalId').slice(0, 120) }),
      pools: [
        { kind: 'floor', roomClass: 'general', roomSize: 0, shared: true, places: left === 0 ? total : left },
      ],
    },
  }
}

/** Marks rows that name a site a second time, by external id or by name and address; the first one stays. */
export function withoutRepeats(rows: readonly ReadRow[]): ReadRow[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (row.site === undefined) return row
    const key = row.site.externalId ?? `${row.site.name}\n${row.site.address}`
    if (!seen.has(key)) {
      seen.add(key)
      return row
    }
    const fault = { line: row.line, name: row.site.name, code: 'sites.duplicate' as const, out: true }
    return { line: row.line, site: undefined, faults: [...row.faults, fault] }
  })
}
