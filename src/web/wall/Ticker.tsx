/** The latest events in words. Lines change in place every few seconds; nothing runs across the screen. */
import { useMemo } from 'react'
import type { SiteView } from '../../modules/placement/model.ts'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import type { Places } from './feed.ts'
import { choose, type Known, tellNews, weight } from './news.ts'
import { words } from './words.ts'

const LINES = 4

interface Props {
  readonly events: readonly LedgerEvent[]
  readonly sites: readonly SiteView[]
  readonly places: Places | undefined
}

export function Ticker({ events, sites, places }: Props) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const now = useNow(5_000)
  const known = useMemo<Known>(() => {
    const byId = new Map(sites.map((site) => [site.id, site]))
    return {
      site: (id) => byId.get(id),
      entry: (id) => places?.entries.find((entry) => entry.id === id)?.name,
    }
  }, [sites, places])
  // Some 1,500 homes open and close in a night: they show in the figures, not one by one.
  const telling = events.filter((e) => !e.type.startsWith('site.') || known.site(e.subject)?.kind !== 'home')
  const lines = choose(telling, now, LINES).flatMap((event) => {
    const sentence = tellNews(event, known, language)
    return sentence === undefined ? [] : [{ event, sentence }]
  })
  return (
    <section className="wall-ticker" aria-labelledby="wall-latest">
      <h2 id="wall-latest" className="wall-ticker-title">
        {t(words.latest)}
      </h2>
      {lines.length === 0 ? <p>{t(words.quiet)}</p> : null}
      <ol className="wall-news">
        {lines.map(({ event, sentence }) => (
          <li key={event.seq} className="wall-line" data-urgent={weight(event.type) === 3 ? '' : undefined}>
            <time className="wall-line-time">{format.clock(event.at)}</time> {sentence}
          </li>
        ))}
      </ol>
    </section>
  )
}
