/** Anybody in a vehicle may call. Whom it is given to, and that they are reached, is the duty room's and the desks'. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')

export const mayNot = {
  /** In the real world no simulator may. */
  call: (actor: Actor): Code | undefined => no(!(actor.simulator && actor.world === 0)),
  handle: (actor: Actor): Code | undefined =>
    no(actor.kind === 'system' || holds(actor, 'duty_officer', 'intake_desk')),
}
