/** Placing those once more who have not set out: worked out, looked at, carried out, taken back. */
import './placement.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import type { Text } from '../../base/words.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { MoveOutcome, ReplanMove, ReplanView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { gapOf } from '../../modules/reports/figures.ts'
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
import { Note } from '../kit/Note.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { Progress } from '../kit/Progress.tsx'
import { StateMark, type Tone } from '../kit/StateMark.tsx'
import { siteName } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { ApiRefusal } from '../shell/refusals.ts'
import { words } from './replan-words.ts'

const KEY = ['replan'] as const

export function ReplanPage() {
  const t = useT()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const why = mayNot.replan(useActor())
  const last = useQuery<OutputOf<typeof placementApi.lastReplan>>({
    queryKey: KEY,
    // While moves are made, by whomever, they are counted on the screen.
    refetchInterval: ({ state }) => (isUnderWay(state.data?.replan) ? 1_000 : 20_000),
    queryFn: ({ signal }) => call(placementApi.lastReplan, {}, { signal }),
  })
  const work = useMutation({
    mutationFn: () => call(placementApi.previewReplan, { body: { command: newId() } }),
    onSuccess: (replan) => queries.setQueryData(KEY, { now: replan.at, replan }),
  })
  const known = last.data?.replan != null
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <Button
            look={known ? 'plain' : 'primary'}
            busy={work.isPending}
            why={why && tellCode(why, language)}
            onClick={() => work.mutate()}
          >
            {t(known ? words.again : words.work)}
          </Button>
        }
      />
      {work.isPending ? (
        <Note tone="info" live>
          {t(words.working)}
        </Note>
      ) : null}
      {work.error ? <ErrorNote error={work.error} retry={() => work.mutate()} /> : null}
      <Loaded query={last}>
        {({ replan }) =>
          replan === null ? (
            <Empty title={t(words.none)}>
              <p>{t(words.noneText)}</p>
            </Empty>
          ) : (
            <Replan key={replan.id} replan={replan} onAgain={() => work.mutate()} />
          )
        }
      </Loaded>
    </>
  )
}

function isUnderWay(replan: ReplanView | null | undefined): boolean {
  return replan?.state === 'carrying' || replan?.state === 'undoing'
}

const count = (moves: readonly ReplanMove[], ...outcomes: readonly (MoveOutcome | null)[]): number =>
  moves.filter(({ outcome }) => outcomes.includes(outcome)).length

function Replan({ replan, onAgain }: { replan: ReplanView; onAgain: () => void }) {
  const t = useT()
  const [asked, ask] = useState<'carryOut' | 'undo'>()
  const { moves } = replan
  return (
    <div className="stack">
      <Standing replan={replan} onAgain={onAgain} onAsk={ask} />
      {moves.length > 0 ? (
        <>
          <Figures replan={replan} />
          <Moves moves={moves} />
        </>
      ) : (
        <Empty
          title={t(replan.looked.parties + replan.waiting.parties === 0 ? words.nobody : words.nothing, {
            parties: replan.looked.parties + replan.waiting.parties,
          })}
        />
      )}
      {asked ? <Act deed={asked} replan={replan} onClose={() => ask(undefined)} onAgain={onAgain} /> : null}
    </div>
  )
}

interface StandingProps {
  readonly replan: ReplanView
  readonly onAgain: () => void
  readonly onAsk: (deed: 'carryOut' | 'undo') => void
}

/** What has become of it, and what can be done with it now. */
function Standing({ replan, onAgain, onAsk }: StandingProps) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const now = useNow(5_000)
  const why = mayNot.replan(useActor())
  const not = why && tellCode(why, language)
  const { state, moves, at, until } = replan
  const rest = count(moves, null)
  const told = (
    <p className="muted">{t(words.madeAt, { clock: format.clock(at), until: format.clock(until) })}</p>
  )
  if (state === 'previewed' && moves.length === 0) return told
  if (state === 'previewed')
    return now > until ? (
      <div className="row">
        <Note tone="attention" live>
          {t(words.stale, { age: format.duration(now - at) })}
        </Note>
        <Button look="primary" why={not} onClick={onAgain}>
          {t(words.again)}
        </Button>
      </div>
    ) : (
      <div className="row">
        <Button look="primary" why={not} onClick={() => onAsk('carryOut')}>
          {t(words.carryOut, { n: moves.length })}
        </Button>
        {told}
      </div>
    )
  if (state === 'carrying')
    return (
      <>
        <Progress label={t(words.progress)} done={moves.length - rest} total={moves.length} />
        <div className="row">
          <Note tone="attention">{t(words.brokeOff)}</Note>
          <Button why={not} onClick={() => onAsk('carryOut')}>
            {t(words.goOn)}
          </Button>
        </div>
      </>
    )
  if (state === 'undoing')
    return (
      <>
        <Progress
          label={t(words.undoProgress)}
          done={count(moves, 'back', 'stays')}
          total={count(moves, 'back', 'stays', 'moved')}
        />
        <Button why={not} onClick={() => onAsk('undo')}>
          {t(words.goOn)}
        </Button>
      </>
    )
  if (state === 'undone')
    return (
      <Note tone="calm" live>
        {t(words.undone, { n: count(moves, 'back'), stays: count(moves, 'stays') })}
      </Note>
    )
  return (
    <div className="row">
      <Note tone="calm" live>
        {t(words.done, {
          parties: replan.moved.parties,
          persons: format.number(replan.moved.persons),
          stays: count(moves, 'changed', 'no_room'),
        })}
      </Note>
      <Button why={not} onClick={() => onAsk('undo')}>
        {t(words.undo)}
      </Button>
    </div>
  )
}

