/** Filters of the ledger. What is typed is looked for at once; the address follows when typing pauses. */

import { useMemo } from 'react'
import type { PartyRow } from '../../modules/placement/model.ts'
import { PARTY_STATES, WAITING_REASONS } from '../../modules/placement/model.ts'
import { NEED_WORDS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { Select } from '../kit/Select.tsx'
import { siteNameIn } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { tellWaiting } from './party-words.ts'
import { SitePicker } from './SitePicker.tsx'
import { LISTED_NEEDS, type PartySearch } from './search.ts'
import { words } from './words.ts'

interface Props {
  readonly search: PartySearch
  readonly text: string
  readonly rows: readonly PartyRow[]
  /** Id of the search field, for the `/` key. */
  readonly find: string
  readonly onText: (text: string) => void
  readonly onSearch: (change: Partial<PartySearch>) => void
  readonly onLeave: () => void
}

export function LedgerFilters({ search, text, rows, find, onText, onSearch, onLeave }: Props) {
  const t = useT()
  const communities = (usePlaces().data?.areas ?? []).filter((area) => area.kind === 'community')
  const filtered =
    text !== '' ||
    [search.state, search.waiting, search.need, search.community, search.site, search.twice].some(Boolean)
  return (
    <search className="filters" aria-label={t(words.filters)}>
      <Field
        id={find}
        type="search"
        label={t(words.find)}
        labelHidden
        placeholder={t(words.findHint)}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      <Select
        label={t(words.stateFilter)}
        labelHidden
        value={search.state ?? ''}
        options={[
          { value: '', label: t(words.allStates) },
          ...PARTY_STATES.map((value) => ({ value, label: t(PARTY_STATE_WORDS[value]) })),
        ]}
        onChoose={(state) => onSearch({ state: state || undefined })}
      />
      <Select
        label={t(words.waitingFilter)}
        labelHidden
        value={search.waiting ?? ''}
        options={[
          { value: '', label: t(words.allReasons) },
          ...WAITING_REASONS.map((value) => ({ value, label: tellWaiting(t, value, null) })),
        ]}
        onChoose={(waiting) => onSearch({ waiting: waiting || undefined })}
      />
      <Select
        label={t(words.needFilter)}
        labelHidden
        value={search.need ?? ''}
        options={[
          { value: '', label: t(words.allNeeds) },
          ...LISTED_NEEDS.map((value) => ({ value, label: t(NEED_WORDS[value]) })),
        ]}
        onChoose={(need) => onSearch({ need: need || undefined })}
      />
      <Select
        label={t(words.communityFilter)}
        labelHidden
        value={search.community ?? ''}
        options={[
          { value: '', label: t(words.allCommunities) },
          ...communities.map((area) => ({ value: area.code, label: t(area.name) })),
        ]}
        onChoose={(community) => onSearch({ community: community || undefined })}
      />
      <SiteFilter rows={rows} site={search.site} onChoose={(site) => onSearch({ site })} />
      {search.twice || rows.some((row) => row.suspected) ? (
        <label className="check">
          <input
            type="checkbox"
            checked={search.twice ?? false}
            onChange={(event) => onSearch({ twice: event.target.checked || undefined })}
          />
          {t(words.twice)}
        </label>
      ) : null}
      {filtered ? (
        <Button
          look="quiet"
          onClick={() => {
            onText('')
            onSearch({
              state: undefined,
              waiting: undefined,
              need: undefined,
              community: undefined,
              site: undefined,
              twice: undefined,
              code: undefined,
            })
          }}
        >
          {t(words.clear)}
        </Button>
      ) : null}
    </search>
  )
}

/** Sites that stand in the ledger, with how many persons of it they have. */
function SiteFilter(props: {
  readonly rows: readonly PartyRow[]
  readonly site: string | undefined
  readonly onChoose: (site: string | undefined) => void
}) {
  const { language } = useLanguage()
  const t = useT()
  const choices = useMemo(() => {
    const sites = new Map<string, { name: string; persons: number }>()
    for (const row of props.rows) {
      if (row.site === null) continue
      const known = sites.get(row.site)
      const name = siteNameIn(row, language) ?? ''
      sites.set(row.site, { name, persons: row.size + (known?.persons ?? 0) })
    }
    return [...sites].sort(([, a], [, b]) => b.persons - a.persons)
  }, [props.rows, language])
  return (
    <SitePicker
      label={t(words.siteFilter)}
      labelHidden
      placeholder={t(words.allSites)}
      choices={choices.map(([id, { name, persons }]) => ({
        id,
        name,
        note: t(words.count, { n: persons }),
      }))}
      value={props.site}
      onChoose={props.onChoose}
    />
  )
}
