/** Starting a drill, ending a world. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { modeApi } from '../../modules/mode/api.ts'
import type { WorldView } from '../../modules/mode/model.ts'
import { placementApi } from '../../modules/placement/api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { WORLDS_KEY } from './steps.ts'
import { words } from './words.ts'

/** One deed on a world with one command id; renews the list, tells, closes. */
function useWorldDeed(
  send: (command: string) => Promise<WorldView>,
  said: (world: WorldView) => string,
  onDone: () => void,
) {
  const tell = useToast()
  const queries = useQueryClient()
  const [command] = useState(newId)
  return useMutation({
    mutationFn: () => send(command),
    onSuccess: async (world) => {
      await queries.invalidateQueries({ queryKey: WORLDS_KEY })
      tell(said(world))
      onDone()
    },
  })
}

export function StartDrill({ onClose }: { onClose: () => void }) {
  const t = useT()
  const form = useId()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const start = useWorldDeed(
    (command) => call(placementApi.startWorld, { body: { command, kind: 'drill', name: name.trim() } }),
    (world) => t(words.started, { name: world.name }),
    onClose,
  )
  const missing = name.trim().length < 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing && !start.isPending) start.mutate()
  }
  const actions = (
    <>
      <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
      <Button type="submit" form={form} look="primary" busy={start.isPending}>
        {t(words.startDrill)}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t(words.startDrill)} actions={actions}>
      <form id={form} className="stack" onSubmit={submit} noValidate>
        <p>{t(words.startText)}</p>
        <Field
          label={t(words.drillName)}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={tried && missing ? t(words.tooShort) : undefined}
        />
        {start.error ? <ErrorNote error={start.error} /> : null}
      </form>
    </Dialog>
  )
}

export function EndWorld({ world, onClose }: { world: WorldView; onClose: () => void }) {
  const t = useT()
  const end = useWorldDeed(
    (command) => call(modeApi.endWorld, { params: { id: world.id }, body: { command } }),
    ({ name }) => t(words.done, { name }),
    onClose,
  )
  const actions = (
    <>
      <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
      <Button look="danger" busy={end.isPending} onClick={() => end.mutate()}>
        {t(words.endWorld)}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t(words.endTitle, { name: world.name })} actions={actions}>
      <p>{t(words.endText)}</p>
      {end.error ? <ErrorNote error={end.error} /> : null}
    </Dialog>
  )
}
