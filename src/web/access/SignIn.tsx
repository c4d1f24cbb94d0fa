/** Sign-in: telephone, then code; in a demo county also one click each. */
import { type FormEvent, useState } from 'react'
import { MINUTE, SECOND } from '../../base/time.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { Field } from '../kit/Field.tsx'
import { codeOf } from '../kit/failure.ts'
import { Note } from '../kit/Note.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useT } from '../kit/t.tsx'
import Connection from '../shell/Connection.tsx'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { ModeBand } from '../shell/ModeBand.tsx'
import { usePlaces } from '../shell/places.ts'
import { words as shellWords } from '../shell/words.ts'
import { DemoSignIns } from './DemoSignIns.tsx'
import { useSendCode, useSignIn } from './session.ts'
import { words } from './words.ts'
import './access.css'

const PHONE = /^\+?[\d\s-]{5,20}$/
const CODE = /^\d{6}$/

export function SignIn() {
  const t = useT()
  const county = usePlaces().data?.county
  return (
    <>
      <header className="header">
        <span className="brand">
          <span className="brand-name">{t(shellWords.product)}</span>
          {county ? <span className="brand-county">{t(county.name)}</span> : null}
        </span>
        <div className="header-end">
          <LanguageSwitch />
        </div>
      </header>
      <ModeBand signedIn={false} />
      <Connection live={false} />
      <main className="page sign-in">
        <PageHeader title={t(words.title)} summary={t(words.lead)} />
        <div className="sign-in-ways">
          <ByPhone />
          <DemoSignIns />
        </div>
      </main>
    </>
  )
}

function ByPhone() {
  const send = useSendCode()
  const [phone, setPhone] = useState('')
  if (!send.data) return <PhoneForm phone={phone} setPhone={setPhone} send={send} />
  return <CodeForm phone={phone} send={send} sent={send.data} />
}

type Send = ReturnType<typeof useSendCode>

function PhoneForm({
  phone,
  setPhone,
  send,
}: {
  phone: string
  setPhone: (phone: string) => void
  send: Send
}) {
  const t = useT()
  const [tried, setTried] = useState(false)
  const valid = PHONE.test(phone.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (valid && !send.isPending) send.mutate(phone.trim())
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <Field
        label={t(words.phone)}
        type="tel"
        autoComplete="tel"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        error={tried && !valid ? t(words.badPhone) : undefined}
      />
      {send.error ? <ErrorNote error={send.error} /> : null}
      <Button type="submit" look="primary" size="large" busy={send.isPending}>
        {t(words.sendCode)}
      </Button>
    </form>
  )
}

function CodeForm({ phone, send, sent }: { phone: string; send: Send; sent: NonNullable<Send['data']> }) {
  const t = useT()
  const signIn = useSignIn()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const valid = CODE.test(code.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (valid && !signIn.isPending) signIn.mutate({ phone: phone.trim(), code: code.trim() })
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <p role="status">{t(words.codeSent, { phone: phone.trim() })}</p>
      {sent.demoCode ? <Note tone="info">{t(words.demoCode, { code: sent.demoCode })}</Note> : null}
      <Field
        label={t(words.code)}
        hint={t(words.codeHint, { minutes: Math.floor((sent.validFor * SECOND) / MINUTE) })}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={tried && !valid ? t(words.badCode) : undefined}
      />
      {signIn.error ? <ErrorNote error={signIn.error} /> : null}
      <Button type="submit" look="primary" size="large" busy={signIn.isPending}>
        {t(words.enter)}
      </Button>
      <div className="row">
        <Button look="quiet" onClick={() => send.reset()}>
          {t(words.otherPhone)}
        </Button>
        {codeOf(signIn.error) === 'access.code_expired' ? (
          <Button onClick={() => send.mutate(phone.trim())}>{t(words.again)}</Button>
        ) : null}
      </div>
    </form>
  )
}
