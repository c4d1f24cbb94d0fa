/** An offer by telephone, or a line of the group that is checked before it is kept. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { offersApi } from '../../modules/offers/api.ts'
import { FOR_WHOM, OFFER_KINDS, STOVES, type Stove } from '../../modules/offers/model.ts'
import { FOR_WHOM_WORDS, OFFER_KIND_WORDS, STOVE_WORDS } from '../../modules/offers/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { fieldProblems } from '../shell/refusals.ts'
import type { GroupDraft } from './from-group.ts'
import { words } from './words.ts'

const BLANK = { contact: '', phone: '', beds: 1, floors: 0, kind: 'home', forWhom: 'any' } as const

interface Props {
  readonly draft?: GroupDraft | undefined
  readonly onClose: () => void
  readonly onKept: () => void
}

export function OfferDialog({ draft, onClose, onKept }: Props) {
  const t = useT()
  const tell = useToast()
  const form = useId()
  const [command] = useState(newId)
  const [given, give] = useState(() => {
    const { contact, phone, beds, floors, kind, forWhom } = draft ?? BLANK
    return { contact, phone, beds, floors, kind, forWhom, stove: 'central' as Stove, address: '' }
  })
  const change = (more: Partial<typeof given>) => give((old) => ({ ...old, ...more }))
  const keep = useMutation({
    mutationFn: () => call(offersApi.offer, { body: { command, ...given, fromGroup: draft !== undefined } }),
    onSuccess: ({ nr }) => {
      tell(t(words.kept, { nr }))
      onKept()
    },
  })
  const { contact, phone, address, beds, floors } = given
  const full = [contact, phone, address].every((text) => text.trim() !== '') && beds + floors > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (full && !keep.isPending) keep.mutate()
  }
  const problems = fieldProblems(keep.error)
  const texts = [
    ['contact', words.contact, 60],
    ['phone', words.phone, 20],
    ['address', words.address, 160],
  ] as const
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.formTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            why={full ? undefined : t(words.missing)}
            busy={keep.isPending}
          >
            {t(words.save)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {draft ? <blockquote className="offer-said">{draft.text}</blockquote> : null}
        {texts.map(([field, word, longest]) => (
          <Field
            key={field}
            label={t(word)}
            maxLength={longest}
            autoComplete="off"
            value={given[field]}
            error={problems[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
        <div className="row">
          <Stepper label={t(words.beds)} value={beds} max={200} onChange={(n) => change({ beds: n })} />
          <Stepper label={t(words.floors)} value={floors} max={200} onChange={(n) => change({ floors: n })} />
        </div>
        <div className="row">
          <Select
            label={t(words.kind)}
            value={given.kind}
            options={OFFER_KINDS.map((value) => ({ value, label: t(OFFER_KIND_WORDS[value]) }))}
            onChoose={(kind) => change({ kind })}
          />
          <Select
            label={t(words.forWhom)}
            value={given.forWhom}
            options={FOR_WHOM.map((value) => ({ value, label: t(FOR_WHOM_WORDS[value]) }))}
            onChoose={(forWhom) => change({ forWhom })}
          />
          <Select
            label={t(words.stove)}
            value={given.stove}
            options={STOVES.map((value) => ({ value, label: t(STOVE_WORDS[value]) }))}
            onChoose={(stove) => change({ stove })}
          />
        </div>
        {keep.error ? <ErrorNote error={keep.error} /> : null}
      </form>
    </Dialog>
  )
}
