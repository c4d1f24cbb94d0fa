/** Makes a token and shows it this once. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { accessApi } from '../../modules/access/api.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { Note } from '../kit/Note.tsx'
import { Stepper } from '../kit/Stepper.tsx'
import { useT } from '../kit/t.tsx'
import { useCopy } from '../kit/use-copy.ts'
import { call } from '../shell/client.ts'
import { words } from './words.ts'
import './access.css'

const LONGEST = 365

export function NewToken() {
  const t = useT()
  const queries = useQueryClient()
  const [command, setCommand] = useState(newId)
  const [label, setLabel] = useState('')
  const [days, setDays] = useState(30)
  const [tried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: () => call(accessApi.createToken, { body: { command, label: label.trim(), days } }),
    onSuccess: async () => {
      setCommand(newId())
      setLabel('')
      setTried(false)
      await queries.invalidateQueries({ queryKey: ['tokens'] })
    },
  })
  const missing = label.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing && !make.isPending) make.mutate()
  }
  return (
    <section className="section stack">
      <form className="card stack" onSubmit={submit} noValidate>
        <h2>{t(words.newToken)}</h2>
        <div className="row token-fields">
          <Field
            label={t(words.label)}
            hint={t(words.labelHint)}
            maxLength={80}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            error={tried && missing ? t(words.noLabel) : undefined}
          />
          <Stepper label={t(words.days)} min={1} max={LONGEST} value={days} onChange={setDays} />
          <Button type="submit" look="primary" busy={make.isPending}>
            {t(words.make)}
          </Button>
        </div>
        {make.error ? <ErrorNote error={make.error} /> : null}
      </form>
      {make.data ? <Once token={make.data.token} /> : null}
    </section>
  )
}

function Once({ token }: { token: string }) {
  const t = useT()
  const [copied, copy] = useCopy(token)
  return (
    <Note tone="attention" live>
      <p>{t(words.shownOnce)}</p>
      <div className="row">
        <code className="token-once">{token}</code>
        <Button onClick={copy}>{t(words.copy)}</Button>
        {copied === undefined ? null : <span>{t(copied ? words.copied : words.noCopy)}</span>}
      </div>
    </Note>
  )
}
