/** Entries that may be one place, side by side: made one with what a person chooses of each, or told apart. */
import './registry.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SiteView } from '../../modules/placement/model.ts'
import { registryApi } from '../../modules/registry/api.ts'
import { MERGE_FIELDS, type MergeDone, type MergeField, type Twin } from '../../modules/registry/model.ts'
import { pairKey, saysTheSame } from '../../modules/registry/twins.ts'
import {
  FEATURE_WORDS,
  PLACE_KIND_WORDS,
  PRICE_WORDS,
  ROOM_CLASS_WORDS,
  SITE_KIND_WORDS,
  SITE_STATE_WORDS,
} from '../../modules/sites/words.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { type Say, useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { MERGE_WORDS, words } from './twin-words.ts'

/** Pairs looked at in one go: each is a table of its own. */
const AT_ONCE = 20

export function TwinsPage() {
  const t = useT()
  const [shown, show] = useState(AT_ONCE)
  const twins = useQuery({
    queryKey: ['site-twins'],
    queryFn: ({ signal }) => call(registryApi.twins, {}, { signal }),
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <Link className="button button-quiet button-normal" to={routes.sites}>
            {t(words.board)}
          </Link>
        }
      />
      <Loaded query={twins}>
        {({ pairs, merges }) => (
          <>
            {pairs.length === 0 ? <Empty title={t(words.none)} /> : null}
            {pairs.slice(0, shown).map((twin) => (
              <Pair key={pairKey(twin.a.id, twin.b.id)} twin={twin} />
            ))}
            {pairs.length > shown ? (
              <Button onClick={() => show(shown + AT_ONCE)}>
                {t(words.rest, { n: pairs.length - shown })}
              </Button>
            ) : null}
            {merges.length > 0 ? <Merges merges={merges} /> : null}
          </>
        )}
      </Loaded>
    </>
  )
}

type Side = 'a' | 'b'
const SIDES: readonly Side[] = ['a', 'b']

/** The one with more people in it stays, so that fewer are moved. */
const likelier = ({ a, b }: Twin): Side => (b.occupied + b.over > a.occupied + a.over ? 'b' : 'a')

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':')

function tellPools(t: Say, { pools }: SiteView): string {
  return pools
    .filter(({ offered }) => offered > 0)
    .map(({ kind, roomClass, roomSize, offered }) =>
      [
        t(PLACE_KIND_WORDS[kind]),
        ...(roomClass === 'general' ? [] : [t(ROOM_CLASS_WORDS[roomClass])]),
        ...(roomSize === 0 ? [] : [t(words.roomOf, { size: roomSize })]),
        `×${offered}`,
      ].join(' '),
    )
    .join(t(words.between))
}

function tellField(t: Say, field: MergeField, site: SiteView): string {
  switch (field) {
    case 'kind':
      return t(SITE_KIND_WORDS[site.kind])
    case 'position':
      return site.located ? `${site.lon.toFixed(5)}, ${site.lat.toFixed(5)}` : ''
    case 'price':
      return t(PRICE_WORDS[site.priceClass], { yuan: (site.priceFen ?? 0) / 100 })
    case 'features':
      return site.features.map((one) => t(FEATURE_WORDS[one])).join(t(words.between))
    case 'opensFrom':
      return site.opensFrom === null ? '' : clock(site.opensFrom)
    case 'wardens':
      return t(words.wardensOf, { n: site.wardens, each: site.personsPerWarden })
    case 'pools':
      return tellPools(t, site)
    case 'contact':
      return t(words.sealed)
    default:
      return String(site[field])
  }
}

