/** Road news and the waves home: posted, worked out, looked at, announced. */
import './road.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { roadApi } from '../../modules/road/api.ts'
import type { RoadNews } from '../../modules/road/model.ts'
import { mayNot } from '../../modules/road/policy.ts'
import { isStale } from '../../modules/road/rules.ts'
import { ROAD_SOURCE_WORDS, ROAD_STATE_WORDS } from '../../modules/road/words.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { useActor } from '../shell/me.ts'
import { Departures } from './Departures.tsx'
import { PostDialog } from './PostDialog.tsx'
import { words } from './words.ts'

const NEWS = ['road'] as const
const PLANS = ['departures'] as const

const MARKS = {
  closed: { glyph: '✕', tone: 'danger' },
  restricted: { glyph: '◐', tone: 'attention' },
  open: { glyph: '○', tone: 'calm' },
} as const

export function RoadPage() {
  const t = useT()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const [posting, openPost] = useState(false)
  const why = mayNot.post(useActor())
  const again = () => {
    void queries.invalidateQueries({ queryKey: NEWS })
    void queries.invalidateQueries({ queryKey: PLANS })
  }
  const road = useQuery({ queryKey: NEWS, queryFn: ({ signal }) => call(roadApi.road, {}, { signal }) })
  const departures = useQuery({
    queryKey: PLANS,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => call(roadApi.departures, {}, { signal }),
  })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => /^(road\.(posted|withdrawn)|departure\.)/.test(type))) again()
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <Button look="primary" why={why && tellCode(why, language)} onClick={() => openPost(true)}>
            {t(words.post)}
          </Button>
        }
      />
      <section className="section" aria-label={t(words.news)}>
        <h2>{t(words.news)}</h2>
        <Loaded query={road}>{({ news }) => <News news={news} onChange={again} />}</Loaded>
      </section>
      <section className="section" aria-label={t(words.leave)}>
        <h2>{t(words.leave)}</h2>
        <Loaded query={departures}>
          {(found) => <Departures {...found} news={road.data?.news ?? []} onChange={again} />}
        </Loaded>
      </section>
      {posting ? (
        <PostDialog
          onClose={() => openPost(false)}
          onPosted={() => {
            openPost(false)
            again()
          }}
        />
      ) : null}
    </>
  )
}

function News({ news, onChange }: { news: readonly RoadNews[]; onChange: () => void }) {
  const t = useT()
  if (news.length === 0)
    return (
      <Empty title={t(words.none)}>
        <p>{t(words.noneText)}</p>
      </Empty>
    )
  return (
    <ul className="road-news">
      {news.map((one) => (
        <Item key={one.id} news={one} onChange={onChange} />
      ))}
    </ul>
  )
}

function Item({ news, onChange }: { news: RoadNews; onChange: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const tell = useToast()
  const now = useNow(30_000)
  const why = mayNot.post(useActor())
  const mark = MARKS[news.state]
  const withdraw = useMutation({
    mutationFn: () => call(roadApi.withdraw, { params: { id: news.id }, body: { command: newId() } }),
    onSuccess: () => {
      tell(t(words.withdrawn))
      onChange()
    },
  })
  const age = format.duration(Math.max(0, now - news.postedAt))
  return (
    <li>
      <div>
        <p className="road-head">
          <strong>
            {news.road} {news.direction}
          </strong>
          <StateMark glyph={mark.glyph} tone={mark.tone} word={t(ROAD_STATE_WORDS[news.state])} />
          <span>{t(words.since, { clock: format.dayClock(news.since) })}</span>
          {news.until === null ? null : (
            <span>{t(words.untilAt, { clock: format.dayClock(news.until) })}</span>
          )}
        </p>
        {news.note === '' ? null : <p>{news.note}</p>}
        <p className="muted">{t(words.saidAt, { source: t(ROAD_SOURCE_WORDS[news.source]), age })}</p>
        {isStale(news, now) ? <p className="road-stale">! {t(words.stale)}</p> : null}
        {withdraw.error ? <ErrorNote error={withdraw.error} /> : null}
      </div>
      <Button
        why={why && tellCode(why, language)}
        busy={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {t(words.withdraw)}
      </Button>
    </li>
  )
}
