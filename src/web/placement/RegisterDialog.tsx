/** Registers a party at the desk: one form from top to bottom by Tab, Enter registers, Enter again takes the next. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { PartyView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { newId } from '../kit/id.ts'
import { Note } from '../kit/Note.tsx'
import { Select } from '../kit/Select.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { usePlaces } from '../shell/places.ts'
import { fieldProblems } from '../shell/refusals.ts'
import { focusFirst } from './focus-first.ts'
import { Contact, Marks, type Part, Who } from './PartyForm.tsx'
import { tellDuplicate } from './party-words.ts'
import { Refused } from './Refused.tsx'
import { bodyOf, type Draft, emptyDraft, personsOf } from './registration.ts'
import { WhereTo } from './WhereTo.tsx'
import { words } from './words.ts'

interface Props {
  readonly onClose: () => void
  readonly onRegistered: (party: PartyView) => void
}

export function RegisterDialog({ onClose, onRegistered }: Props) {
  const t = useT()
  const form = useId()
  const [draft, edit] = useState(() => emptyDraft(newId(), ''))
  const register = useMutation({
    mutationFn: (sent: Draft) => call(placementApi.register, { body: bodyOf(sent) }),
    onSuccess: onRegistered,
  })
  const lacks =
    draft.entry === '' ? t(words.whereMissing) : personsOf(draft) === 0 ? t(words.nobody) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacks === undefined && !register.isPending) register.mutate(draft)
  }
  const next = () => {
    // A desk takes one party after another from the same place.
    edit(emptyDraft(newId(), draft.entry))
    register.reset()
  }
  if (register.data) return <Done party={register.data} onNext={next} onClose={onClose} />
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={t(words.registerTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={lacks} busy={register.isPending}>
            {t(words.confirmKey, { deed: t(words.registerGo) })}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <Where draft={draft} edit={edit} />
        <Who draft={draft} edit={edit} />
        <Marks draft={draft} edit={edit} />
        <Contact draft={draft} edit={edit} problems={fieldProblems(register.error)} />
        <Refused error={register.error} />
      </form>
    </Dialog>
  )
}

function Where({ draft, edit }: Part) {
  const t = useT()
  const entries = usePlaces().data?.entries ?? []
  return (
    <div ref={(around) => focusFirst(around?.querySelector('select') ?? null)}>
      <Select
        label={t(words.where)}
        value={draft.entry}
        options={[
          { value: '', label: t(words.chooseWhere) },
          ...entries.map((entry) => ({ value: entry.id, label: t(entry.name) })),
        ]}
        onChoose={(entry) => edit({ ...draft, entry })}
      />
    </div>
  )
}

function Done({ party, onNext, onClose }: { party: PartyView; onNext: () => void; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.registeredTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.close)}</Button>
          {/* Enter goes on to the next party. */}
          <span ref={(around) => around?.querySelector('button')?.focus()}>
            <Button look="primary" onClick={onNext}>
              {t(words.next)}
            </Button>
          </span>
        </>
      }
    >
      <p>{t(words.sayCode)}</p>
      <p className="big-code">{party.code}</p>
      <p>
        <WhereTo party={party} />
      </p>
      {party.duplicates.length > 0 ? (
        <Note tone="attention">
          {t(words.twiceTitle)}: {party.duplicates.map((one) => tellDuplicate(t, one)).join(' · ')}
        </Note>
      ) : null}
    </Dialog>
  )
}
