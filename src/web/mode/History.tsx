/** Emergencies of this world, newest first. */
import { useQuery } from '@tanstack/react-query'
import { modeApi } from '../../modules/mode/api.ts'
import type { EmergencyState, EmergencyView } from '../../modules/mode/model.ts'
import { EMERGENCY_KIND_WORDS, EMERGENCY_STATE_WORDS } from '../../modules/mode/words.ts'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { StateMark, type Tone } from '../kit/StateMark.tsx'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { EMERGENCIES_KEY } from './steps.ts'
import { words } from './words.ts'

const MARKS: Readonly<Record<EmergencyState, readonly [string, Tone]>> = {
  watch: ['○', 'attention'],
  declared: ['◆', 'danger'],
  responding: ['◆', 'danger'],
  standing_down: ['◐', 'attention'],
  closed: ['●', 'calm'],
  reviewed: ['●', 'quiet'],
}

export function History() {
  const t = useT()
  const emergencies = useQuery({
    queryKey: EMERGENCIES_KEY,
    queryFn: ({ signal }) => call(modeApi.emergencies, {}, { signal }),
  })
  return (
    <section className="section">
      <h2>{t(words.history)}</h2>
      <Loaded query={emergencies}>{(data) => <List emergencies={data.emergencies} />}</Loaded>
    </section>
  )
}

function List({ emergencies }: { emergencies: readonly EmergencyView[] }) {
  const t = useT()
  const format = useFormat()
  const moment = (at: number | null) => (at === null ? '—' : format.dayClock(at))
  const columns: Column<EmergencyView>[] = [
    { key: 'name', head: t(words.name), kind: 'main', cell: (one) => one.name },
    {
      key: 'state',
      head: t(words.state),
      cell: (one) => (
        <StateMark
          glyph={MARKS[one.state][0]}
          tone={MARKS[one.state][1]}
          word={t(EMERGENCY_STATE_WORDS[one.state])}
        />
      ),
    },
    { key: 'kind', head: t(words.kind), cell: (one) => t(EMERGENCY_KIND_WORDS[one.kind]) },
    { key: 'opened', head: t(words.opened), cell: (one) => moment(one.openedAt) },
    { key: 'declared', head: t(words.declaredAt), cell: (one) => moment(one.declaredAt) },
    { key: 'closed', head: t(words.closedAt), kind: 'wide', cell: (one) => moment(one.closedAt) },
  ]
  return (
    <DataList
      caption={t(words.history)}
      columns={columns}
      rows={emergencies}
      rowKey={(one) => one.id}
      empty={<Empty title={t(words.noHistory)} />}
    />
  )
}
