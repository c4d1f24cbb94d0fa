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
import { censusApi } from './modules/census/api.ts'
import { hasWants } from './modules/census/reads.ts'
import { censusRoutes } from './modules/census/routes.ts'
import { refusals as censusWords } from './modules/census/words.ts'
import { districtingApi } from './modules/districting/api.ts'
import { type DistrictingServices, districtingRoutes } from './modules/districting/routes.ts'
import { refusals as districtingWords } from './modules/districting/words.ts'
import { dutyApi } from './modules/duty/api.ts'
import { isStaffed } from './modules/duty/reads.ts'
import { dutyRoutes } from './modules/duty/routes.ts'
import { refusals as dutyWords } from './modules/duty/words.ts'
import { entriesApi } from './modules/entries/api.ts'
import { entriesRoutes } from './modules/entries/routes.ts'
import { refusals as entriesWords } from './modules/entries/words.ts'
import type { ClosingServices } from './modules/mode/actions.ts'
import { modeApi } from './modules/mode/api.ts'
import { type ModeServices, modeRoutes } from './modules/mode/routes.ts'
import { refusals as modeWords } from './modules/mode/words.ts'
import { noticesApi } from './modules/notices/api.ts'
import { type NoticesServices, noticesRoutes } from './modules/notices/routes.ts'
import { endOffers } from './modules/offers/actions.ts'
import { offersApi } from './modules/offers/api.ts'
import { offersRoutes } from './modules/offers/routes.ts'
import { refusals as offersWords } from './modules/offers/words.ts'
import { packetApi } from './modules/packet/api.ts'
import { packetRoutes } from './modules/packet/routes.ts'
import { refusals as packetWords } from './modules/packet/words.ts'
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
import { roadApi } from './modules/road/api.ts'
import { roadRoutes } from './modules/road/routes.ts'
import { refusals as roadWords } from './modules/road/words.ts'
import { shiftsApi } from './modules/shifts/api.ts'
import { shiftsRoutes } from './modules/shifts/routes.ts'
import { refusals as shiftsWords } from './modules/shifts/words.ts'
import { refusals as sitesWords } from './modules/sites/words.ts'
import type { Tx } from './platform/db/pool.ts'
import type { Bound } from './platform/http/context.ts'

export const HOUSE = [
  'places',
  'sites',
  'access',
  'mode',
  'rescue',
  'entries',
  'placement',
  'road',
  'registry',
  'districting',
  'offers',
  'duty',
  'asks',
  'census',
  'packet',
  'notices',
  'reports',
  'shifts',
] as const

/** Every endpoint of the house, as data. */
export const ENDPOINTS: readonly Endpoint[] = [
  placesApi,
  accessApi,
  modeApi,
  rescueApi,
  entriesApi,
  placementApi,
  roadApi,
  registryApi,
  districtingApi,
  offersApi,
  dutyApi,
  asksApi,
  censusApi,
  packetApi,
  noticesApi,
  reportsApi,
  shiftsApi,
].flatMap((api) => Object.values(api))

export interface Services
  extends AccessServices,
    DistrictingServices,
    NoticesServices,
    PlacementServices,
    ReportsServices,
    Omit<ModeServices, keyof ClosingServices> {
  /** Where packets for a failing network lie. */
  readonly dataDir: string
}

/** Calls for help whose people nobody has reached. */
const notReached = async (tx: Tx, county: string, world: number): Promise<number> =>
  (await readOpenRescues(tx, county, world)).calls

/** Somebody holds a duty link of a site, or it lacks something that is to be brought. */
const isBusy = async (tx: Tx, county: string, world: number, site: string): Promise<boolean> =>
  (await isStaffed(tx, county, world, site)) || (await hasWants(tx, county, world, site))

/** Every endpoint bound to its handler. */
export function bindHouse(services: Services): readonly Bound[] {
  return [
    ...placesRoutes,
    ...accessRoutes(services),
    ...modeRoutes({ ...services, stillInside: countInside, notReached, whenOver: endOffers }),
    ...rescueRoutes,
    ...entriesRoutes,
    ...placementRoutes(services),
    ...roadRoutes,
    ...offersRoutes,
    ...registryRoutes({
      sayFault: (fault, language) => say(fault.code, language, fault.details ?? {}),
      isBusy,
    }),
    ...districtingRoutes(services),
    ...dutyRoutes,
    ...asksRoutes,
    ...censusRoutes,
    ...packetRoutes(services.dataDir),
    ...noticesRoutes(services),
    ...reportsRoutes(services),
    ...shiftsRoutes,
  ]
}

const REFUSAL_WORDS: Readonly<Record<string, Text>> = {
  ...SHARED_REFUSALS,
  ...placesWords,
  ...sitesWords,
  ...accessWords,
  ...modeWords,
  ...rescueWords,
  ...entriesWords,
  ...offersWords,
  ...placementWords,
  ...roadWords,
  ...districtingWords,
  ...dutyWords,
  ...asksWords,
  ...censusWords,
  ...packetWords,
  ...shiftsWords,
}

/** The sentence for a refusal. */
export function say(code: Code, language: Language, details: Details): string {
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details))
    if (typeof value === 'string' || typeof value === 'number') values[key] = value
  return fill(REFUSAL_WORDS[code]!, language, values)
}
