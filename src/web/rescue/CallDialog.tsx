/** A call by telephone, written down while they speak: where, how many, how they are. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { rescueApi } from '../../modules/rescue/api.ts'
import { RESCUE_MARKS, type RescueMark } from '../../modules/rescue/model.ts'
import { RESCUE_MARK_WORDS } from '../../modules/rescue/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { Stepper } from '../kit/Stepper.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { fieldProblems } from '../shell/refusals.ts'
import { words } from './words.ts'

export function CallDialog({ onClose, onKept }: { onClose: () => void; onKept: () => void }) {
  const t = useT()
  const tell = useToast()
  const form = useId()
  const [command] = useState(newId)
  const [place, setPlace] = useState('')
  const [persons, setPersons] = useState(1)
  const [marks, setMarks] = useState<readonly RescueMark[]>([])
  const [phone, setPhone] = useState('')
  const keep = useMutation({
    mutationFn: () =>
      call(rescueApi.call, {
        body: { command, place, persons, marks: [...marks], ...(phone.trim() === '' ? {} : { phone }) },
      }),
    onSuccess: ({ nr }) => {
      tell(t(words.kept, { nr }))
      onKept()
    },
  })
  const why = place.trim().length < 2 ? t(words.placeMissing) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined && !keep.isPending) keep.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.newCall)}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={why} busy={keep.isPending}>
            {t(words.save)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <div ref={(around) => around?.querySelector('input')?.setAttribute('autofocus', '')}>
          <Field
            label={t(words.place)}
            hint={t(words.placeHint)}
            maxLength={160}
            autoComplete="off"
            value={place}
            onChange={(event) => setPlace(event.target.value)}
          />
        </div>
        <Stepper label={t(words.howMany)} value={persons} min={1} max={200} onChange={setPersons} />
        <fieldset>
          <legend className="field-label">{t(words.marks)}</legend>
          <div className="row checks">
            {RESCUE_MARKS.map((mark) => (
              <label key={mark} className="check">
                <input
                  type="checkbox"
                  checked={marks.includes(mark)}
                  onChange={(event) =>
                    setMarks(event.target.checked ? [...marks, mark] : marks.filter((one) => one !== mark))
                  }
                />
                {t(RESCUE_MARK_WORDS[mark])}
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          label={t(words.phone)}
          optional
          type="tel"
          maxLength={20}
          value={phone}
          error={fieldProblems(keep.error)['phone']}
          onChange={(event) => setPhone(event.target.value)}
        />
        {keep.error ? <ErrorNote error={keep.error} /> : null}
      </form>
    </Dialog>
  )
}
