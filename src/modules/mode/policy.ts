/** Who may declare, close, and steer a world's clock. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')
const officer = (actor: Actor): Code | undefined =>
  no(actor.kind === 'system' || holds(actor, 'duty_officer'))

export const mayNot = {
  declare: officer,
  rename: officer,
  close: officer,
  steerWorld: (actor: Actor): Code | undefined =>
    no(actor.kind === 'system' || holds(actor, 'duty_officer', 'sys_admin')),
}
