/** A site's duty link as those see it who give it. */
import { z } from 'zod'

export const DutyView = z.object({
  id: z.uuid(),
  site: z.uuid(),
  /** Real time, ms. */
  givenAt: z.number(),
  /** When somebody last came in with the PIN; null until then, and again after a hand-over. */
  takenAt: z.number().nullable(),
  /** Too many wrong PINs: only a new link helps. */
  locked: z.boolean(),
})
export type DutyView = z.infer<typeof DutyView>
