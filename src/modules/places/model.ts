/** Places: the county, its towns, communities and grids as areas, its streets and the points people arrive at. Clause: language.md §2.1. */
import { z } from 'zod'
import { AREA_KINDS } from '../../base/area.ts'

export const TextSchema = z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })
export const Ring = z.array(z.tuple([z.number(), z.number()])).min(4)

/** Degrees, WGS84. */
export const Lon = z.number().min(-180).max(180)
export const Lat = z.number().min(-90).max(90)

export const AreaView = z.object({
  code: z.string(),
  kind: z.enum(AREA_KINDS),
  parent: z.string().nullable(),
  name: TextSchema,
  lon: z.number(),
  lat: z.number(),
  /** Closed ring of `[lon, lat]`, or null where only the name is known. */
  boundary: Ring.nullable(),
})
export type AreaView = z.infer<typeof AreaView>

export const ENTRY_KINDS = ['motorway_exit', 'station', 'queue', 'landmark'] as const

/** A named point at which people arrive or wait: an exit, a station, the end of a queue. */
export const EntryView = z.object({
  id: z.string(),
  kind: z.enum(ENTRY_KINDS),
  name: TextSchema,
  lon: z.number(),
  lat: z.number(),
  /** Offered to travellers as an answer to "where are you" (people.md: five landmarks and 还在高速上). */
  landmark: z.boolean(),
})
export type EntryView = z.infer<typeof EntryView>

export const StreetView = z.object({
  name: z.string(),
  kind: z.enum(['trunk', 'street', 'lane']),
  line: z.array(z.tuple([z.number(), z.number()])),
})
