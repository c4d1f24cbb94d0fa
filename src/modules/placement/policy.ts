/** Who may do what with parties and sites. Pure over posts, area and mode; the web greys its buttons with the same functions. */
import { type Actor, holds, type Role } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'

/** What a policy needs to know of a party. */
export interface PartySeen {
  readonly id: string
  readonly site: string | null
  readonly community: string | null
}
export interface SiteSeen {
  readonly id: string
  readonly community: string | null
  readonly grid: string | null
}

const DESK: readonly Role[] = ['duty_officer', 'intake_desk']

function isDesk(actor: Actor): boolean {
  return actor.kind === 'system' || holds(actor, ...DESK)
}

/** Holds one of the roles in the site's area, in the whole county, or as warden of the site itself. */
function atSite(actor: Actor, site: SiteSeen, roles: readonly Role[]): boolean {
  return actor.posts.some(
    (post) =>
      roles.includes(post.role) &&
      (post.site === site.id ||
        (post.site === undefined &&
          (post.area === actor.county || post.area === site.community || post.area === site.grid))),
  )
}

const no = (allowed: boolean): Code | undefined => (allowed ? undefined : 'not_allowed')

function ownOrDesk(actor: Actor, party: PartySeen): Code | undefined {
  return no((actor.kind === 'party' && actor.id === party.id) || isDesk(actor))
}

function ownDeskOrSite(actor: Actor, party: PartySeen, site: SiteSeen | undefined): Code | undefined {
  if (ownOrDesk(actor, party) === undefined) return undefined
  return no(site !== undefined && atSite(actor, site, ['site_warden', 'community_secretary', 'grid_worker']))
}

export const mayNot = {
  /** Anybody may register; in the real world no simulator may. */
  register: (actor: Actor): Code | undefined => no(!(actor.simulator && actor.world === 0)),
  /** Codes printed ahead, and parties keyed in under them. */
  issueCodes: (actor: Actor): Code | undefined => no(isDesk(actor)),
  /** To look at a burst, and to let one party in that stands at the desk. */
  confirm: (actor: Actor): Code | undefined => no(isDesk(actor)),
  /** A whole burst let through or taken out. */
  actOnBursts: (actor: Actor): Code | undefined =>
    no(actor.kind === 'system' || holds(actor, 'duty_officer')),
  accept: ownOrDesk,
  arrive: ownDeskOrSite,
  /** The desk moves anybody; a party changes its own place, to one that is eligible for it (actions/steps.ts). */
  transfer: ownOrDesk,
  depart: ownDeskOrSite,
  withdraw: ownOrDesk,
  /** What is kept of a party is its own to put right and to erase; a desk does it at its word. */
  correct: ownOrDesk,
  erase: ownOrDesk,
  /** Suspected duplicates and what is done about them: the desk alone, so that nobody learns of others by trying. */
  seeDuplicates: (actor: Actor): Code | undefined => no(isDesk(actor)),
  declareSite: (actor: Actor, site: SiteSeen): Code | undefined =>
    no(isDesk(actor) || atSite(actor, site, ['community_secretary'])),
  changeSite: (actor: Actor, site: SiteSeen): Code | undefined =>
    no(isDesk(actor) || atSite(actor, site, ['community_secretary', 'site_warden'])),
  /** Opening, suspending and closing are the duty officer's, the community's and the warden's. */
  runSite: (actor: Actor, site: SiteSeen): Code | undefined =>
    no(
      actor.kind === 'system' ||
        holds(actor, 'duty_officer') ||
        atSite(actor, site, ['community_secretary', 'site_warden']),
    ),
  /** A duty link opens what a warden may; it is given by whoever answers for the site's area. */
  giveDuty: (actor: Actor, site: SiteSeen): Code | undefined =>
    no(holds(actor, 'duty_officer') || atSite(actor, site, ['community_secretary'])),
  openSites: (actor: Actor): Code | undefined => no(actor.kind === 'system' || holds(actor, 'duty_officer')),
  /** Who has been told a place is told another one: by whoever answers for the night. */
  replan: (actor: Actor): Code | undefined => no(holds(actor, 'duty_officer')),
  estimateRoad: (actor: Actor): Code | undefined => no(isDesk(actor)),
  startWorld: (actor: Actor): Code | undefined =>
    no(actor.kind === 'system' || holds(actor, 'duty_officer', 'sys_admin')),
  /** Class 1 (name) and class 2 (telephone, plate) of travellers, language.md §2.11. */
  seeName: (actor: Actor): Code | undefined =>
    no(actor.kind === 'party' || isDesk(actor) || holds(actor, 'site_warden', 'community_secretary')),
  seeContact: (actor: Actor): Code | undefined => no(actor.kind === 'party' || isDesk(actor)),
}
