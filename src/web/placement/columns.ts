/** The columns of the ledger: on the screen, on paper and in Excel the same. No language, diet, plate or direction. */

import { useMemo } from 'react'
import type { PartyRow } from '../../modules/placement/model.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { siteNameIn } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { PARTY_TONES, tellFrail, tellHold, tellListedNeeds } from './party-words.ts'
import type { PartyOrder } from './search.ts'
import type { GridColumn } from './VirtualGrid.tsx'
import { words } from './words.ts'

export type PartyColumn = GridColumn<PartyRow, PartyOrder>

export function usePartyColumns(): readonly PartyColumn[] {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const places = usePlaces().data
  // Holds run out by the minute; the rows need no faster clock.
  const now = useNow(15_000)
  return useMemo(() => {
    const entries = new Map(places?.entries.map((entry) => [entry.id, t(entry.name)]))
    const areas = new Map(places?.areas.map((area) => [area.code, t(area.name)]))
    return [
      { key: 'code', head: t(words.code), width: '76px', order: 'code', cell: (row) => row.code },
      {
        key: 'size',
        head: t(words.size),
        width: '72px',
        order: 'size',
        end: true,
        cell: (row) => String(row.size),
      },
      { key: 'frail', head: t(words.frail), width: 'minmax(80px, 0.4fr)', cell: (row) => tellFrail(t, row) },
      {
        key: 'needs',
        head: t(words.needs),
        width: 'minmax(72px, 0.4fr)',
        cell: (row) => tellListedNeeds(t, row.needs),
      },
      {
        key: 'state',
        head: t(words.state),
        width: '124px',
        order: 'state',
        cell: (row) => t(PARTY_STATE_WORDS[row.state]),
        mark: (row) => ({ glyph: PARTY_STATE_GLYPHS[row.state], tone: PARTY_TONES[row.state] }),
      },
      {
        key: 'site',
        head: t(words.site),
        width: 'minmax(120px, 1.2fr)',
        order: 'site',
        cell: (row) => siteNameIn(row, language) ?? '',
      },
      {
        key: 'community',
        head: t(words.community),
        width: 'minmax(84px, 0.9fr)',
        order: 'community',
        cell: (row) => areas.get(row.community ?? '') ?? '',
      },
      {
        key: 'hold',
        head: t(words.hold),
        width: 'minmax(92px, 0.7fr)',
        order: 'hold',
        cell: (row) => tellHold(t, format, row, now),
      },
      {
        key: 'entry',
        head: t(words.entry),
        width: 'minmax(96px, 1fr)',
        cell: (row) => entries.get(row.entry ?? '') ?? '',
      },
      {
        key: 'registered',
        head: t(words.registered),
        width: '106px',
        order: 'registered',
        end: true,
        cell: (row) => format.dayClock(row.registeredAt),
      },
    ]
  }, [t, format, language, places, now])
}
