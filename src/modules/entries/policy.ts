/** Codes and desks at the entries are the duty room's. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')

export const mayNot = {
  /** To make and revoke codes, and to say where a desk stands. */
  arrange: (actor: Actor): Code | undefined => no(actor.kind === 'system' || holds(actor, 'duty_officer')),
}
