import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

export const mayNot = {
  /** The officer, and the machine every half hour. */
  make: (actor: Actor): Code | undefined =>
    actor.kind === 'system' || holds(actor, 'duty_officer') ? undefined : 'not_allowed',
  open: (actor: Actor): Code | undefined => (holds(actor, 'duty_officer') ? undefined : 'not_allowed'),
}
