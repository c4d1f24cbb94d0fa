/** What tags of OpenStreetMap mean to a county: which ways are buildings, how many may live there, and what parts grids. */

export type Tags = Readonly<Record<string, string>>

export const BARRIERS = ['river', 'railway', 'trunk', 'street'] as const
export type Barrier = (typeof BARRIERS)[number]

/** Streets along which grids like to end. Service ways, paths and tracks run through yards. */
const STREETS = /^(primary|secondary|tertiary|residential|unclassified|living_street|pedestrian)(_link)?$/
const TRUNKS = /^(motorway|trunk)(_link)?$/

/** What a way parts; undefined for nothing. What runs in a tunnel parts nothing above it. */
export function barrierOf(tags: Tags): Barrier | undefined {
  if (tags.tunnel !== undefined && tags.tunnel !== 'no') return undefined
  if (tags.waterway === 'river' || tags.waterway === 'canal') return 'river'
  if (tags.railway === 'rail') return 'railway'
  const highway = tags.highway ?? ''
  if (TRUNKS.test(highway)) return 'trunk'
  return STREETS.test(highway) ? 'street' : undefined
}

/** Kinds of building in which nobody has a household. */
const EMPTY =
  /^(garage|garages|carport|shed|roof|greenhouse|barn|farm_auxiliary|industrial|warehouse|retail|commercial|office|church|chapel|cathedral|mosque|temple|school|kindergarten|university|hospital|public|civic|government|hotel|train_station|transportation|service|hut|ruins|construction|stable|cowshed|silo|sports_hall|supermarket)$/
const HOUSES = /^(house|detached|semidetached_house|bungalow|farm|cabin|terrace)$/
const FLATS = /^(apartments|dormitory|residential)$/

/** Square metres of floor for one household, stairs and walls included. */
const FLOOR_OF_FLAT = 110
/** Ground under a building that says nothing of itself: less is a shed, more is no dwelling. */
const [LEAST, MOST] = [50, 1500]

/** Whole number of levels, 0 where nothing usable is said. */
function levelsOf(tags: Tags): number {
  const levels = Number.parseFloat(tags['building:levels'] ?? '')
  return Number.isFinite(levels) && levels > 0 && levels < 80 ? Math.max(1, Math.round(levels)) : 0
}

/**
 * Households that may live there: a rule of thumb, to be told as an estimate and replaced by a count.
 * @param area of the ground it stands on, square metres
 */
export function estimatedHouseholds(tags: Tags, area: number): number {
  const kind = tags.building ?? 'yes'
  if (EMPTY.test(kind) || tags.amenity !== undefined || tags.shop !== undefined) return 0
  const levels = levelsOf(tags)
  if (HOUSES.test(kind)) return area < LEAST ? 0 : Math.max(1, Math.round((area * Math.max(1, levels)) / 400))
  if (FLATS.test(kind)) return Math.max(1, Math.floor((area * (levels || 3)) / FLOOR_OF_FLAT))
  if (area < LEAST || area > MOST) return 0
  return levels > 2 || area > 350 ? Math.floor((area * (levels || 2)) / FLOOR_OF_FLAT) : 1
}
