/** Who is expected within the hour, from what, corrected by whoever knows better; and the plan that comes of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { PlanView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { NEED_WORDS } from '../../modules/placement/words.ts'
import { reportsApi } from '../../modules/reports/api.ts'
import { type Estimate, gapOf, isStaleEstimate, roadRows } from '../../modules/reports/figures.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { usePlaces } from '../shell/places.ts'
import { words } from './words.ts'

const KEY = ['outlook'] as const
const EVERY = 15_000

interface Row {
  readonly entry: string
  readonly name: string
  readonly expected: OutputOf<typeof placementApi.outlook>['expected'][number] | undefined
  readonly told: Estimate | undefined
}

export function OutlookPage() {
  const t = useT()
  const { language } = useLanguage()
  const places = usePlaces()
  const outlook = useQuery({
    queryKey: KEY,
    refetchInterval: EVERY,
    queryFn: async ({ signal }) => {
      const [ahead, wall] = await Promise.all([
        call(placementApi.outlook, {}, { signal }),
        call(reportsApi.wall, {}, { signal }),
      ])
      return { ...ahead, estimates: roadRows(wall.roadEstimates) }
    },
  })
  return (
    <>
      <PageHeader title={t(words.outlookTitle)} summary={t(words.outlookLead)} />
      <Loaded query={places}>
        {({ entries }) => (
          <Loaded query={outlook}>
            {({ expected, plan, estimates }) => (
              <div className="stack">
                <Entries
                  rows={entries.map(({ id, name }) => ({
                    entry: id,
                    name: name[language],
                    expected: expected.find((one) => one.entry === id),
                    told: estimates.find((one) => one.entry === id),
                  }))}
                />
                <Plan plan={plan} />
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  )
}

function Entries({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const why = mayNot.estimateRoad(useActor())
  const [correcting, correct] = useState<Row>()
  const columns: Column<Row>[] = [
    { key: 'entry', head: t(words.entry), kind: 'main', cell: ({ name }) => name },
    {
      key: 'persons',
      head: t(words.perHour),
      kind: 'number',
      cell: ({ expected }) => format.number(expected?.persons ?? 0),
    },
    { key: 'from', head: t(words.from), cell: ({ expected }) => t(words[expected?.from ?? 'curve']) },
    { key: 'told', head: t(words.onRoad), kind: 'wide', cell: ({ told }) => <Told told={told} /> },
    {
      key: 'correct',
      head: t(words.correct),
      cell: (row) => (
        <Button why={why && tellCode(why, language)} onClick={() => correct(row)}>
          {t(words.correct)}
        </Button>
      ),
    },
  ]
  const all = rows.reduce((sum, { expected }) => sum + (expected?.persons ?? 0), 0)
  return (
    <div className="stack">
      <p role="status">
        <strong>{t(words.expected, { n: format.number(all) })}</strong>
      </p>
      <DataList
        caption={t(words.outlookTitle)}
        columns={columns}
        rows={rows}
        rowKey={({ entry }) => entry}
        empty={<Empty title={t(words.noEntries)} />}
      />
      {correcting ? <Correct row={correcting} onClose={() => correct(undefined)} /> : null}
    </div>
  )
}

function Told({ told }: { told: Estimate | undefined }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(30_000)
  if (told === undefined) return <span className="muted">{t(words.notTold)}</span>
  const { persons, source, at } = told
  return (
    <>
      {t(words.told, { n: format.number(persons), source, age: format.duration(Math.max(0, now - at)) })}
      {isStaleEstimate(told, now) ? <span className="muted"> · {t(words.stale)}</span> : null}
    </>
  )
}

function Correct({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useT()
  const form = useId()
  const tell = useToast()
  const queries = useQueryClient()
  const [command] = useState(newId)
  const [persons, setPersons] = useState(row.told === undefined ? '' : String(row.told.persons))
  const [source, setSource] = useState('')
  const whole = /^\d{1,6}$/.test(persons.trim()) && source.trim().length >= 2
  const save = useMutation({
    mutationFn: () =>
      call(placementApi.setRoadEstimate, {
        body: { command, entry: row.entry, persons: Number(persons), source: source.trim() },
      }),
    onSuccess: () => {
      tell(t(words.saved))
      void queries.invalidateQueries({ queryKey: KEY })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whole && !save.isPending) save.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.correctTitle, { entry: row.name })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            busy={save.isPending}
            why={whole ? undefined : t(words.missing)}
          >
            {t(words.correct)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p>{t(words.correctText)}</p>
        <Field
          label={t(words.howMany)}
          hint={t(words.vehicles)}
          inputMode="numeric"
          maxLength={6}
          value={persons}
          onChange={(event) => setPersons(event.target.value)}
        />
        <Field
          label={t(words.source)}
          hint={t(words.sourceHint)}
          maxLength={120}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        {save.error ? <ErrorNote error={save.error} /> : null}
      </form>
    </Dialog>
  )
}

function Plan({ plan }: { plan: PlanView }) {
  const t = useT()
  const format = useFormat()
  const clock = format.clock(plan.at ?? 0)
  const state = {
    followed: () => t(words.planFollowed, { clock, n: format.number(plan.expected ?? 0), gap: gapOf(plan) }),
    stale: () => t(words.planStale, { clock }),
    failed: () => t(words.planFailed),
    none: () => t(words.planNone),
  }[plan.state]()
  const short = plan.unplaced ?? 0
  return (
    <section className="section" aria-labelledby="outlook-plan">
      <h2 id="outlook-plan">{t(words.plan)}</h2>
      <p>{state}</p>
      {plan.state === 'followed' ? (
        <p>{short > 0 ? t(words.planShort, { n: format.number(short) }) : t(words.planEnough)}</p>
      ) : null}
      {plan.lacking.length > 0 ? (
        <ul>
          {plan.lacking.map(({ need, persons }) => (
            <li key={need}>
              {t(need ? words.lacks : words.lacksAny, {
                need: need ? t(NEED_WORDS[need]) : '',
                n: format.number(persons),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
