/** GeoJSON features as rows: their properties, and `lon` and `lat` of points (RFC 7946: WGS84, longitude first). */
import { z } from 'zod'
import { decodeText } from './decode.ts'
import { tableFault } from './faults.ts'
import type { RawRow } from './table.ts'

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.union([z.string(), z.number()]).optional(),
      properties: z.record(z.string(), z.unknown()).nullable(),
      geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
    }),
  ),
})
type Feature = z.infer<typeof Collection>['features'][number]
const Point = z.tuple([z.number(), z.number()]).rest(z.number())

/**
 * A heading row (line 0), then one row a feature, numbered from 1. Geometries other than points stand as JSON in
 * `geometry`; properties named `id`, `lon`, `lat` or `geometry` win over the feature's own.
 * @throws Refusal unreadable_geojson
 */
export function readGeoJson(bytes: Uint8Array): RawRow[] {
  const parsed = Collection.safeParse(json(decodeText(bytes)))
  if (!parsed.success) throw tableFault('unreadable_geojson')
  const features = parsed.data.features.map(cellsOf)
  const headers = [...new Set(features.flatMap((cells) => [...cells.keys()]))]
  const rows = features.map((cells, i) => ({
    line: i + 1,
    cells: headers.map((header) => cells.get(header) ?? ''),
  }))
  return headers.length === 0 ? [] : [{ line: 0, cells: headers }, ...rows]
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function cellsOf(feature: Feature): Map<string, string> {
  const cells = new Map<string, string>()
  if (feature.id !== undefined) cells.set('id', String(feature.id))
  const { geometry } = feature
  const point = geometry?.type === 'Point' ? Point.safeParse(geometry.coordinates) : undefined
  if (point?.success) cells.set('lon', String(point.data[0])).set('lat', String(point.data[1]))
  else if (geometry) cells.set('geometry', JSON.stringify(geometry))
  for (const [name, value] of Object.entries(feature.properties ?? {})) cells.set(name, cellText(value))
  return cells
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
