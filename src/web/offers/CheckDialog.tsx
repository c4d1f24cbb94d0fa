/** What somebody at the door says of an offer: where it is, how many it takes, and that the stove is safe. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { offersApi } from '../../modules/offers/api.ts'
import { FOR_WHOM, type OfferView } from '../../modules/offers/model.ts'
import { whyNotChecked } from '../../modules/offers/rules.ts'
import { FOR_WHOM_WORDS, STOVE_WORDS } from '../../modules/offers/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { tellCode } from '../kit/failure.ts'
import { newId } from '../kit/id.ts'
import { readPosition } from '../kit/position.ts'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { call } from '../shell/client.ts'
import { words } from './words.ts'

interface Props {
  readonly offer: OfferView
  readonly onClose: () => void
  readonly onDone: () => void
}

export function CheckDialog({ offer, onClose, onDone }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const tell = useToast()
  const form = useId()
  const [command] = useState(newId)
  const [position, setPosition] = useState('')
  const [beds, setBeds] = useState(offer.beds)
  const [floors, setFloors] = useState(offer.floors)
  const [forWhom, setForWhom] = useState(offer.forWhom)
  const [stoveChecked, setStove] = useState(false)
  const [landmark, setLandmark] = useState('')
  const [lost, setLost] = useState(false)
  const where = readPosition(position)
  const check = useMutation({
    mutationFn: (at: { lon: number; lat: number }) =>
      call(offersApi.check, {
        params: { id: offer.id },
        body: { command, base: offer.version, ...at, beds, floors, forWhom, stoveChecked, landmark },
      }),
    onSuccess: () => {
      tell(t(words.opened, { nr: offer.nr }))
      onDone()
    },
  })
  const code = whyNotChecked(offer, { beds, floors, stoveChecked })
  const why = where === undefined ? t(words.positionBad) : code && tellCode(code, language)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined && where !== undefined && !check.isPending) check.mutate(where)
  }
  const locate = () => {
    setLost(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPosition(`${coords.longitude.toFixed(6)}, ${coords.latitude.toFixed(6)}`),
      () => setLost(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.checkTitle, { nr: offer.nr })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={why} busy={check.isPending}>
            {t(words.openNow)}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p>
          {offer.address} · {offer.contact} · {t(STOVE_WORDS[offer.stove])}
        </p>
        <Field
          label={t(words.position)}
          hint={t(words.positionHint)}
          error={lost ? t(words.noPosition) : undefined}
          inputMode="decimal"
          value={position}
          onChange={(event) => setPosition(event.target.value)}
        />
        <Button onClick={locate}>{t(words.here)}</Button>
        <div className="row">
          <Stepper label={t(words.beds)} value={beds} max={200} onChange={setBeds} />
          <Stepper label={t(words.floors)} value={floors} max={200} onChange={setFloors} />
          <Select
            label={t(words.forWhom)}
            value={forWhom}
            options={FOR_WHOM.map((value) => ({ value, label: t(FOR_WHOM_WORDS[value]) }))}
            onChoose={setForWhom}
          />
        </div>
        {offer.stove === 'coal' ? (
          <label className="check">
            <input
              type="checkbox"
              checked={stoveChecked}
              onChange={(event) => setStove(event.target.checked)}
            />
            {t(words.stoveChecked)}
          </label>
        ) : null}
        <Field
          label={t(words.landmark)}
          optional
          maxLength={200}
          value={landmark}
          onChange={(event) => setLandmark(event.target.value)}
        />
        {check.error ? <ErrorNote error={check.error} /> : null}
      </form>
    </Dialog>
  )
}
