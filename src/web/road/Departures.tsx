/** Who is still here, the roads out, and the times that come of it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { roadApi } from '../../modules/road/api.ts'
import {
  type Departing,
  type DeparturePlan,
  type RoadNews,
  WAVE_CLASSES,
  type WaveClass,
  type WaveWindow,
  type WayOut,
} from '../../modules/road/model.ts'
import { mayNot } from '../../modules/road/policy.ts'
import { closedSince } from '../../modules/road/rules.ts'
import { WAVE_CLASS_WORDS } from '../../modules/road/words.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { useNow } from '../kit/now.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { openingOf } from './clock.ts'
import { words } from './words.ts'

type Found = OutputOf<typeof roadApi.departures>

export function Departures({
  departing,
  plans,
  news,
  onChange,
}: Found & { news: readonly RoadNews[]; onChange: () => void }) {
  const t = useT()
  const draft = plans.find(({ state }) => state === 'planned')
  const announced = plans.find(({ state }) => state === 'announced')
  const last = draft ?? announced
  const somebody = departing.some(({ parties }) => parties > 0)
  return (
    <div className="stack">
      {announced ? <ClosedSince roads={closedSince(news, announced.announcedAt)} /> : null}
      {announced ? <Plan plan={announced} onChange={onChange} /> : null}
      {somebody ? <StillHere departing={departing} /> : <Empty title={t(words.nobody)} />}
      {somebody ? (
        <Planner key={last?.id} last={last} drafted={draft !== undefined} onChange={onChange} />
      ) : null}
      {draft ? <Plan plan={draft} onChange={onChange} /> : null}
    </div>
  )
}

function ClosedSince({ roads }: { roads: readonly RoadNews[] }) {
  const t = useT()
  if (roads.length === 0) return null
  const names = roads.map(({ road, direction }) => `${road} ${direction}`.trim())
  return (
    <p className="road-stale" role="status">
      ! {t(words.closedSince, { roads: names.join(t(words.between)) })}
    </p>
  )
}

function StillHere({ departing }: { departing: readonly Departing[] }) {
  const t = useT()
  const format = useFormat()
  const columns: Column<Departing>[] = [
    { key: 'who', head: t(words.who), kind: 'main', cell: ({ who }) => t(WAVE_CLASS_WORDS[who]) },
    { key: 'parties', head: t(words.parties), kind: 'number', cell: (one) => format.number(one.parties) },
    { key: 'persons', head: t(words.persons), kind: 'number', cell: (one) => format.number(one.persons) },
    { key: 'vehicles', head: t(words.vehicles), kind: 'number', cell: (one) => format.number(one.vehicles) },
  ]
  return (
    <div className="stack">
      <h3>{t(words.still)}</h3>
      <DataList
        caption={t(words.still)}
        columns={columns}
        rows={departing}
        rowKey={({ who }) => who}
        empty={null}
      />
    </div>
  )
}

interface Row {
  readonly key: string
  readonly direction: string
  readonly opens: string
  readonly perHour: string
  readonly share: string
}

const blank = (): Row => ({ key: newId(), direction: '', opens: '', perHour: '400', share: '50' })

function rowOf({ direction, opensAt, perHour, share }: WayOut, clock: (moment: number) => string): Row {
  return { key: newId(), direction, opens: clock(opensAt), perHour: String(perHour), share: String(share) }
}

/** The roads as they are typed; undefined while one of them is not whole. */
function waysOf(rows: readonly Row[], now: number): WayOut[] | undefined {
  const ways = rows.map(({ direction, opens, perHour, share }) => ({
    direction: direction.trim(),
    opensAt: openingOf(opens, now) ?? Number.NaN,
    perHour: Number(perHour),
    share: Number(share),
  }))
  const whole = ways.every(
    ({ direction, opensAt, perHour, share }) =>
      direction !== '' &&
      Number.isFinite(opensAt) &&
      perHour >= 10 &&
      perHour <= 5000 &&
      share >= 0 &&
      share <= 100,
  )
  return whole ? ways : undefined
}

