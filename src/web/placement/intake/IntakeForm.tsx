/** One line, and under it the same as fields: whatever is typed is shown as understood before Enter registers it. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { placementApi } from '../../../modules/placement/api.ts'
import type { PartyView } from '../../../modules/placement/model.ts'
import { NEED_WORDS, VEHICLE_WORDS } from '../../../modules/placement/words.ts'
import { Button } from '../../kit/Button.tsx'
import { Field } from '../../kit/Field.tsx'
import { newId } from '../../kit/id.ts'
import { Note } from '../../kit/Note.tsx'
import { Select } from '../../kit/Select.tsx'
import { siteName } from '../../kit/site-name.ts'
import { useLanguage, useT } from '../../kit/t.tsx'
import { call } from '../../shell/client.ts'
import { fieldProblems } from '../../shell/refusals.ts'
import { doDeed } from '../deeds.ts'
import { Contact, Marks, Who } from '../PartyForm.tsx'
import { tellFrail } from '../party-words.ts'
import { Refused } from '../Refused.tsx'
import { bodyOf, type Draft, emptyDraft, personsOf } from '../registration.ts'
import { useSites } from '../use-sites.ts'
import { words as partyWords } from '../words.ts'
import type { HandledParty } from './Handled.tsx'
import { type Line, personsOfLine, readLine } from './shorthand.ts'
import { intakeWords as words } from './words.ts'

function blank(entry: string): Draft {
  return { ...emptyDraft(newId(), entry), adults: 0 }
}

/** The form as the line says it; what the line leaves open stays as the form has it. */
function withLine(draft: Draft, line: Line): Draft {
  const { adults, elders, children, infants, needs } = line
  return {
    ...draft,
    ...{ adults, elders, children, infants, needs },
    vehicle: line.vehicle ?? draft.vehicle,
    phone: line.phone ?? '',
    plate: line.plate ?? '',
  }
}

interface Props {
  readonly entry: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly onHandled: (handled: HandledParty) => void
}

export function IntakeForm({ entry, input, onHandled }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const [draft, edit] = useState(() => blank(entry))
  const [site, setSite] = useState('')
  const began = useRef<number>(undefined)
  const line = readLine(text)
  const paper = line.code !== undefined && personsOf(draft) > 0
  const looksUp = line.code !== undefined && personsOfLine(line) === 0 && personsOf(draft) === 0
  const clear = () => {
    setText('')
    setSite('')
    edit(blank(entry))
    began.current = undefined
    input.current?.focus()
  }
  const answer = (how: HandledParty['how']) => (party: PartyView) => {
    const seconds = began.current === undefined ? undefined : (performance.now() - began.current) / 1000
    onHandled({ party, how, seconds })
    clear()
  }
  const register = useMutation({
    mutationFn: () => registerAs({ ...draft, entry }, paper ? line.code : undefined, site),
    onSuccess: answer('new'),
  })
  const look = useMutation({ mutationFn: () => findByCode(line.code ?? ''), onSuccess: answer('found') })
  const why =
    line.unknown.length > 0
      ? t(words.unknown, { words: line.unknown.join(' ') })
      : looksUp
        ? undefined
        : entry === ''
          ? t(partyWords.whereMissing)
          : personsOf(draft) === 0
            ? t(words.nobody)
            : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why !== undefined || register.isPending || look.isPending) return
    if (looksUp) look.mutate()
    else register.mutate()
  }
  useEffect(() => input.current?.focus(), [input])
  return (
    <form
      className="stack"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') clear()
      }}
    >
      <Field
        ref={input}
        label={t(words.line)}
        hint={t(words.lineHint)}
        error={line.unknown.length > 0 ? t(words.unknown, { words: line.unknown.join(' ') }) : undefined}
        className="intake-line"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          began.current ??= performance.now()
          register.reset()
          look.reset()
          setText(event.target.value)
          edit((old) => withLine(old, readLine(event.target.value)))
        }}
      />
      <Understood draft={draft} code={line.code} />
      {paper ? <AtSite value={site} onChoose={setSite} /> : null}
      <div className="row">
        <Button
          type="submit"
          look="primary"
          size="large"
          why={why}
          busy={register.isPending || look.isPending}
        >
          {t(looksUp ? words.find : words.register)}
        </Button>
        <Button look="quiet" onClick={clear}>
          {t(words.clear)}
        </Button>
      </div>
      <Refused error={register.error} />
      {look.data === undefined && look.error ? <LookFailed error={look.error} /> : null}
      <details>
        <summary>{t(words.more)}</summary>
        <div className="stack">
          <Who draft={draft} edit={edit} />
          <Marks draft={draft} edit={edit} />
          <Contact draft={draft} edit={edit} problems={fieldProblems(register.error)} />
        </div>
      </details>
    </form>
  )
}

class NoSuchCode extends Error {}

function LookFailed({ error }: { error: unknown }) {
  const t = useT()
  if (!(error instanceof NoSuchCode)) return <Refused error={error} />
  return (
    <Note tone="danger" live>
      {t(words.noSuchCode)}
    </Note>
  )
}

/** Registers; whoever is on paper and has a bed already is recorded there. */
async function registerAs(draft: Draft, code: string | undefined, site: string): Promise<PartyView> {
  const body = bodyOf(draft)
  const party = await call(placementApi.register, { body: code === undefined ? body : { ...body, code } })
  return code === undefined || site === '' ? party : doDeed('arrive', party.id, { command: newId(), site })
}

/** @throws NoSuchCode */
async function findByCode(code: string): Promise<PartyView> {
  const { parties } = await call(placementApi.parties, { query: { code, limit: 1 } })
  const found = parties.find((party) => party.code === code)
  if (found === undefined) throw new NoSuchCode()
  return call(placementApi.party, { params: { id: found.id } })
}

/** What Enter will do, in words, so that a slip of the finger is seen before it is a party. */
function Understood({ draft, code }: { draft: Draft; code: string | undefined }) {
  const t = useT()
  const persons = personsOf(draft)
  if (persons === 0) return null
  const marks = [
    ...(code === undefined ? [] : [t(words.paper, { code })]),
    t(words.total, { n: persons }),
    tellFrail(t, draft),
    ...draft.needs.map((need) => t(NEED_WORDS[need])),
    t(VEHICLE_WORDS[draft.vehicle]),
    draft.phone,
    draft.plate,
  ].filter((mark) => mark !== '')
  return (
    <p className="intake-understood" aria-live="polite">
      <span className="muted">{t(words.understood)}</span>
      {marks.map((mark) => (
        <span key={mark} className="intake-mark">
          {mark}
        </span>
      ))}
    </p>
  )
}

function AtSite({ value, onChoose }: { value: string; onChoose: (site: string) => void }) {
  const t = useT()
  const { language } = useLanguage()
  const sites = useSites().data ?? []
  return (
    <Select
      label={t(words.atSite)}
      value={value}
      options={[
        { value: '', label: t(words.notYet) },
        ...sites
          .filter((site) => site.state !== 'standby' && site.state !== 'closed')
          .map((site) => ({ value: site.id, label: siteName(site, language) })),
      ]}
      onChoose={onChoose}
    />
  )
}