function Figures({ replan }: { replan: ReplanView }) {
  const t = useT()
  const format = useFormat()
  const { looked, waiting, moved, placed, farther, minutes, needsMet, moves } = replan
  const had = moved.persons - placed.persons
  const phones = count(
    moves.filter(({ byPhone }) => byPhone),
    null,
    'moved',
  )
  const rows: [Text, string][] = [
    [
      words.looked,
      t(words.lookedIs, { ...looked, persons: format.number(looked.persons), waiting: waiting.persons }),
    ],
    [words.moved, t(words.movedIs, { ...moved, persons: format.number(moved.persons) })],
    [
      words.saved,
      t(words.savedIs, {
        minutes: format.number(minutes),
        mean: had === 0 ? 0 : Math.round(minutes / had),
      }),
    ],
    [words.placed, t(words.needsIs, { n: placed.parties })],
    [words.needs, t(words.needsIs, { n: needsMet })],
    [words.farther, farther.parties === 0 ? t(words.fartherNone) : t(words.fartherIs, farther)],
    [words.bound, t(words.boundIs, { gap: gapOf(replan) })],
  ]
  if (phones > 0) rows.push([words.phone, t(words.phoneIs, { n: phones })])
  return (
    <section aria-label={t(words.figures)}>
      <dl className="facts replan-facts">
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const OUTCOMES: Readonly<Record<MoveOutcome | 'planned', readonly [glyph: string, tone: Tone, word: Text]>> =
  {
    planned: ['○', 'attention', words.planned],
    moved: ['●', 'calm', words.outcomeMoved],
    changed: ['·', 'quiet', words.outcomeChanged],
    no_room: ['·', 'quiet', words.outcomeNoRoom],
    back: ['↩', 'info', words.outcomeBack],
    stays: ['●', 'attention', words.outcomeStays],
  }

/** Those moved stand in the order in which they find their places free. */
const FIRST = 200

function Moves({ moves }: { moves: readonly ReplanMove[] }) {
  const t = useT()
  const { language } = useLanguage()
  const [all, showAll] = useState(false)
  const columns: Column<ReplanMove>[] = [
    {
      key: 'code',
      head: t(words.code),
      kind: 'main',
      cell: ({ code, party }) => (
        <Link to={routes.party} params={{ id: party }}>
          {code}
        </Link>
      ),
    },
    { key: 'size', head: t(words.size), kind: 'number', cell: ({ size }) => size },
    {
      key: 'from',
      head: t(words.from),
      cell: ({ from }) => (from ? siteName(from, language) : <span className="muted">{t(words.waits)}</span>),
    },
    { key: 'to', head: t(words.to), kind: 'wide', cell: ({ to }) => siteName(to, language) },
    {
      key: 'minutes',
      head: t(words.minutes),
      kind: 'number',
      cell: ({ before, after }) => (before === null ? after : t(words.minutesIs, { before, after })),
    },
    {
      key: 'told',
      head: t(words.told),
      cell: ({ byPhone }) => t(byPhone ? words.byPhone : words.byPage),
    },
    {
      key: 'outcome',
      head: t(words.outcome),
      cell: ({ outcome }) => {
        const [glyph, tone, word] = OUTCOMES[outcome ?? 'planned']
        return <StateMark glyph={glyph} tone={tone} word={t(word)} />
      },
    },
  ]
  return (
    <>
      <DataList
        caption={t(words.title)}
        columns={columns}
        rows={all ? moves : moves.slice(0, FIRST)}
        rowKey={({ party }) => party}
        empty={null}
      />
      {all || moves.length <= FIRST ? null : (
        <Button onClick={() => showAll(true)}>{t(words.rest, { n: moves.length - FIRST })}</Button>
      )}
    </>
  )
}

interface ActProps {
  readonly deed: 'carryOut' | 'undo'
  readonly replan: ReplanView
  readonly onClose: () => void
  readonly onAgain: () => void
}

/** The act, with its reason; while it runs the page behind counts the moves. */
function Act({ deed, replan, onClose, onAgain }: ActProps) {
  const t = useT()
  const queries = useQueryClient()
  const form = useId()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim().length < 2
  const n = replan.moves.length
  const act = useMutation({
    mutationFn: () => {
      const input = { params: { id: replan.id }, body: { command, reason: reason.trim() } }
      const doing =
        deed === 'carryOut' ? call(placementApi.carryOutReplan, input) : call(placementApi.undoReplan, input)
      void queries.invalidateQueries({ queryKey: KEY })
      return doing
    },
    onSuccess: (done) => {
      queries.setQueryData(KEY, { now: done.at, replan: done })
      onClose()
    },
  })
  const stale = act.error instanceof ApiRefusal && act.error.code === 'placement.replan_stale'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing && !act.isPending) act.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(deed === 'carryOut' ? words.carryOutTitle : words.undoTitle, { n })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          {stale ? (
            <Button
              look="primary"
              onClick={() => {
                onClose()
                onAgain()
              }}
            >
              {t(words.again)}
            </Button>
          ) : (
            <Button type="submit" form={form} look="primary" busy={act.isPending}>
              {t(deed === 'carryOut' ? words.carryOut : words.undo, { n })}
            </Button>
          )}
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit} noValidate>
        <p>{t(deed === 'carryOut' ? words.carryOutText : words.undoText, { n })}</p>
        <Field
          label={t(words.reason)}
          hint={t(words.reasonHint)}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={tried && missing ? t(words.reasonShort) : undefined}
        />
        {act.isPending && n > 20 ? (
          <Progress
            label={t(deed === 'carryOut' ? words.progress : words.undoProgress)}
            done={n - count(replan.moves, deed === 'carryOut' ? null : 'moved')}
            total={n}
          />
        ) : null}
        {act.error ? <ErrorNote error={act.error} /> : null}
      </form>
    </Dialog>
  )
}
