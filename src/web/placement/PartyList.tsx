/** The ledger on a phone: a list of small sheets, not a squeezed table; a tap opens the party. */

import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { PartyRow } from '../../modules/placement/model.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { siteNameIn } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { PARTY_TONES, tellFrail, tellHold, tellListedNeeds } from './party-words.ts'
import { words } from './words.ts'

const SHEET = 96

/** A list as long as the page, of which only the sheets in sight are drawn. */
export function useSheets(count: number, height: number) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({ count, estimateSize: () => height, overscan: 5, scrollMargin: top })
  return { list, virtual, top }
}

export function PartyList({ name, rows }: { name: string; rows: readonly PartyRow[] }) {
  const { list, virtual, top } = useSheets(rows.length, SHEET)
  return (
    <ul ref={list} className="vsheets" aria-label={name} style={{ blockSize: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]
        return row ? (
          <li
            key={row.id}
            className="vsheet"
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            style={{ translate: `0 ${start - top}px`, blockSize: SHEET }}
          >
            <Sheet row={row} />
          </li>
        ) : null
      })}
    </ul>
  )
}

function Sheet({ row }: { row: PartyRow }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const now = useNow(15_000)
  return (
    <Link to={routes.party} params={{ id: row.id }}>
      <span className="vsheet-line">
        <strong>{row.code}</strong> {t(words.persons, { n: row.size })}
        <StateMark
          glyph={PARTY_STATE_GLYPHS[row.state]}
          word={t(PARTY_STATE_WORDS[row.state])}
          tone={PARTY_TONES[row.state]}
        />
      </span>
      <span className="vsheet-line">{siteNameIn(row, language) ?? tellHold(t, format, row, now)}</span>
      <span className="vsheet-line muted">
        {[
          row.siteName === null ? '' : tellHold(t, format, row, now),
          tellFrail(t, row),
          tellListedNeeds(t, row.needs),
          format.dayClock(row.registeredAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  )
}
