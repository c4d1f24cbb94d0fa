/** The site board on a phone: sheets that open where they are. */
import type { SiteView } from '../../modules/placement/model.ts'
import { SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { LoadBar } from './LoadBar.tsx'
import { useSheets } from './PartyList.tsx'
import { SITE_MARKS, tellAge, tellSiteState } from './site-columns.ts'
import { siteWords } from './site-words.ts'

const SHEET = 104

interface Props {
  readonly name: string
  readonly sites: readonly SiteView[]
  readonly onOpen: (site: SiteView) => void
}

export function SiteList({ name, sites, onOpen }: Props) {
  const { list, virtual, top } = useSheets(sites.length, SHEET)
  return (
    <ul ref={list} className="vsheets" aria-label={name} style={{ blockSize: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const site = sites[index]
        return site ? (
          <li
            key={site.id}
            className="vsheet"
            aria-setsize={sites.length}
            aria-posinset={index + 1}
            style={{ translate: `0 ${start - top}px`, blockSize: SHEET }}
          >
            <button type="button" onClick={() => onOpen(site)}>
              <Sheet site={site} />
            </button>
          </li>
        ) : null
      })}
    </ul>
  )
}

function Sheet({ site }: { site: SiteView }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(10_000)
  const { language } = useLanguage()
  const mark = SITE_MARKS[site.state]
  return (
    <>
      <span className="vsheet-line">
        <strong>{siteName(site, language)}</strong>
        <StateMark glyph={mark.glyph} tone={mark.tone} word={tellSiteState(t, format, site)} />
      </span>
      <LoadBar load={site} />
      <span className="vsheet-line muted">
        {[
          t(siteWords.freeOf, { free: site.free, offered: site.offered }),
          site.over > 0 ? `${t(siteWords.over)} ${site.over}` : '',
          t(SITE_KIND_WORDS[site.kind]),
          tellAge(t, now - site.changedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}
