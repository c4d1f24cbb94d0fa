/** The last imports, and taking one back: seen site by site before it is done. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { registryApi } from '../../modules/registry/api.ts'
import { type ImportDone, UNDO_FATES, type UndoFate, type UndoPlan } from '../../modules/registry/model.ts'
import { Button } from '../kit/Button.tsx'
import { type Column, DataList } from '../kit/DataList.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { FATE_WORDS, words } from './words.ts'

export function History() {
  const t = useT()
  const format = useFormat()
  const [chosen, choose] = useState<ImportDone>()
  const imports = useQuery({
    queryKey: ['site-imports'],
    queryFn: ({ signal }) => call(registryApi.imports, {}, { signal }),
  })
  const number = (key: 'imported' | 'places' | 'changed' | 'incomplete' | 'leftOut', head: string) => ({
    key,
    head,
    kind: 'number' as const,
    cell: (one: ImportDone) => format.number(one[key]),
  })
  const columns: Column<ImportDone>[] = [
    { key: 'when', head: t(words.when), kind: 'main', cell: ({ at }) => format.dayClock(at) },
    number('imported', t(words.imported)),
    number('places', t(words.placesOf)),
    number('changed', t(words.changedShort)),
    number('incomplete', t(words.incomplete)),
    number('leftOut', t(words.leftOut)),
    { key: 'undo', head: t(words.undo), cell: (one) => <UndoCell done={one} onUndo={() => choose(one)} /> },
  ]
  return (
    <div className="section">
      <h2>{t(words.history)}</h2>
      <Loaded query={imports}>
        {(data) => (
          <DataList
            caption={t(words.history)}
            columns={columns}
            rows={data.imports}
            rowKey={({ id }) => id}
            empty={<Empty title={t(words.noHistory)} />}
          />
        )}
      </Loaded>
      {chosen ? <UndoDialog done={chosen} onClose={() => choose(undefined)} /> : null}
    </div>
  )
}

/** What became of it, and the button while something can still be taken back. */
function UndoCell({ done, onUndo }: { done: ImportDone; onUndo: () => void }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {done.undoneAt === null ? null : (
        <span>
          {t(done.left > 0 ? words.undoneBut : words.undone, {
            when: format.dayClock(done.undoneAt),
            n: done.left,
          })}{' '}
        </span>
      )}
      {done.left > 0 ? <Button onClick={onUndo}>{t(words.undoAsk)}</Button> : null}
      {done.left === 0 && done.undoneAt === null ? <span className="muted">{t(words.undoNever)}</span> : null}
    </>
  )
}

function UndoDialog({ done, onClose }: { done: ImportDone; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [command] = useState(newId)
  const plan = useQuery({
    queryKey: ['site-imports', done.id, 'undo'],
    queryFn: ({ signal }) => call(registryApi.undoPlan, { params: { id: done.id } }, { signal }),
    gcTime: 0,
  })
  const act = useMutation({
    mutationFn: () => call(registryApi.undo, { params: { id: done.id }, body: { command } }),
    onSuccess() {
      onClose()
      void queries.invalidateQueries()
    },
  })
  const will = (plan.data?.sites ?? []).filter(({ fate }) => fate === 'goes' || fate === 'back').length
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t(words.undoTitle, { when: format.dayClock(done.at) })}
      actions={
        <Button
          look="danger"
          busy={act.isPending || plan.isPending}
          why={plan.data && will === 0 ? t(words.undoNothing) : undefined}
          onClick={() => act.mutate()}
        >
          {t(words.undoDo, { n: will })}
        </Button>
      }
    >
      <Loaded query={plan}>{({ sites }) => <Fates sites={sites} />}</Loaded>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </Dialog>
  )
}

/** Site names told of one fate; more are counted. */
const NAMED = 12

function Fates({ sites }: { sites: UndoPlan['sites'] }) {
  const t = useT()
  const of = (fate: UndoFate) => sites.filter((site) => site.fate === fate)
  return (
    <ul className="undo-fates">
      {UNDO_FATES.filter((fate) => of(fate).length > 0).map((fate) => (
        <li key={fate}>
          <strong>{t(FATE_WORDS[fate], { n: of(fate).length })}</strong>{' '}
          {of(fate)
            .slice(0, NAMED)
            .map(({ name, touched }) => (fate === 'goes' && touched ? t(words.undoTouched, { name }) : name))
            .join(t(words.between))}
          {of(fate).length > NAMED ? t(words.undoMore, { n: of(fate).length - NAMED }) : null}
        </li>
      ))}
    </ul>
  )
}
