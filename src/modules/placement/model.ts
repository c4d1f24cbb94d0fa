/** Placement: parties, where they are told to go, and what every site has given. Clause: emergency.md, 滞留旅客组 and 安置. */
import { z } from 'zod'
import { EntryToken } from '../entries/model.ts'
import { Lat, Lon, TextSchema } from '../places/model.ts'
import {
  FEATURES,
  PLACE_KINDS,
  PRICE_CLASSES,
  ROOM_CLASSES,
  SITE_KINDS,
  SITE_STATES,
} from '../sites/model.ts'

/** Marks a traveller may set (people.md: 婴儿 孕妇 行动不便 要看病 清真饮食 带宠物; the others at a desk). */
export const NEEDS = [
  'infant',
  'pregnant',
  'accessible',
  'medical',
  'women',
  'halal',
  'pets',
  'truck_park',
  'quiet',
] as const
export type Need = (typeof NEEDS)[number]

export const VEHICLES = ['none', 'car', 'coach', 'truck'] as const
export type Vehicle = (typeof VEHICLES)[number]

export const PARTY_STATES = [
  'registered',
  'waiting',
  'placed',
  'arrived',
  'departed',
  'withdrawn',
  'self_arranged',
  'merged',
] as const
export type PartyState = (typeof PARTY_STATES)[number]

export const PLACEMENT_STATES = ['held', 'arrived', 'over', 'ended'] as const
export type PlacementState = (typeof PLACEMENT_STATES)[number]

export const END_REASONS = [
  'departed',
  'transferred',
  'no_show',
  'released',
  'hold_expired',
  'site_closed',
  'withdrawn',
] as const
export type EndReason = (typeof END_REASONS)[number]

/** Why a party waits. `need` names the need without which there would be room; `size` that no open pool is large enough. */
export const WAITING_REASONS = [
  'no_open_site',
  'no_room',
  'need',
  'size',
  'hold_expired',
  'site_closed',
  'site_smaller',
  /** More came at once than is plausible: it holds no place before somebody has seen it. */
  'unconfirmed',
] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

const Count = (max: number) => z.int().min(0).max(max)

/** What a traveller, a desk or a program tells of a party. Counts are persons; nobody's name is needed. */
export const Registration = z
  .strictObject({
    /** UUIDv7 made by the caller; absent: the command's id. */
    id: z.uuid().optional(),
    command: z.uuid(),
    adults: Count(200),
    children: Count(200).default(0),
    infants: Count(50).default(0),
    elders: Count(200).default(0),
    needs: z.array(z.enum(NEEDS)).max(NEEDS.length).default([]),
    vehicle: z.enum(VEHICLES).default('none'),
    /** Where they are: an entry point's id, or a position. */
    entry: z.string().max(60).optional(),
    lon: Lon.optional(),
    lat: Lat.optional(),
    name: z.string().trim().max(60).optional(),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d\s-]{5,20}$/)
      .optional(),
    plate: z.string().trim().max(20).optional(),
    direction: z.string().trim().max(60).optional(),
    language: z.enum(['zh', 'en', 'ug', 'kk', 'ru']).optional(),
    /** Of the code that was scanned; one that vouches for nobody is as good as none. */
    entryToken: EntryToken.optional(),
    /** Of a paper sheet that is keyed in; the desk alone has such sheets. */
    code: z
      .string()
      .regex(/^\d{6,9}$/)
      .optional(),
  })
  .meta({ id: 'Registration' })
export type Registration = z.infer<typeof Registration>

export const Directions = z.object({
  /** On streets, from where the party said it is. */
  metres: z.int(),
  minutes: z.int(),
  by: z.enum(['foot', 'car']),
  bearing: z.enum(['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']),
  /** Where the party said it is, for the sketch map. */
  from: z.object({ lon: z.number(), lat: z.number() }),
  /** The way on streets, `[lon, lat]`, at most 60 points; empty where no street network is known. */
  line: z.array(z.tuple([z.number(), z.number()])),
  /** Names of the streets in the order walked. */
  streets: z.array(z.string()),
})
export type Directions = z.infer<typeof Directions>

