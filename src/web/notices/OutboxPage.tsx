/** Who was told what, by which channel, and whether it reached them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Text } from '../../base/words.ts'
import { noticesApi, type OutboxRow } from '../../modules/notices/api.ts'
import { DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Note } from '../kit/Note.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { type Tab, Tabs } from '../kit/Tabs.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useMode } from '../shell/mode.tsx'
import { useOutboxColumns } from './columns.tsx'
import { STATE_WORDS, words } from './words.ts'

const STATES = ['failed', 'queued', 'sent', 'sandboxed'] as const satisfies readonly OutboxRow['state'][]
type Shown = OutboxRow['state'] | 'all'
const LIMIT = 200
const EVERY = 10_000

export function OutboxPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const state = STATES.find((one) => one === search.state)
  const inCounty = useMode().data?.world.kind === 'county'
  const outbox = useQuery({
    queryKey: ['outbox', state],
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(noticesApi.outbox, { query: { state, limit: LIMIT } }, { signal }),
  })
  const choose = (shown: Shown) =>
    void navigate({ to: routes.outbox, search: shown === 'all' ? {} : { state: shown }, replace: true })
  return (
    <>
      <PageHeader title={t(words.title)} summary={t(words.lead)} />
      {inCounty ? null : (
        <div className="section">
          <Note tone="info">{t(words.sandboxNote)}</Note>
        </div>
      )}
      <Filtered counts={outbox.data?.counts} chosen={state ?? 'all'} onChoose={choose}>
        <Loaded query={outbox}>
          {({ messages }) => <List messages={messages} filtered={state !== undefined} />}
        </Loaded>
      </Filtered>
    </>
  )
}

interface FilteredProps {
  /** By state; absent until known. */
  readonly counts: Readonly<Record<string, number>> | undefined
  readonly chosen: Shown
  readonly onChoose: (shown: Shown) => void
  readonly children: ReactNode
}

function Filtered({ counts, chosen, onChoose, children }: FilteredProps) {
  const t = useT()
  const total = counts && Object.values(counts).reduce((sum, n) => sum + n, 0)
  const label = (word: Text, n: number | undefined) =>
    n === undefined ? t(word) : t(words.counted, { state: t(word), n })
  const tabs: readonly Tab<Shown>[] = [
    { key: 'all', label: label(words.all, total) },
    ...STATES.map((state) => ({
      key: state,
      label: label(STATE_WORDS[state], counts && (counts[state] ?? 0)),
    })),
  ]
  return (
    <Tabs label={t(words.filter)} tabs={tabs} chosen={chosen} onChoose={onChoose}>
      {children}
    </Tabs>
  )
}

function List({ messages, filtered }: { messages: readonly OutboxRow[]; filtered: boolean }) {
  const t = useT()
  const format = useFormat()
  const columns = useOutboxColumns()
  return (
    <>
      <DataList
        caption={t(words.title)}
        columns={columns}
        rows={messages}
        rowKey={(row) => row.id}
        empty={<Empty title={t(filtered ? words.emptySome : words.emptyAll)} />}
      />
      {messages.length >= LIMIT ? (
        <p className="muted">{t(words.limited, { n: format.number(LIMIT) })}</p>
      ) : null}
    </>
  )
}
