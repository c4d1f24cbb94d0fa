/** From a row of somebody's table to a declared site, and what is wrong with it. Nothing is guessed silently, nothing dropped. */
import type { Code } from '../../base/refusal.ts'
import { HEADING_NAMES } from './headings.ts'
import {
  type Feature,
  PERSONS_PER_WARDEN,
  type Pool,
  SITE_KINDS,
  type SiteDeclaration,
  type SiteKind,
} from './model.ts'
import { poolsFrom } from './notation.ts'
import { FEATURE_WORDS } from './words.ts'

export const SITE_FIELDS = [
  'externalId',
  'name',
  'nameEn',
  'kind',
  'capacity',
  'pools',
  'beds',
  'cots',
  'floors',
  'seats',
  'rooms',
  'rooms1',
  'rooms2',
  'rooms3',
  'rooms4',
  'inside',
  'lon',
  'lat',
  'address',
  'district',
  'town',
  'landmark',
  'landmarkEn',
  'phone',
  'contact',
  'wardens',
  'price',
  'parking',
  'opensFrom',
  'pets',
  'byAgreement',
  'features',
] as const
export type SiteField = (typeof SITE_FIELDS)[number]

/** Names under which the fields are found, in Chinese, English and as other registries write them. */
export const SITE_HEADINGS: Readonly<Record<SiteField, readonly string[]>> = HEADING_NAMES

/** What a table does not say of itself and a person has to. */
export interface Reading {
  /** Kind of a row whose own kind is missing or unknown. */
  readonly kind: SiteKind
  /** To WGS84, from whatever the table's positions are in. */
  readonly toWgs84: (lon: number, lat: number) => { readonly lon: number; readonly lat: number }
}

export const AS_WRITTEN: Reading = { kind: 'hall', toWgs84: (lon, lat) => ({ lon, lat }) }

/** What is wrong with a row; `out`: the row cannot be used, else it is used and this is told. */
export interface RowFault {
  readonly line: number
  readonly name: string
  readonly code: Code
  readonly out: boolean
  /** What fills the marks of its sentence. */
  readonly details?: Readonly<Record<string, string | number>>
}

/** A declaration as far as a table gives it: `position` undefined and no pools are completed by a person before it opens. */
export interface TableSite extends Omit<SiteDeclaration, 'lon' | 'lat'> {
  readonly position: { readonly lon: number; readonly lat: number } | undefined
}

export interface ReadRow {
  readonly line: number
  readonly site: TableSite | undefined
  /** Fields whose cells are filled: of a site that is there already, the others stay as they are. */
  readonly said: readonly SiteField[]
  readonly faults: readonly RowFault[]
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/

function numberOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s人张间个位]/g, '')
  return NUMBER.test(plain) ? Number(plain.replace(',', '.')) : undefined
}

/** A number of places or rooms: 0 where nothing is written, undefined where it cannot be read or is out of bounds. */
function countOf(text: string): number | undefined {
  if (text.trim() === '') return 0
  const n = numberOf(text)
  return n === undefined || n < 0 || n > MOST_PLACES ? undefined : Math.floor(n)
}

const MOST_PLACES = 20_000

/** Words of a kind or a name that say what a site is, in the order in which they are tried. */
const KIND_SIGNS: readonly (readonly [SiteKind, RegExp])[] = [
  [
    'hotel',
    /宾馆|酒店|旅馆|旅店|旅社|客栈|招待所|民宿|公寓酒店|\bhotels?\b|h[oô]tel|\bmotel\b|\binn\b|auberge/i,
  ],
  ['school', /小学|中学|学校|大学|学院|幼儿园|\bschool\b|escola|高校|高等学校/i],
  ['gym', /体育馆|体育中心|体育場|体育館|\bgym\b|gin[aá]sio|sports? (?:hall|centre|center)/i],
  ['service_centre', /党群|服务中心|社区中心|コミュニティセンター|公民館|community cent(?:re|er)/i],
  ['care_home', /养老|敬老|福利院|care home|nursing home/i],
  ['shop', /商铺|超市|商店|商场|\bshop\b|supermarket/i],
  ['office', /机关|政府|办公|市役所|\boffice\b|town hall/i],
  ['home', /居民家|住户|\bhome\b/i],
  ['hall', /礼堂|会堂|大厅|教堂|\bhall\b|salão|igreja|paróquia|church/i],
]

/** Words of a kind that say no more than that it is a site. */
const ANY_SITE = /^(shelter|abrigo|site|安置点|避难所|避难场所|避難所)$/i

