/** 路况与返程: what is said of the roads, and advice on who leaves when. Clause: emergency.md, 返程; people.md, traveller. */
import { z } from 'zod'

export const ROAD_STATES = ['closed', 'restricted', 'open'] as const
export type RoadState = (typeof ROAD_STATES)[number]

/** Who said it. */
export const ROAD_SOURCES = ['police', 'road_operator', 'weather', 'county'] as const
export type RoadSource = (typeof ROAD_SOURCES)[number]

/** Road and direction as people there say them: G30, 往哈密方向. */
const Road = z.string().trim().min(1).max(40)
const Direction = z.string().trim().max(40)

export const RoadReport = z.strictObject({
  command: z.uuid(),
  road: Road,
  direction: Direction.default(''),
  state: z.enum(ROAD_STATES),
  source: z.enum(ROAD_SOURCES),
  /** Told ms since when it holds; absent: from now on. */
  since: z.number().optional(),
  /** Told ms until which it is expected to hold. */
  until: z.number().optional(),
  /** Seen by everybody: no names, no plates. */
  note: z.string().trim().max(200).default(''),
})
export type RoadReport = z.infer<typeof RoadReport>

export const RoadNews = z
  .object({
    id: z.uuid(),
    road: z.string(),
    direction: z.string(),
    state: z.enum(ROAD_STATES),
    source: z.enum(ROAD_SOURCES),
    since: z.number(),
    until: z.number().nullable(),
    note: z.string(),
    postedAt: z.number(),
  })
  .meta({ id: 'RoadNews' })
export type RoadNews = z.infer<typeof RoadNews>

/** Who leaves together: what the advice is by. Never name, telephone, plate, language. */
export const WAVE_CLASSES = ['first', 'car', 'coach', 'truck', 'none'] as const
export type WaveClass = (typeof WAVE_CLASSES)[number]

export const WAVE_STATES = ['planned', 'announced', 'done', 'dropped'] as const
export type WaveState = (typeof WAVE_STATES)[number]

/** One road out: when it opens, what it carries, and the share of the vehicles that is expected to take it. */
export const WayOut = z.strictObject({
  direction: Road,
  opensAt: z.number(),
  /** Vehicles an hour, as police or road operator say. */
  perHour: z.int().min(10).max(5_000),
  /** Per cent of the vehicles. */
  share: z.int().min(0).max(100),
})
export type WayOut = z.infer<typeof WayOut>

export const DeparturePlanning = z.strictObject({
  command: z.uuid(),
  ways: z.array(WayOut).min(1).max(6),
  /** Who goes before whom. */
  order: z.array(z.enum(WAVE_CLASSES)).length(WAVE_CLASSES.length),
})
export type DeparturePlanning = z.infer<typeof DeparturePlanning>

export const WaveWindow = z.object({
  direction: z.string(),
  who: z.enum(WAVE_CLASSES),
  from: z.number(),
  until: z.number(),
  /** Vehicles expected in it. */
  vehicles: z.int(),
})
export type WaveWindow = z.infer<typeof WaveWindow>

export const Departing = z.object({
  who: z.enum(WAVE_CLASSES),
  parties: z.int(),
  persons: z.int(),
  vehicles: z.int(),
})
export type Departing = z.infer<typeof Departing>

export const DeparturePlan = z
  .object({
    id: z.uuid(),
    state: z.enum(WAVE_STATES),
    ways: z.array(WayOut),
    order: z.array(z.enum(WAVE_CLASSES)),
    windows: z.array(WaveWindow),
    plannedAt: z.number(),
    announcedAt: z.number().nullable(),
    version: z.int(),
  })
  .meta({ id: 'DeparturePlan' })
export type DeparturePlan = z.infer<typeof DeparturePlan>
