/** A map as buildings and what parts them: an extract of OpenStreetMap, or GeoJSON. Pure; what cannot be read is told by its number. */
import { inRing } from '../../base/geo.ts'
import { type Barrier, barrierOf, estimatedHouseholds } from '../places/osm.ts'
import { planeAt } from './ground.ts'

type Point = readonly [lon: number, lat: number]

export interface MapBuilding {
  readonly externalId: string
  readonly name: string
  readonly address: string
  readonly lon: number
  readonly lat: number
  readonly shape: readonly Point[] | null
  readonly households: number
  readonly estimated: boolean
}

export interface TownMap {
  readonly buildings: readonly MapBuilding[]
  readonly barriers: readonly {
    readonly id: string
    readonly kind: Barrier
    readonly line: readonly Point[]
  }[]
  /** Ids of buildings that lie nowhere. */
  readonly faults: readonly string[]
}

interface Shape {
  readonly lon: number
  readonly lat: number
  /** Square metres. */
  readonly area: number
}

/** Middle and size of a ring; undefined where it encloses nothing. */
function shapeOf(ring: readonly Point[]): Shape | undefined {
  const [first] = ring
  if (first === undefined || ring.length < 4) return undefined
  const { spot, lonLat } = planeAt(first[0], first[1])
  const at = ring.map(([lon, lat]) => spot(lon, lat))
  let [twice, x, y] = [0, 0, 0]
  for (let n = 1; n < at.length; n++) {
    const [[ax, ay], [bx, by]] = [at[n - 1]!, at[n]!]
    const cross = ax * by - bx * ay
    twice += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  if (Math.abs(twice) < 1) return undefined
  const [lon, lat] = lonLat([x / (3 * twice), y / (3 * twice)])
  return { lon, lat, area: Math.abs(twice) / 2 }
}

interface OsmWay {
  readonly id: number
  readonly tags: Readonly<Record<string, string>>
  readonly points: readonly Point[]
}
interface OsmRelation {
  readonly id: number
  readonly tags: Readonly<Record<string, string>>
  readonly ways: readonly { readonly way: number; readonly role: string }[]
}

function addressOf(tags: Readonly<Record<string, string>>): string {
  const [street, number] = [tags['addr:street'] ?? '', tags['addr:housenumber'] ?? '']
  return [street, number].filter(Boolean).join(' ').slice(0, 200)
}

/** Buildings of ways and of relations that one closed way outlines; a building of several outlines is its largest. */
export function townOfOsm(extract: {
  readonly ways: readonly OsmWay[]
  readonly relations: readonly OsmRelation[]
}): TownMap {
  const ways = new Map(extract.ways.map((way) => [way.id, way]))
  const drawn = [
    ...extract.ways.map(({ id, tags, points }) => ({ id: `way/${id}`, tags, rings: [points] })),
    ...extract.relations.map(({ id, tags, ways: members }) => ({
      ...{ id: `relation/${id}`, tags },
      rings: members.filter(({ role }) => role !== 'inner').map(({ way }) => ways.get(way)?.points ?? []),
    })),
  ].filter(({ tags }) => tags.building !== undefined && tags.building !== 'no')
  const buildings: MapBuilding[] = []
  const faults: string[] = []
  for (const { id, tags, rings } of drawn) {
    const shapes = rings.flatMap((ring) => {
      const shape = shapeOf(ring)
      return shape === undefined ? [] : [{ ring, shape }]
    })
    const [largest] = shapes.sort((a, b) => b.shape.area - a.shape.area)
    if (largest === undefined) {
      faults.push(id)
      continue
    }
    const { lon, lat, area } = largest.shape
    buildings.push({
      ...{ externalId: id, name: (tags.name ?? '').slice(0, 120), address: addressOf(tags), lon, lat },
      ...{ shape: largest.ring, households: estimatedHouseholds(tags, area), estimated: true },
    })
  }
  const barriers = extract.ways.flatMap(({ id, tags, points }) => {
    const kind = barrierOf(tags)
    return kind === undefined || points.length < 2 ? [] : [{ id: `way/${id}`, kind, line: points }]
  })
  return { buildings, barriers, faults }
}

interface Feature {
  readonly id?: string | number
  readonly properties?: Readonly<Record<string, unknown>> | null
  readonly geometry?: { readonly type: string; readonly coordinates: unknown } | null
}

/** Names of columns that hold households, counted and estimated. */
const COUNTED = ['户数', 'households']
const ESTIMATED = ['est_households', '估计户数']

function ringOf(geometry: Feature['geometry']): readonly Point[] | undefined {
  const coordinates = geometry?.coordinates as Point[][] & Point[][][]
  if (geometry?.type === 'Polygon') return coordinates[0]
  return geometry?.type === 'MultiPolygon' ? coordinates[0]?.[0] : undefined
}

/** GeoJSON is WGS84 by its standard (RFC 7946). A building is a polygon or a point. */
export function townOfGeoJson(data: { readonly features?: readonly Feature[] }): TownMap {
  const buildings: MapBuilding[] = []
  const faults: string[] = []
  for (const [n, { id, properties, geometry }] of (data.features ?? []).entries()) {
    const tags = properties ?? {}
    const text = (...names: string[]): string =>
      String(names.map((name) => tags[name]).find((one) => one != null) ?? '')
    const ring = ringOf(geometry)
    const point = geometry?.type === 'Point' ? (geometry.coordinates as Point) : undefined
    const shape = ring ? shapeOf(ring) : point && { lon: point[0], lat: point[1], area: 0 }
    const externalId = String(id ?? tags.id ?? n)
    if (shape === undefined || !(Math.abs(shape.lat) <= 90 && Math.abs(shape.lon) <= 180)) {
      faults.push(externalId)
      continue
    }
    const counted = COUNTED.map((name) => tags[name]).find((one) => one != null)
    const guess = ESTIMATED.map((name) => tags[name]).find((one) => one != null)
    const osm = Object.fromEntries(
      Object.entries(tags).filter((one): one is [string, string] => typeof one[1] === 'string'),
    )
    const households = Number(counted ?? guess ?? estimatedHouseholds(osm, shape.area))
    if (!Number.isInteger(households) || households < 0 || households > 5000) {
      faults.push(externalId)
      continue
    }
    buildings.push({
      ...{ externalId, name: text('name', '名称').slice(0, 120), lon: shape.lon, lat: shape.lat },
      address: [text('street', '地址', 'address'), text('no', '门牌')]
        .filter(Boolean)
        .join(' ')
        .slice(0, 200),
      ...{ shape: ring ?? null, households, estimated: counted == null },
    })
  }
  return { buildings, barriers: [], faults }
}

/** The community whose ground a building stands on; the only one where there is one alone. */
export function communityOf(
  communities: readonly { readonly code: string; readonly boundary: readonly Point[] | null }[],
  at: { readonly lon: number; readonly lat: number },
): string | undefined {
  const [only, ...others] = communities
  if (only !== undefined && others.length === 0) return only.code
  return communities.find(({ boundary }) => boundary !== null && inRing(at, boundary))?.code
}