/** The kind that is written, or that the name tells; undefined where neither does. */
function kindOf(kind: string, name: string): SiteKind | undefined {
  const written = SITE_KINDS.find((one) => one === kind.trim().toLowerCase())
  if (written !== undefined) return written
  for (const text of [kind, name]) for (const [one, sign] of KIND_SIGNS) if (sign.test(text)) return one
  return undefined
}

function isYes(text: string): boolean {
  return /^(true|yes|y|1|是|可|有|可以)$/i.test(text)
}

type Position =
  | { readonly at: { readonly lon: number; readonly lat: number }; readonly swapped: boolean }
  | undefined

/** Undefined stands for "not known": none, unreadable, outside the earth, or 0/0 in the Gulf of Guinea. */
function positionOf(lon: string, lat: string): Position {
  const x = numberOf(lon)
  const y = numberOf(lat)
  if (x === undefined || y === undefined || (x === 0 && y === 0)) return undefined
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return { at: { lon: x, lat: y }, swapped: false }
  if (Math.abs(y) <= 180 && Math.abs(x) <= 90) return { at: { lon: y, lat: x }, swapped: true }
  return undefined
}

function plainPool(kind: Pool['kind'], places: number): Pool[] {
  return places > 0 ? [{ kind, roomClass: 'general', roomSize: 0, shared: true, places }] : []
}

/** Rooms of a hotel: a party in one blocks its other places (people.md, site warden). */
function roomPool(size: number, rooms: number): Pool[] {
  return rooms > 0
    ? [{ kind: 'bed', roomClass: 'general', roomSize: size, shared: false, places: size * rooms }]
    : []
}

/** n persons in r rooms as rooms of two neighbouring sizes, which is the only such split: 62 in 37 are 12 × 1 and 25 × 2. */
function splitRooms(persons: number, rooms: number): Pool[] {
  const small = Math.floor(persons / rooms)
  const large = persons - small * rooms
  return [...roomPool(small, small === 0 ? 0 : rooms - large), ...roomPool(small + 1, large)]
}

const placesOf = (pools: readonly Pool[]): number => pools.reduce((n, pool) => n + pool.places, 0)

/** Takes the places of those who are inside already out of the pools; of an unshared room the whole. */
function withoutInside(pools: readonly Pool[], inside: number): Pool[] {
  let left = inside
  return pools.flatMap((pool) => {
    const unit = pool.shared ? 1 : Math.max(1, pool.roomSize)
    const taken = Math.min(pool.places, Math.ceil(left / unit) * unit)
    left = Math.max(0, left - taken)
    return taken === pool.places ? [] : [{ ...pool, places: pool.places - taken }]
  })
}

function minuteOf(text: string): number | undefined {
  const found = /^(\d{1,2})[:：时点](\d{2})?/.exec(text)
  const minute = found === null ? Number.NaN : Number(found[1]) * 60 + Number(found[2] ?? 0)
  return minute >= 0 && minute < 1440 ? minute : undefined
}

function featuresOf(text: string, pets: string): Feature[] {
  const named = (Object.keys(FEATURE_WORDS) as Feature[]).filter((feature) =>
    text
      .split(/[,，;；、|/]/)
      .map((part) => part.trim().toLowerCase())
      .some(
        (part) =>
          part === feature || part === FEATURE_WORDS[feature].zh || part === FEATURE_WORDS[feature].en,
      ),
  )
  return isYes(pets) && !named.includes('pets') ? [...named, 'pets'] : named
}

function priceOf(text: string): Pick<SiteDeclaration, 'priceClass' | 'priceFen'> {
  const yuan = numberOf(text.replace(/[元￥¥]/g, ''))
  return yuan === undefined || yuan <= 0 || yuan > 100_000
    ? { priceClass: 'free' }
    : { priceClass: 'fixed', priceFen: Math.round(yuan * 100) }
}

/**
 * The places a row gives: counted by kind or by size of room where it says so, else its capacity in its rooms, else its
 * capacity alone.
 */