export const PlacementView = z.object({
  id: z.uuid(),
  state: z.enum(PLACEMENT_STATES),
  site: z.object({
    id: z.uuid(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(SITE_KINDS),
    state: z.enum(SITE_STATES),
    lon: z.number(),
    lat: z.number(),
    /** A home's name, door, telephone and way are told only after the place is accepted; its position to about a kilometre. */
    address: z.string().nullable(),
    landmark: z.string(),
    landmarkEn: z.string(),
    phone: z.string().nullable(),
    priceClass: z.enum(PRICE_CLASSES),
    priceFen: z.int().nullable(),
    features: z.array(z.enum(FEATURES)),
  }),
  /** Null for who is there beyond the places. */
  kind: z.enum(PLACE_KINDS).nullable(),
  roomClass: z.enum(ROOM_CLASSES).nullable(),
  roomSize: z.int(),
  /** Persons placed, and places of their rooms nobody else can have. */
  places: z.int(),
  blocked: z.int(),
  acceptedAt: z.number().nullable(),
  holdUntil: z.number().nullable(),
  /** Set when the party was asked whether it still comes. */
  askedAt: z.number().nullable(),
  arrivedAt: z.number().nullable(),
  /** Where a site checks in by half hours: when theirs begins, while they are on the way. */
  slot: z.number().nullable(),
  directions: Directions.nullable(),
})
export type PlacementView = z.infer<typeof PlacementView>

export const Waiting = z.object({
  reason: z.enum(WAITING_REASONS),
  need: z.enum(NEEDS).nullable(),
  since: z.number(),
})

/** `followed` by every choice; `stale`, `failed` or `none`: the simple rule places alone. */
export const PLAN_STATES = ['followed', 'stale', 'failed', 'none'] as const

/** The last plan ahead of this process, with its age and certificate. */
export const PlanView = z.object({
  state: z.enum(PLAN_STATES),
  /** Told moment of the state planned from; null where none was finished. */
  at: z.number().nullable(),
  /** Real milliseconds it took. */
  tookMs: z.number().nullable(),
  /** Persons planned for: those who wait and those expected within the hour. */
  expected: z.int().nullable(),
  /** Of them, persons for whom the plan has no place. */
  unplaced: z.int().nullable(),
  /** What keeps them without one, the most persons first; null: nothing in particular, or nothing that may be told. */
  lacking: z.array(z.object({ need: z.enum(NEEDS).nullable(), persons: z.int() })).default([]),
  /** Person-minutes: what the plan costs, and what no plan can cost less than. */
  cost: z.number().nullable(),
  bound: z.number().nullable(),
})
export type PlanView = z.infer<typeof PlanView>

/** A place that a party may have instead; nothing is held there until it takes it. A home has no name here. */
export const Alternative = z.object({
  site: z.object({
    id: z.uuid(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(SITE_KINDS),
    landmark: z.string(),
    landmarkEn: z.string(),
    priceClass: z.enum(PRICE_CLASSES),
    priceFen: z.int().nullable(),
    features: z.array(z.enum(FEATURES)),
  }),
  kind: z.enum(PLACE_KINDS),
  roomClass: z.enum(ROOM_CLASSES),
  /** By foot or car, as the party travels. */
  by: z.enum(['foot', 'car']),
  minutes: z.int(),
  metres: z.int(),
})
export type Alternative = z.infer<typeof Alternative>

/** What may be put right. Absent: as it is; an empty text: no longer kept. */
export const Correction = z.strictObject({
  adults: Count(200).optional(),
  children: Count(200).optional(),
  infants: Count(50).optional(),
  elders: Count(200).optional(),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length).optional(),
  vehicle: z.enum(VEHICLES).optional(),
  name: z.string().trim().max(60).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^(\+?[\d\s-]{5,20})?$/)
    .optional(),
  plate: z.string().trim().max(20).optional(),
  direction: z.string().trim().max(60).optional(),
  language: z.enum(['zh', 'en', 'ug', 'kk', 'ru']).optional(),
})
export type Correction = z.infer<typeof Correction>

export const LINK_STATES = ['suspected', 'merged', 'dismissed'] as const
export const LINK_GROUNDS = ['phone', 'plate', 'desk'] as const

/** Another party that may be the same one, as the desk sees it. */
export const DuplicateView = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(PARTY_STATES),
  size: z.int(),
  /** By what they are alike; `desk`: a person said so. */
  by: z.array(z.enum(LINK_GROUNDS)),
  link: z.enum(LINK_STATES),
  /** This party was joined to that one (else, where `merged`, that one to this). */
  intoIt: z.boolean(),
  at: z.number(),
})
export type DuplicateView = z.infer<typeof DuplicateView>

/** Where somebody sees a party: a desk, or where none stands a staffed site. */
export const DeskWay = z.object({
  name: TextSchema,
  lon: z.number(),
  lat: z.number(),
  metres: z.int(),
  minutes: z.int(),
  by: z.enum(['foot', 'car']),
  bearing: z.enum(['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']),
})
export type DeskWay = z.infer<typeof DeskWay>

