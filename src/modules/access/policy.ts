/** Who may manage accounts and tokens. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')

export const mayNot = {
  manageAccounts: (actor: Actor): Code | undefined => no(holds(actor, 'sys_admin')),
  /** One's own tokens; the administrator may end anybody's. */
  endToken: (actor: Actor, token: { readonly account: string }): Code | undefined =>
    no(token.account === actor.id || holds(actor, 'sys_admin')),
}
