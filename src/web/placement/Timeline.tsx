/** What happened to a party, from the ledger, in sentences. */
import { useQueries } from '@tanstack/react-query'
import type { Text } from '../../base/words.ts'
import { placementApi } from '../../modules/placement/api.ts'
import { tell } from '../../modules/placement/events.ts'
import { NEEDS, WAITING_REASONS } from '../../modules/placement/model.ts'
import type { LedgerEvent } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { siteName } from '../kit/site-name.ts'
import { type Say, useLanguage, useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { tellWaiting } from './party-words.ts'
import { useTimeline } from './use-party.ts'
import { words } from './words.ts'

/** Names of the sites that the events speak of. */
function useSiteNames(events: readonly LedgerEvent[]): ReadonlyMap<string, string> {
  const { language } = useLanguage()
  const ids = [...new Set(events.map((event) => event.data.site).filter((id) => typeof id === 'string'))]
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['placement', 'site', id],
      queryFn: () => call(placementApi.site, { params: { id } }),
      staleTime: 60_000,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data ? [[data.id, siteName(data, language)]] : []))),
  })
}

const GENERIC: Text = words.unknownEvent

/** The sentence of an event, with names for ids and words for codes. */
export function tellEvent(t: Say, event: LedgerEvent, sites: ReadonlyMap<string, string>): string {
  const told = tell(event)
  if (!told) return t(GENERIC, { type: event.type })
  const values = { ...told.values }
  if (typeof values.site === 'string') values.site = sites.get(values.site) ?? t(words.site)
  const reason = WAITING_REASONS.find((one) => one === values.reason)
  const need = NEEDS.find((one) => one === values.need) ?? null
  if (reason) values.reason = tellWaiting(t, reason, need)
  return t(told.text, values)
}

export function Timeline({ party }: { party: string }) {
  const t = useT()
  return (
    <section className="section timeline">
      <h2>{t(words.timeline)}</h2>
      <Loaded query={useTimeline(party)}>{(events) => <Events events={events} />}</Loaded>
    </section>
  )
}

function Events({ events }: { events: readonly LedgerEvent[] }) {
  const t = useT()
  const format = useFormat()
  const sites = useSiteNames(events)
  if (events.length === 0) return <p className="muted">{t(words.timelineEmpty)}</p>
  return (
    <ol className="events">
      {events.map((event) => (
        <li key={event.seq}>
          <time dateTime={new Date(event.at).toISOString()}>{format.dayClock(event.at)}</time>
          <span>{tellEvent(t, event, sites)}</span>
        </li>
      ))}
    </ol>
  )
}