export const PartyView = z
  .object({
    id: z.uuid(),
    code: z.string(),
    /** For public links; told to the one who registered, and to the party itself. */
    token: z.string().optional(),
    state: z.enum(PARTY_STATES),
    size: z.int(),
    adults: z.int(),
    children: z.int(),
    infants: z.int(),
    elders: z.int(),
    needs: z.array(z.enum(NEEDS)),
    vehicle: z.enum(VEHICLES),
    entry: z.string().nullable(),
    registeredAt: z.number(),
    changedAt: z.number(),
    version: z.int(),
    placement: PlacementView.nullable(),
    /** The place it had before it was given the one held now, while it has not accepted; a home is not named. */
    movedFrom: z.object({ name: z.string(), nameEn: z.string() }).nullable().default(null),
    waiting: Waiting.nullable(),
    /** Holds no place before somebody has seen it; `desk` null where nobody stands ready yet. Null for everybody else. */
    unconfirmed: z.object({ desk: DeskWay.nullable() }).nullable(),
    /** Only for those whose role sees it (name: class 1; phone, plate: class 2); masked otherwise, null where not given. */
    name: z.string().nullable(),
    phone: z.string().nullable(),
    plate: z.string().nullable(),
    /** For the desk: parties that may be the same one. */
    duplicates: z.array(DuplicateView),
    /** Where this registration was joined to another: that one's number, and its token for the party itself. */
    mergedInto: z.object({ id: z.uuid(), code: z.string(), token: z.string().optional() }).nullable(),
  })
  .meta({ id: 'Party' })
export type PartyView = z.infer<typeof PartyView>

/** One row of the traveller ledger: no personal text, so that thousands travel in one answer. */
export const PartyRow = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(PARTY_STATES),
  size: z.int(),
  adults: z.int(),
  children: z.int(),
  infants: z.int(),
  elders: z.int(),
  needs: z.array(z.enum(NEEDS)),
  vehicle: z.enum(VEHICLES),
  entry: z.string().nullable(),
  registeredAt: z.number(),
  changedAt: z.number(),
  site: z.uuid().nullable(),
  siteName: z.string().nullable(),
  /** Empty where the site has no English name. */
  siteNameEn: z.string().nullable(),
  /** May be registered twice; told to the desk alone. */
  suspected: z.boolean(),
  community: z.string().nullable(),
  placementState: z.enum(PLACEMENT_STATES).nullable(),
  holdUntil: z.number().nullable(),
  arrivedAt: z.number().nullable(),
  waiting: z.enum(WAITING_REASONS).nullable(),
  waitingNeed: z.enum(NEEDS).nullable(),
})
export type PartyRow = z.infer<typeof PartyRow>

/** `previewed` → `carrying` → `done` → `undoing` → `undone`; one that broke off on its way can go on. */
export const REPLAN_STATES = ['previewed', 'carrying', 'done', 'undoing', 'undone'] as const
export type ReplanState = (typeof REPLAN_STATES)[number]

/** What became of a move: it stays where the party had gone on meanwhile, or its new place had. */
export const MOVE_OUTCOMES = ['moved', 'changed', 'no_room', 'back', 'stays'] as const
export type MoveOutcome = (typeof MOVE_OUTCOMES)[number]

const Counted = z.object({ parties: z.int(), persons: z.int() })
const SiteName = z.object({ id: z.uuid(), name: z.string(), nameEn: z.string() })

export const ReplanMove = z.object({
  party: z.uuid(),
  code: z.string(),
  size: z.int(),
  /** Null: it waits. */
  from: SiteName.nullable(),
  to: SiteName,
  /** Minutes of way and of waiting at the door; null where it waits. */
  before: z.int().nullable(),
  after: z.int(),
  /** The old place lacks something that the party needs. */
  needsMet: z.boolean(),
  /** Registered at a desk: only its telephone reaches it. The others see it on their page. */
  byPhone: z.boolean(),
  outcome: z.enum(MOVE_OUTCOMES).nullable(),
})
export type ReplanMove = z.infer<typeof ReplanMove>

