/** Who may draw grids. Pure. A secretary drafts for her own community; what is published is the county's. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

export const DRAWERS = ['sys_admin', 'community_secretary'] as const

function isCounty(actor: Actor): boolean {
  return actor.kind === 'system' || holds(actor, 'sys_admin')
}

function draws(actor: Actor, communities: readonly string[]): boolean {
  if (isCounty(actor)) return true
  const own = actor.posts.filter(({ role }) => role === 'community_secretary').map(({ area }) => area)
  return (
    own.includes(actor.county) || (communities.length > 0 && communities.every((one) => own.includes(one)))
  )
}

export const mayNot = {
  /** @param communities none: every community */
  draft: (actor: Actor, communities: readonly string[]): Code | undefined =>
    draws(actor, communities) ? undefined : 'not_allowed',
  publish: (actor: Actor): Code | undefined => (isCounty(actor) ? undefined : 'not_allowed'),
}
