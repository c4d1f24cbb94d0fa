/** Why people wait, as a public wall may say it: diet serves the party's own placement and is no figure (people.md, the law 3). */
import { fill, type Language } from '../../base/words.ts'
import type { Need, WaitingReason } from '../../modules/placement/model.ts'
import { NEED_WORDS } from '../../modules/placement/words.ts'
import { SHORT_REASONS, words } from './words.ts'

/** The need as far as it may be named and listed. */
export function namedNeed(need: Need | null | undefined): Need | undefined {
  return need && need !== 'halal' ? need : undefined
}

export function tellReason(
  reason: WaitingReason | undefined,
  need: Need | null | undefined,
  language: Language,
): string {
  const named = namedNeed(need)
  if (reason !== 'need' || !named) return SHORT_REASONS[reason ?? 'need'][language]
  return fill(words.reasonNeed, language, { need: NEED_WORDS[named][language] })
}