/** Those who have not set out, placed once more: a preview, and what became of it. */
export const ReplanView = z
  .object({
    id: z.uuid(),
    state: z.enum(REPLAN_STATES),
    /** Told moment of the state it was made from, and until when it can be carried out. */
    at: z.number(),
    until: z.number(),
    carriedAt: z.number().nullable(),
    undoneAt: z.number().nullable(),
    /** Who could have been moved, and who waits. */
    looked: Counted,
    waiting: Counted,
    moved: Counted,
    placed: Counted,
    farther: Counted,
    /** Person-minutes saved by those who had a place. */
    minutes: z.int(),
    needsMet: z.int(),
    /** Person-minutes with everybody expected within the hour, moves counted: the plan, and what no plan can beat. */
    cost: z.int(),
    bound: z.int(),
    moves: z.array(ReplanMove),
  })
  .meta({ id: 'Replan' })
export type ReplanView = z.infer<typeof ReplanView>

/** What a site offers and has given, in places. free = offered − held − occupied − blocked, within the staffed limit. */
export const PoolLoad = z.object({
  kind: z.enum(PLACE_KINDS),
  roomClass: z.enum(ROOM_CLASSES),
  roomSize: z.int(),
  shared: z.boolean(),
  offered: z.int(),
  held: z.int(),
  occupied: z.int(),
  blocked: z.int(),
  over: z.int(),
  free: z.int(),
})
export type PoolLoad = z.infer<typeof PoolLoad>

/** What a site can still take, as its warden says. */
export const StillTake = z.object({
  /** Places (persons) by pool beyond those given; a pool that is not named stays as it is, one that the site did not have is new. */
  still: z
    .array(
      PoolLoad.pick({ kind: true, roomClass: true, roomSize: true, shared: true }).extend({
        places: z.int().min(0).max(20_000),
      }),
    )
    .max(40),
  /** Those told to come are expected still, or placed anew. */
  onTheWay: z.enum(['keep', 'elsewhere']).default('keep'),
  /** Wardens present, where that has changed. */
  wardens: z.int().min(0).max(500).optional(),
})
export type StillTake = z.infer<typeof StillTake>

export const SiteView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(SITE_KINDS),
    state: z.enum(SITE_STATES),
    community: z.string().nullable(),
    grid: z.string().nullable(),
    lon: z.number(),
    lat: z.number(),
    /** False: its position is not known yet, `lon` and `lat` are the county's own, and it cannot open. */
    located: z.boolean(),
    address: z.string(),
    landmark: z.string(),
    landmarkEn: z.string(),
    priceClass: z.enum(PRICE_CLASSES),
    priceFen: z.int().nullable(),
    features: z.array(z.enum(FEATURES)),
    parking: z.int(),
    opensFrom: z.int().nullable(),
    /** When an opening site will take people. */
    opensAt: z.number().nullable(),
    wardens: z.int(),
    personsPerWarden: z.int(),
    externalId: z.string().nullable(),
    /** The other county whose site this is by agreement; empty: the county's own. */
    byAgreement: z.string(),
    version: z.int(),
    /** When its figures last changed. */
    changedAt: z.number(),
    offered: z.int(),
    held: z.int(),
    occupied: z.int(),
    blocked: z.int(),
    over: z.int(),
    free: z.int(),
    /** Persons the wardens present may look after, at most `offered`. */
    staffedLimit: z.int(),
    pools: z.array(PoolLoad),
  })
  .meta({ id: 'Site' })
export type SiteView = z.infer<typeof SiteView>

/** Registrations from outside that came in one go, at one entry, by one code or by none. */
export const Burst = z
  .object({
    entry: z.string(),
    /** The entry code they brought; null: none. */
    code: z.uuid().nullable(),
    from: z.number(),
    to: z.number(),
    parties: z.int(),
    persons: z.int(),
    /** Of the parties: they hold nothing before somebody has seen them. */
    unconfirmed: z.int(),
    /** They hold a place and have not accepted it. */
    holding: z.int(),
    /** Accepted, arrived, or otherwise known: nothing is done to them. */
    known: z.int(),
    /** Taken out before, and could be put back. */
    cleared: z.int(),
    /** With a telephone that somebody could call. */
    phones: z.int(),
  })
  .meta({ id: 'Burst' })
export type Burst = z.infer<typeof Burst>

/** Which registrations are meant: what they knocked at, and when. */
export const BurstRange = z.strictObject({
  entry: z.string().max(60),
  code: z.uuid().nullable(),
  from: z.number(),
  to: z.number(),
})
export type BurstRange = z.infer<typeof BurstRange>

export const RoadEstimate = z.object({
  entry: z.string(),
  persons: z.int(),
  source: z.string(),
  at: z.number(),
  /** Older than 60 minutes (people.md, duty officer). */
  stale: z.boolean(),
})
