/** Rows of buildings and barriers as the solver sees ground, and its rings as degrees again. Pure. */
import type { Ground, Line, Spot } from '../../solver/districting/cells.ts'
import type { Barrier } from '../places/osm.ts'

export interface BuildingAt {
  readonly id: string
  readonly community: string
  readonly lon: number
  readonly lat: number
  readonly households: number
}

export interface BarrierLine {
  readonly kind: Barrier
  readonly line: readonly (readonly [number, number])[]
}

/** Metres of a degree of latitude (WGS84, mean). */
const METRES = 111_195

export interface Plane {
  readonly spot: (lon: number, lat: number) => Spot
  readonly lonLat: (spot: Spot) => [lon: number, lat: number]
}

/** A plane good to a few parts in a thousand over a county. */
export function planeAt(lon: number, lat: number): Plane {
  const along = METRES * Math.cos((lat * Math.PI) / 180)
  const digits = (n: number): number => Math.round(n * 1e6) / 1e6
  return {
    spot: (x, y) => [(x - lon) * along, (y - lat) * METRES],
    lonLat: ([x, y]) => [digits(lon + x / along), digits(lat + y / METRES)],
  }
}

export interface Laid {
  readonly ground: Ground
  readonly plane: Plane
  /** Index of each community as a region. */
  readonly regions: ReadonlyMap<string, number>
}

export function layGround(buildings: readonly BuildingAt[], barriers: readonly BarrierLine[]): Laid {
  const first = buildings[0]
  const plane = planeAt(first?.lon ?? 0, first?.lat ?? 0)
  const codes = [...new Set(buildings.map(({ community }) => community))].sort()
  const regions = new Map(codes.map((code, n) => [code, n]))
  const lines = barriers.map(
    ({ kind, line }): Line => ({
      hard: kind !== 'street',
      points: line.map(([lon, lat]) => plane.spot(lon, lat)),
    }),
  )
  return {
    plane,
    regions,
    ground: {
      lines,
      buildings: buildings.map(({ community, lon, lat, households }) => {
        const [x, y] = plane.spot(lon, lat)
        return { x, y, households, region: regions.get(community)! }
      }),
    },
  }
}
