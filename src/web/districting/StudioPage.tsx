/** One proposal on the map: figures of each grid, a building moved by hand and taken back, put away or published. */
import './districting.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { districtingApi } from '../../modules/districting/api.ts'
import type { Districting, GridProposed } from '../../modules/districting/model.ts'
import { mayNot } from '../../modules/districting/policy.ts'
import { DISTRICTING_STATE_WORDS } from '../../modules/districting/words.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { Select } from '../kit/Select.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { usePlaces } from '../shell/places.ts'
import { StudioMap } from './StudioMap.tsx'
import { goalsOf } from './shapes.ts'
import { words } from './words.ts'

const NEW = 'new'
/** How often a proposal being drawn is asked after, in milliseconds. */
const WAIT = 1_000

const keyOf = (id: string) => ['districting', id] as const

export function StudioPage() {
  const t = useT()
  const { id = '' } = useParams({ strict: false })
  const query = useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call(districtingApi.one, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'solving' ? WAIT : false),
  })
  return (
    <Loaded query={query}>
      {(proposal) => (
        <>
          <Head proposal={proposal} />
          {proposal.state === 'solving' ? (
            <p role="status">{t(words.solving)}</p>
          ) : proposal.rows.length === 0 ? (
            <Empty title={t(words.failed)} />
          ) : (
            <Studio proposal={proposal} />
          )}
        </>
      )}
    </Loaded>
  )
}

function Head({ proposal }: { proposal: Districting }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const tell = useToast()
  const queries = useQueryClient()
  const actor = useActor()
  const [publishing, publish] = useState(false)
  const discard = useMutation({
    mutationFn: () =>
      call(districtingApi.discard, { params: { id: proposal.id }, body: { command: newId() } }),
    onSuccess: () => {
      tell(t(words.discarded))
      void queries.invalidateQueries({ queryKey: keyOf(proposal.id) })
    },
  })
  const notDraft = proposal.state === 'draft' ? undefined : t(words.notDraft)
  const notMine = mayNot.draft(actor, proposal.communities)
  return (
    <>
      <PageHeader
        title={proposal.name}
        summary={
          <span>
            {t(DISTRICTING_STATE_WORDS[proposal.state])} ·{' '}
            {t(words.headline, {
              ...{ grids: proposal.grids, outside: proposal.outside },
              moving: format.number(proposal.moving),
            })}
          </span>
        }
        actions={
          <>
            <Link className="button button-plain button-normal" to={routes.grids}>
              {t(words.back)}
            </Link>
            <Button
              why={notDraft ?? (notMine && tellCode(notMine, language))}
              busy={discard.isPending}
              onClick={() => discard.mutate()}
            >
              {t(words.discard)}
            </Button>
            <Button
              look="primary"
              why={notDraft ?? (mayNot.publish(actor) ? t(words.onlyCounty) : undefined)}
              onClick={() => publish(true)}
            >
              {t(words.publish)}
            </Button>
          </>
        }
      />
      {discard.error ? <ErrorNote error={discard.error} /> : null}
      {publishing ? <Publish proposal={proposal} onClose={() => publish(false)} /> : null}
    </>
  )
}