function Planner({
  last,
  drafted,
  onChange,
}: {
  last: DeparturePlan | undefined
  drafted: boolean
  onChange: () => void
}) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const tell = useToast()
  const now = useNow(30_000)
  const denied = mayNot.post(useActor())
  const [rows, setRows] = useState<readonly Row[]>(() =>
    last ? last.ways.map((way) => rowOf(way, format.clock)) : [blank(), blank()],
  )
  const [order, setOrder] = useState<readonly WaveClass[]>(last?.order ?? WAVE_CLASSES)
  const ways = waysOf(rows, now)
  const plan = useMutation({
    mutationFn: (wanted: WayOut[]) =>
      call(roadApi.plan, { body: { command: newId(), ways: wanted, order: [...order] } }),
    onSuccess: () => {
      tell(t(words.planned))
      onChange()
    },
  })
  const set = (key: string, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  const why = denied ? tellCode(denied, language) : ways === undefined ? t(words.wayMissing) : undefined
  return (
    <div className="stack">
      <fieldset className="road-ways">
        <legend className="field-label">{t(words.ways)}</legend>
        {rows.map((row) => (
          <Way
            key={row.key}
            row={row}
            onSet={(change) => set(row.key, change)}
            onRemove={rows.length > 1 ? () => setRows(rows.filter(({ key }) => key !== row.key)) : undefined}
          />
        ))}
        {rows.length < 6 ? (
          <div>
            <Button onClick={() => setRows([...rows, blank()])}>{t(words.addWay)}</Button>
          </div>
        ) : null}
      </fieldset>
      <div>
        <p className="field-label">{t(words.order)}</p>
        <ol className="road-order">
          {order.map((who, n) => (
            <li key={who}>
              <span>{`${n + 1}. ${t(WAVE_CLASS_WORDS[who])}`}</span>
              {n > 0 ? (
                <Button
                  look="plain"
                  aria-label={`${t(words.earlier)} ${t(WAVE_CLASS_WORDS[who])}`}
                  onClick={() => setOrder(swapped(order, n))}
                >
                  ↑
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
      <div>
        <Button
          look={drafted ? 'plain' : 'primary'}
          why={why}
          busy={plan.isPending}
          onClick={() => ways && plan.mutate(ways)}
        >
          {t(drafted ? words.planAgain : words.plan)}
        </Button>
      </div>
      {plan.error ? <ErrorNote error={plan.error} /> : null}
    </div>
  )
}

function swapped(order: readonly WaveClass[], n: number): WaveClass[] {
  const next = [...order]
  ;[next[n - 1], next[n]] = [next[n]!, next[n - 1]!]
  return next
}

function Way({
  row,
  onSet,
  onRemove,
}: {
  row: Row
  onSet: (change: Partial<Row>) => void
  onRemove: (() => void) | undefined
}) {
  const t = useT()
  return (
    <div className="road-way">
      <Field
        label={t(words.wayDirection)}
        maxLength={40}
        value={row.direction}
        onChange={(event) => onSet({ direction: event.target.value })}
      />
      <Field
        label={t(words.opensAt)}
        type="time"
        value={row.opens}
        onChange={(event) => onSet({ opens: event.target.value })}
      />
      <Field
        label={t(words.perHour)}
        inputMode="numeric"
        maxLength={4}
        value={row.perHour}
        onChange={(event) => onSet({ perHour: event.target.value })}
      />
      <Field
        label={t(words.share)}
        inputMode="numeric"
        maxLength={3}
        value={row.share}
        onChange={(event) => onSet({ share: event.target.value })}
      />
      {onRemove ? <Button onClick={onRemove}>{t(words.removeWay)}</Button> : null}
    </div>
  )
}

function Plan({ plan, onChange }: { plan: DeparturePlan; onChange: () => void }) {
  const t = useT()
  const format = useFormat()
  const vehicles = plan.windows.reduce((n, one) => n + one.vehicles, 0)
  const title =
    plan.announcedAt === null
      ? t(words.draft, { vehicles: format.number(vehicles) })
      : t(words.announced, { clock: format.clock(plan.announcedAt) })
  const columns: Column<WaveWindow>[] = [
    { key: 'direction', head: t(words.wayDirection), kind: 'main', cell: ({ direction }) => direction },
    { key: 'who', head: t(words.who), kind: 'wide', cell: ({ who }) => t(WAVE_CLASS_WORDS[who]) },
    { key: 'from', head: t(words.from), cell: ({ from }) => format.dayClock(from) },
    { key: 'to', head: t(words.to), cell: ({ until }) => format.clock(until) },
    { key: 'vehicles', head: t(words.vehicles), kind: 'number', cell: (one) => format.number(one.vehicles) },
  ]
  return (
    <div className="stack">
      <h3>{title}</h3>
      <DataList
        caption={title}
        columns={columns}
        rows={plan.windows}
        rowKey={({ direction, who }) => `${direction} ${who}`}
        empty={<Empty title={t(words.empty)} />}
      />
      <Steps plan={plan} onChange={onChange} />
    </div>
  )
}

const DEEDS = { announce: roadApi.announce, drop: roadApi.drop, end: roadApi.end } as const
const DONE = { announce: words.announcedToast, drop: words.dropped, end: words.ended } as const

function Steps({ plan, onChange }: { plan: DeparturePlan; onChange: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const denied = mayNot.post(useActor())
  const why = denied && tellCode(denied, language)
  const [asking, ask] = useState(false)
  const act = useMutation({
    mutationFn: (deed: keyof typeof DEEDS) =>
      call(DEEDS[deed], { params: { id: plan.id }, body: { command: newId(), base: plan.version } }),
    onSuccess: (_, deed) => {
      tell(t(DONE[deed]))
      ask(false)
      onChange()
    },
  })
  if (plan.state === 'announced')
    return (
      <div>
        <Button why={why} busy={act.isPending} onClick={() => act.mutate('end')}>
          {t(words.end)}
        </Button>
        {act.error ? <ErrorNote error={act.error} /> : null}
      </div>
    )
  return (
    <div className="row">
      <Button look="primary" why={why} onClick={() => ask(true)}>
        {t(words.announce)}
      </Button>
      <Button why={why} busy={act.isPending} onClick={() => act.mutate('drop')}>
        {t(words.drop)}
      </Button>
      {act.error ? <ErrorNote error={act.error} /> : null}
      {asking ? (
        <Dialog
          open
          onClose={() => ask(false)}
          title={t(words.announceTitle)}
          actions={
            <>
              <Button onClick={() => ask(false)}>{t(kitWords.cancel)}</Button>
              <Button look="primary" busy={act.isPending} onClick={() => act.mutate('announce')}>
                {t(words.announce)}
              </Button>
            </>
          }
        >
          <p>{t(words.announceText)}</p>
        </Dialog>
      ) : null}
    </div>
  )
}
