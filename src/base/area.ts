/** Areas, from the county down: county > town > community > branch > grid (language.md §2.1). */

export const AREA_KINDS = ['county', 'town', 'community', 'branch', 'grid'] as const
export type AreaKind = (typeof AREA_KINDS)[number]

/** The code of an area: the NBS code for county, town and community; the county's own below that. */
export type AreaCode = string
