/** A step that needs a reason, and sometimes a name: one form in a dialog, sent once however often it is pressed. */
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field, TextField } from '../kit/Field.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { words } from './words.ts'

export interface Given {
  readonly name: string
  readonly reason: string
}

interface Props {
  readonly title: string
  readonly submit: string
  /** The name to begin with; absent: the step takes no name. */
  readonly name?: string
  readonly busy: boolean
  readonly error: unknown
  readonly onGiven: (given: Given) => void
  readonly onClose: () => void
  /** What changes, and fields of this step alone. */
  readonly children?: ReactNode
}

const long = (text: string) => text.trim().length >= 2

export function ReasonForm({ title, submit, name, busy, error, onGiven, onClose, children }: Props) {
  const t = useT()
  const form = useId()
  const [given, setGiven] = useState<Given>({ name: name ?? '', reason: '' })
  const [tried, setTried] = useState(false)
  const nameMissing = name !== undefined && !long(given.name)
  const reasonMissing = !long(given.reason)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!nameMissing && !reasonMissing && !busy) {
      onGiven({ name: given.name.trim(), reason: given.reason.trim() })
    }
  }
  const actions = (
    <>
      <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
      <Button type="submit" form={form} look="primary" busy={busy}>
        {submit}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={title} actions={actions}>
      <form id={form} className="stack" onSubmit={onSubmit} noValidate>
        {name === undefined ? null : (
          <Field
            label={t(words.name)}
            hint={t(words.nameHint)}
            maxLength={120}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
            error={tried && nameMissing ? t(words.tooShort) : undefined}
          />
        )}
        {children}
        <TextField
          label={t(words.reason)}
          hint={t(words.reasonHint)}
          maxLength={500}
          value={given.reason}
          onChange={(event) => setGiven({ ...given, reason: event.target.value })}
          error={tried && reasonMissing ? t(words.tooShort) : undefined}
        />
        {error ? <ErrorNote error={error} /> : null}
      </form>
    </Dialog>
  )
}
