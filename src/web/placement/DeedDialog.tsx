/** Asks once before a deed: what it does, in a sentence; Enter does it, Esc leaves everything as it was. */

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { LonLat } from '../../base/geo.ts'
import type { PartyRow, PartyView } from '../../modules/placement/model.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Field } from '../kit/Field.tsx'
import { newId } from '../kit/id.ts'
import { Note } from '../kit/Note.tsx'
import { Select } from '../kit/Select.tsx'
import { siteNameIn } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { type Deed, type DeedInput, deedWord, doDeed, type Subject } from './deeds.ts'
import { focusFirst } from './focus-first.ts'
import { Refused } from './Refused.tsx'
import { SiteChoice } from './SiteChoice.tsx'
import { WhyNot } from './WhyNot.tsx'
import { words } from './words.ts'

const ASKS = {
  accept: words.acceptAsk,
  arrive: words.arriveAsk,
  transfer: words.transferAsk,
  depart: words.departAsk,
  withdraw: words.withdrawAsk,
} as const

interface Props {
  readonly deed: Deed
  readonly party: Subject & Pick<PartyRow, 'needs'>
  readonly from: LonLat | undefined
  readonly onClose: () => void
  readonly onDone: (party: PartyView) => void
}

export function DeedDialog({ deed, party, from, onClose, onDone }: Props) {
  const { language } = useLanguage()
  const t = useT()
  const form = useId()
  const [command] = useState(newId)
  const elsewhere = deed === 'transfer' || (deed === 'arrive' && party.site === null)
  const [site, setSite] = useState<string>()
  const [reason, setReason] = useState<NonNullable<DeedInput['reason']>>('withdrawn')
  const [why, setWhy] = useState('')
  const act = useMutation({
    mutationFn: (input: DeedInput) => doDeed(deed, party.id, input),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!(elsewhere && site === undefined) && !act.isPending)
      act.mutate({ command, site, reason, why: why.trim() || undefined })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${t(deedWord(deed, party))} · ${party.code}`}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Confirm
            deed={deed}
            word={t(deedWord(deed, party))}
            form={form}
            busy={act.isPending}
            missing={elsewhere && site === undefined}
          />
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <p className="ask">
          {t(deed === 'transfer' && party.state === 'waiting' ? words.placeAsk : ASKS[deed], {
            code: party.code,
            size: party.size,
            site: siteNameIn(party, language) ?? t(words.otherSite),
          })}
        </p>
        {elsewhere ? <SiteChoice party={party} from={from} chosen={site} onChoose={setSite} /> : null}
        {deed === 'transfer' && site !== undefined ? (
          <>
            <WhyNot party={party.id} site={site} />
            <Field
              label={t(words.overrule)}
              optional
              maxLength={300}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          </>
        ) : null}
        {deed === 'arrive' ? <Note tone="info">{t(words.arriveOver)}</Note> : null}
        {deed === 'withdraw' ? (
          <Select
            label={t(words.withdrawReason)}
            value={reason}
            options={[
              { value: 'withdrawn', label: t(words.withdrawnReason) },
              { value: 'self_arranged', label: t(words.selfArranged) },
            ]}
            onChoose={setReason}
          />
        ) : null}
        <Refused error={act.error} />
      </form>
    </Dialog>
  )
}

function Confirm(props: { deed: Deed; word: string; form: string; busy: boolean; missing: boolean }) {
  const t = useT()
  const danger = props.deed === 'depart' || props.deed === 'withdraw'
  return (
    // Sites are chosen before the deed can be confirmed, so there the list has the focus.
    <span className="first" ref={props.deed === 'transfer' ? undefined : focusButton}>
      <Button
        type="submit"
        form={props.form}
        look={danger ? 'danger' : 'primary'}
        busy={props.busy}
        why={props.missing ? t(words.chooseSite) : undefined}
      >
        {t(words.confirmKey, { deed: props.word })}
      </Button>
    </span>
  )
}

function focusButton(around: HTMLElement | null): void {
  focusFirst(around?.querySelector('button') ?? null)
}
