/** Fields kept apart from their row: each is sealed for itself and opens in its own row alone. */
import type { DataKey } from './datakey.ts'

/** What a field is bound to. @param table the table that keeps the sealed field, `party_identity` */
export function fieldRow(table: string, id: string, field: string): string {
  return `${table}:${id}:${field}`
}

/**
 * Opens the sealed fields of one row.
 * @param known the fields that the table has; any other stays closed
 * @param sealed pairs of a field and its bytes in hex, as the database aggregates them; null: none
 * @throws Refusal erased once the key has been destroyed
 */
export function openFields<F extends string>(
  key: DataKey,
  table: string,
  id: string,
  known: readonly F[],
  sealed: readonly (readonly [field: string, hex: string])[] | null,
): Partial<Record<F, string>> {
  const opened: Partial<Record<F, string>> = {}
  for (const [name, hex] of sealed ?? []) {
    const field = known.find((one) => one === name)
    if (field !== undefined) opened[field] = key.open(fieldRow(table, id, field), Buffer.from(hex, 'hex'))
  }
  return opened
}

/** As `openFields`, and empty once the key has been destroyed: what remains of the row still counts. */
export function openFieldsLeft<F extends string>(
  key: () => DataKey,
  ...what: [
    table: string,
    id: string,
    known: readonly F[],
    sealed: readonly (readonly [field: string, hex: string])[] | null,
  ]
): Partial<Record<F, string>> {
  try {
    return openFields(key(), ...what)
  } catch (error) {
    if ((error as { code?: string }).code === 'erased') return {}
    throw error
  }
}
