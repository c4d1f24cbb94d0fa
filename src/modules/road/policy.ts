/** What stands on the road page is the duty officer's; everybody reads it. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

export const mayNot = {
  post: (actor: Actor): Code | undefined => (holds(actor, 'duty_officer') ? undefined : 'not_allowed'),
}
