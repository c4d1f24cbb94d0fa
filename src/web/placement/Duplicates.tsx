/** Parties that may be the same as this one: joined, told apart, or taken apart again, each with how it was made sure. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { placementApi } from '../../modules/placement/api.ts'
import type { DuplicateView, PartyView } from '../../modules/placement/model.ts'
import { whyNot } from '../../modules/placement/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { focusFirst } from './focus-first.ts'
import { useTellWhy } from './PartyActions.tsx'
import { tellDuplicate } from './party-words.ts'
import { Refused } from './Refused.tsx'
import { words } from './words.ts'

type Decision = 'merge' | 'dismiss'

interface Props {
  readonly party: PartyView
  readonly onDone: (party: PartyView) => void
}

export function Duplicates({ party, onDone }: Props) {
  const t = useT()
  const tell = useToast()
  const [asked, ask] = useState<{ decision: Decision; other: DuplicateView }>()
  if (party.duplicates.length === 0) return null
  return (
    <section className="card stack">
      <h2>{t(words.twiceTitle)}</h2>
      <p className="muted">{t(words.twiceNote)}</p>
      <ul className="stack plain-list">
        {party.duplicates.map((other) => (
          <li key={other.id} className="stack">
            <span>
              <Link to={routes.party} params={{ id: other.id }}>
                {tellDuplicate(t, other)}
              </Link>
            </span>
            {other.link === 'suspected' ? (
              <Choices party={party} other={other} onAsk={(decision) => ask({ decision, other })} />
            ) : other.intoIt ? (
              <Undo party={party} onDone={onDone} />
            ) : null}
          </li>
        ))}
      </ul>
      {asked ? (
        <DecideDialog
          {...asked}
          party={party}
          onClose={() => ask(undefined)}
          onDone={(view) => {
            const word = asked.decision === 'merge' ? words.mergedDone : words.dismissedDone
            tell(t(word, { code: party.code, other: asked.other.code }))
            ask(undefined)
            onDone(view)
          }}
        />
      ) : null}
    </section>
  )
}

function Choices(props: { party: PartyView; other: DuplicateView; onAsk: (decision: Decision) => void }) {
  const { party, other, onAsk } = props
  const t = useT()
  const tellWhy = useTellWhy()
  const code = whyNot('merge', party)
  const why = code && tellWhy(code, party)
  return (
    <div className="row">
      <Button why={why} onClick={() => onAsk('merge')}>
        {t(words.mergeThis, { code: other.code })}
      </Button>
      <Button onClick={() => onAsk('dismiss')}>{t(words.notTwice)}</Button>
    </div>
  )
}

function Undo({ party, onDone }: Props) {
  const t = useT()
  const tell = useToast()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(placementApi.unmerge, { params: { id: party.id }, body: { command } }),
    onSuccess: (view) => {
      tell(t(words.unmergedDone, { code: party.code }))
      onDone(view)
    },
  })
  return (
    <div>
      <Button busy={act.isPending} onClick={() => act.mutate()}>
        {t(words.unmerge)}
      </Button>
      <Refused error={act.error} />
    </div>
  )
}

function DecideDialog(props: Props & { decision: Decision; other: DuplicateView; onClose: () => void }) {
  const { party, other, decision, onClose, onDone } = props
  const t = useT()
  const form = useId()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: () => {
      const [params, body] = [{ id: party.id }, { command, reason: reason.trim() }]
      return decision === 'merge'
        ? call(placementApi.merge, { params, body: { ...body, into: other.id } })
        : call(placementApi.dismiss, { params, body: { ...body, other: other.id } })
    },
    onSuccess: onDone,
  })
  const lacks = reason.trim().length < 2 ? t(words.reasonMissing) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacks === undefined && !act.isPending) act.mutate()
  }
  const codes = { code: party.code, other: other.code }
  const word = decision === 'merge' ? t(words.mergeThis, { code: other.code }) : t(words.notTwice)
  return (
    <Dialog
      open
      onClose={onClose}
      title={word}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button type="submit" form={form} look="primary" why={lacks} busy={act.isPending}>
            {word}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p className="ask">{t(decision === 'merge' ? words.mergeAsk : words.notTwiceAsk, codes)}</p>
        <div ref={(around) => focusFirst(around?.querySelector('input') ?? null)}>
          <Field
            label={t(words.decideReason)}
            placeholder={t(words.decideHint)}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <Refused error={act.error} />
      </form>
    </Dialog>
  )
}
