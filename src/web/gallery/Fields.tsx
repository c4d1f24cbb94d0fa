/** The samples of what is filled in. */
import { useState } from 'react'
import { Field, TextField } from '../kit/Field.tsx'
import { Select } from '../kit/Select.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { words } from './words.ts'

export function Fields() {
  const t = useT()
  const [kind, setKind] = useState<'hotel' | 'school'>('hotel')
  const [persons, setPersons] = useState(2)
  return (
    <div className="gallery-fields">
      <Field label={t(words.label)} />
      <Field label={t(words.label)} optional hint={t(words.hint)} defaultValue={t(words.value)} />
      <Field label={t(words.label)} hint={t(words.hint)} error={t(words.wrong)} defaultValue="13" />
      <TextField label={t(words.notes2)} />
      <Select
        label={t(words.choose)}
        value={kind}
        onChoose={setKind}
        options={[
          { value: 'hotel', label: t(words.hotel) },
          { value: 'school', label: t(words.school) },
        ]}
      />
      <Stepper label={t(words.persons)} value={persons} max={9} onChange={setPersons} />
    </div>
  )
}
