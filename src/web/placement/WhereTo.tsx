/** Where a party is told to go, or why it waits, in one sentence for saying aloud. */
import type { PartyView } from '../../modules/placement/model.ts'
import { useFormat } from '../kit/format.ts'
import { siteName } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { tellWaiting } from './party-words.ts'
import { words } from './words.ts'

export function WhereTo({ party }: { party: PartyView }) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  if (party.waiting) {
    return t(words.waits, { reason: tellWaiting(t, party.waiting.reason, party.waiting.need) })
  }
  if (!party.placement) return null
  const { directions, holdUntil } = party.placement
  const site = siteName(party.placement.site, language)
  if (!directions || holdUntil === null) return t(words.goThereBare, { site })
  return t(words.goThere, { site, minutes: directions.minutes, clock: format.clock(holdUntil) })
}
