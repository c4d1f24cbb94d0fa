/** The intake desk: one line a party, Enter, the code in large, the next. Works without a mouse. */
import '../placement.css'
import './intake.css'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { PartyView } from '../../../modules/placement/model.ts'
import { mayNot } from '../../../modules/placement/policy.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../../modules/placement/words.ts'
import { Button } from '../../kit/Button.tsx'
import { tellCode } from '../../kit/failure.ts'
import { PageHeader } from '../../kit/PageHeader.tsx'
import { Select } from '../../kit/Select.tsx'
import { StateMark } from '../../kit/StateMark.tsx'
import { siteName } from '../../kit/site-name.ts'
import { useLanguage, useT } from '../../kit/t.tsx'
import { routes } from '../../paths.ts'
import { useActor } from '../../shell/me.ts'
import { usePlaces } from '../../shell/places.ts'
import { PARTY_TONES } from '../party-words.ts'
import { words as partyWords } from '../words.ts'
import { Coach } from './Coach.tsx'
import { Handled, type HandledParty } from './Handled.tsx'
import { IntakeForm } from './IntakeForm.tsx'
import { Slip } from './Slip.tsx'
import { useEntry } from './use-entry.ts'
import { intakeWords as words } from './words.ts'

/** Parties kept in sight; all of them are in the ledger. */
const RECENT = 12

export function IntakePage() {
  const t = useT()
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [entry, setEntry] = useEntry()
  const [handled, setHandled] = useState<HandledParty>()
  const [recent, setRecent] = useState<readonly PartyView[]>([])
  const [coach, openCoach] = useState(false)
  const mayIssue = mayNot.issueCodes(useActor())
  const remember = (parties: readonly PartyView[]) =>
    setRecent((before) => {
      const ids = new Set(parties.map(({ id }) => id))
      return [...parties, ...before.filter(({ id }) => !ids.has(id))].slice(0, RECENT)
    })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the function keys of the whole desk
    <div
      className="intake"
      onKeyDown={(event) => {
        if (event.key === 'F2') openCoach(true)
        else if (event.key === 'F8' && handled !== undefined) print()
        else return
        event.preventDefault()
      }}
    >
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <>
            <Button onClick={() => openCoach(true)}>{t(words.coach)}</Button>
            <Link className="button button-plain button-normal" to={routes.entries}>
              {t(words.entries)}
            </Link>
            {mayIssue ? (
              <Button why={tellCode(mayIssue, language)}>{t(words.sheets)}</Button>
            ) : (
              <Link className="button button-plain button-normal" to={routes.paper}>
                {t(words.sheets)}
              </Link>
            )}
          </>
        }
      />
      <div className="intake-split">
        <div className="stack">
          <Here entry={entry} onChoose={setEntry} />
          <IntakeForm
            entry={entry}
            input={input}
            onHandled={(next) => {
              setHandled(next)
              remember([next.party])
            }}
          />
        </div>
        <div className="stack">
          {handled ? (
            <Handled
              key={handled.party.id}
              handled={handled}
              onChanged={(party) => {
                setHandled({ ...handled, party, seconds: undefined })
                remember([party])
              }}
              onNext={() => input.current?.focus()}
            />
          ) : (
            <p className="muted">{t(words.nothingYet)}</p>
          )}
          <Recent
            parties={recent}
            onShow={(party) => setHandled({ party, how: 'found', seconds: undefined })}
          />
        </div>
      </div>
      {handled && !coach ? <Slip party={handled.party} /> : null}
      {coach ? (
        <Coach
          entry={entry}
          onClose={() => {
            openCoach(false)
            setTimeout(() => input.current?.focus(), 50)
          }}
          onRegistered={remember}
        />
      ) : null}
    </div>
  )
}

function Here({ entry, onChoose }: { entry: string; onChoose: (entry: string) => void }) {
  const t = useT()
  const entries = usePlaces().data?.entries ?? []
  return (
    <Select
      label={t(words.here)}
      value={entries.some(({ id }) => id === entry) ? entry : ''}
      options={[
        { value: '', label: t(partyWords.chooseWhere) },
        ...entries.map(({ id, name }) => ({ value: id, label: t(name) })),
      ]}
      onChoose={onChoose}
    />
  )
}

function Recent({ parties, onShow }: { parties: readonly PartyView[]; onShow: (party: PartyView) => void }) {
  const t = useT()
  const { language } = useLanguage()
  if (parties.length === 0) return null
  return (
    <section aria-label={t(words.recent)}>
      <h2>{t(words.recent)}</h2>
      <ul className="intake-recent">
        {parties.map((party) => (
          <li key={party.id}>
            <Button look="quiet" onClick={() => onShow(party)}>
              {party.code}
            </Button>
            <span>{t(partyWords.persons, { n: party.size })}</span>
            <StateMark
              glyph={PARTY_STATE_GLYPHS[party.state]}
              word={t(PARTY_STATE_WORDS[party.state])}
              tone={PARTY_TONES[party.state]}
            />
            <span className="intake-recent-site">
              {party.placement ? siteName(party.placement.site, language) : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
