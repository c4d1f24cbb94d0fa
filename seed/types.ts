/** Shapes of what the seed gives. Coordinates are WGS84 degrees, moments told milliseconds since the epoch. */
import type { Role } from '../src/base/actor.ts'
import type { LonLat } from '../src/base/geo.ts'
import type { Text } from '../src/base/words.ts'

/** A closed ring: the last point repeats the first. */
export type Ring = readonly (readonly [lon: number, lat: number])[]

export interface TownSeed {
  readonly code: string
  readonly name: Text
}

export interface CommunitySeed {
  readonly code: string
  readonly town: string
  /** Short name without 社区: `疏勒`, `Shule`. */
  readonly short: Text
  readonly name: Text
  readonly boundary: Ring
  readonly centroid: LonLat
}

export interface GridSeed {
  /** `620922100001-G01`. */
  readonly code: string
  readonly community: string
  readonly name: Text
  readonly boundary: Ring
  readonly centroid: LonLat
}

export interface StreetNode {
  /** Dense: node `i` stands at index `i`. */
  readonly id: number
  readonly lon: number
  readonly lat: number
}

/** Usable both ways. `metres` is the length by road, which on long roads exceeds the line drawn. */
export interface StreetEdge {
  readonly a: number
  readonly b: number
  readonly metres: number
  readonly name: string
  readonly kind: 'trunk' | 'street' | 'lane'
  /** False where only people on foot pass. */
  readonly drive: boolean
}

export interface Streets {
  readonly nodes: readonly StreetNode[]
  readonly edges: readonly StreetEdge[]
}

export interface EntrySeed {
  readonly id: string
  readonly name: Text
  readonly kind: 'motorway_exit' | 'station' | 'queue' | 'landmark'
  readonly node: number
  readonly lon: number
  readonly lat: number
  readonly road: string
  /** Usual minutes lost before the journey into town begins. */
  readonly delayMinutes?: number
  /** One of the five offered on the traveller's page for "where are you". */
  readonly landmark: boolean
  /** True for "still on the motorway": no place of its own, offered beside the five. */
  readonly onMotorway: boolean
}

export interface LandmarkSeed {
  readonly key: string
  readonly name: Text
  readonly node: number
  readonly lon: number
  readonly lat: number
}

export type SiteKind =
  | 'hotel'
  | 'school'
  | 'gym'
  | 'hall'
  | 'service_centre'
  | 'care_home'
  | 'shop'
  | 'office'
  | 'home'

export type SiteFeature =
  | 'heated'
  | 'step_free'
  | 'family_rooms'
  | 'separate_areas'
  | 'halal_kitchen'
  | 'quiet'
  | 'charging'
  | 'medical_nearby'
  | 'pets'
  | 'shower'
  | 'infant'
  | 'truck_park'

/** 楼栋、院落: a door with the households behind it. */
export interface BuildingSeed {
  /** Stable: `building-0012`. */
  readonly key: string
  readonly name: string
  readonly address: string
  readonly community: string
  readonly grid: string
  readonly lon: number
  readonly lat: number
  readonly households: number
}

export interface PoolSeed {
  readonly kind: 'bed' | 'cot' | 'floor' | 'seat'
  readonly roomClass: 'general' | 'accessible' | 'medical' | 'women'
  /** Places a room; 0 where there are no rooms. */
  readonly roomSize: number
  /** Whether strangers share a room. */
  readonly shared: boolean
  readonly places: number
}

export interface SiteSeed {
  /** Stable: `hotel-012`. */
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly kind: SiteKind
  readonly community: string
  readonly grid: string
  readonly lon: number
  readonly lat: number
  readonly address: string
  /** Words a stranger can follow. */
  readonly landmark: string
  readonly landmarkEn: string
  readonly phone: string
  readonly contact: string
  readonly priceClass: 'free' | 'fixed'
  /** A person and night. */
  readonly priceFen?: number
  readonly features: readonly SiteFeature[]
  /** Car places. */
  readonly parking: number
  /** Minute of the day; absent: open from the start. */
  readonly opensFrom?: number
  readonly closesAt?: number
  /** Persons on duty. */
  readonly wardens: number
  readonly personsPerWarden?: number
  /** Persons checked in per 30 minutes. */
  readonly intakePerSlot?: number
  readonly pools: readonly PoolSeed[]
}

export interface StaffSeed {
  readonly key: string
  readonly name: string
  readonly phone: string
  readonly role: Role
  /** Code of the area the post is held in. */
  readonly area: string
  /** Key of the site, for a site warden. */
  readonly site?: string
}

export interface Source {
  readonly figure: string
  readonly source: string
  readonly confidence: 'high' | 'medium' | 'low'
}

export interface CountySeed {
  readonly county: {
    readonly code: string
    readonly slug: string
    readonly name: Text
    readonly demo: true
    readonly zone: string
    readonly centre: LonLat
  }
  readonly towns: readonly TownSeed[]
  readonly communities: readonly CommunitySeed[]
  readonly grids: readonly GridSeed[]
  readonly streets: Streets
  /** English of every street name that occurs in `streets`. */
  readonly streetNames: Readonly<Record<string, string>>
  readonly entries: readonly EntrySeed[]
  readonly landmarks: readonly LandmarkSeed[]
  readonly sites: readonly SiteSeed[]
  readonly buildings: readonly BuildingSeed[]
  readonly staff: readonly StaffSeed[]
}

export type Need = 'accessible' | 'medical' | 'women' | 'infant' | 'halal' | 'pets' | 'truck_park' | 'quiet'
export type Fate = 'arrives' | 'no_show' | 'self_arranged' | 'withdraws' | 'late'

export interface TravellerSeed {
  /** 0-based, in order of registration. */
  readonly n: number
  /** Told moment of registering. */
  readonly at: number
  readonly adults: number
  readonly children: number
  readonly infants: number
  readonly elders: number
  readonly needs: readonly Need[]
  readonly vehicle: 'car' | 'coach' | 'truck' | 'none'
  /** Id of an entry. */
  readonly entry: string
  readonly direction?: string
  readonly name?: string
  readonly phone?: string
  readonly plate?: string
  readonly language: 'zh' | 'en'
  /** Minutes beyond the free travel time: snow and queues. */
  readonly travelDelay: number
  readonly fate: Fate
  /** Told moment of leaving; may lie after the end of the script (stays on). */
  readonly leavesAt: number
}

export interface NightMoment {
  readonly at: number
  readonly key: string
  readonly zh: string
  readonly en: string
}

/** An entered estimate of people still on the road; never counted as registered. */
export interface RoadEstimate {
  readonly at: number
  readonly entry: string
  readonly persons: number
  readonly source: string
}

export interface NightSeed {
  readonly told: { readonly start: number; readonly end: number }
  readonly moments: readonly NightMoment[]
  readonly parties: readonly TravellerSeed[]
  readonly roadEstimates: readonly RoadEstimate[]
  /** Sites that fail: the fullest of their kind at that moment. */
  readonly failures: readonly SiteFailure[]
}

export interface SiteFailure {
  readonly at: number
  readonly kind: 'hotel'
  readonly sites: number
  readonly reason: string
}
