/** What the addresses of the ledger and the site board say: filters and order, so that a view can be sent to a colleague. */
import { NEEDS, type Need, PARTY_STATES, WAITING_REASONS } from '../../modules/placement/model.ts'
import { SITE_KINDS, SITE_STATES } from '../../modules/sites/model.ts'

/** Diet serves the party's own placement and page; no list is made by it. */
export type ListedNeed = Exclude<Need, 'halal'>
export const LISTED_NEEDS: readonly ListedNeed[] = NEEDS.filter((need) => need !== 'halal')

export const PARTY_ORDERS = ['code', 'size', 'state', 'site', 'community', 'hold', 'registered'] as const
export type PartyOrder = (typeof PARTY_ORDERS)[number]

export const SITE_ORDERS = ['name', 'kind', 'community', 'state', 'free', 'over', 'changed'] as const
export type SiteOrder = (typeof SITE_ORDERS)[number]

function oneOf<T extends string>(known: readonly T[], given: unknown): T | undefined {
  return known.find((one) => one === given)
}

function text(given: unknown, longest: number): string | undefined {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined
  return String(given).trim().slice(0, longest) || undefined
}

function flag(given: unknown): true | undefined {
  return given === true || given === 'true' || given === 1 || undefined
}

/** Leaves out what is not set, so that the plain view has the plain address. */
function only<T extends object>(fields: T): Partial<T> {
  const kept: Partial<T> = { ...fields }
  for (const key of Object.keys(kept)) {
    if (Reflect.get(kept, key) === undefined) Reflect.deleteProperty(kept, key)
  }
  return kept
}

/** Filters of the traveller ledger as they stand in the address; anything unknown is dropped. */
export function partySearch(raw: Record<string, unknown>) {
  return only({
    state: oneOf(PARTY_STATES, raw.state),
    waiting: oneOf(WAITING_REASONS, raw.waiting),
    need: oneOf(LISTED_NEEDS, raw.need),
    community: text(raw.community, 30),
    site: text(raw.site, 36),
    /** Only parties that may be registered twice. */
    twice: flag(raw.twice),
    /** Digits of a party's code. Names and telephones are never written into an address. */
    code: text(raw.code, 9)?.replace(/\D/g, '') || undefined,
    sort: oneOf(PARTY_ORDERS, raw.sort),
    down: flag(raw.down),
    /** The party whose row is selected. */
    at: text(raw.at, 36),
  })
}
export type PartySearch = ReturnType<typeof partySearch>

/** Filters of the site board as they stand in the address. */
export function siteSearch(raw: Record<string, unknown>) {
  return only({
    kind: oneOf(SITE_KINDS, raw.kind),
    state: oneOf(SITE_STATES, raw.state),
    community: text(raw.community, 30),
    /** Only sites that can take somebody now. */
    free: flag(raw.free),
    /** Only sites with people beyond their places. */
    over: flag(raw.over),
    /** Only sites that lack a position or places. */
    incomplete: flag(raw.incomplete),
    /** Another county's sites by agreement instead of the county's own. */
    agreed: flag(raw.agreed),
    name: text(raw.name, 60),
    sort: oneOf(SITE_ORDERS, raw.sort),
    down: flag(raw.down),
    at: text(raw.at, 36),
  })
}
export type SiteSearch = ReturnType<typeof siteSearch>
