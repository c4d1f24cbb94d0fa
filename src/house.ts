/** THE ordered list of modules: a module imports only from modules before it. And what each brings to the whole. */
import type { Endpoint } from './base/contract.ts'
import type { Code, Details } from './base/refusal.ts'
import { SHARED_REFUSALS } from './base/shared-refusals.ts'
import { fill, type Language, type Text } from './base/words.ts'
import { accessApi } from './modules/access/api.ts'
import { type AccessServices, accessRoutes } from './modules/access/routes.ts'
import { refusals as accessWords } from './modules/access/words.ts'
import { asksApi } from './modules/asks/api.ts'
import { asksRoutes } from './modules/asks/routes.ts'
import { refusals as asksWords } from './modules/asks/words.ts'
import { dutyApi } from './modules/duty/api.ts'
import { dutyRoutes } from './modules/duty/routes.ts'
import { refusals as dutyWords } from './modules/duty/words.ts'
import { modeApi } from './modules/mode/api.ts'
import { type ModeServices, modeRoutes } from './modules/mode/routes.ts'
import { refusals as modeWords } from './modules/mode/words.ts'
import { noticesApi } from './modules/notices/api.ts'
import { type NoticesServices, noticesRoutes } from './modules/notices/routes.ts'
import { offersApi } from './modules/offers/api.ts'
import { offersRoutes } from './modules/offers/routes.ts'
import { refusals as offersWords } from './modules/offers/words.ts'
import { placementApi } from './modules/placement/api.ts'
import { countInside } from './modules/placement/reads/parties.ts'
import { type PlacementServices, placementRoutes } from './modules/placement/routes.ts'
import { refusals as placementWords } from './modules/placement/words.ts'
import { placesApi } from './modules/places/api.ts'
import { placesRoutes } from './modules/places/routes.ts'
import { refusals as placesWords } from './modules/places/words.ts'
import { registryApi } from './modules/registry/api.ts'
import { registryRoutes } from './modules/registry/routes.ts'
import { reportsApi } from './modules/reports/api.ts'
import { type ReportsServices, reportsRoutes } from './modules/reports/routes.ts'
import { rescueApi } from './modules/rescue/api.ts'
import { readOpenRescues } from './modules/rescue/reads.ts'
import { rescueRoutes } from './modules/rescue/routes.ts'
import { refusals as rescueWords } from './modules/rescue/words.ts'
import { refusals as sitesWords } from './modules/sites/words.ts'
import type { Tx } from './platform/db/pool.ts'
import type { Bound } from './platform/http/context.ts'

export const HOUSE = [
  'places',
  'sites',
  'access',
  'mode',
  'rescue',
  'placement',
  'registry',
  'offers',
  'duty',
  'asks',
  'notices',
  'reports',
] as const

/** Every endpoint of the house, as data. */
export const ENDPOINTS: readonly Endpoint[] = [
  placesApi,
  accessApi,
  modeApi,
  rescueApi,
  placementApi,
  registryApi,
  offersApi,
  dutyApi,
  asksApi,
  noticesApi,
  reportsApi,
].flatMap((api) => Object.values(api))

export interface Services
  extends AccessServices,
    NoticesServices,
    PlacementServices,
    ReportsServices,
    Omit<ModeServices, 'stillInside' | 'notReached'> {}

/** Calls for help whose people nobody has reached. */
const notReached = async (tx: Tx, county: string, world: number): Promise<number> =>
  (await readOpenRescues(tx, county, world)).calls

/** Every endpoint bound to its handler. */
export function bindHouse(services: Services): readonly Bound[] {
  return [
    ...placesRoutes,
    ...accessRoutes(services),
    ...modeRoutes({ ...services, stillInside: countInside, notReached }),
    ...rescueRoutes,
    ...placementRoutes(services),
    ...offersRoutes,
    ...registryRoutes({ sayFault: (fault, language) => say(fault.code, language, fault.details ?? {}) }),
    ...dutyRoutes,
    ...asksRoutes,
    ...noticesRoutes(services),
    ...reportsRoutes(services),
  ]
}

const REFUSAL_WORDS: Readonly<Record<string, Text>> = {
  ...SHARED_REFUSALS,
  ...placesWords,
  ...sitesWords,
  ...accessWords,
  ...modeWords,
  ...rescueWords,
  ...offersWords,
  ...placementWords,
  ...dutyWords,
  ...asksWords,
}

/** The sentence for a refusal. */
export function say(code: Code, language: Language, details: Details): string {
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details))
    if (typeof value === 'string' || typeof value === 'number') values[key] = value
  return fill(REFUSAL_WORDS[code]!, language, values)
}
