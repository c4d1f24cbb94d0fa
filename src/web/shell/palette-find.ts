/** What a text typed into the palette asks for. */
import { isPartyCode } from '../../base/ids.ts'

export type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'words'; readonly q: string }

/** Codes may be typed with spaces or dashes, as they are said aloud. */
export function askedFor(text: string): Asked {
  const digits = text.replace(/[\s-]/g, '')
  if (isPartyCode(digits)) return { kind: 'code', code: digits }
  const q = text.trim()
  return q.length >= 2 ? { kind: 'words', q } : { kind: 'nothing' }
}

/** Every word of the text occurs in one of the names, case aside. */
export function matches(text: string, ...names: readonly string[]): boolean {
  const asked = text.trim().toLowerCase()
  return asked === '' || names.some((name) => name.toLowerCase().includes(asked))
}
