/** Sites: what is declared of hotels, halls, schools, shops and homes that take people. Clause: emergency.md, 安置点. */
import { z } from 'zod'
import { Lat, Lon } from '../places/model.ts'

export const SITE_KINDS = [
  'hotel',
  'school',
  'gym',
  'hall',
  'service_centre',
  'care_home',
  'shop',
  'office',
  'home',
] as const
export type SiteKind = (typeof SITE_KINDS)[number]

/** `seat` (临休): people on seats are under a roof and still wait for a place. */
export const PLACE_KINDS = ['bed', 'cot', 'floor', 'seat'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export const ROOM_CLASSES = ['general', 'accessible', 'medical', 'women'] as const
export type RoomClass = (typeof ROOM_CLASSES)[number]

export const FEATURES = [
  'heated',
  'step_free',
  'family_rooms',
  'separate_areas',
  'halal_kitchen',
  'quiet',
  'charging',
  'medical_nearby',
  'pets',
  'shower',
  'infant',
  'truck_park',
] as const
export type Feature = (typeof FEATURES)[number]

export const PRICE_CLASSES = ['free', 'fixed'] as const
export type PriceClass = (typeof PRICE_CLASSES)[number]

export const SITE_STATES = ['standby', 'opening', 'open', 'suspended', 'closing', 'closed'] as const
export type SiteState = (typeof SITE_STATES)[number]

/** External ids of sites that a host's offer has opened begin with this; their doors are forgotten with the emergency. */
export const OFFERED = 'offer-'

/** Persons one warden may look after where a site says nothing (emergency.md; solver.md A2 constraint 2). */
export const PERSONS_PER_WARDEN = 25

/** Minute of the day, 0–1439, in 北京时间. */
const MinuteOfDay = z.int().min(0).max(1439)

/** Places of one kind, room class and room size. `roomSize` 0: no rooms. Unshared: a party blocks the rest of its rooms. */
export const Pool = z.strictObject({
  kind: z.enum(PLACE_KINDS),
  roomClass: z.enum(ROOM_CLASSES).default('general'),
  roomSize: z.int().min(0).max(40).default(0),
  shared: z.boolean().default(true),
  places: z.int().min(0).max(20_000),
})
export type Pool = z.infer<typeof Pool>

export const SiteDeclaration = z.object({
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().trim().max(160).default(''),
  kind: z.enum(SITE_KINDS),
  lon: Lon,
  lat: Lat,
  address: z.string().trim().max(200).default(''),
  /** Words a stranger can follow: 过加油站左转，门口有红旗. */
  landmark: z.string().trim().max(200).default(''),
  landmarkEn: z.string().trim().max(200).default(''),
  /** Who answers for the site; kept apart, encrypted. */
  contact: z.string().trim().max(60).optional(),
  phone: z.string().trim().max(30).optional(),
  priceClass: z.enum(PRICE_CLASSES).default('free'),
  /** 分 a person and night, where the price is fixed. */
  priceFen: z.int().min(0).max(10_000_000).optional(),
  features: z.array(z.enum(FEATURES)).max(FEATURES.length).default([]),
  /** Parking spaces. */
  parking: z.int().min(0).max(10_000).default(0),
  opensFrom: MinuteOfDay.optional(),
  closesAt: MinuteOfDay.optional(),
  /** Wardens present. */
  wardens: z.int().min(0).max(1000).default(1),
  personsPerWarden: z.int().min(1).max(1000).default(PERSONS_PER_WARDEN),
  /** Persons checked in a 30-minute slot at most; absent: no limit. */
  intakePerSlot: z.int().min(1).max(10_000).optional(),
  /** The site's id in the system it came from; with the county it names one site. */
  externalId: z.string().trim().max(120).optional(),
  /**
   * The other county whose site this is, which takes people in by agreement; empty: the county's own. Nobody is told to
   * go there by the program, only by a person; it stands apart on the board and in no sum (people.md, Duty officer).
   */
  byAgreement: z.string().trim().max(60).default(''),
  pools: z.array(Pool).min(1).max(40),
})
export type SiteDeclaration = z.infer<typeof SiteDeclaration>

const declared = SiteDeclaration.shape
/** Every field of a declaration may be changed alone, so none has a default here; pools are replaced as a whole. */
export const SiteChange = SiteDeclaration.extend({
  nameEn: declared.nameEn.removeDefault(),
  address: declared.address.removeDefault(),
  landmark: declared.landmark.removeDefault(),
  landmarkEn: declared.landmarkEn.removeDefault(),
  priceClass: declared.priceClass.removeDefault(),
  features: declared.features.removeDefault(),
  parking: declared.parking.removeDefault(),
  wardens: declared.wardens.removeDefault(),
  personsPerWarden: declared.personsPerWarden.removeDefault(),
  byAgreement: declared.byAgreement.removeDefault(),
}).partial()
export type SiteChange = z.infer<typeof SiteChange>
