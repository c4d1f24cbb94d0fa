/** Mode: an emergency is declared, named and closed; worlds for drills and plays. Clause: emergency.md, 突发事件; architecture.md, Worlds. */
import { z } from 'zod'

export const EMERGENCY_STATES = [
  'watch',
  'declared',
  'responding',
  'standing_down',
  'closed',
  'reviewed',
] as const
export type EmergencyState = (typeof EMERGENCY_STATES)[number]

export const EMERGENCY_KINDS = [
  'blizzard',
  'sandstorm',
  'flood',
  'earthquake',
  'fire',
  'traffic',
  'other',
] as const

export const EmergencyView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(EMERGENCY_KINDS),
  state: z.enum(EMERGENCY_STATES),
  drill: z.boolean(),
  declaredAt: z.number().nullable(),
  openedAt: z.number(),
  closedAt: z.number().nullable(),
  /** Set when one person has asked to close; a second must confirm. */
  closeAskedAt: z.number().nullable(),
  closeAskedByMe: z.boolean(),
})
export type EmergencyView = z.infer<typeof EmergencyView>

export const WORLD_KINDS = ['county', 'drill', 'play'] as const
export type WorldKind = (typeof WORLD_KINDS)[number]

export const WorldView = z.object({
  id: z.int(),
  kind: z.enum(WORLD_KINDS),
  name: z.string(),
  /** Told milliseconds that pass in one real millisecond. */
  rate: z.number(),
  /** What the world's clock shows now. */
  now: z.number(),
  endedAt: z.number().nullable(),
})
export type WorldView = z.infer<typeof WorldView>

export const Reason = z.string().trim().min(2).max(500)