function Publish({ proposal, onClose }: { proposal: Districting; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const tell = useToast()
  const queries = useQueryClient()
  const [command] = useState(newId)
  const plan = useQuery({
    queryKey: [...keyOf(proposal.id), 'publish', proposal.version],
    queryFn: ({ signal }) => call(districtingApi.publishPlan, { params: { id: proposal.id } }, { signal }),
  })
  const save = useMutation({
    mutationFn: () =>
      call(districtingApi.publish, {
        params: { id: proposal.id },
        body: { command, base: proposal.version },
      }),
    onSuccess: () => {
      tell(t(words.published))
      void queries.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.publishTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="primary" busy={save.isPending || plan.isPending} onClick={() => save.mutate()}>
            {t(words.publish)}
          </Button>
        </>
      }
    >
      <Loaded query={plan}>
        {({ posts, households, ...rest }) => (
          <p>
            {t(words.publishText, { ...rest, households: format.number(households), posts: posts.length })}
          </p>
        )}
      </Loaded>
      {save.error ? <ErrorNote error={save.error} /> : null}
    </Dialog>
  )
}

function Studio({ proposal }: { proposal: Districting }) {
  const t = useT()
  const [grid, setGrid] = useState<number>()
  const [building, setBuilding] = useState<number>()
  const choose = (index: number) => {
    setBuilding(index)
    setGrid(proposal.at[index]![3])
  }
  return (
    <div className="studio">
      <div className="stack">
        <p className="muted">{t(words.mapNote)}</p>
        <StudioMap proposal={proposal} grid={grid} building={building} onBuilding={choose} />
      </div>
      <div className="stack">
        <Mover proposal={proposal} building={building} />
        <Grids proposal={proposal} onGrid={setGrid} />
      </div>
    </div>
  )
}

function Mover({ proposal, building }: { proposal: Districting; building: number | undefined }) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const queries = useQueryClient()
  const why = mayNot.draft(useActor(), proposal.communities)
  const [to, setTo] = useState<string>()
  const keep = (word: typeof words.moved | typeof words.undone) => (next: Districting) => {
    queries.setQueryData(keyOf(proposal.id), next)
    tell(t(word))
  }
  const goals = building === undefined ? [] : goalsOf(proposal, building)
  const goal = to === NEW || goals.includes(Number(to)) ? to! : String(goals[0] ?? NEW)
  const params = { id: proposal.id }
  const move = useMutation({
    mutationFn: () =>
      call(districtingApi.move, {
        params,
        body: {
          ...{ command: newId(), base: proposal.version, buildings: [proposal.ids[building!]!] },
          ...(goal === NEW ? {} : { grid: Number(goal) }),
        },
      }),
    onSuccess: keep(words.moved),
  })
  const undo = useMutation({
    mutationFn: () => call(districtingApi.undo, { params, body: { command: newId() } }),
    onSuccess: keep(words.undone),
  })
  if (proposal.state !== 'draft') return null
  const [, , households, own] = building === undefined ? [0, 0, 0, 0] : proposal.at[building]!
  const stop = why && tellCode(why, language)
  return (
    <section className="stack" aria-live="polite">
      <p>
        {building === undefined
          ? t(words.noneChosen)
          : t(words.chosen, { households, grid: t(words.gridN, { n: own + 1 }) })}
      </p>
      <div className="row">
        <Select
          label={t(words.moveTo)}
          value={goal}
          options={[
            ...goals.map((one) => ({ value: String(one), label: t(words.gridN, { n: one + 1 }) })),
            { value: NEW, label: t(words.newGrid) },
          ]}
          onChoose={setTo}
        />
        <Button
          look="primary"
          why={stop ?? (building === undefined ? t(words.noneChosen) : undefined)}
          busy={move.isPending}
          onClick={() => move.mutate()}
        >
          {t(words.move)}
        </Button>
        {proposal.moves > 0 ? (
          <Button why={stop} busy={undo.isPending} onClick={() => undo.mutate()}>
            {t(words.undo)}
          </Button>
        ) : null}
      </div>
      {move.error ? <ErrorNote error={move.error} /> : null}
      {undo.error ? <ErrorNote error={undo.error} /> : null}
    </section>
  )
}

const REASONS = {
  building: words.building,
  few: words.fewReason,
  total: words.total,
  indivisible: words.indivisible,
  unfound: words.unfound,
} as const

function Grids({ proposal, onGrid }: { proposal: Districting; onGrid: (grid: number) => void }) {
  const t = useT()
  const format = useFormat()
  const places = usePlaces().data
  const names = new Map(places?.areas.map(({ code, name }) => [code, t(name)]))
  const remarks = ({ outside, reason, parts }: GridProposed): string =>
    [outside && t(words[outside]), reason && t(REASONS[reason]), parts > 1 && t(words.apart, { n: parts })]
      .filter(Boolean)
      .join(' · ')
  const columns: Column<GridProposed>[] = [
    {
      key: 'grid',
      head: t(words.grid),
      kind: 'main',
      cell: ({ grid }) => (
        <Button look="quiet" onClick={() => onGrid(grid)}>
          {t(words.gridN, { n: grid + 1 })}
        </Button>
      ),
    },
    {
      key: 'households',
      head: t(words.households),
      kind: 'number',
      cell: (row) => format.number(row.households),
    },
    {
      key: 'buildings',
      head: t(words.buildings),
      kind: 'number',
      cell: (row) => format.number(row.buildings),
    },
    { key: 'round', head: t(words.round), kind: 'number', cell: (row) => row.round.toFixed(2) },
    { key: 'remark', head: t(words.remark), kind: 'wide', cell: remarks },
    {
      key: 'heir',
      head: t(words.heir),
      cell: ({ heir }) => (heir === null ? '' : (names.get(heir) ?? heir)),
    },
  ]
  // What needs a person stands first.
  const rows = [...proposal.rows].sort(
    (a, b) => Number(b.outside !== null) - Number(a.outside !== null) || a.grid - b.grid,
  )
  return (
    <DataList
      caption={t(words.grids)}
      columns={columns}
      rows={rows}
      rowKey={({ grid }) => String(grid)}
      empty={<Empty title={t(words.none)} />}
    />
  )
}
