/** How a party can be told something, for the notices alone. */
import { Refusal } from '../../../base/refusal.ts'
import type { Language } from '../../../base/words.ts'
import { fieldRow } from '../../../platform/crypto/fields.ts'
import type { Keyring } from '../../../platform/crypto/keyring.ts'
import type { Tx } from '../../../platform/db/pool.ts'
import { openParty } from '../store/identity.ts'

export interface Contact {
  readonly phone: string
  readonly language: Language
  readonly emergency: string
  readonly code: string
  /** Opens the party's own page. */
  readonly token: string
  /** Whether an answer is still waited for. */
  readonly asked: boolean
}

interface Row {
  readonly emergency: string
  readonly code: string
  readonly asked: boolean
  readonly fields: Record<string, string> | null
}

/** @returns undefined where the party gave no telephone, or it is erased */
export async function contactOf(
  tx: Tx,
  keyring: Keyring,
  county: string,
  world: number,
  id: string,
): Promise<Contact | undefined> {
  const row = await tx.maybe<Row>(
    `select p.emergency, p.code,
       exists (select from placement pl where pl.county = p.county and pl.world = p.world and pl.party = p.id
               and pl.state = 'held' and pl.asked_at is not null) as asked,
       (select jsonb_object_agg(i.field, encode(i.sealed, 'hex')) from party_identity i
        where i.county = p.county and i.world = p.world and i.party = p.id and i.field in ('phone', 'language')) as fields
     from party p where p.county = $1 and p.world = $2 and p.id = $3`,
    [county, world, id],
  )
  if (row?.fields?.phone === undefined) return undefined
  const { emergency, code, asked, fields } = row
  try {
    const key = keyring.emergency(county, emergency)
    const { phone = '', language } = openParty(key, id, Object.entries(fields))
    return {
      phone,
      language: language === 'en' ? 'en' : 'zh',
      emergency,
      code,
      token: key.partyToken(id, 1),
      asked,
    }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'erased') return undefined
    throw error
  }
}

/** The site at which a place is held for a party; undefined where none is. */
export function placeHeld(
  tx: Tx,
  county: string,
  world: number,
  party: string,
): Promise<
  { readonly id: string; readonly name: string; readonly nameEn: string; readonly kind: string } | undefined
> {
  return tx.maybe(
    `select s.id, s.name, s.name_en as "nameEn", s.kind from placement pl
     join site s on s.county = pl.county and s.world = pl.world and s.id = pl.site
     where pl.county = $1 and pl.world = $2 and pl.party = $3 and pl.state = 'held'`,
    [county, world, party],
  )
}

/** Name and telephone of whoever answers for a site. @returns undefined where no telephone is known */
export async function siteContact(
  tx: Tx,
  keyring: Keyring,
  county: string,
  world: number,
  id: string,
): Promise<{ readonly name: string; readonly phone: string } | undefined> {
  const row = await tx.maybe<{ name: string; sealed: Buffer }>(
    `select s.name, i.sealed from site s join site_identity i
       on i.county = s.county and i.world = s.world and i.site = s.id and i.field = 'phone'
     where s.county = $1 and s.world = $2 and s.id = $3`,
    [county, world, id],
  )
  if (row === undefined) return undefined
  return {
    name: row.name,
    phone: keyring.county(county).open(fieldRow('site_identity', id, 'phone'), row.sealed),
  }
}

/** Telephones of sites by id; a site whose telephone nobody knows is not among them. */
export async function sitePhones(
  tx: Tx,
  keyring: Keyring,
  county: string,
  world: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ site: string; sealed: Buffer }>(
    `select site, sealed from site_identity where county = $1 and world = $2 and site = any($3) and field = 'phone'`,
    [county, world, ids],
  )
  const key = keyring.county(county)
  return new Map(
    rows.map(({ site, sealed }) => [site, key.open(fieldRow('site_identity', site, 'phone'), sealed)]),
  )
}
