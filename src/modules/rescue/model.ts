/** 救援: a call from a vehicle. First on the wall, never waits for a place. Clause: people.md, in the car; emergency.md. */
import { z } from 'zod'
import { Lat, Lon } from '../places/model.ts'

export const RESCUE_STATES = ['called', 'assigned', 'reached', 'closed'] as const
export type RescueState = (typeof RESCUE_STATES)[number]

/** What makes it worse; told to whoever goes. */
export const RESCUE_MARKS = ['cold', 'no_fuel', 'ill', 'children', 'crash', 'dark'] as const
export type RescueMark = (typeof RESCUE_MARKS)[number]

/** Whom a call is given to. */
export const RESCUERS = ['police', 'road', 'medical', 'fire', 'team'] as const
export type Rescuer = (typeof RESCUERS)[number]

/** Who has reached them: also the car behind, or they have come out by themselves and said so. */
export const REACHED_BY = [...RESCUERS, 'neighbours', 'themselves'] as const
export type ReachedBy = (typeof REACHED_BY)[number]

export const RescueCall = z.strictObject({
  command: z.uuid(),
  persons: z.int().min(1).max(200),
  /** Road, direction, kilometre post or last exit, as it is said: G30 往乌鲁木齐 K2712. */
  place: z.string().trim().min(2).max(160),
  marks: z.array(z.enum(RESCUE_MARKS)).max(RESCUE_MARKS.length).default([]),
  lon: Lon.optional(),
  lat: Lat.optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s-]{5,20}$/)
    .optional(),
})
export type RescueCall = z.infer<typeof RescueCall>

export const RescueView = z
  .object({
    id: z.uuid(),
    /** Said aloud. */
    nr: z.int(),
    state: z.enum(RESCUE_STATES),
    persons: z.int(),
    marks: z.array(z.enum(RESCUE_MARKS)),
    /** Null where it is destroyed with the emergency's key. */
    place: z.string().nullable(),
    phone: z.string().nullable(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    calledAt: z.number(),
    assignedTo: z.enum(RESCUERS).nullable(),
    assignedAt: z.number().nullable(),
    reachedBy: z.enum(REACHED_BY).nullable(),
    reachedAt: z.number().nullable(),
    closedAt: z.number().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Rescue' })
export type RescueView = z.infer<typeof RescueView>
