/** What kind of code, and for how many it vouches. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { entriesApi } from '../../modules/entries/api.ts'
import {
  CODE_KINDS,
  type CodeKind,
  type EntryGate,
  MOST_A_MINUTE,
  USUAL_A_MINUTE,
} from '../../modules/entries/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { newId } from '../kit/id.ts'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { words } from './words.ts'

const HINTS = { poster: words.posterHint, screen: words.screenHint } as const

interface Props {
  readonly gate: EntryGate
  readonly onClose: () => void
  readonly onDone: () => void
}

export function MakeCode({ gate, onClose, onDone }: Props) {
  const t = useT()
  const form = useId()
  const [command] = useState(newId)
  const [kind, choose] = useState<CodeKind>('poster')
  const [perMinute, setPerMinute] = useState(USUAL_A_MINUTE)
  const make = useMutation({
    mutationFn: () =>
      call(entriesApi.make, { params: { entry: gate.entry }, body: { command, kind, perMinute } }),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.makeTitle, { entry: t(gate.name) })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="primary" type="submit" form={form} busy={make.isPending}>
            {t(words.make)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <Select
          label={t(words.kind)}
          hint={t(HINTS[kind])}
          value={kind}
          options={CODE_KINDS.map((value) => ({ value, label: t(words[value]) }))}
          onChoose={choose}
        />
        <Stepper
          label={t(words.perMinute)}
          hint={t(words.perMinuteHint)}
          value={perMinute}
          min={1}
          max={MOST_A_MINUTE}
          onChange={setPerMinute}
        />
        {make.error ? <ErrorNote error={make.error} /> : null}
      </form>
    </Dialog>
  )
}