function Pair({ twin }: { twin: Twin }) {
  const t = useT()
  const tell = useToast()
  const queries = useQueryClient()
  const [command] = useState(newId)
  const [kept, keep] = useState<Side>(() => likelier(twin))
  const [chosen, choose] = useState<Partial<Record<MergeField, Side>>>({})
  const gone: Side = kept === 'a' ? 'b' : 'a'
  const leaving = twin[gone]
  const inside = leaving.occupied + leaving.over
  const differing = MERGE_FIELDS.filter((field) => !saysTheSame(field, twin.a, twin.b))
  const done = (text: string) => {
    tell(text)
    void queries.invalidateQueries()
  }
  const merge = useMutation({
    mutationFn: () => {
      const take = differing.filter((field) => chosen[field] === gone)
      return call(registryApi.merge, { body: { command, kept: twin[kept].id, gone: leaving.id, take } })
    },
    onSuccess: ({ kept: name, moved }) =>
      done(t(moved > 0 ? words.mergedMoved : words.merged, { name, n: moved })),
  })
  const apart = useMutation({
    mutationFn: () => call(registryApi.tellApart, { body: { command: newId(), a: twin.a.id, b: twin.b.id } }),
    onSuccess: () => done(t(words.apartDone)),
  })
  const id = `twins-${twin.a.id}-${twin.b.id}`
  return (
    <section className="section twins" aria-labelledby={id}>
      <h2 id={id}>
        {t(words.pair, { a: twin.a.name, b: twin.b.name })}{' '}
        <span className="muted">
          {twin.metres === null ? t(words.noPosition) : t(words.metres, { n: twin.metres })}
        </span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by key */}
      <section className="table-scroll" aria-labelledby={id} tabIndex={0}>
        <table className="table">
          <caption className="aloud">{t(words.caption)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(words.field)}</th>
              {SIDES.map((side) => (
                <th key={side} scope="col">
                  <label className="check">
                    <input
                      type="radio"
                      name={`keep-${id}`}
                      checked={kept === side}
                      onChange={() => keep(side)}
                    />
                    {t(words.keep, { name: twin[side].name })}
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t(words.now)}</th>
              {SIDES.map((side) => (
                <td key={side}>
                  {t(words.nowOf, {
                    state: t(SITE_STATE_WORDS[twin[side].state]),
                    inside: twin[side].occupied + twin[side].over,
                    held: twin[side].held,
                  })}
                </td>
              ))}
            </tr>
            {differing.map((field) => (
              <tr key={field}>
                <th scope="row">{t(MERGE_WORDS[field])}</th>
                {SIDES.map((side) => (
                  <td key={side}>
                    <label className="check">
                      <input
                        type="radio"
                        name={`${field}-${id}`}
                        aria-label={t(words.useOf, { field: t(MERGE_WORDS[field]), name: twin[side].name })}
                        checked={(chosen[field] ?? kept) === side}
                        onChange={() => choose({ ...chosen, [field]: side })}
                      />
                      {tellField(t, field, twin[side]) || t(words.nothing)}
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>
        {t(words.effect, { gone: leaving.name, kept: twin[kept].name })}{' '}
        {inside + leaving.held > 0 ? t(words.effectPeople, { inside, held: leaving.held }) : null}
      </p>
      {merge.error || apart.error ? <ErrorNote error={merge.error ?? apart.error} /> : null}
      <div className="row">
        <Button look="primary" busy={merge.isPending} onClick={() => merge.mutate()}>
          {t(words.merge)}
        </Button>
        <Button busy={apart.isPending} onClick={() => apart.mutate()}>
          {t(words.apart)}
        </Button>
      </div>
    </section>
  )
}

function Merges({ merges }: { merges: readonly MergeDone[] }) {
  const t = useT()
  const format = useFormat()
  const columns: Column<MergeDone>[] = [
    { key: 'kept', head: t(words.kept), kind: 'main', cell: ({ kept }) => kept },
    { key: 'gone', head: t(words.gone), cell: ({ gone }) => gone },
    { key: 'when', head: t(words.when), cell: ({ at }) => format.dayClock(at) },
    { key: 'moved', head: t(words.moved), kind: 'number', cell: ({ moved }) => format.number(moved) },
    { key: 'undo', head: t(words.undo), cell: (merge) => <Undo merge={merge} /> },
  ]
  return (
    <section className="section" aria-label={t(words.merges)}>
      <h2>{t(words.merges)}</h2>
      <p className="muted">{t(words.undoHint)}</p>
      <DataList
        caption={t(words.merges)}
        columns={columns}
        rows={merges}
        rowKey={({ id }) => id}
        empty={null}
      />
    </section>
  )
}

function Undo({ merge }: { merge: MergeDone }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(registryApi.unmerge, { params: { id: merge.id }, body: { command } }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  if (merge.undoneAt !== null)
    return (
      <span>
        {t(merge.restored === true ? words.undone : words.undoneBut, {
          when: format.dayClock(merge.undoneAt),
        })}
      </span>
    )
  return (
    <>
      <Button busy={act.isPending} onClick={() => act.mutate()}>
        {t(words.undoDo)}
      </Button>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </>
  )
}
