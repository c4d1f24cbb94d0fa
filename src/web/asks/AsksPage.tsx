/** Who has answered how many they can take tonight, and who has to be called. */
import './asks.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asksApi } from '../../modules/asks/api.ts'
import type { AskRow } from '../../modules/asks/model.ts'
import { isToBeCalled } from '../../modules/asks/rules.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useCopy } from '../kit/use-copy.ts'
import { words as kitWords } from '../kit/words.ts'
import { call, prefixOf } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { useActor } from '../shell/me.ts'
import { words } from './words.ts'

const KEY = ['site-asks'] as const

export function AsksPage() {
  const t = useT()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const [asking, openAsk] = useState(false)
  const why = mayNot.openSites(useActor())
  const again = () => void queries.invalidateQueries({ queryKey: KEY })
  const list = useQuery({
    queryKey: KEY,
    refetchInterval: 20_000,
    queryFn: ({ signal }) => call(asksApi.list, {}, { signal }),
  })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type === 'site.asked' || type === 'site.answered')) again()
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <Button look="primary" why={why && tellCode(why, language)} onClick={() => openAsk(true)}>
            {t(words.ask)}
          </Button>
        }
      />
      <Loaded query={list}>{({ asks }) => <Asks asks={asks} />}</Loaded>
      {asking ? (
        <Ask
          onClose={() => openAsk(false)}
          onDone={() => {
            openAsk(false)
            again()
          }}
        />
      ) : null}
    </>
  )
}

function Ask({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useT()
  const tell = useToast()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(asksApi.ask, { body: { command } }),
    onSuccess: (told) => {
      tell(t(words.asked, told))
      onDone()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.askTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="primary" busy={act.isPending} onClick={() => act.mutate()}>
            {t(words.ask)}
          </Button>
        </>
      }
    >
      <p>{t(words.askText)}</p>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </Dialog>
  )
}

/** Those to be called stand first, so the rest is drawn when somebody asks for it. */
const FIRST = 200

function Asks({ asks }: { asks: readonly AskRow[] }) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const [all, showAll] = useState(false)
  const answered = asks.filter(({ answeredAt }) => answeredAt !== null)
  const free = answered.reduce((n, one) => n + one.free, 0)
  const columns: Column<AskRow>[] = [
    { key: 'site', head: t(words.site), kind: 'main', cell: (ask) => siteName(ask, language) },
    { key: 'answer', head: t(words.answer), kind: 'wide', cell: (ask) => <Answer ask={ask} /> },
    {
      key: 'phone',
      head: t(words.phone),
      cell: ({ phone }) =>
        phone ? <a href={`tel:${phone}`}>{phone}</a> : <span className="muted">{t(words.noPhone)}</span>,
    },
    { key: 'link', head: t(words.link), cell: (ask) => <AskLink path={ask.path} /> },
  ]
  return (
    <>
      {asks.length > 0 ? (
        <p role="status">
          <strong>
            {t(words.summary, { answered: answered.length, all: asks.length, free: format.number(free) })}
          </strong>
        </p>
      ) : null}
      <DataList
        caption={t(words.title)}
        columns={columns}
        rows={all ? asks : asks.slice(0, FIRST)}
        rowKey={({ id }) => id}
        empty={
          <Empty title={t(words.none)}>
            <p>{t(words.noneText)}</p>
          </Empty>
        }
      />
      {all || asks.length <= FIRST ? null : (
        <Button onClick={() => showAll(true)}>
          {t(words.rest, { n: format.number(asks.length - FIRST) })}
        </Button>
      )}
    </>
  )
}

function Answer({ ask }: { ask: AskRow }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(30_000)
  const age = (since: number) => format.duration(Math.max(0, now - since))
  if (ask.answeredAt !== null)
    return (
      <StateMark
        glyph="●"
        tone="calm"
        word={t(words.answered, { free: format.number(ask.free), age: age(ask.answeredAt) })}
      />
    )
  return isToBeCalled(ask, now) ? (
    <StateMark glyph="!" tone="danger" word={t(words.late, { age: age(ask.askedAt) })} />
  ) : (
    <StateMark glyph="◔" tone="attention" word={t(words.waiting, { age: age(ask.askedAt) })} />
  )
}

function AskLink({ path }: { path: string }) {
  const t = useT()
  const here = `${prefixOf(location.pathname)}${path}`
  const [copied, copy] = useCopy(`${location.origin}${here}`)
  return (
    <span className="row ask-link">
      <Button onClick={copy}>{t(words.copy)}</Button>
      <a href={here} target="_blank" rel="noreferrer">
        {t(words.open)}
      </a>
      {copied === undefined ? null : <span>{t(copied ? words.copied : words.copyFailed)}</span>}
    </span>
  )
}
