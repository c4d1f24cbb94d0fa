/** Why a party is not told to go to a site, and what would have to change. Pure; the same look at stocks as the choice. */
import type { SiteState } from '../sites/model.ts'
import { blockedBy, FEATURE_FOR, type Request, type Stock, tierOf } from './choose.ts'
import type { Need } from './model.ts'
import { roomClassOf } from './rules.ts'

export const WHY_NOT = [
  'not_open',
  'by_agreement',
  'host',
  'no_places',
  'need',
  'room_class',
  'room',
  'wardens',
  'farther',
  'dearer',
  'nothing',
] as const
export type WhyNotCode = (typeof WHY_NOT)[number]

export interface WhyNot {
  readonly code: WhyNotCode
  /** A need that no place there meets. */
  readonly need?: Need
  /** Places or persons short; minutes farther. */
  readonly n?: number
}

interface There {
  readonly state: SiteState
  /** Another county's by agreement: the program tells nobody to go there. */
  readonly isOwn: boolean
  /** Pools of the site, whatever its state. */
  readonly stocks: readonly Stock[]
  readonly minutes: number
}

const least = (values: readonly number[]): number => Math.min(...values)

/** What of the site's places stands in the way of this party, apart from how far it is. */
function obstacles(stocks: readonly Stock[], request: Request): WhyNot[] {
  const roomClass = roomClassOf(request.needs)
  const unmet = request.needs.filter((need) => {
    const feature = FEATURE_FOR[need]
    return feature !== undefined && stocks.every(({ features }) => !features.has(feature))
  })
  if (unmet.length > 0) return unmet.map((need) => ({ code: 'need', need }))
  const fitting = stocks.filter((stock) => stock.roomClass === roomClass)
  if (fitting.length === 0) return [{ code: 'room_class' }]
  const short = least(fitting.map((stock) => request.size + blockedBy(request.size, stock) - stock.free))
  const unstaffed = request.size - Math.max(...fitting.map(({ whole }) => whole.free))
  return [
    ...(short > 0 ? [{ code: 'room' as const, n: short }] : []),
    ...(unstaffed > 0 ? [{ code: 'wardens' as const, n: unstaffed }] : []),
  ]
}

/**
 * Reasons, the hardest first; `nothing` where the site would do as well.
 * @param here where the party is told to go now: minutes, and what kind of place it is; undefined: nowhere
 */
export function whyNotThere(
  there: There,
  request: Request,
  here: { readonly minutes: number; readonly stock: Pick<Stock, 'siteKind' | 'kind'> } | undefined,
): WhyNot[] {
  if (there.state !== 'open') return [{ code: 'not_open' }]
  if (request.staffedOnly === true && there.stocks.some(({ siteKind }) => siteKind === 'home'))
    return [{ code: 'host' }]
  if (there.stocks.length === 0) return [{ code: 'no_places' }]
  const found = obstacles(there.stocks, request)
  if (found.length > 0) return found
  if (!there.isOwn) return [{ code: 'by_agreement' }]
  if (here === undefined) return [{ code: 'nothing' }]
  if (there.minutes > here.minutes) return [{ code: 'farther', n: there.minutes - here.minutes }]
  // Nearer and still not chosen: kept for others, or a kind of place that counts as farther.
  return [{ code: least(there.stocks.map(tierOf)) > tierOf(here.stock) ? 'dearer' : 'nothing' }]
}
