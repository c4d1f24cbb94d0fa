/** What the desk has just done: the code in large, the way, and what can still be put right. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { placementApi } from '../../../modules/placement/api.ts'
import type { PartyView } from '../../../modules/placement/model.ts'
import { Button } from '../../kit/Button.tsx'
import { newId } from '../../kit/id.ts'
import { Note } from '../../kit/Note.tsx'
import { useToast } from '../../kit/Toast.tsx'
import { useT } from '../../kit/t.tsx'
import { call } from '../../shell/client.ts'
import { useActor } from '../../shell/me.ts'
import { DeedDialog } from '../DeedDialog.tsx'
import { DEED_KEYS, type Deed, doDeed, subjectOfView, whyNotDeed } from '../deeds.ts'
import { PartyActions } from '../PartyActions.tsx'
import { tellDuplicate, tellFrail } from '../party-words.ts'
import { Refused } from '../Refused.tsx'
import { WhereTo } from '../WhereTo.tsx'
import { words as partyWords } from '../words.ts'
import { intakeWords as words } from './words.ts'

export interface HandledParty {
  readonly party: PartyView
  /** `new`: registered here and now; `found`: came back with its code. */
  readonly how: 'new' | 'found'
  /** From the first key to the answer. */
  readonly seconds: number | undefined
}

interface Props {
  readonly handled: HandledParty
  readonly onChanged: (party: PartyView) => void
  /** Back to the line for the next party. */
  readonly onNext: () => void
}

export function Handled({ handled: { party, how, seconds }, onChanged, onNext }: Props) {
  const t = useT()
  const frail = tellFrail(t, party)
  return (
    <section
      className="card stack"
      aria-label={t(how === 'new' ? words.last : words.found)}
      aria-live="polite"
    >
      <p className="muted">
        {t(how === 'new' ? words.say : words.found)}
        {seconds === undefined ? null : <span> · {t(words.seconds, { s: seconds.toFixed(1) })}</span>}
      </p>
      <p className="big-code">{party.code}</p>
      <p>
        {t(partyWords.persons, { n: party.size })} {frail}
      </p>
      <p className="intake-way">
        <WhereTo party={party} />
      </p>
      {party.duplicates.length > 0 ? (
        <Note tone="attention">
          {t(partyWords.twiceTitle)}: {party.duplicates.map((one) => tellDuplicate(t, one)).join(' · ')}
        </Note>
      ) : null}
      {party.unconfirmed ? <LetIn party={party} onChanged={onChanged} /> : null}
      {how === 'new' ? (
        <Undo party={party} onChanged={onChanged} />
      ) : (
        <Deeds {...{ party, onChanged, onNext }} />
      )}
    </section>
  )
}

/** Whoever came in a burst and stands at the desk now. */
function LetIn({ party, onChanged }: { party: PartyView; onChanged: (party: PartyView) => void }) {
  const t = useT()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(placementApi.confirm, { params: { id: party.id }, body: { command } }),
    onSuccess: onChanged,
  })
  return (
    <>
      <Note tone="attention">{t(words.unseen)}</Note>
      <div className="row">
        <Button look="primary" busy={act.isPending} onClick={() => act.mutate()}>
          {t(words.letIn)}
        </Button>
      </div>
      <Refused error={act.error} />
    </>
  )
}

function Undo({ party, onChanged }: { party: PartyView; onChanged: (party: PartyView) => void }) {
  const t = useT()
  const tell = useToast()
  const undo = useMutation({
    mutationFn: () => doDeed('withdraw', party.id, { command: newId(), reason: 'withdrawn' }),
    onSuccess: (view) => {
      tell(t(words.undone, { code: view.code }))
      onChanged(view)
    },
  })
  const living = party.state === 'placed' || party.state === 'waiting' || party.state === 'arrived'
  return (
    <div className="row">
      <Button onClick={() => print()}>{t(words.slip)}</Button>
      {living ? (
        <Button look="quiet" busy={undo.isPending} onClick={() => undo.mutate()}>
          {t(words.undo)}
        </Button>
      ) : null}
      <Refused error={undo.error} />
    </div>
  )
}

/** Whoever comes back is checked in, moved or let go with one key and Enter; the next deed has the focus at once. */
function Deeds({ party, onChanged, onNext }: Omit<Props, 'handled'> & { party: PartyView }) {
  const actor = useActor()
  const [asked, ask] = useState<Deed>()
  const subject = subjectOfView(party, null)
  const from = party.placement?.directions?.from
  const around = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = 'button:not([aria-disabled])'
    const next = around.current?.querySelector<HTMLElement>(`${open}.button-primary`)
    ;(next ?? around.current?.querySelector<HTMLElement>(open))?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons inside it
    <div
      ref={around}
      onKeyDown={(event) => {
        const deed = DEED_KEYS[event.key]
        if (asked !== undefined || deed === undefined || event.ctrlKey || event.metaKey || event.altKey)
          return
        if (whyNotDeed(deed, actor, subject) !== undefined) return
        event.preventDefault()
        ask(deed)
      }}
    >
      <PartyActions party={subject} onAsk={ask} keys />
      {asked ? (
        <DeedDialog
          deed={asked}
          party={{ ...subject, needs: party.needs }}
          from={from}
          onClose={() => ask(undefined)}
          onDone={(view) => {
            ask(undefined)
            onChanged(view)
            // The dialog gives the focus back to the button it came from; after that it is the line's.
            setTimeout(onNext, 50)
          }}
        />
      ) : null}
    </div>
  )
}
