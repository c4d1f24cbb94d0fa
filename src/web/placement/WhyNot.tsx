/** Why the program does not send a party to a site: asked when a person is about to. */
import { useQuery } from '@tanstack/react-query'
import { placementApi } from '../../modules/placement/api.ts'
import { NEED_WORDS, WHY_NOT_WORDS } from '../../modules/placement/words.ts'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { words } from './words.ts'

export function WhyNot({ party, site }: { party: string; site: string }) {
  const t = useT()
  const found = useQuery({
    queryKey: ['placement', 'why-not', party, site],
    queryFn: ({ signal }) => call(placementApi.whyNot, { params: { id: party, site } }, { signal }),
  })
  if (found.data === undefined) return null
  const told = found.data.reasons.map(({ code, need, n }) =>
    t(WHY_NOT_WORDS[code], { need: need ? t(NEED_WORDS[need]) : '', n: n ?? 0 }),
  )
  return (
    <p className="muted" aria-live="polite">
      {t(words.whyNot)} {told.join(' · ')}
    </p>
  )
}
