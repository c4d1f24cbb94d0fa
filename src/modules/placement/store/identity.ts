/** Identity apart: what a party gave of itself, sealed with the emergency's key and bound to its row. */

import type { DataKey } from '../../../platform/crypto/datakey.ts'
import { fieldRow, openFields } from '../../../platform/crypto/fields.ts'
import { hashedTokens, searchTokens } from '../../../platform/crypto/search.ts'
import type { Registration } from '../model.ts'

export const IDENTITY_FIELDS = ['name', 'phone', 'plate', 'direction', 'language'] as const
export type IdentityField = (typeof IDENTITY_FIELDS)[number]

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Sealed fields and search tokens as the database's function takes them. */
export function sealIdentity(
  key: DataKey,
  party: string,
  given: Partial<Pick<Registration, IdentityField>> | Identity,
): string {
  const fields = IDENTITY_FIELDS.flatMap((field) => {
    const value = given[field]
    if (value === undefined || value === '') return []
    return [{ field, sealed: hex(key.seal(fieldRow('party_identity', party, field), value)) }]
  })
  const words = searchTokens({ name: given.name, phone: given.phone, plate: given.plate })
  const tokens = hashedTokens(key, words).map(({ kind, hash }) => ({ kind, token: hex(hash) }))
  return JSON.stringify({ fields, tokens })
}

export type Identity = Partial<Record<IdentityField, string>>

/** Sealed fields (hex) of a party, opened. @throws Refusal erased when the emergency's key is gone */
export function openParty(
  key: DataKey,
  party: string,
  fields: readonly (readonly [string, string])[],
): Identity {
  return openFields(key, 'party_identity', party, IDENTITY_FIELDS, fields)
}
