/** How a party is told to those who may see it. */
import type { Actor } from '../../../base/actor.ts'
import type { Context } from '../../../platform/http/context.ts'
import { deedScope } from '../../../platform/http/context.ts'
import { remember } from '../../../platform/remember.ts'
import type { Ground } from '../../places/reads.ts'
import { minutesFor } from '../../places/travel.ts'
import type { PlaceKind, RoomClass } from '../../sites/model.ts'
import type { Directions, DuplicateView, PartyView, PlacementView } from '../model.ts'
import { mayNot } from '../policy.ts'
import { travelsBy } from '../rules.ts'
import { type Identity, type IdentityField, openParty } from '../store/identity.ts'
import type { BoardSite } from './board.ts'
import { sitePhones } from './contact.ts'
import type { Found, PartyRecord, PlacementRecord } from './parties.ts'

/** Kind, class and size out of a pool's key (`p/bed/general/2u`). */
export function poolOf(key: string): { kind: PlaceKind; roomClass: RoomClass; roomSize: number } {
  const [, kind, roomClass, size] = key.split('/')
  return { kind: kind as PlaceKind, roomClass: roomClass as RoomClass, roomSize: Number.parseInt(size!, 10) }
}

/** Kind of the places of a pool; null where a presence beyond the places has no pool. */
export function kindOf(key: string | null): PlaceKind | null {
  return key === null ? null : poolOf(key).kind
}

/** A presence beyond the places has no pool. */
const NO_POOL = { kind: null, roomClass: null, roomSize: 0 }

export function directionsTo(
  ground: Ground,
  party: Pick<PartyRecord, 'lon' | 'lat' | 'vehicle'>,
  site: Pick<BoardSite, 'lon' | 'lat'>,
): Directions {
  const by = travelsBy(party.vehicle)
  const metres = ground.streets.metres(party, site)
  const route = ground.streets.route(party, site)
  return {
    metres,
    minutes: minutesFor(metres, by),
    by,
    bearing: route.bearing,
    from: { lon: party.lon, lat: party.lat },
    line: route.line.map(([lon, lat]) => [lon, lat]),
    streets: [...route.streets],
  }
}

/** Whose home it is and where is told to staff, and to the guest only after accepting (people.md, host and guest). */
function mayKnowDoor(ctx: Context, site: BoardSite, placement: PlacementRecord): boolean {
  return site.kind !== 'home' || ctx.actor.kind === 'staff' || placement.accepted_at !== null
}

/** To about a kilometre. */
function roughly(degrees: number): number {
  return Math.round(degrees * 100) / 100
}

/** How far and which way is told of any place; the streets to a door only to whoever may know the door. */
function told(directions: Directions, known: boolean): Directions {
  return known ? directions : { ...directions, line: [], streets: [] }
}

export function viewPlacement(
  ctx: Context,
  ground: Ground,
  party: Pick<PartyRecord, 'lon' | 'lat' | 'vehicle'>,
  placement: PlacementRecord,
  site: BoardSite,
  phone: string | null,
): PlacementView {
  const known = mayKnowDoor(ctx, site, placement)
  return {
    id: placement.id,
    state: placement.state,
    site: {
      id: site.id,
      name: known ? site.name : '',
      nameEn: known ? site.nameEn : '',
      kind: site.kind,
      state: site.state,
      lon: known ? site.lon : roughly(site.lon),
      lat: known ? site.lat : roughly(site.lat),
      address: known ? site.address : null,
      landmark: known ? site.landmark : '',
      landmarkEn: known ? site.landmarkEn : '',
      phone: known ? phone : null,
      priceClass: site.priceClass,
      priceFen: site.priceFen,
      features: [...site.features],
    },
    ...(placement.pool === null ? NO_POOL : poolOf(placement.pool)),
    places: placement.places,
    blocked: placement.blocked,
    acceptedAt: placement.accepted_at,
    holdUntil: placement.hold_until,
    askedAt: placement.asked_at,
    arrivedAt: placement.arrived_at,
    slot: placement.state === 'held' ? placement.slot : null,
    directions: placement.state === 'held' ? told(directionsTo(ground, party, site), known) : null,
  }
}

export interface Shown {
  readonly party: PartyRecord
  readonly placement: PlacementView | null
  readonly identity: Identity
  readonly token?: string | undefined
  readonly duplicates?: readonly DuplicateView[]
  readonly mergedInto?: PartyView['mergedInto']
  readonly unconfirmed?: PartyView['unconfirmed']
  readonly movedFrom?: PartyView['movedFrom']
}

export function viewParty({
  party,
  placement,
  identity,
  token,
  duplicates = [],
  mergedInto = null,
  unconfirmed = null,
  movedFrom = null,
}: Shown): PartyView {
  return {
    id: party.id,
    code: party.code,
    ...(token === undefined ? {} : { token }),
    state: party.state,
    size: party.size,
    adults: party.adults,
    children: party.children,
    infants: party.infants,
    elders: party.elders,
    needs: party.needs,
    vehicle: party.vehicle,
    entry: party.entry,
    registeredAt: party.registered_at,
    changedAt: party.changed_at,
    version: party.version,
    placement,
    movedFrom,
    waiting:
      party.waiting_reason === null || party.waiting_since === null
        ? null
        : { reason: party.waiting_reason, need: party.waiting_need, since: party.waiting_since },
    unconfirmed,
    name: identity.name ?? null,
    phone: identity.phone ?? null,
    plate: identity.plate ?? null,
    duplicates: [...duplicates],
    mergedInto,
  }
}

/** Name, telephone and plate as far as the actor's role goes. */
export function fieldsFor(actor: Actor): readonly IdentityField[] {
  return [
    ...(mayNot.seeName(actor) === undefined ? (['name'] as const) : []),
    ...(mayNot.seeContact(actor) === undefined ? (['phone', 'plate'] as const) : []),
  ]
}

/** Opens what was looked up sealed. @throws Refusal erased once the emergency's key is destroyed */
export function openIdentity(ctx: Context, found: Pick<Found, 'party' | 'sealed'>): Identity {
  const fields = Object.entries(found.sealed)
  if (fields.length === 0) return {}
  const key = ctx.keyring.emergency(ctx.actor.county, found.party.emergency)
  return openParty(key, found.party.id, fields)
}

const phones = remember<string | null>(60_000)

/** The telephone of a site, opened; remembered for a minute in a process. */
export function phoneOf(ctx: Context, site: string): Promise<string | null> {
  const { county, world } = ctx.actor
  return phones.get(ctx, `${county}/${world}/${site}`, async () => {
    const known = await ctx.db.read(deedScope(ctx), (tx) =>
      sitePhones(tx, ctx.keyring, county, world, [site]),
    )
    return known.get(site) ?? null
  })
}
