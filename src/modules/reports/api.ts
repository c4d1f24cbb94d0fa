/** The county's numbers: the wall, the night's report, the ledger read by people. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { NEEDS, PlanView, RoadEstimate, WAITING_REASONS } from '../placement/model.ts'
import { PLACE_KINDS, SITE_KINDS } from '../sites/model.ts'

/** Parties and persons of one kind. */
const Heads = z.object({ parties: z.int(), persons: z.int() })

export const LedgerEvent = z.object({
  seq: z.int(),
  id: z.uuid(),
  /** Told ms. */
  at: z.number(),
  type: z.string(),
  /** Account id, party id or job name; names are not in the ledger. */
  actor: z.string(),
  actorKind: z.string(),
  subjectKind: z.string(),
  subject: z.string(),
  area: z.string().nullable(),
  mode: z.enum(['everyday', 'emergency']),
  data: z.record(z.string(), z.unknown()),
})
export type LedgerEvent = z.infer<typeof LedgerEvent>

export const Wall = z.object({
  /** Told now; every `at` below is on the same clock. */
  now: z.number(),
  /** Last sealed ledger position the figures contain. */
  seq: z.int(),
  emergency: z.object({ id: z.uuid(), name: z.string(), since: z.number(), state: z.string() }).nullable(),
  /** Calls for help from vehicles that nobody has reached: first on the wall. */
  rescues: z.object({
    calls: z.int(),
    persons: z.int(),
    /** Given to nobody yet. */
    unassigned: z.int(),
    /** When the oldest of them called (told ms). */
    oldest: z.number().nullable(),
  }),
  registered: Heads,
  /** 已登记未到: holds a place and has not arrived. */
  registeredNotArrived: Heads,
  arrived: Heads,
  /** Under a roof beyond the places, or on a seat. */
  over: Heads,
  departed: Heads,
  waiting: Heads,
  /** Came faster than is plausible and nobody has seen them: in no other figure. */
  unconfirmed: Heads,
  waitingBy: z.array(
    Heads.extend({ reason: z.enum(WAITING_REASONS), need: z.enum(NEEDS).nullable(), oldest: z.number() }),
  ),
  /** 路上估计: entered by people, with source and time; never added to the counted figures. */
  roadEstimates: z.array(RoadEstimate),
  /** The plan ahead that placing follows, or why it goes by the nearest place alone. */
  plan: PlanView,
  byKind: z.array(
    z.object({
      kind: z.enum(SITE_KINDS),
      sites: z.int(),
      offered: z.int(),
      held: z.int(),
      occupied: z.int(),
      blocked: z.int(),
      free: z.int(),
    }),
  ),
  byPlaceKind: z.array(
    z.object({ kind: z.enum(PLACE_KINDS), offered: z.int(), occupied: z.int(), free: z.int() }),
  ),
  communities: z.array(
    z.object({
      code: z.string(),
      offered: z.int(),
      held: z.int(),
      occupied: z.int(),
      free: z.int(),
    }),
  ),
  /** Cumulative persons every 10 told minutes since the first registration. */
  curve: z.array(z.object({ at: z.number(), registered: z.int(), arrived: z.int(), departed: z.int() })),
  /** When each group of figures last changed (told ms). */
  ages: z.object({ parties: z.number(), sites: z.number(), road: z.number().nullable() }),
})
export type Wall = z.infer<typeof Wall>

/** The situation at one told moment, counted from the ledger alone. */
const AtMoment = z.object({
  at: z.number(),
  registered: Heads,
  holding: Heads,
  arrived: Heads,
  inside: Heads,
  over: Heads,
  departed: Heads,
  waiting: Heads,
  waitingBy: z.array(Heads.extend({ reason: z.string(), need: z.string().nullable() })),
})

/** What was given by a moment against what nobody could have beaten who had known everybody beforehand (hindsight.ts). */
const Hindsight = z.object({
  at: z.number(),
  /** Parties that wanted a place then, up to eight persons each. */
  compared: Heads,
  /** Not compared: whose holds ran out without a sign, and who is larger than eight. */
  absent: Heads,
  larger: Heads,
  /** Person-minutes: what was given, and the certified bound. */
  cost: z.number(),
  bound: z.number(),
  /** Persons without a place: really, and in the bound’s own relaxation. */
  unplaced: z.int(),
  least: z.int(),
  /** Whether `unplaced` is within `least` and one in a thousand of those compared. */
  met: z.boolean(),
})

export const NightReport = z.object({
  world: z.int(),
  moments: z.array(AtMoment),
  /** Minutes from registration to arrival, told, over parties that arrived. */
  minutesToArrival: z.object({ mean: z.number(), p50: z.number(), p95: z.number(), worst: z.number() }),
  /** Moments at which a site's places given exceeded the places offered, replayed event by event. */
  doublePromises: z.int(),
  /** Parties that the machine moved out of a site in use. */
  movedAnyway: z.int(),
  /** Parties registered that are in no state of invariant 2, and those of which ledger and table tell different things. */
  lostParties: z.int(),
  over: Heads,
  departed: Heads,
  /** Milliseconds of registrations through HTTP, as the server measured them. */
  registration: z.object({ count: z.int(), p50: z.number(), p95: z.number(), p99: z.number() }).nullable(),
  chain: z.object({ seq: z.int(), head: z.string(), verified: z.boolean() }),
  /** By moment, where it was asked for; a moment with nothing to compare is not there. */
  hindsight: z.array(Hindsight).default([]),
})
export type NightReport = z.infer<typeof NightReport>

const staffWide = [
  'duty_officer',
  'intake_desk',
  'community_secretary',
  'grid_worker',
  'site_warden',
  'auditor',
] as const

export const reportsApi = {
  wall: endpoint({
    id: 'reports.wall',
    method: 'GET',
    path: '/wall',
    summary: 'Every figure of the wall, with its age',
    door: ['duty_officer', 'intake_desk', 'community_secretary', 'auditor', 'sys_admin'],
    output: Wall,
  }),
  /** Ten lines for whoever asks by telephone; the same hour gives the same lines, from the ledger alone. */
  city: endpoint({
    id: 'reports.city',
    method: 'GET',
    path: '/reports/city',
    summary: 'Report to the city, as of the last full hour',
    door: ['duty_officer', 'community_secretary', 'auditor'],
    query: z.object({
      /** Told ms; the full hour at or before it. Absent: now. */
      at: z.coerce.number().int().min(0).optional(),
    }),
    output: z.object({
      at: z.number(),
      seq: z.int(),
      hash: z.string(),
      zh: z.array(z.string()),
      en: z.array(z.string()),
    }),
  }),
  ledger: endpoint({
    id: 'reports.ledger',
    method: 'GET',
    path: '/ledger',
    summary: 'Sealed events in order of seq; `after` continues',
    door: [...staffWide],
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      subject: z.uuid().optional(),
      type: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
      /** `desc`: newest first, ending at `after`. */
      order: z.enum(['asc', 'desc']).default('asc'),
    }),
    output: z.object({
      events: z.array(LedgerEvent),
      head: z.object({ seq: z.int(), hash: z.string() }),
    }),
  }),
  nightReport: endpoint({
    id: 'reports.night',
    method: 'GET',
    path: '/night-report',
    summary: 'The night so far, counted from the ledger',
    door: ['duty_officer', 'auditor'],
    query: z.object({
      /** Told moments (ms), separated by commas; absent: 22:00 and 08:00 of the night. */
      at: z.string().max(300).optional(),
      /** Also against the certified bound of hindsight; takes seconds. */
      bound: z.stringbool().default(false),
    }),
    output: NightReport,
  }),
}