function poolsOf(cell: (field: SiteField) => string, kind: SiteKind): { pools: Pool[]; codes: Code[] } {
  const codes: Code[] = []
  const count = (field: SiteField): number => {
    const n = countOf(cell(field))
    if (n === undefined) codes.push('sites.number_unreadable')
    return n ?? 0
  }
  const capacity = count('capacity')
  const written = cell('pools') === '' ? [] : poolsFrom(cell('pools'))
  if (written === undefined) codes.push('sites.number_unreadable')
  const counted = written?.length
    ? written
    : [
        ...roomPool(1, count('rooms1')),
        ...roomPool(2, count('rooms2')),
        ...roomPool(3, count('rooms3')),
        ...roomPool(4, count('rooms4')),
        ...plainPool('bed', count('beds')),
        ...plainPool('cot', count('cots')),
        ...plainPool('floor', count('floors')),
        ...plainPool('seat', count('seats')),
      ]
  if (counted.length > 0) {
    if (capacity > 0 && capacity !== placesOf(counted)) codes.push('sites.sum_differs')
    return { pools: counted, codes }
  }
  const rooms = count('rooms')
  if (capacity > 0 && rooms > 0 && rooms <= capacity && capacity / rooms <= 12) {
    codes.push('sites.rooms_estimated')
    return { pools: splitRooms(capacity, rooms), codes }
  }
  return { pools: plainPool(kind === 'hotel' ? 'bed' : 'floor', capacity), codes }
}

/**
 * Reads one row. Only a row without a name is left out; what else is missing is told, and completed before the site opens.
 * @param cell the text of a field, '' where the table has none
 */
export function readSiteRow(
  line: number,
  cell: (field: SiteField) => string,
  reading: Reading = AS_WRITTEN,
): ReadRow {
  const name = cell('name').trim().slice(0, 120)
  const said = SITE_FIELDS.filter((field) => cell(field).trim() !== '')
  const faults: RowFault[] = []
  const fault = (code: Code, out = false): void => {
    if (!faults.some((one) => one.code === code)) faults.push({ line, name, code, out })
  }
  if (name === '') {
    fault('sites.no_name', true)
    return { line, site: undefined, said, faults }
  }
  const known = kindOf(cell('kind'), name)
  if (known === undefined && cell('kind') !== '' && !ANY_SITE.test(cell('kind').trim()))
    fault('sites.kind_unknown')
  const kind = known ?? reading.kind
  const found = positionOf(cell('lon'), cell('lat'))
  if (found === undefined) fault('sites.no_position')
  else if (found.swapped) fault('sites.position_swapped')
  const { pools, codes } = poolsOf(cell, kind)
  for (const code of codes) fault(code)
  const total = placesOf(pools)
  if (total === 0) fault('sites.no_places')
  const inside = countOf(cell('inside')) ?? 0
  if (total > 0 && inside > total) fault('sites.over_capacity')
  const free = withoutInside(pools, inside)
  const left = placesOf(free)
  const wardens = cell('wardens') === '' ? undefined : countOf(cell('wardens'))
  const opensFrom = minuteOf(cell('opensFrom'))
  return {
    line,
    faults,
    said,
    site: {
      name,
      nameEn: cell('nameEn').slice(0, 160),
      kind,
      position: found === undefined ? undefined : reading.toWgs84(found.at.lon, found.at.lat),
      address: [cell('address'), cell('district'), cell('town')]
        .filter((part) => part !== '')
        .join(' ')
        .slice(0, 200),
      landmark: cell('landmark').slice(0, 200),
      landmarkEn: cell('landmarkEn').slice(0, 200),
      ...(cell('phone') === '' ? {} : { phone: cell('phone').slice(0, 30) }),
      ...(cell('contact') === '' ? {} : { contact: cell('contact').slice(0, 60) }),
      ...priceOf(cell('price')),
      features: featuresOf(cell('features'), cell('pets')),
      parking: Math.min(10_000, countOf(cell('parking')) ?? 0),
      byAgreement: cell('byAgreement').slice(0, 60),
      ...(opensFrom === undefined ? {} : { opensFrom }),
      // A list that does not say how many look after people is read as enough; where everybody is in already, nobody
      // is free to take more.
      wardens: Math.min(1000, wardens ?? (left === 0 ? 0 : Math.ceil(left / PERSONS_PER_WARDEN))),
      personsPerWarden: PERSONS_PER_WARDEN,
      ...(cell('externalId') === '' ? {} : { externalId: cell('externalId').slice(0, 120) }),
      pools: left === 0 ? pools : free,
    },
  }
}

/** What names a site: its external id, else its name and address. */
export function keyOf(site: {
  readonly externalId?: string | undefined
  readonly name: string
  readonly address: string
}): string {
  return site.externalId ?? `${site.name}\n${site.address}`
}

/** Marks rows that name a site a second time, by external id or by name and address; the first one stays. */
export function withoutRepeats(rows: readonly ReadRow[]): ReadRow[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (row.site === undefined) return row
    const key = keyOf(row.site)
    if (!seen.has(key)) {
      seen.add(key)
      return row
    }
    const fault = { line: row.line, name: row.site.name, code: 'sites.duplicate' as const, out: true }
    return { ...row, site: undefined, faults: [...row.faults, fault] }
  })
}
