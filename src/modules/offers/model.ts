/** 民宿接待: what residents and shops offer. Nothing is used before a person has looked at it. Clause: people.md, host and guest. */
import { z } from 'zod'
import { Lat, Lon } from '../places/model.ts'

/** offered → open (checked, one site) → ended; withdrawn by the host; refused with a reason. */
export const OFFER_STATES = ['offered', 'open', 'ended', 'withdrawn', 'refused'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export const OFFER_KINDS = ['home', 'shop'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** Whom a host takes: a family together, women, or anybody. */
export const FOR_WHOM = ['any', 'family', 'women'] as const
export type ForWhom = (typeof FOR_WHOM)[number]

/** A coal stove is checked for carbon monoxide before anybody sleeps beside it. */
export const STOVES = ['central', 'electric', 'coal', 'none'] as const
export type Stove = (typeof STOVES)[number]

/** Beds and floor places of one offer together. */
export const MOST_PLACES = 200

const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s-]{5,20}$/)

export const Offer = z.strictObject({
  command: z.uuid(),
  kind: z.enum(OFFER_KINDS),
  beds: z.int().min(0).max(MOST_PLACES).default(0),
  floors: z.int().min(0).max(MOST_PLACES).default(0),
  forWhom: z.enum(FOR_WHOM).default('any'),
  stove: z.enum(STOVES).default('central'),
  contact: z.string().trim().min(1).max(60),
  phone,
  address: z.string().trim().min(2).max(160),
  /** Code of the community, where it is known. */
  community: z.string().max(30).optional(),
  /** A line out of a chat group, entered by the desk. */
  fromGroup: z.boolean().default(false),
})
export type Offer = z.infer<typeof Offer>

/** What somebody who has looked at the place says of it. */
export const Check = z.strictObject({
  command: z.uuid(),
  base: z.int().optional(),
  lon: Lon,
  lat: Lat,
  beds: z.int().min(0).max(MOST_PLACES),
  floors: z.int().min(0).max(MOST_PLACES),
  forWhom: z.enum(FOR_WHOM),
  /** The stove was looked at and a carbon-monoxide alarm or an open flue is there; needed where it burns coal. */
  stoveChecked: z.boolean().default(false),
  landmark: z.string().trim().max(200).default(''),
})
export type Check = z.infer<typeof Check>

export const OfferView = z
  .object({
    id: z.uuid(),
    /** Said aloud. */
    nr: z.int(),
    state: z.enum(OFFER_STATES),
    kind: z.enum(OFFER_KINDS),
    beds: z.int(),
    floors: z.int(),
    forWhom: z.enum(FOR_WHOM),
    stove: z.enum(STOVES),
    community: z.string().nullable(),
    channel: z.enum(['web', 'desk', 'group']),
    offeredAt: z.number(),
    decidedAt: z.number().nullable(),
    site: z.uuid().nullable(),
    /** Persons held and inside, counted and nothing else. */
    held: z.int(),
    inside: z.int(),
    /** Null once destroyed with the emergency's key. */
    contact: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'HostOffer' })
export type OfferView = z.infer<typeof OfferView>

/** What a host sees of the own offer: who comes as a number, never who they are. */
export const OwnOffer = OfferView.pick({
  nr: true,
  state: true,
  kind: true,
  beds: true,
  floors: true,
  forWhom: true,
  held: true,
  inside: true,
}).meta({ id: 'OwnOffer' })
export type OwnOffer = z.infer<typeof OwnOffer>
