/** Questions about offers. */
import { Refusal } from '../../base/refusal.ts'
import { openFieldsLeft } from '../../platform/crypto/fields.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import type { Tx } from '../../platform/db/pool.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { OFFER_STATES, type OfferView, type OwnOffer } from './model.ts'
import { mayNot } from './policy.ts'
import { SEALED_FIELDS, SEALED_IN } from './store.ts'

interface Row extends Omit<OfferView, 'contact' | 'phone' | 'address'> {
  readonly emergency: string
  readonly sealed: readonly [field: string, hex: string][] | null
}

const SELECT = `select o.id, o.nr, o.state, o.kind, o.beds, o.floors, o.for_whom as "forWhom", o.stove,
    o.community, o.channel, o.offered_at as "offeredAt", o.decided_at as "decidedAt", o.site,
    coalesce(l.held, 0) as held, coalesce(l.occupied + l.over, 0) as inside, o.version, o.emergency,
    (select jsonb_agg(jsonb_build_array(i.field, encode(i.sealed, 'hex'))) from offer_identity i
     where i.county = o.county and i.world = o.world and i.offer = o.id) as sealed
  from offer o
  left join site_load l on l.county = o.county and l.world = o.world and l.site = o.site and l.pool = 'site'
  where o.county = $1 and o.world = $2`

function viewOf(ctx: Context, { emergency, sealed, ...row }: Row): OfferView {
  // After the emergency's key is destroyed the offer remains as a count.
  const {
    contact = null,
    phone = null,
    address = null,
  } = openFieldsLeft(
    () => ctx.keyring.emergency(ctx.actor.county, emergency),
    SEALED_IN,
    row.id,
    SEALED_FIELDS,
    sealed,
  )
  return { ...row, contact, phone, address }
}

/** One offer, for the answer to a deed. */
export async function readOffer(tx: Tx, ctx: Context, id: string): Promise<OfferView> {
  const { county, world } = ctx.actor
  return viewOf(ctx, await tx.one<Row>(`${SELECT} and o.id = $3`, [county, world, id]))
}

/** Offers that the caller may decide on: those to be looked at first, the oldest on top. */
export async function listOffers(ctx: Context): Promise<OfferView[]> {
  const { county, world } = ctx.actor
  const rows = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.query<Row>(`${SELECT} order by array_position($3::text[], o.state), o.offered_at, o.id limit 1000`, [
      county,
      world,
      OFFER_STATES,
    ]),
  )
  return rows.filter((row) => mayNot.decide(ctx.actor, row) === undefined).map((row) => viewOf(ctx, row))
}

function ownOf({ nr, state, kind, beds, floors, forWhom, held, inside }: Row): OwnOffer {
  return { nr, state, kind, beds, floors, forWhom, held, inside }
}

/** A host's own offer by its token. @throws Refusal bad_token */
export async function readOwnOffer(tx: Tx, ctx: Context, token: string): Promise<OwnOffer> {
  const { county, world } = ctx.actor
  const row = await tx.maybe<Row>(`${SELECT} and o.token_hash = $3`, [
    county,
    world,
    Buffer.from(tokenHash(token)),
  ])
  if (row === undefined) throw new Refusal('bad_token')
  return ownOf(row)
}

export function ownOffer(ctx: Context, token: string): Promise<OwnOffer> {
  return ctx.db.read(deedScope(ctx), (tx) => readOwnOffer(tx, ctx, token))
}
