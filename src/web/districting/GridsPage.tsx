/** Proposals for grids side by side, and a new one asked for. */
import './districting.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { districtingApi } from '../../modules/districting/api.ts'
import type { BuildingView, DistrictingRow } from '../../modules/districting/model.ts'
import { mayNot } from '../../modules/districting/policy.ts'
import { DISTRICTING_STATE_WORDS } from '../../modules/districting/words.ts'
import type { AreaView } from '../../modules/places/model.ts'
import { GRID_NORM } from '../../modules/places/rules.ts'
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
import { PageHeader } from '../kit/PageHeader.tsx'
import { Select } from '../kit/Select.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { usePlaces } from '../shell/places.ts'
import { words } from './words.ts'

const KEY = ['districtings'] as const
const EVERY = 2_000

export function GridsPage() {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const places = usePlaces()
  const actor = useActor()
  const [making, make] = useState(false)
  const list = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(districtingApi.list, {}, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.districtings.some((one) => one.state === 'solving') ? EVERY : false,
  })
  const ground = useQuery({
    queryKey: [...KEY, 'ground'],
    queryFn: ({ signal }) => call(districtingApi.buildings, { query: { limit: 20_000 } }, { signal }),
  })
  const homes = ground.data?.buildings.reduce((sum, { households }) => sum + households, 0) ?? 0
  const communities = places.data?.areas.filter(({ kind }) => kind === 'community') ?? []
  const own = communities.filter(({ code }) => mayNot.draft(actor, [code]) === undefined)
  const code = own.length === 0 ? mayNot.draft(actor, []) : undefined
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={
          ground.data && places.data ? (
            <span>
              {t(words.lead, {
                grids: places.data.areas.filter(({ kind }) => kind === 'grid').length,
                households: format.number(homes),
                ...{ min: GRID_NORM.min, max: GRID_NORM.max, outside: outsideOf(ground.data.buildings) },
              })}
            </span>
          ) : null
        }
        actions={
          <Button
            look="primary"
            why={(code && tellCode(code, language)) ?? (homes === 0 ? t(words.noBuildings) : undefined)}
            onClick={() => make(true)}
          >
            {t(words.make)}
          </Button>
        }
      />
      {ground.data?.total === 0 ? (
        <Empty title={t(words.noBuildings)}>
          <p>{t(words.noBuildingsText)}</p>
        </Empty>
      ) : (
        <Loaded query={list}>
          {({ districtings }) => <Proposals rows={districtings} communities={communities} />}
        </Loaded>
      )}
      {making ? (
        <Make communities={own} every={mayNot.draft(actor, []) === undefined} onClose={() => make(false)} />
      ) : null}
    </>
  )
}

/** Grids in force that the norm warns of. */
function outsideOf(buildings: readonly BuildingView[]): number {
  const homes = new Map<string, number>()
  for (const { grid, households } of buildings)
    if (grid !== null) homes.set(grid, (homes.get(grid) ?? 0) + households)
  return [...homes.values()].filter((n) => n < GRID_NORM.min || n > GRID_NORM.max).length
}

interface ProposalsProps {
  readonly rows: readonly DistrictingRow[]
  readonly communities: readonly AreaView[]
}

function Proposals({ rows, communities }: ProposalsProps) {
  const t = useT()
  const format = useFormat()
  const where = ({ communities: codes }: DistrictingRow): string => {
    if (codes.length === 0) return t(words.everyCommunity)
    const [only] = codes
    const name = communities.find(({ code }) => code === only)?.name
    return codes.length === 1 && name ? t(name) : t(words.severalCommunities, { n: codes.length })
  }
  const columns: Column<DistrictingRow>[] = [
    {
      key: 'name',
      head: t(words.name),
      kind: 'main',
      cell: ({ id, name }) => (
        <Link to={routes.grid} params={{ id }}>
          {name}
        </Link>
      ),
    },
    { key: 'where', head: t(words.community), cell: where },
    { key: 'state', head: t(words.state), cell: ({ state }) => t(DISTRICTING_STATE_WORDS[state]) },
    { key: 'grids', head: t(words.grids), kind: 'number', cell: ({ grids }) => format.number(grids) },
    {
      key: 'households',
      head: t(words.households),
      kind: 'number',
      cell: (row) => format.number(row.households),
    },
    { key: 'norm', head: t(words.norm), cell: ({ least, most }) => `${least}–${most}` },
    { key: 'outside', head: t(words.outside), kind: 'number', cell: ({ outside }) => format.number(outside) },
    { key: 'made', head: t(words.made), cell: ({ madeAt }) => format.clock(madeAt) },
  ]
  return (
    <DataList
      caption={t(words.proposals)}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <Empty title={t(words.none)}>
          <p>{t(words.makeText)}</p>
        </Empty>
      }
    />
  )
}

interface MakeProps {
  readonly communities: readonly AreaView[]
  /** May draw for all of them at once. */
  readonly every: boolean
  readonly onClose: () => void
}

function Make({ communities, every, onClose }: MakeProps) {
  const t = useT()
  const form = useId()
  const tell = useToast()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [command, renew] = useState(newId)
  const [name, setName] = useState('')
  const [community, setCommunity] = useState(every ? '' : (communities[0]?.code ?? ''))
  const [least, setLeast] = useState<number>(GRID_NORM.min)
  const [most, setMost] = useState<number>(GRID_NORM.max)
  const [keep, setKeep] = useState(false)
  const why =
    least > most || most === 0 ? t(words.wrongNorm) : name.trim() === '' ? t(words.nameMissing) : undefined
  const save = useMutation({
    mutationFn: () =>
      call(districtingApi.make, {
        body: {
          ...{ command, name: name.trim(), communities: community === '' ? [] : [community] },
          ...{ least, most, target: Math.round((least + most) / 2), keep },
        },
      }),
    onSuccess: ({ id }) => {
      tell(t(words.made2))
      void queries.invalidateQueries({ queryKey: KEY })
      void navigate({ to: routes.grid, params: { id } })
    },
    // What is sent after a refusal may differ, and then is another command.
    onError: () => renew(newId()),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined && !save.isPending) save.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.make)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending} why={why}>
            {t(words.make)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p>{t(words.makeText)}</p>
        <Field
          label={t(words.name)}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label={t(words.community)}
          value={community}
          options={[
            ...(every ? [{ value: '', label: t(words.everyCommunity) }] : []),
            ...communities.map(({ code, name: of }) => ({ value: code, label: t(of) })),
          ]}
          onChoose={setCommunity}
        />
        <div className="row">
          <Field
            type="number"
            min={0}
            max={5000}
            label={t(words.least)}
            value={least}
            onChange={(event) => setLeast(event.target.valueAsNumber || 0)}
          />
          <Field
            type="number"
            min={1}
            max={5000}
            label={t(words.most)}
            value={most}
            onChange={(event) => setMost(event.target.valueAsNumber || 0)}
          />
        </div>
        <label className="check">
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          {t(words.keep)}
        </label>
        {save.error ? <ErrorNote error={save.error} /> : null}
      </form>
    </Dialog>
  )
}
