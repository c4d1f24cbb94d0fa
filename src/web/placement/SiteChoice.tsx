/** Where a party may go: the few most suitable sites, or any other by name. */

import { useEffect, useRef } from 'react'
import type { LonLat } from '../../base/geo.ts'
import type { PartyRow, SiteView } from '../../modules/placement/model.ts'
import { SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { siteName } from '../kit/site-name.ts'
import { type Say, useLanguage, useT } from '../kit/t.tsx'
import { SitePicker } from './SitePicker.tsx'
import { type Suggestion, suggest } from './suggest.ts'
import { useSites } from './use-sites.ts'
import { words } from './words.ts'

type Needy = Pick<PartyRow, 'size' | 'needs' | 'site'>
const SUGGESTED = 5

export function useSuggestions(
  party: Needy,
  from: LonLat | undefined,
  sites: readonly SiteView[],
): readonly Suggestion[] {
  const now = useNow(60_000)
  return suggest(party, from, sites, now, SUGGESTED)
}

export function tellSuggestion(t: Say, { site, metres }: Suggestion): string {
  const values = { free: site.free, kind: t(SITE_KIND_WORDS[site.kind]) }
  if (metres === undefined) return t(words.suggestionNoteNear, values)
  return t(words.suggestionNote, { ...values, km: (metres / 1000).toFixed(1) })
}

interface Props {
  readonly party: Needy
  readonly from: LonLat | undefined
  readonly chosen: string | undefined
  readonly onChoose: (site: string | undefined) => void
}

export function SiteChoice(props: Props) {
  const sites = useSites()
  return <Loaded query={sites}>{(all) => <Choices {...props} sites={all} />}</Loaded>
}

function Choices({ party, from, chosen, onChoose, sites }: Props & { sites: readonly SiteView[] }) {
  const t = useT()
  const { language } = useLanguage()
  const suggested = useSuggestions(party, from, sites)
  const first = useRef<HTMLInputElement>(null)
  const best = suggested[0]?.site.id
  // The best proposal is chosen and has the focus, so that Enter alone is enough.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the proposals are first there
  useEffect(() => {
    if (best === undefined) return
    onChoose(best)
    first.current?.focus()
  }, [])
  const others = sites.filter((site) => site.state === 'open' && site.id !== party.site)
  return (
    <>
      <fieldset className="choices">
        <legend className="field-label">{t(words.suggestions)}</legend>
        {suggested.length === 0 ? <p className="muted">{t(words.noSuggestion)}</p> : null}
        {suggested.map((suggestion, at) => (
          <label key={suggestion.site.id} className="choice">
            <input
              type="radio"
              name="site"
              ref={at === 0 ? first : undefined}
              checked={chosen === suggestion.site.id}
              onChange={() => onChoose(suggestion.site.id)}
            />
            <span>
              <strong>{siteName(suggestion.site, language)}</strong>
              <span className="muted"> {tellSuggestion(t, suggestion)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <SitePicker
        label={t(words.otherSite)}
        placeholder={t(words.siteSearch)}
        choices={others.map((site) => ({
          id: site.id,
          name: siteName(site, language),
          note: t(words.suggestionNoteNear, { free: site.free, kind: t(SITE_KIND_WORDS[site.kind]) }),
        }))}
        value={suggested.some(({ site }) => site.id === chosen) ? undefined : chosen}
        onChoose={onChoose}
      />
    </>
  )
}
