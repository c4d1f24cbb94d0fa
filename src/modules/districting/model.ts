/** Proposals for grids: what is asked, what each grid would be like, what publishing would do. Clause: language.md §2.1, 网格. */
import { z } from 'zod'
import { Ring } from '../places/model.ts'
import { GRID_NORM } from '../places/rules.ts'

export const DISTRICTING_STATES = ['solving', 'draft', 'failed', 'published', 'discarded'] as const
export type DistrictingState = (typeof DISTRICTING_STATES)[number]

const households = z.int().min(0).max(10_000)

export const DistrictingWish = z
  .strictObject({
    command: z.uuid(),
    name: z.string().trim().min(1).max(60),
    /** Codes of communities; none: all of them. */
    communities: z.array(z.string().max(30)).max(200).default([]),
    least: households.default(GRID_NORM.min),
    most: households.default(GRID_NORM.max),
    target: households.default(GRID_NORM.target),
    /** The grids in force are kept but for what must move. */
    keep: z.boolean().default(false),
  })
  .refine(({ least, target, most }) => least <= target && target <= most && most > 0, {
    message: 'least ≤ target ≤ most',
    path: ['target'],
  })
export type DistrictingWish = z.infer<typeof DistrictingWish>

/** Why a grid is as it is though the norm says otherwise (solver.md B). */
export const EXCEPTION_REASONS = ['building', 'few', 'total', 'indivisible', 'unfound'] as const

export const DistrictingRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    communities: z.array(z.string()),
    least: z.int(),
    most: z.int(),
    target: z.int(),
    keep: z.boolean(),
    state: z.enum(DISTRICTING_STATES),
    madeAt: z.number(),
    endedAt: z.number().nullable(),
    version: z.int(),
    /** Of the division as it stands; all 0 while it is sought. */
    grids: z.int(),
    buildings: z.int(),
    households: z.int(),
    /** Grids outside the norm. */
    outside: z.int(),
  })
  .meta({ id: 'Districting' })
export type DistrictingRow = z.infer<typeof DistrictingRow>

export const GridProposed = z.object({
  /** Its number in the proposal. */
  grid: z.int(),
  community: z.string(),
  buildings: z.int(),
  households: z.int(),
  /** Polsby-Popper, 0 to 1. */
  round: z.number(),
  /** Metres. */
  radius: z.int(),
  /** 1: whole; more: no street joins its pieces. */
  parts: z.int(),
  outside: z.enum(['few', 'many']).nullable(),
  /** As the solver told it; a hand may have changed the grid since. */
  reason: z.enum(EXCEPTION_REASONS).nullable(),
  /** Code of the grid in force with which it shares most households. */
  heir: z.string().nullable(),
  boundary: Ring.nullable(),
})
export type GridProposed = z.infer<typeof GridProposed>

export const Districting = DistrictingRow.extend({
  rows: z.array(GridProposed),
  /** By building: lon, lat, households, number of its grid; −1: in none. Ids stand in the same order. */
  ids: z.array(z.uuid()),
  at: z.array(z.tuple([z.number(), z.number(), z.int(), z.int()])),
  /** Households that would be in another grid than the one they are in now. */
  moving: z.int(),
  /** Hand's moves that can be taken back. */
  moves: z.int(),
}).meta({ id: 'DistrictingWhole' })
export type Districting = z.infer<typeof Districting>

export const PublishPlan = z
  .object({
    /** Grids that stay as they are. */
    kept: z.int(),
    made: z.int(),
    superseded: z.int(),
    households: z.int(),
    /** Posts held in grids that end, and where they go on. */
    posts: z.array(z.object({ role: z.string(), from: z.string(), to: z.string() })),
    sites: z.int(),
  })
  .meta({ id: 'DistrictingPublish' })
export type PublishPlan = z.infer<typeof PublishPlan>

export const BuildingView = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  community: z.string(),
  lon: z.number(),
  lat: z.number(),
  households: z.int(),
  estimated: z.boolean(),
  grid: z.string().nullable(),
})
export type BuildingView = z.infer<typeof BuildingView>

/** In which grid a door was, and what has become of that grid. */
export const DoorAnswer = z
  .object({
    building: BuildingView,
    grids: z.array(
      z.object({
        code: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        from: z.number(),
        until: z.number().nullable(),
      }),
    ),
    lineage: z.array(z.object({ old: z.string(), new: z.string(), households: z.int(), at: z.number() })),
  })
  .meta({ id: 'DoorHistory' })
export type DoorAnswer = z.infer<typeof DoorAnswer>
