/** Anybody may offer. A grid worker, the community or the duty room looks at it before it is used. */
import { type Actor, holds } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')

/** Of the offer's community, of a grid in it, or of the whole county. */
function inArea(actor: Actor, community: string | null): boolean {
  return actor.posts.some(
    ({ role, area }) =>
      (role === 'community_secretary' || role === 'grid_worker') &&
      (area === actor.county || community === null || area === community || area.startsWith(`${community}-`)),
  )
}

export const mayNot = {
  offer: (actor: Actor): Code | undefined => no(!(actor.simulator && actor.world === 0)),
  /** To see an offer with its address, and to decide on it. An offer of an unknown community is everybody's to look at. */
  decide: (actor: Actor, offer: { readonly community: string | null }): Code | undefined =>
    no(
      actor.kind === 'system' ||
        holds(actor, 'duty_officer', 'intake_desk') ||
        inArea(actor, offer.community),
    ),
}
