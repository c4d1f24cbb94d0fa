/** 点名和缺什么: heads counted at a site, and what it lacks. Clause: people.md, site warden; numbers and a closed list only. */
import { z } from 'zod'

export const WANTED = [
  'quilts',
  'meals',
  'water',
  'infant_food',
  'medicine',
  'heating',
  'hands',
  'interpreter',
] as const
export type Wanted = (typeof WANTED)[number]

export const WANT_STATES = ['asked', 'met', 'withdrawn'] as const
export type WantState = (typeof WANT_STATES)[number]

/** Most heads a count may tell. */
export const MOST_HEADS = 20_000

export const Want = z
  .object({
    id: z.uuid(),
    site: z.uuid(),
    item: z.enum(WANTED),
    /** Pieces, portions, litres or persons. */
    quantity: z.int(),
    state: z.enum(WANT_STATES),
    askedAt: z.number(),
  })
  .meta({ id: 'SiteWant' })
export type Want = z.infer<typeof Want>

export const Census = z
  .object({
    site: z.uuid(),
    heads: z.int(),
    /** Inside by the program when they were counted. */
    recorded: z.int(),
    at: z.number(),
  })
  .meta({ id: 'SiteCensus' })
export type Census = z.infer<typeof Census>

/** A site with its last count and what it lacks. */
export const SiteWants = z.object({
  site: z.uuid(),
  name: z.string(),
  nameEn: z.string(),
  census: Census.nullable(),
  wants: z.array(Want),
})
export type SiteWants = z.infer<typeof SiteWants>
