import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

export const mayNot = {
  handOver: (actor: Actor): Code | undefined => (holds(actor, 'duty_officer') ? undefined : 'not_allowed'),
}
