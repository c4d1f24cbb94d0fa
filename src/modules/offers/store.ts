/** The memory of offers: counts in plain, the host sealed with the emergency's key. */
import type { DataKey } from '../../platform/crypto/datakey.ts'
import { fieldRow } from '../../platform/crypto/fields.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import type { Offer, OfferKind, OfferState, Stove } from './model.ts'

export const SEALED_FIELDS = ['contact', 'phone', 'address'] as const
export type SealedField = (typeof SEALED_FIELDS)[number]
export type HostIdentity = Partial<Record<SealedField, string>>
export const SEALED_IN = 'offer_identity'

export interface LockedOffer {
  readonly id: string
  readonly emergency: string
  readonly nr: number
  readonly state: OfferState
  readonly kind: OfferKind
  readonly stove: Stove
  readonly community: string | null
  readonly site: string | null
  readonly version: number
  readonly sealed: readonly [field: string, hex: string][] | null
}

export async function lockOffer(
  tx: Tx,
  ctx: Context,
  where: { readonly id: string } | { readonly tokenHash: Uint8Array },
): Promise<LockedOffer | undefined> {
  const { county, world } = ctx.actor
  const [column, value] = 'id' in where ? ['id', where.id] : ['token_hash', Buffer.from(where.tokenHash)]
  return tx.maybe<LockedOffer>(
    `select id, emergency, nr, state, kind, stove, community, site, version,
       (select jsonb_agg(jsonb_build_array(i.field, encode(i.sealed, 'hex'))) from offer_identity i
        where i.county = offer.county and i.world = offer.world and i.offer = offer.id) as sealed
     from offer where county = $1 and world = $2 and ${column} = $3 for no key update`,
    [county, world, value],
  )
}

/** Offers of an emergency that have not ended, locked in one order. */
export async function lockLiving(
  tx: Tx,
  ctx: Context,
  emergency: string,
): Promise<Pick<LockedOffer, 'id' | 'nr' | 'community' | 'site'>[]> {
  const { county, world } = ctx.actor
  return tx.query(
    `select id, nr, community, site from offer
     where county = $1 and world = $2 and emergency = $3 and state in ('offered', 'open') order by id for no key update`,
    [county, world, emergency],
  )
}

/** Keeps an offer. @returns its number, one after the last of its world */
export async function insertOffer(
  tx: Tx,
  ctx: Context,
  key: DataKey,
  emergency: string,
  offer: Offer,
  tokenHash: Uint8Array,
): Promise<number> {
  const { county, world } = ctx.actor
  const channel = ctx.actor.kind !== 'staff' ? 'web' : offer.fromGroup ? 'group' : 'desk'
  // Numbers are said aloud and must not have gaps, so those who offer take turns for the moment.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 12))', [`${county}/${world}/offer`])
  const { nr } = await tx.one<{ nr: number }>(
    `insert into offer (county, world, id, emergency, nr, state, kind, beds, floors, for_whom, stove, community,
       channel, offered_at, token_hash)
     select $1, $2, $3, $4, coalesce(max(nr), 0) + 1, 'offered', $5, $6, $7, $8, $9, $10, $11, $12, $13
     from offer where county = $1 and world = $2 returning nr`,
    [
      county,
      world,
      offer.command,
      emergency,
      offer.kind,
      offer.beds,
      offer.floors,
      offer.forWhom,
      offer.stove,
      offer.community ?? null,
      channel,
      at(ctx.now),
      Buffer.from(tokenHash),
    ],
  )
  for (const field of SEALED_FIELDS)
    await tx.query(
      'insert into offer_identity (county, world, offer, field, sealed) values ($1, $2, $3, $4, $5)',
      [
        county,
        world,
        offer.command,
        field,
        Buffer.from(key.seal(fieldRow(SEALED_IN, offer.command, field), offer[field])),
      ],
    )
  return nr
}

export async function saveState(
  tx: Tx,
  ctx: Context,
  id: string,
  state: OfferState,
  opened?: {
    readonly site: string
    readonly beds: number
    readonly floors: number
    readonly forWhom: string
    readonly community: string | null
  },
): Promise<void> {
  const { county, world } = ctx.actor
  await tx.query(
    `update offer set state = $4, decided_at = $5, version = version + 1, site = coalesce($6, site),
       beds = coalesce($7, beds), floors = coalesce($8, floors), for_whom = coalesce($9, for_whom),
       community = coalesce($10, community)
     where county = $1 and world = $2 and id = $3`,
    [
      county,
      world,
      id,
      state,
      at(ctx.now),
      opened?.site ?? null,
      opened?.beds ?? null,
      opened?.floors ?? null,
      opened?.forWhom ?? null,
      opened?.community ?? null,
    ],
  )
}
