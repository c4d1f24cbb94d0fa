/** What went wrong, in words: a refusal by its code, anything else by what failed. */
import type { Code } from '../../base/refusal.ts'
import { fill, type Language } from '../../base/words.ts'
import { words } from './words.ts'

let catalogue: typeof import('./refusal-words.ts') | undefined

/** Settles when refusals are told in full; until then the server's own sentence, or a short one, is shown. */
export const refusalWords: Promise<void> = import('./refusal-words.ts').then(
  (loaded) => {
    catalogue = loaded
  },
  () => {},
)

/**
 * Whether it looks like a code of the house: the catalogue itself would weigh a kilobyte on every first load, and a
 * server newer than the page may speak a code that the page has no words for.
 */
export function isCode(value: unknown): value is Code {
  return typeof value === 'string' && /^[a-z_]+(\.[a-z_]+)?$/.test(value)
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined
}

/** The refusal's code where the error carries one of the catalogue. */
export function codeOf(error: unknown): Code | undefined {
  const code = member(error, 'code')
  return isCode(code) ? code : undefined
}

/** Why something may not be done, for buttons. */
export function tellCode(code: Code, language: Language): string {
  return fill(catalogue?.REFUSALS[code] ?? words.notNow, language)
}

/** The sentence for whatever was thrown; what carries no code of ours did not come from the server. */
export function tellFailure(error: unknown, language: Language): string {
  const code = codeOf(error)
  if (!code) return fill(words.unreachable, language)
  const text = catalogue?.REFUSALS[code]
  if (catalogue && text) {
    const values = catalogue.refusalValues(code, member(error, 'details') ?? {}, (one) => fill(one, language))
    return fill(text, language, values)
  }
  const message = member(error, 'message')
  return typeof message === 'string' && message !== '' ? message : fill(words.notNow, language)
}
