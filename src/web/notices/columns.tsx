/** The columns of the outbox. */
import { Link } from '@tanstack/react-router'
import type { Text } from '../../base/words.ts'
import type { OutboxRow } from '../../modules/notices/api.ts'
import type { Column } from '../kit/DataList.tsx'
import { useFormat } from '../kit/format.ts'
import { StateMark, type Tone } from '../kit/StateMark.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { CHANNEL_WORDS, STATE_WORDS, words } from './words.ts'

const MARKS: Readonly<Record<OutboxRow['state'], readonly [string, Tone]>> = {
  queued: ['○', 'attention'],
  sent: ['●', 'calm'],
  failed: ['×', 'danger'],
  sandboxed: ['◇', 'quiet'],
}

const SUBJECTS: Readonly<Record<string, Text>> = {
  party: words.party,
  site: words.site,
  account: words.account,
  emergency: words.emergency,
}

function State({ row }: { row: OutboxRow }) {
  const t = useT()
  const [glyph, tone] = MARKS[row.state]
  return <StateMark glyph={glyph} tone={tone} word={t(STATE_WORDS[row.state])} />
}

function Subject({ row }: { row: OutboxRow }) {
  const t = useT()
  const known = SUBJECTS[row.subjectKind]
  const word = known ? t(known) : row.subjectKind
  if (row.subjectKind !== 'party') return <>{word}</>
  return (
    <Link to={routes.party} params={{ id: row.subject }}>
      {word}
    </Link>
  )
}

export function useOutboxColumns(): readonly Column<OutboxRow>[] {
  const t = useT()
  const format = useFormat()
  return [
    { key: 'state', head: t(words.state), cell: (row) => <State row={row} /> },
    { key: 'created', head: t(words.created), cell: (row) => format.dayClock(row.createdAt) },
    { key: 'channel', head: t(words.channel), cell: (row) => t(CHANNEL_WORDS[row.channel]) },
    { key: 'template', head: t(words.template), cell: (row) => row.template },
    { key: 'subject', head: t(words.subject), cell: (row) => <Subject row={row} /> },
    { key: 'tries', head: t(words.tries), kind: 'number', cell: (row) => format.number(row.tries) },
    {
      key: 'sent',
      head: t(words.sent),
      cell: (row) => (row.sentAt === null ? '—' : format.dayClock(row.sentAt)),
    },
    { key: 'error', head: t(words.error), kind: 'wide', cell: (row) => row.lastError ?? '—' },
  ]
}
