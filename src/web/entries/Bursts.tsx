/** Registrations that came faster than is plausible: looked at by entry and time, let through or taken out in one act. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntryGate } from '../../modules/entries/model.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { Burst } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
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
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { words } from './words.ts'

const BURSTS = ['bursts'] as const
/** A flood is thousands of events; the list is asked for again by the clock and not by each of them. */
const EVERY = 10_000

const FIGURES = ['parties', 'persons', 'unconfirmed', 'holding', 'known', 'cleared', 'phones'] as const

export function Bursts({ gates }: { gates: readonly EntryGate[] }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [chosen, choose] = useState<Burst>()
  const again = () => void queries.invalidateQueries({ queryKey: BURSTS })
  const bursts = useQuery({
    queryKey: BURSTS,
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(placementApi.bursts, {}, { signal }),
  })
  const nameOf = (entry: string) => {
    const gate = gates.find((one) => one.entry === entry)
    return gate ? t(gate.name) : entry
  }
  const columns: Column<Burst>[] = [
    {
      key: 'where',
      head: t(words.where),
      kind: 'main',
      cell: ({ entry, code }) => `${nameOf(entry)} · ${t(code === null ? words.bare : words.withCode)}`,
    },
    {
      key: 'when',
      head: t(words.when),
      cell: ({ from, to }) => `${format.dayClock(from)}–${format.clock(to)}`,
    },
    ...FIGURES.map(
      (key): Column<Burst> => ({
        key,
        head: t(words[key]),
        kind: 'number',
        cell: (burst) => format.number(burst[key]),
      }),
    ),
    {
      key: 'act',
      head: t(words.act),
      cell: (burst) => <Button onClick={() => choose(burst)}>{t(words.look)}</Button>,
    },
  ]
  return (
    <section className="section" aria-labelledby="entries-bursts">
      <h2 id="entries-bursts">{t(words.bursts)}</h2>
      <Loaded query={bursts}>
        {({ bursts: rows }) => (
          <DataList
            caption={t(words.bursts)}
            columns={columns}
            rows={rows}
            rowKey={({ entry, code, from }) => `${entry} ${code} ${from}`}
            empty={
              <Empty title={t(words.noBursts)}>
                <p>{t(words.noBurstsText)}</p>
              </Empty>
            }
          />
        )}
      </Loaded>
      {chosen ? (
        <Act
          burst={chosen}
          entry={nameOf(chosen.entry)}
          onClose={() => choose(undefined)}
          onDone={() => {
            choose(undefined)
            again()
          }}
        />
      ) : null}
    </section>
  )
}

interface ActProps {
  readonly burst: Burst
  readonly entry: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What an act would do is counted anew as the dialog opens. */
function Act({ burst, entry, onClose, onDone }: ActProps) {
  const t = useT()
  const format = useFormat()
  const { from, to, code } = burst
  const look = useQuery({
    queryKey: [...BURSTS, burst.entry, code, from, to],
    queryFn: ({ signal }) =>
      call(
        placementApi.burst,
        { query: { entry: burst.entry, code: code ?? undefined, from, to } },
        { signal },
      ),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t(words.burstTitle, { entry, from: format.dayClock(from), to: format.clock(to) })}
    >
      <Loaded query={look}>{(now) => <Choice now={now} onDone={onDone} />}</Loaded>
    </Dialog>
  )
}

function Choice({ now, onDone }: { now: Burst; onDone: () => void }) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const tell = useToast()
  const denied = mayNot.actOnBursts(useActor())
  const [commands] = useState(() => ({ confirm: newId(), clear: newId() }))
  const [holding, setHolding] = useState(false)
  const [reason, setReason] = useState('')
  const burst = { entry: now.entry, code: now.code, from: now.from, to: now.to }
  const through = now.unconfirmed + now.cleared
  const out = now.unconfirmed + (holding ? now.holding : 0)
  const confirm = useMutation({
    mutationFn: () => call(placementApi.confirmBurst, { body: { command: commands.confirm, burst } }),
    onSuccess: (done) => {
      tell(t(words.confirmed, done))
      onDone()
    },
  })
  const clear = useMutation({
    mutationFn: () =>
      call(placementApi.clearBurst, {
        body: { command: commands.clear, burst, holding, reason: reason.trim() },
      }),
    onSuccess: (done) => {
      tell(t(words.clearedToast, done))
      onDone()
    },
  })
  const refusal = denied && tellCode(denied, language)
  const missing =
    out === 0 ? t(words.nothingToClear) : reason.trim() === '' ? t(words.reasonMissing) : undefined
  return (
    <div className="stack">
      <dl className="burst-figures">
        {FIGURES.map((key) => (
          <div key={key}>
            <dt>{t(words[key])}</dt>
            <dd>{format.number(now[key])}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <Button
          look="primary"
          why={refusal ?? (through === 0 ? t(words.nothingToConfirm) : undefined)}
          busy={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {t(words.confirm, { n: format.number(through) })}
        </Button>
      </div>
      {confirm.error ? <ErrorNote error={confirm.error} /> : null}
      <p className="burst-out">{t(words.clearText)}</p>
      {now.holding > 0 ? (
        <label className="check">
          <input type="checkbox" checked={holding} onChange={(event) => setHolding(event.target.checked)} />
          {t(words.alsoHolding, { n: format.number(now.holding) })}
        </label>
      ) : null}
      <Field
        label={t(words.reason)}
        hint={t(words.reasonHint)}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button why={refusal ?? missing} busy={clear.isPending} onClick={() => clear.mutate()}>
          {t(words.clear, { n: format.number(out) })}
        </Button>
      </div>
      {clear.error ? <ErrorNote error={clear.error} /> : null}
    </div>
  )
}
