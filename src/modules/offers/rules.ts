/** When an offer may be checked, refused and stopped, and what its site is. Clause: people.md, host and guest. */
import type { Code } from '../../base/refusal.ts'
import { OFFERED, type Pool, type SiteDeclaration } from '../sites/model.ts'
import type { Check, ForWhom, OfferKind, OfferState, Stove } from './model.ts'

export const OFFER_STEPS = {
  check: ['offered'],
  refuse: ['offered'],
  /** A host may stop at any time. */
  stop: ['offered', 'open'],
} as const satisfies Record<string, readonly OfferState[]>
export type OfferStep = keyof typeof OFFER_STEPS

export function whyNot(step: OfferStep, offer: { readonly state: OfferState }): Code | undefined {
  const from: readonly OfferState[] = OFFER_STEPS[step]
  return from.includes(offer.state) ? undefined : 'offers.step_not_possible'
}

/** What must be seen before anybody sleeps there. */
export function whyNotChecked(
  offer: { readonly stove: Stove },
  check: Pick<Check, 'beds' | 'floors' | 'stoveChecked'>,
): Code | undefined {
  if (check.beds + check.floors === 0) return 'sites.no_places'
  return offer.stove === 'coal' && !check.stoveChecked ? 'offers.stove_unchecked' : undefined
}

/** The largest room there is (sites/model.ts). */
const LARGEST_ROOM = 40

/**
 * One pool: a party is never split, and a host sees to who has the bed. Women are placed with women alone; a family has
 * the whole place as one room.
 */
export function poolsOf(places: {
  readonly beds: number
  readonly floors: number
  readonly forWhom: ForWhom
}): Pool[] {
  const { beds, floors, forWhom } = places
  const all = beds + floors
  const family = forWhom === 'family' && all <= LARGEST_ROOM
  return [
    {
      kind: beds >= floors ? 'bed' : 'floor',
      roomClass: forWhom === 'women' ? 'women' : 'general',
      roomSize: family ? all : 0,
      shared: !family,
      places: all,
    },
  ]
}

/** The one site that a checked offer opens. Its name tells nobody whose home it is. */
export function siteOf(
  offer: { readonly id: string; readonly kind: OfferKind; readonly stove: Stove },
  check: Check,
  identity: { readonly contact?: string; readonly phone?: string; readonly address?: string },
  name: { readonly zh: string; readonly en: string },
): SiteDeclaration {
  return {
    name: name.zh,
    nameEn: name.en,
    kind: offer.kind,
    lon: check.lon,
    lat: check.lat,
    address: identity.address ?? '',
    landmark: check.landmark,
    landmarkEn: '',
    ...(identity.contact === undefined ? {} : { contact: identity.contact }),
    ...(identity.phone === undefined ? {} : { phone: identity.phone }),
    priceClass: 'free',
    features: [
      ...(offer.stove === 'none' ? [] : (['heated'] as const)),
      ...(check.forWhom === 'family' ? (['family_rooms'] as const) : []),
    ],
    parking: 0,
    byAgreement: '',
    // The host is there; a home is not staffed as a hall is.
    wardens: Math.max(1, Math.ceil((check.beds + check.floors) / 25)),
    personsPerWarden: 25,
    externalId: `${OFFERED}${offer.id}`,
    pools: poolsOf(check),
  }
}
