/** The columns of the site board. */
import { useMemo } from 'react'
import { HOUR, MINUTE } from '../../base/time.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import type { SiteState } from '../../modules/sites/model.ts'
import { SITE_KIND_WORDS, SITE_STATE_WORDS } from '../../modules/sites/words.ts'
import { type Format, useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import type { Tone } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { type Say, useLanguage, useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { loadShares } from './LoadBar.tsx'
import type { SiteOrder } from './search.ts'
import { isIncomplete, roomsLeft } from './site-rows.ts'
import { siteWords } from './site-words.ts'
import type { GridColumn } from './VirtualGrid.tsx'

export type SiteColumn = GridColumn<SiteView, SiteOrder>

export const SITE_MARKS: Readonly<Record<SiteState, { glyph: string; tone: Tone }>> = {
  standby: { glyph: '○', tone: 'quiet' },
  opening: { glyph: '◔', tone: 'info' },
  open: { glyph: '●', tone: 'calm' },
  suspended: { glyph: '‖', tone: 'danger' },
  closing: { glyph: '◐', tone: 'attention' },
  closed: { glyph: '×', tone: 'quiet' },
}

export function tellRooms(t: Say, site: Pick<SiteView, 'pools'>): string {
  return roomsLeft(site.pools)
    .map(({ size, rooms }) => t(siteWords.roomsOfSize, { size, rooms }))
    .join(' ')
}

/** A state, with the hour where an opening is still to come, and with what stands in its way. */
export function tellSiteState(t: Say, format: Format, site: SiteView): string {
  if (site.state === 'opening' && site.opensAt !== null)
    return t(siteWords.opensAtClock, { clock: format.clock(site.opensAt) })
  const state = t(SITE_STATE_WORDS[site.state])
  return site.state === 'standby' && isIncomplete(site) ? `${state} · ${t(siteWords.incomplete)}` : state
}

/** The age of a figure, short enough for a column. */
export function tellAge(t: Say, age: number): string {
  if (age < MINUTE) return t(siteWords.ageNow)
  if (age < HOUR) return t(siteWords.ageMinutes, { m: Math.floor(age / MINUTE) })
  return t(siteWords.ageHours, { h: Math.floor(age / HOUR) })
}

function overColumn(t: Say): SiteColumn {
  return {
    key: 'over',
    head: t(siteWords.over),
    width: '56px',
    order: 'over',
    end: true,
    cell: (site) => (site.over > 0 ? String(site.over) : ''),
    mark: (site) => (site.over > 0 ? { glyph: '!', tone: 'danger' } : undefined),
  }
}

export function useSiteColumns(anyOver: boolean): readonly SiteColumn[] {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const places = usePlaces().data
  const now = useNow(10_000)
  return useMemo(() => {
    const areas = new Map(places?.areas.map((area) => [area.code, t(area.name)]))
    return [
      {
        key: 'name',
        head: t(siteWords.name),
        width: 'minmax(120px, 1.4fr)',
        order: 'name',
        cell: (site) => siteName(site, language),
      },
      {
        key: 'kind',
        head: t(siteWords.kind),
        width: '66px',
        order: 'kind',
        cell: (site) => t(SITE_KIND_WORDS[site.kind]),
      },
      {
        key: 'community',
        head: t(siteWords.community),
        width: 'minmax(88px, 0.5fr)',
        order: 'community',
        cell: (site) => site.byAgreement || (areas.get(site.community ?? '') ?? ''),
      },
      {
        key: 'state',
        head: t(siteWords.state),
        width: '96px',
        order: 'state',
        cell: (site) => tellSiteState(t, format, site),
        mark: (site) => SITE_MARKS[site.state],
      },
      {
        key: 'load',
        head: t(siteWords.load),
        width: 'minmax(76px, 1fr)',
        cell: (site) =>
          t(siteWords.loadAloud, {
            ...{ offered: site.offered, occupied: site.occupied, held: site.held },
            ...{ blocked: site.blocked, free: site.free, over: site.over },
          }),
        picture: (site) => ({ className: 'load-cell', style: loadShares(site) }),
      },
      {
        key: 'free',
        head: t(siteWords.freeColumn),
        width: '84px',
        order: 'free',
        end: true,
        cell: (site) => t(siteWords.freeCell, { free: site.free, offered: site.offered }),
      },
      // Nobody is over on most nights; the column stands only where somebody is.
      ...(anyOver ? [overColumn(t)] : []),
      {
        key: 'rooms',
        head: t(siteWords.rooms),
        width: 'minmax(104px, 0.9fr)',
        cell: (site) => tellRooms(t, site),
      },
      {
        key: 'age',
        head: t(siteWords.age),
        width: '68px',
        order: 'changed',
        end: true,
        cell: (site) => tellAge(t, now - site.changedAt),
      },
    ]
  }, [t, format, language, places, now, anyOver])
}
