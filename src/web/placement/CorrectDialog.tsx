/** Puts right what is kept of a party, at its word: numbers, needs, vehicle, contact. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { newId } from '../kit/id.ts'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { fieldProblems } from '../shell/refusals.ts'
import { Contact, Marks, Who } from './PartyForm.tsx'
import { Refused } from './Refused.tsx'
import { correctionOf, type Draft, draftOf, personsOf } from './registration.ts'
import { words } from './words.ts'

interface Props {
  readonly party: PartyView
  readonly onClose: () => void
  readonly onDone: (party: PartyView) => void
}

export function CorrectDialog({ party, onClose, onDone }: Props) {
  const t = useT()
  const form = useId()
  const [draft, edit] = useState(() => draftOf(party, newId()))
  const act = useMutation({
    mutationFn: (sent: Draft) =>
      call(placementApi.correct, { params: { id: party.id }, body: correctionOf(sent, party) }),
    onSuccess: onDone,
  })
  const lacks = personsOf(draft) === 0 ? t(words.nobody) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacks === undefined && !act.isPending) act.mutate(draft)
  }
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={t(words.correctTitle, { code: party.code })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={lacks} busy={act.isPending}>
            {t(words.confirmKey, { deed: t(words.correct) })}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p className="muted">{t(words.correctHint)}</p>
        <Who draft={draft} edit={edit} />
        <Marks draft={draft} edit={edit} />
        <Contact draft={draft} edit={edit} problems={fieldProblems(act.error)} />
        <Refused error={act.error} />
      </form>
    </Dialog>
  )
}
