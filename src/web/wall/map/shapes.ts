/** The map's data as GeoJSON, from what the server tells. Pure. */
import { type LonLat, metresBetween } from '../../../base/geo.ts'
import type { SiteView } from '../../../modules/placement/model.ts'
import type { AreaView } from '../../../modules/places/model.ts'
import type { Street } from '../feed.ts'
import { type CommunityFigures, load, loadClass } from '../figures.ts'

/** Mutable, as the map library's types want it. */
export interface Feature {
  type: 'Feature'
  properties: Record<string, string | number>
  geometry:
    | { type: 'Point'; coordinates: [number, number] }
    | { type: 'LineString'; coordinates: [number, number][] }
    | { type: 'Polygon'; coordinates: [number, number][][] }
}

export interface Collection {
  type: 'FeatureCollection'
  features: Feature[]
}

const collect = (features: Feature[]): Collection => ({ type: 'FeatureCollection', features })

/** A community further than this from the middle of the others is not part of the town on the map. */
const TOWN_METRES = 12_000

/** Communities with a boundary that make up the town. */
export function townAreas(areas: readonly AreaView[]): AreaView[] {
  const drawn = areas.filter((area) => area.kind === 'community' && area.boundary !== null)
  const middle = median(drawn)
  return drawn.filter((area) => metresBetween(area, middle) <= TOWN_METRES)
}

function median(points: readonly LonLat[]): LonLat {
  const mid = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0
  return { lon: mid(points.map((p) => p.lon)), lat: mid(points.map((p) => p.lat)) }
}

export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The box around the areas' boundaries; undefined where nothing is drawn. */
export function boundsOf(areas: readonly AreaView[]): Bounds | undefined {
  const points = areas.flatMap((area) => area.boundary ?? [])
  if (points.length === 0) return undefined
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** Communities with the class of their load; −1 where nothing is known. */
export function communityShapes(
  areas: readonly AreaView[],
  figures: readonly CommunityFigures[],
): Collection {
  const byCode = new Map(figures.map((one) => [one.code, one]))
  return collect(
    areas.map((area) => {
      const figure = byCode.get(area.code)
      return {
        type: 'Feature',
        properties: { load: (figure && loadClass(figure)) ?? -1 },
        geometry: { type: 'Polygon', coordinates: [area.boundary ?? []] },
      }
    }),
  )
}

export function gridShapes(areas: readonly AreaView[]): Collection {
  return collect(
    areas
      .filter((area) => area.kind === 'grid' && area.boundary !== null)
      .map((area) => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [area.boundary ?? []] },
      })),
  )
}

/** G30, G312: roads that people arrive on. */
const ROUTE = /^[GS]\d/

export function streetShapes(streets: readonly Street[]): Collection {
  return collect(
    streets
      .filter((street) => street.line.length > 1)
      .map((street) => ({
        type: 'Feature',
        properties: { kind: ROUTE.test(street.name) ? 'route' : street.kind, name: street.name },
        geometry: { type: 'LineString', coordinates: street.line },
      })),
  )
}

/** Fewer persons than this at one point are not mapped (people.md, the law 9). */
const LEAST_MAPPED = 5

/** Sites smaller than this are shown only when zoomed in: hundreds of specks say nothing from three metres. */
const LARGE = 30

export type SiteIcon = 'ring' | 'half' | 'most' | 'full' | 'stopped'

/** What the circle of a site shows: told apart without colour. */
export function siteIcon(site: Pick<SiteView, 'state' | 'offered' | 'free'>): SiteIcon {
  if (site.state === 'suspended' || site.state === 'closing') return 'stopped'
  if (site.free <= 0) return 'full'
  const share = load(site)
  if (share < 1 / 3) return 'ring'
  return share < 2 / 3 ? 'half' : 'most'
}

/** Area of the circle in proportion to the places, within what can be seen and what leaves room for others. */
export function siteSize(offered: number): number {
  return Math.min(1.6, Math.max(0.42, Math.sqrt(offered / 260)))
}

function isMapped(site: SiteView): boolean {
  // A home is somebody's door: it counts in its community and is no point on a public wall.
  if (site.kind === 'home' || site.offered < LEAST_MAPPED) return false
  return site.state !== 'standby' && site.state !== 'closed'
}

export function siteShapes(sites: readonly SiteView[]): Collection {
  return collect(
    sites.filter(isMapped).map((site) => ({
      type: 'Feature',
      properties: {
        icon: siteIcon(site),
        size: siteSize(site.offered),
        order: -site.offered,
        small: site.offered < LARGE ? 1 : 0,
      },
      geometry: { type: 'Point', coordinates: [site.lon, site.lat] },
    })),
  )
}
