/** Find and go: pages at once, parties by code, name, telephone tail or plate. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyRow } from '../../modules/placement/model.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { siteNameIn } from '../kit/site-name.ts'
import { type Say, useLanguage, useT } from '../kit/t.tsx'
import { publicPages, routes } from '../paths.ts'
import { call } from './client.ts'
import { lateWords } from './late-words.ts'
import { askedFor, matches } from './palette-find.ts'
import { words as own } from './palette-words.ts'
import { words } from './words.ts'
import './palette.css'

interface Item {
  readonly key: string
  readonly label: string
  readonly note: string
  readonly go: () => void
}

const PAGES = [
  [routes.desk, words.today],
  [routes.intake, words.intake],
  [routes.parties, words.parties],
  [routes.replan, lateWords.replan],
  [routes.waiting, lateWords.waiting],
  [routes.outlook, lateWords.outlook],
  [routes.sites, words.sites],
  [routes.wall, words.wall],
  [routes.entries, lateWords.entries],
  [routes.grids, lateWords.grids],
  [routes.offers, lateWords.offers],
  [routes.rescues, lateWords.rescues],
  [routes.wants, lateWords.wants],
  [routes.road, lateWords.road],
  [routes.shift, lateWords.shift],
  [routes.emergency, words.emergency],
  [routes.outbox, words.outbox],
  [routes.tokens, lateWords.tokens],
] as const
const SHOWN = 8
const TYPING = 150

/** The text once typing has paused. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), TYPING)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function useParties(text: string) {
  const asked = askedFor(useSettled(text))
  return useQuery({
    queryKey: ['palette', asked],
    enabled: asked.kind !== 'nothing',
    placeholderData: asked.kind === 'nothing' ? undefined : keepPreviousData,
    queryFn: ({ signal }) =>
      call(
        placementApi.parties,
        {
          query:
            asked.kind === 'code'
              ? { code: asked.code, limit: SHOWN }
              : { q: asked.kind === 'words' ? asked.q : '', limit: SHOWN },
        },
        { signal },
      ),
  })
}

function usePages(text: string, done: () => void): Item[] {
  const t = useT()
  const navigate = useNavigate()
  const pages = PAGES.filter(([to, word]) => matches(text, word.zh, word.en, to)).map(([to, word]) => ({
    key: to,
    label: t(word),
    note: '',
    go: () => {
      done()
      void navigate({ to })
    },
  }))
  if (!matches(text, lateWords.publicRegister.zh, lateWords.publicRegister.en)) return pages
  const register = {
    key: 'register',
    label: t(lateWords.publicRegister),
    note: '',
    go: () => location.assign(publicPages.register),
  }
  return [...pages, register]
}

function partyNote(t: Say, party: PartyRow, language: string): string {
  const state = `${PARTY_STATE_GLYPHS[party.state]} ${t(PARTY_STATE_WORDS[party.state])}`
  const site = siteNameIn(party, language)
  return site ? `${state} · ${site}` : state
}

export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const id = useId()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [chosen, choose] = useState(0)
  const shown = useDeferredValue(text)
  const parties = useParties(text)
  const found = askedFor(text).kind === 'nothing' ? [] : (parties.data?.parties ?? [])
  const items: Item[] = [
    ...found.map((party) => ({
      key: party.id,
      label: t(own.paletteParty, { code: party.code, size: party.size }),
      note: partyNote(t, party, language),
      go: () => {
        onClose()
        void navigate({ to: routes.party, params: { id: party.id } })
      },
    })),
    ...usePages(shown, onClose),
  ]
  const at = Math.min(chosen, items.length - 1)
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && items.length > 0) {
      event.preventDefault()
      choose((at + step + items.length) % items.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) items[at]?.go()
  }
  return (
    <Dialog open onClose={onClose} title={t(own.paletteTitle)}>
      <input
        className="input palette-input"
        role="combobox"
        aria-label={t(own.paletteInput)}
        placeholder={t(own.paletteInput)}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={items[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        value={text}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.target.value)
          choose(0)
        }}
      />
      <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={t(own.paletteTitle)}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the input, which holds the focus
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-item"
            onClick={item.go}
            onPointerMove={() => choose(index)}
          >
            <span>{item.label}</span>
            <span className="muted">{item.note}</span>
          </div>
        ))}
      </div>
      <p className="palette-foot" role="status">
        {parties.error
          ? t(own.paletteFailed)
          : parties.isFetching
            ? t(own.paletteSearching)
            : items.length === 0
              ? t(own.paletteNone, { text: text.trim() })
              : t(own.paletteCount, { n: items.length })}
        <span className="muted"> {t(own.paletteKeys)}</span>
      </p>
    </Dialog>
  )
}
