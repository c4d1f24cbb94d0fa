/** Calls for help, the most urgent first: who goes, who is there, and only then closed. */
import './rescue.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rescueApi } from '../../modules/rescue/api.ts'
import { REACHED_BY, RESCUERS, type RescueView } from '../../modules/rescue/model.ts'
import { mayNot } from '../../modules/rescue/policy.ts'
import { isLate } from '../../modules/rescue/rules.ts'
import { REACHED_BY_WORDS, RESCUE_MARK_WORDS, RESCUE_STATE_WORDS } from '../../modules/rescue/words.ts'
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
import { CallDialog } from './CallDialog.tsx'
import { words } from './words.ts'

const KEY = ['rescues'] as const
const MARKS = {
  called: { glyph: '!', tone: 'danger' },
  assigned: { glyph: '◐', tone: 'attention' },
  reached: { glyph: '●', tone: 'calm' },
  closed: { glyph: '✓', tone: 'quiet' },
} as const

export function RescuePage() {
  const t = useT()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const [calling, openCall] = useState(false)
  const why = mayNot.handle(useActor())
  const list = useQuery({
    queryKey: KEY,
    refetchInterval: 15_000,
    queryFn: ({ signal }) => call(rescueApi.list, {}, { signal }),
  })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type.startsWith('rescue.')))
      void queries.invalidateQueries({ queryKey: KEY })
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <Button look="primary" why={why && tellCode(why, language)} onClick={() => openCall(true)}>
            {t(words.newCall)}
          </Button>
        }
      />
      <Loaded query={list}>{({ rescues }) => <Calls rescues={rescues} />}</Loaded>
      {calling ? (
        <CallDialog
          onClose={() => openCall(false)}
          onKept={() => {
            openCall(false)
            void queries.invalidateQueries({ queryKey: KEY })
          }}
        />
      ) : null}
    </>
  )
}

function Calls({ rescues }: { rescues: readonly RescueView[] }) {
  const t = useT()
  const open = rescues.filter(({ state }) => state === 'called' || state === 'assigned')
  const done = rescues.filter(({ state }) => state === 'reached' || state === 'closed')
  const persons = open.reduce((n, one) => n + one.persons, 0)
  if (rescues.length === 0)
    return (
      <Empty title={t(words.none)}>
        <p>{t(words.noneText)}</p>
      </Empty>
    )
  return (
    <>
      <section className="section" aria-label={t(words.open)}>
        <h2>
          {t(words.open)}{' '}
          <span className="muted">{t(words.openFigure, { calls: open.length, persons })}</span>
        </h2>
        {open.length === 0 ? <p>{t(words.none)}</p> : <List rescues={open} />}
      </section>
      {done.length > 0 ? (
        <section className="section" aria-label={t(words.done)}>
          <h2>{t(words.done)}</h2>
          <List rescues={done} />
        </section>
      ) : null}
    </>
  )
}

function List({ rescues }: { rescues: readonly RescueView[] }) {
  return (
    <ul className="rescues">
      {rescues.map((rescue) => (
        <Call key={rescue.id} rescue={rescue} />
      ))}
    </ul>
  )
}

function Call({ rescue }: { rescue: RescueView }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(10_000)
  const mark = MARKS[rescue.state]
  return (
    <li className="rescue" data-late={isLate(rescue, now) ? '' : undefined}>
      <div className="stack">
        <p className="rescue-head">
          <strong>{t(words.nr, { nr: rescue.nr })}</strong>
          <StateMark glyph={mark.glyph} tone={mark.tone} word={t(RESCUE_STATE_WORDS[rescue.state])} />
          <span>{t(words.persons, { n: rescue.persons })}</span>
          <span>{t(words.since, { age: format.duration(Math.max(0, now - rescue.calledAt)) })}</span>
        </p>
        <p className="rescue-place">{rescue.place ?? t(words.gone)}</p>
        <p>
          {rescue.marks.map((one) => t(RESCUE_MARK_WORDS[one])).join(' · ')}{' '}
          {rescue.phone ? <a href={`tel:${rescue.phone}`}>{`${t(words.call)} ${rescue.phone}`}</a> : null}
        </p>
        <Told rescue={rescue} now={now} />
      </div>
      <Deeds rescue={rescue} />
    </li>
  )
}

function Told({ rescue, now }: { rescue: RescueView; now: number }) {
  const t = useT()
  const format = useFormat()
  const { reachedBy, reachedAt, assignedTo, assignedAt } = rescue
  if (reachedBy && reachedAt !== null)
    return (
      <p>{t(words.reachedBy, { who: t(REACHED_BY_WORDS[reachedBy]), clock: format.clock(reachedAt) })}</p>
    )
  if (!assignedTo || assignedAt === null) return null
  const age = format.duration(Math.max(0, now - assignedAt))
  return <p>{t(words.givenTo, { who: t(REACHED_BY_WORDS[assignedTo]), age })}</p>
}

type Deed =
  | { readonly deed: 'assign'; readonly who: (typeof RESCUERS)[number] }
  | { readonly deed: 'reach'; readonly who: (typeof REACHED_BY)[number] }
  | { readonly deed: 'close' }

function send(id: string, deed: Deed): Promise<RescueView> {
  const params = { id }
  const command = newId()
  if (deed.deed === 'assign') return call(rescueApi.assign, { params, body: { command, to: deed.who } })
  if (deed.deed === 'reach') return call(rescueApi.reach, { params, body: { command, by: deed.who } })
  return call(rescueApi.close, { params, body: { command } })
}

const DONE = { assign: words.given, reach: words.reached, close: words.closed } as const

function Deeds({ rescue }: { rescue: RescueView }) {
  const t = useT()
  const tell = useToast()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (deed: Deed) => send(rescue.id, deed),
    onSuccess: async (_, deed) => {
      tell(t(DONE[deed.deed], { nr: rescue.nr, who: 'who' in deed ? t(REACHED_BY_WORDS[deed.who]) : '' }))
      await queries.invalidateQueries({ queryKey: KEY })
    },
  })
  if (rescue.state === 'closed') return null
  if (rescue.state === 'reached')
    return (
      <div>
        <Button busy={act.isPending} onClick={() => act.mutate({ deed: 'close' })}>
          {t(words.close)}
        </Button>
        {act.error ? <ErrorNote error={act.error} /> : null}
      </div>
    )
  return (
    <div className="stack">
      <fieldset>
        <legend className="field-label">
          {t(rescue.state === 'called' ? words.giveTo : words.giveAgain)}
        </legend>
        <div className="row">
          {RESCUERS.map((who) => (
            <Button
              key={who}
              look={rescue.state === 'called' ? 'primary' : 'plain'}
              busy={act.isPending}
              onClick={() => act.mutate({ deed: 'assign', who })}
            >
              {t(REACHED_BY_WORDS[who])}
            </Button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="field-label">{t(words.arrivedBy)}</legend>
        <div className="row">
          {REACHED_BY.map((who) => (
            <Button
              key={who}
              look={rescue.assignedTo === who ? 'primary' : 'plain'}
              busy={act.isPending}
              onClick={() => act.mutate({ deed: 'reach', who })}
            >
              {t(REACHED_BY_WORDS[who])}
            </Button>
          ))}
        </div>
      </fieldset>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </div>
  )
}
