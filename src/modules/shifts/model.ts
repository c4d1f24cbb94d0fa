/** 交接班: what is open when a shift ends, written by whoever goes and confirmed by whoever comes. Clause: people.md, duty officer. */
import { z } from 'zod'

export const HANDOVER_STATES = ['handed', 'taken', 'withdrawn'] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]

/** Counted when the sheet is drawn up; never changed afterwards. */
export const OpenThings = z.object({
  /** Persons waiting for a place. */
  waiting: z.int(),
  /** Persons beyond the places. */
  over: z.int(),
  /** Calls for help nobody has reached. */
  rescues: z.int(),
  /** Sites out of use. */
  suspended: z.int(),
  /** Sites that have not answered the last ask. */
  unanswered: z.int(),
  /** Offers nobody has looked at. */
  offers: z.int(),
  /** Roads closed or restricted. */
  roads: z.int(),
  /** Messages that could not be delivered. */
  messages: z.int(),
})
export type OpenThings = z.infer<typeof OpenThings>

export const HandoverView = z
  .object({
    id: z.uuid(),
    state: z.enum(HANDOVER_STATES),
    from: z.string(),
    to: z.string().nullable(),
    /** The reader is the one who wrote it. */
    mine: z.boolean(),
    open: OpenThings,
    remarks: z.string(),
    handedAt: z.number(),
    endedAt: z.number().nullable(),
  })
  .meta({ id: 'Handover' })
export type HandoverView = z.infer<typeof HandoverView>
