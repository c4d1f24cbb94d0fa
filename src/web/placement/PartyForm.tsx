/** The parts of a form about a party that registering and correcting share. */
import { NEEDS, VEHICLES } from '../../modules/placement/model.ts'
import { NEED_WORDS, VEHICLE_WORDS } from '../../modules/placement/words.ts'
import { Field } from '../kit/Field.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { type Draft, withNeed } from './registration.ts'
import { words } from './words.ts'

export interface Part {
  readonly draft: Draft
  readonly edit: (draft: Draft) => void
}

export function Who({ draft, edit }: Part) {
  const t = useT()
  const counts = [
    ['adults', words.adults],
    ['elders', words.eldersWord],
    ['children', words.childrenWord],
    ['infants', words.infantsWord],
  ] as const
  return (
    <fieldset>
      <legend className="aloud">{t(words.who)}</legend>
      <div className="row">
        {counts.map(([count, word]) => (
          <Stepper
            key={count}
            label={t(word)}
            value={draft[count]}
            max={count === 'infants' ? 50 : 200}
            onChange={(n) => edit({ ...draft, [count]: n })}
          />
        ))}
      </div>
    </fieldset>
  )
}

export function Marks({ draft, edit }: Part) {
  const t = useT()
  return (
    <>
      <fieldset>
        <legend className="field-label">{t(words.needs)}</legend>
        <div className="row checks">
          {NEEDS.map((need) => (
            <label key={need} className="check">
              <input
                type="checkbox"
                checked={draft.needs.includes(need)}
                onChange={(event) => edit(withNeed(draft, need, event.target.checked))}
              />
              {t(NEED_WORDS[need])}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="field-label">{t(words.vehicle)}</legend>
        <div className="row checks">
          {VEHICLES.map((vehicle) => (
            <label key={vehicle} className="check">
              <input
                type="radio"
                name="vehicle"
                checked={draft.vehicle === vehicle}
                onChange={() => edit({ ...draft, vehicle })}
              />
              {t(VEHICLE_WORDS[vehicle])}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

export function Contact({ draft, edit, problems }: Part & { problems: Readonly<Record<string, string>> }) {
  const t = useT()
  const fields = [
    ['name', words.name, 'text', 60],
    ['phone', words.phone, 'tel', 20],
    ['plate', words.plate, 'text', 20],
  ] as const
  return (
    <fieldset>
      <legend className="field-label">{t(words.contact)}</legend>
      <p className="field-hint">{t(words.contactHint)}</p>
      <div className="row">
        {fields.map(([field, word, type, longest]) => (
          <Field
            key={field}
            label={t(word)}
            optional
            type={type}
            maxLength={longest}
            autoComplete="off"
            value={draft[field]}
            error={problems[field]}
            onChange={(event) => edit({ ...draft, [field]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
