/** Parties and sites: the API that the travellers' page, the desks, the wall and other programs use. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { WorldView } from '../mode/model.ts'
import { SITE_KINDS, SITE_STATES, SiteChange, SiteDeclaration } from '../sites/model.ts'
import {
  Alternative,
  Correction,
  NEEDS,
  PARTY_STATES,
  PartyRow,
  PartyView,
  PlanView,
  Registration,
  RoadEstimate,
  SiteView,
  StillTake,
  WAITING_REASONS,
} from './model.ts'
import { WHY_NOT } from './why.ts'

const Id = z.object({ id: z.uuid() })
/** Every write carries a command id; `base` is the row version it was made against. */
const Command = { command: z.uuid(), base: z.int().optional() }
const steps = ['placement.step_not_possible', 'stale_base', 'command_reused', 'erased'] as const

export const placementApi = {
  register: endpoint({
    id: 'placement.register',
    method: 'POST',
    path: '/parties',
    summary: 'Register a party and place it at once',
    door: 'public',
    status: 201,
    body: Registration,
    output: PartyView,
    errors: [
      'placement.empty_party',
      'placement.no_position',
      'places.unknown_entry',
      'placement.id_taken',
      'placement.code_unknown',
      'placement.code_taken',
      'command_reused',
      'try_again',
    ],
  }),
  /** For paper: the sheets work without a network and are keyed in afterwards. */
  issueCodes: endpoint({
    id: 'placement.issueCodes',
    method: 'POST',
    path: '/code-sheets',
    summary: 'Issue codes for sheets of paper',
    door: ['duty_officer', 'intake_desk'],
    status: 201,
    body: z.strictObject({ command: z.uuid(), count: z.int().min(1).max(200) }),
    output: z.object({ codes: z.array(z.string()) }),
    errors: ['command_reused'],
  }),
  parties: endpoint({
    id: 'placement.parties',
    method: 'GET',
    path: '/parties',
    summary: 'Parties, in the order registered; `after` continues',
    door: 'staff',
    query: z.object({
      state: z.enum(PARTY_STATES).optional(),
      waiting: z.enum(WAITING_REASONS).optional(),
      need: z.enum(NEEDS).optional(),
      site: z.uuid().optional(),
      community: z.string().max(30).optional(),
      code: z.string().max(12).optional(),
      /** Name, telephone tail or plate: found through keyed tokens, never by reading. */
      q: z.string().trim().max(60).optional(),
      /** Only parties that may be registered twice; seen by the desk alone. */
      suspected: z.stringbool().optional(),
      /** Only parties changed after this moment (told ms). */
      changedAfter: z.coerce.number().optional(),
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    output: z.object({
      parties: z.array(PartyRow),
      next: z.string().nullable(),
      total: z.int(),
      persons: z.int(),
    }),
  }),
  party: endpoint({
    id: 'placement.party',
    method: 'GET',
    path: '/parties/:id',
    summary: 'One party; staff who may see it, or its own token',
    door: 'party',
    params: Id,
    output: PartyView,
    errors: ['erased'],
  }),
  /** The party behind the bearer token itself, for public pages; a look counts as a sign of being on the way. */
  mine: endpoint({
    id: 'placement.mine',
    method: 'GET',
    path: '/my-party',
    summary: 'The party whose token is the bearer',
    door: 'party',
    output: PartyView,
    errors: ['erased'],
  }),
  /** Accepts the place that is held, or says that the party is still coming. */
  accept: endpoint({
    id: 'placement.accept',
    method: 'POST',
    path: '/parties/:id/accept',
    summary: 'Accept the place held, or say the party is still coming',
    door: 'party',
    params: Id,
    body: z.strictObject({ ...Command }),
    output: PartyView,
    errors: steps,
  }),
  /** A presence is always recordable: beyond the places it is counted as `over`. */
  arrive: endpoint({
    id: 'placement.arrive',
    method: 'POST',
    path: '/parties/:id/arrive',
    summary: 'Record that the party is there; at another site than told: name it',
    door: 'party',
    params: Id,
    body: z.strictObject({ ...Command, site: z.uuid().optional() }),
    output: PartyView,
    errors: steps,
  }),
  alternatives: endpoint({
    id: 'placement.alternatives',
    method: 'GET',
    path: '/parties/:id/alternatives',
    summary:
      'Up to two other places the party could have; the one held stays until it takes one by a transfer',
    door: 'party',
    params: Id,
    output: z.object({ alternatives: z.array(Alternative) }),
    errors: ['erased'],
  }),
  /** Reasons as codes, the hardest first; `nothing` where the site would do as well. */
  whyNot: endpoint({
    id: 'placement.whyNot',
    method: 'GET',
    path: '/parties/:id/why-not/:site',
    summary: 'Why a party is not told to go to a site, and what would have to change',
    door: ['duty_officer', 'intake_desk'],
    params: z.object({ id: z.uuid(), site: z.uuid() }),
    output: z.object({
      reasons: z.array(
        z.object({ code: z.enum(WHY_NOT), need: z.enum(NEEDS).optional(), n: z.int().optional() }),
      ),
    }),
    errors: ['erased'],
  }),
  transfer: endpoint({
    id: 'placement.transfer',
    method: 'POST',
    path: '/parties/:id/transfer',
    summary: 'Move the party to another site, or by its own choice; both ends in one transaction',
    door: 'party',
    params: Id,
    body: z.strictObject({
      ...Command,
      site: z.uuid(),
      /** Of a person who sends it elsewhere than the program would; sealed. */
      reason: z.string().trim().min(2).max(300).optional(),
    }),
    output: PartyView,
    errors: [...steps, 'placement.no_room', 'placement.site_not_open', 'placement.needs_unmet'],
  }),
  depart: endpoint({
    id: 'placement.depart',
    method: 'POST',
    path: '/parties/:id/depart',
    summary: 'The party has left; its places are free',
    door: 'party',
    params: Id,
    body: z.strictObject({ ...Command }),
    output: PartyView,
    errors: steps,
  }),
  withdraw: endpoint({
    id: 'placement.withdraw',
    method: 'POST',
    path: '/parties/:id/withdraw',
    summary: 'The party no longer needs a place, or has found one itself',
    door: 'party',
    params: Id,
    body: z.strictObject({ ...Command, reason: z.enum(['withdrawn', 'self_arranged']).default('withdrawn') }),
    output: PartyView,
    errors: steps,
  }),
  correct: endpoint({
    id: 'placement.correct',
    method: 'PATCH',
    path: '/parties/:id',
    summary: 'Put right what is kept of a party; its place stays, or another is given in the same act',
    door: 'party',
    params: Id,
    body: Correction.extend(Command).strict(),
    output: PartyView,
    errors: [...steps, 'placement.empty_party', 'placement.no_room'],
  }),
  /** Identity is gone at once; the place stays, under a bare number. */
  erase: endpoint({
    id: 'placement.erase',
    method: 'POST',
    path: '/parties/:id/erase',
    summary: 'Erase name, telephone and all else that says who they are; the place stays',
    door: 'party',
    params: Id,
    body: z.strictObject({ ...Command }),
    output: PartyView,
    errors: steps,
  }),
  merge: endpoint({
    id: 'placement.merge',
    method: 'POST',
    path: '/parties/:id/merge',
    summary: 'Join a party that was registered twice to the one that is kept',
    door: ['duty_officer', 'intake_desk'],
    params: Id,
    body: z.strictObject({ ...Command, into: z.uuid(), reason: z.string().trim().min(2).max(300) }),
    output: PartyView,
    errors: [...steps, 'placement.not_living'],
  }),
  unmerge: endpoint({
    id: 'placement.unmerge',
    method: 'POST',
    path: '/parties/:id/unmerge',
    summary: 'Undo a merge; the party is placed anew',
    door: ['duty_officer', 'intake_desk'],
    params: Id,
    body: z.strictObject({ ...Command }),
    output: PartyView,
    errors: steps,
  }),
  dismiss: endpoint({
    id: 'placement.dismiss',
    method: 'POST',
    path: '/parties/:id/dismiss',
    summary: 'Two parties that are alike are not the same one',
    door: ['duty_officer', 'intake_desk'],
    params: Id,
    body: z.strictObject({ ...Command, other: z.uuid(), reason: z.string().trim().min(2).max(300) }),
    output: PartyView,
    errors: steps,
  }),
  sites: endpoint({
    id: 'placement.sites',
    method: 'GET',
    path: '/sites',
    summary: 'Sites with what they offer and have given',
    door: 'staff',
    query: z.object({
      kind: z.enum(SITE_KINDS).optional(),
      state: z.enum(SITE_STATES).optional(),
      community: z.string().max(30).optional(),
    }),
    output: z.object({ sites: z.array(SiteView) }),
  }),
  site: endpoint({
    id: 'placement.site',
    method: 'GET',
    path: '/sites/:id',
    summary: 'One site with its pools',
    door: 'staff',
    params: Id,
    output: SiteView,
  }),
  createSite: endpoint({
    id: 'placement.createSite',
    method: 'POST',
    path: '/sites',
    summary: 'Declare a site',
    door: ['duty_officer', 'intake_desk', 'community_secretary'],
    status: 201,
    body: SiteDeclaration.extend({ id: z.uuid().optional(), command: z.uuid() }).strict(),
    output: SiteView,
    errors: ['sites.no_places', 'sites.rooms_do_not_divide', 'sites.duplicate', 'command_reused'],
  }),
  /** Fewer places or wardens than given: the surplus is counted as `over`, nobody is sent away. */
  changeSite: endpoint({
    id: 'placement.changeSite',
    method: 'PATCH',
    path: '/sites/:id',
    summary: 'Change what a site declares',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'site_warden'],
    params: Id,
    body: SiteChange.extend(Command).strict(),
    output: SiteView,
    errors: ['sites.rooms_do_not_divide', 'stale_base', 'command_reused'],
  }),
  openSite: endpoint({
    id: 'placement.openSite',
    method: 'POST',
    path: '/sites/:id/open',
    summary: 'Open a site now, or at its hour',
    door: ['duty_officer', 'community_secretary', 'site_warden'],
    params: Id,
    body: z.strictObject({
      ...Command,
      /** Open at once, before its hour. */ now: z.boolean().default(false),
    }),
    output: SiteView,
    errors: ['sites.step_not_possible', 'stale_base', 'command_reused'],
  }),
  /** Opens every site that stands by, each at its hour: the first act of an emergency. */
  openSites: endpoint({
    id: 'placement.openSites',
    method: 'POST',
    path: '/sites/open',
    summary: 'Open every site in standby, each at its hour',
    door: ['duty_officer'],
    body: z.strictObject({ command: z.uuid(), kinds: z.array(z.enum(SITE_KINDS)).optional() }),
    output: z.object({ opened: z.int() }),
    errors: ['command_reused'],
  }),
  /** Whoever runs a site says how many more it can take; what it has given stays, or is placed anew. */
  stillTake: endpoint({
    id: 'placement.stillTake',
    method: 'POST',
    path: '/sites/:id/still',
    summary: 'Say what a site can still take, by pool',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'site_warden'],
    params: Id,
    body: z.strictObject({ ...Command, ...StillTake.shape }),
    output: SiteView,
    errors: ['sites.no_places', 'command_reused'],
  }),
  /** Whoever stands at the door tells six digits; the site they were told to, or another, does not matter. */
  arriveByCode: endpoint({
    id: 'placement.arriveByCode',
    method: 'POST',
    path: '/sites/:id/arrivals',
    summary: 'Check in a party at a site by its code',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'grid_worker', 'site_warden'],
    perMinute: 120,
    params: Id,
    body: z.strictObject({
      command: z.uuid(),
      code: z
        .string()
        .trim()
        .regex(/^\d{3}[\s-]?\d{3}$/),
    }),
    output: PartyView,
    errors: ['placement.step_not_possible', 'command_reused'],
  }),
  /** Suspends (the heating has failed): takes nobody more, and everybody in it is placed anew. */
  suspendSite: endpoint({
    id: 'placement.suspendSite',
    method: 'POST',
    path: '/sites/:id/suspend',
    summary: 'Suspend a site; everybody in it is placed anew',
    door: ['duty_officer', 'community_secretary', 'site_warden'],
    params: Id,
    body: z.strictObject({ ...Command, reason: z.string().trim().min(2).max(300) }),
    output: SiteView,
    errors: ['sites.step_not_possible', 'stale_base', 'command_reused'],
  }),
  /** A site with people in it becomes `closing` and is closed when the last has left or been moved (invariant 8). */
  closeSite: endpoint({
    id: 'placement.closeSite',
    method: 'POST',
    path: '/sites/:id/close',
    summary: 'Close a site; with people in it: closing until they are moved',
    door: ['duty_officer', 'community_secretary', 'site_warden'],
    params: Id,
    body: z.strictObject({
      ...Command,
      /** Those inside are placed anew at once; false: they stay until they leave. */
      moveInside: z.boolean().default(true),
    }),
    output: SiteView,
    errors: ['sites.step_not_possible', 'stale_base', 'command_reused'],
  }),
  /** `over` is first in re-placement, by an act of the site: nobody who has lain down is moved by the clock. */
  relieveSite: endpoint({
    id: 'placement.relieveSite',
    method: 'POST',
    path: '/sites/:id/relieve',
    summary: 'Move whoever is at a site beyond its places to sites with room',
    door: ['duty_officer', 'community_secretary', 'site_warden'],
    params: Id,
    body: z.strictObject({ command: z.uuid() }),
    output: z.object({
      /** Parties told another place. */ moved: z.int(),
      /** Parties still there beyond the places, since no site has room for them. */ left: z.int(),
    }),
    errors: ['command_reused'],
  }),
  /** What is estimated on the road, entered by a person with its source. */
  setRoadEstimate: endpoint({
    id: 'placement.setRoadEstimate',
    method: 'POST',
    path: '/road-estimates',
    summary: 'Enter an estimate of persons still on the road',
    door: ['duty_officer', 'intake_desk'],
    status: 201,
    body: z.strictObject({
      command: z.uuid(),
      entry: z.string().max(60),
      persons: z.int().min(0).max(1_000_000),
      source: z.string().trim().min(2).max(120),
    }),
    output: RoadEstimate,
    errors: ['places.unknown_entry', 'command_reused'],
  }),
  /** What is planned from: who is expected within the hour (corrected by entering an estimate), and the last plan. */
  outlook: endpoint({
    id: 'placement.outlook',
    method: 'GET',
    path: '/outlook',
    summary: 'Who is expected within the next hour, and the plan that placing follows',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'auditor', 'sys_admin'],
    output: z.object({
      now: z.number(),
      expected: z.array(
        z.object({
          entry: z.string(),
          /** Persons within the next hour. */
          persons: z.int(),
          from: z.enum(['estimate', 'curve']),
        }),
      ),
      plan: PlanView,
    }),
  }),
  /** Starts a drill or a play: site declarations are copied with empty counters, parties never. */
  startWorld: endpoint({
    id: 'placement.startWorld',
    method: 'POST',
    path: '/worlds',
    summary: 'Start a drill or a play',
    door: ['duty_officer', 'sys_admin'],
    status: 201,
    body: z.strictObject({
      command: z.uuid(),
      kind: z.enum(['drill', 'play']),
      name: z.string().trim().min(1).max(80),
      /** What its clock shows at the start (ms); absent: now. */
      startsAt: z.number().optional(),
      rate: z.number().min(0).max(3600).default(1),
    }),
    output: WorldView.extend({
      /** A session token of the caller for the new world. */
      token: z.string(),
    }),
    errors: ['command_reused'],
  }),
}
