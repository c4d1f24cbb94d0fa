/** How an event of the ledger becomes a sentence of a timeline. */
import type { Text, Words } from './words.ts'

/** A text with the values for its marks; ids among the values are for the caller to show as names. */
export interface Told {
  readonly text: Text
  readonly values: Readonly<Record<string, string | number>>
}

/** The sentence a catalogue holds for an event, or undefined where the event is another module's. */
export function tellFrom(
  catalogue: Words,
  event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): Told | undefined {
  const text = catalogue[event.type]
  if (text === undefined) return undefined
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(event.data))
    if (typeof value === 'string' || typeof value === 'number') values[key] = value
  return { text, values }
}
