/** The report upward, and the shift handed to whoever comes. */
import './shifts.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { HOUR } from '../../base/time.ts'
import { reportsApi } from '../../modules/reports/api.ts'
import { shiftsApi } from '../../modules/shifts/api.ts'
import type { HandoverView, OpenThings } from '../../modules/shifts/model.ts'
import { mayNot } from '../../modules/shifts/policy.ts'
import { whyNot } from '../../modules/shifts/rules.ts'
import { HANDOVER_STATE_WORDS, OPEN_THING_WORDS } from '../../modules/shifts/words.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { TextField } from '../kit/Field.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useCopy } from '../kit/use-copy.ts'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { useActor } from '../shell/me.ts'
import { Packets } from './Packets.tsx'
import { words } from './words.ts'

const SHIFTS = ['shifts'] as const
const THINGS = Object.keys(OPEN_THING_WORDS) as (keyof OpenThings)[]

export function ShiftPage() {
  const t = useT()
  const queries = useQueryClient()
  const again = () => void queries.invalidateQueries({ queryKey: SHIFTS })
  const shifts = useQuery({
    queryKey: SHIFTS,
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call(shiftsApi.list, {}, { signal }),
  })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type.startsWith('shift.'))) again()
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <span className="no-print">
            <Button onClick={() => print()}>{t(words.print)}</Button>
          </span>
        }
      />
      <CityReport />
      <Packets />
      <Loaded query={shifts}>
        {({ open, sheets }) => <Shift open={open} sheets={sheets} onChange={again} />}
      </Loaded>
    </>
  )
}

function CityReport() {
  const t = useT()
  const { language } = useLanguage()
  const [at, setAt] = useState<number | undefined>(undefined)
  const report = useQuery({
    queryKey: ['city-report', at ?? 'now'],
    queryFn: ({ signal }) => call(reportsApi.city, { query: at === undefined ? {} : { at } }, { signal }),
  })
  return (
    <section className="section" aria-label={t(words.report)}>
      <h2>{t(words.report)}</h2>
      <p className="muted">{t(words.reportHint)}</p>
      <Loaded query={report}>
        {(told) => (
          <>
            <Lines key={`${told.at} ${language}`} lines={told[language]}>
              <Button onClick={() => setAt(told.at - HOUR)}>{t(words.earlier)}</Button>
              {at === undefined ? null : <Button onClick={() => setAt(at + HOUR)}>{t(words.later)}</Button>}
            </Lines>
          </>
        )}
      </Loaded>
    </section>
  )
}

function Lines({ lines, children }: { lines: readonly string[]; children: ReactNode }) {
  const t = useT()
  const [copied, copy] = useCopy(lines.join('\n'))
  return (
    <>
      <ol className="city-report">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div className="row no-print">
        <Button look="primary" onClick={copy}>
          {t(copied === true ? words.copied : words.copy)}
        </Button>
        {children}
        {copied === false ? <span role="status">{t(words.byHand)}</span> : null}
      </div>
    </>
  )
}

function Shift({
  open,
  sheets,
  onChange,
}: {
  open: OpenThings
  sheets: readonly HandoverView[]
  onChange: () => void
}) {
  const t = useT()
  const waiting = sheets.find(({ state }) => state === 'handed')
  const past = sheets.filter(({ state }) => state !== 'handed')
  return (
    <>
      <section className="section" aria-label={t(waiting ? words.waiting : words.open)}>
        <h2>{t(waiting ? words.waiting : words.open)}</h2>
        {waiting ? (
          <Sheet sheet={waiting} onChange={onChange} />
        ) : (
          <>
            <Things open={open} />
            <HandOver onChange={onChange} />
          </>
        )}
      </section>
      <section className="section no-print" aria-label={t(words.sheets)}>
        <h2>{t(words.sheets)}</h2>
        {past.length === 0 ? <p>{t(words.none)}</p> : null}
        <ul className="shift-past">
          {past.map((sheet) => (
            <li key={sheet.id}>
              <details>
                <summary>
                  <Signed sheet={sheet} /> · {t(HANDOVER_STATE_WORDS[sheet.state])}
                </summary>
                <Things open={sheet.open} />
                {sheet.remarks === '' ? null : <p className="shift-remarks">{sheet.remarks}</p>}
              </details>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Things({ open }: { open: OpenThings }) {
  const t = useT()
  const format = useFormat()
  return (
    <dl className="shift-things">
      {THINGS.map((thing) => (
        <div key={thing} data-none={open[thing] === 0 ? '' : undefined}>
          <dt>{t(OPEN_THING_WORDS[thing])}</dt>
          <dd>{format.number(open[thing])}</dd>
        </div>
      ))}
    </dl>
  )
}

function Signed({ sheet }: { sheet: HandoverView }) {
  const t = useT()
  const format = useFormat()
  const from = t(words.from, { name: sheet.from, clock: format.dayClock(sheet.handedAt) })
  if (sheet.to === null || sheet.endedAt === null) return <>{from}</>
  return <>{`${from} · ${t(words.to, { name: sheet.to, clock: format.dayClock(sheet.endedAt) })}`}</>
}

function HandOver({ onChange }: { onChange: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const [command, anew] = useState(newId)
  const [remarks, setRemarks] = useState('')
  const why = mayNot.handOver(useActor())
  const act = useMutation({
    mutationFn: () => call(shiftsApi.handOver, { body: { command, remarks } }),
    onSuccess: () => {
      tell(t(words.handed))
      anew(newId())
      setRemarks('')
      onChange()
    },
  })
  return (
    <div className="stack no-print">
      <TextField
        label={t(words.remarks)}
        hint={t(words.remarksHint)}
        optional
        maxLength={2000}
        rows={4}
        value={remarks}
        onChange={(event) => setRemarks(event.target.value)}
      />
      <div>
        <Button
          look="primary"
          why={why && tellCode(why, language)}
          busy={act.isPending}
          onClick={() => act.mutate()}
        >
          {t(words.handOver)}
        </Button>
      </div>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </div>
  )
}

const DEEDS = { take: shiftsApi.take, withdraw: shiftsApi.withdraw } as const
const DONE = { take: words.taken, withdraw: words.withdrawn } as const

function Sheet({ sheet, onChange }: { sheet: HandoverView; onChange: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const denied = mayNot.handOver(useActor())
  const act = useMutation({
    mutationFn: (deed: keyof typeof DEEDS) =>
      call(DEEDS[deed], { params: { id: sheet.id }, body: { command: newId() } }),
    onSuccess: (_, deed) => {
      tell(t(DONE[deed]))
      onChange()
    },
  })
  const why = (deed: keyof typeof DEEDS) => {
    const code = denied ?? whyNot(deed, sheet)
    return code && tellCode(code, language)
  }
  return (
    <div className="stack shift-sheet">
      <p>
        <Signed sheet={sheet} />
      </p>
      <Things open={sheet.open} />
      {sheet.remarks === '' ? null : <p className="shift-remarks">{sheet.remarks}</p>}
      <p className="print-only">
        {sheet.from}: __________ {t(words.signature)} · ____________: __________ {t(words.signature)}
      </p>
      <div className="row no-print">
        <Button look="primary" why={why('take')} busy={act.isPending} onClick={() => act.mutate('take')}>
          {t(words.take)}
        </Button>
        <Button why={why('withdraw')} busy={act.isPending} onClick={() => act.mutate('withdraw')}>
          {t(words.withdraw)}
        </Button>
      </div>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </div>
  )
}
