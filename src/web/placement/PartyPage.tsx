/** One party: who they are, where they are told to go and why, what happened, what can be done. */
import './placement.css'
import { useQueryClient } from '@tanstack/react-query'
import { useCanGoBack, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { PartyView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { whyNot } from '../../modules/placement/rules.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { Button } from '../kit/Button.tsx'
import { tellCode } from '../kit/failure.ts'
import { KeyHint } from '../kit/KeyHint.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { publicPages, routes } from '../paths.ts'
import { useActor } from '../shell/me.ts'
import { usePlaces } from '../shell/places.ts'
import { CorrectDialog } from './CorrectDialog.tsx'
import { DeedDialog } from './DeedDialog.tsx'
import { Duplicates } from './Duplicates.tsx'
import { DEED_KEYS, type Deed, doneWord, subjectOfView, whyNotDeed } from './deeds.ts'
import { EraseDialog } from './EraseDialog.tsx'
import { PartyActions, useTellWhy } from './PartyActions.tsx'
import { Fact, HoldCountdown, PlacementFacts, WaitingFact, WhoFacts } from './PartyFacts.tsx'
import { PARTY_TONES } from './party-words.ts'
import { Timeline } from './Timeline.tsx'
import { bookOf } from './use-book.ts'
import { partyKey, timelineKey, useParty } from './use-party.ts'
import { words } from './words.ts'

/** Back to where one was: the ledger as it was left, or the ledger itself where the page was opened by a link. */
function useBack(): () => void {
  const router = useRouter()
  const navigate = useNavigate()
  const can = useCanGoBack()
  return useCallback(() => {
    if (can) router.history.back()
    else void navigate({ to: routes.parties, search: {} })
  }, [can, router, navigate])
}

/** What a deed has answered is shown at once, and its event and row are asked for. */
function useShown(id: string): (view: PartyView) => void {
  const queries = useQueryClient()
  return useCallback(
    (view) => {
      queries.setQueryData(partyKey(id), view)
      void queries.invalidateQueries({ queryKey: timelineKey(id) })
      bookOf(queries).touch()
    },
    [queries, id],
  )
}

/** What is kept of them is put right or erased at their word. */
function Kept({ party, onDone }: { party: PartyView; onDone: (view: PartyView) => void }) {
  const t = useT()
  const tell = useToast()
  const { language } = useLanguage()
  const actor = useActor()
  const tellWhy = useTellWhy()
  const [asked, ask] = useState<'correct' | 'erase'>()
  const seen = { id: party.id, site: null, community: null }
  const denied = mayNot.correct(actor, seen)
  const step = whyNot('correct', party)
  const why = denied ? tellCode(denied, language) : step && tellWhy(step, party)
  const close = () => ask(undefined)
  const done = (view: PartyView) => {
    tell(t(asked === 'erase' ? words.eraseDone : words.correctDone, { code: party.code }))
    close()
    onDone(view)
  }
  return (
    <div className="row">
      <Button why={why} onClick={() => ask('correct')}>
        {t(words.correct)}
      </Button>
      <Button look="quiet" why={denied && tellCode(denied, language)} onClick={() => ask('erase')}>
        {t(words.erase)}
      </Button>
      {asked === 'correct' ? <CorrectDialog party={party} onClose={close} onDone={done} /> : null}
      {asked === 'erase' ? <EraseDialog party={party} onClose={close} onDone={done} /> : null}
    </div>
  )
}

/** Keys while nothing is typed and no dialog is open. */
function useKeys(onKey: (key: string) => boolean): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (document.querySelector('dialog[open]')) return
      const { target } = event
      const typing = target instanceof Element && target.matches('input, textarea, select, summary')
      if (!typing && onKey(event.key)) event.preventDefault()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [onKey])
}

export function PartyPage() {
  const { id } = useParams({ strict: false })
  const party = useParty(id)
  return <Loaded query={party}>{(view) => <Page key={view.id} party={view} />}</Loaded>
}

function Page({ party }: { party: PartyView }) {
  const t = useT()
  const back = useBack()
  const actor = useActor()
  const queries = useQueryClient()
  const [asked, ask] = useState<Deed>()
  const shown = useShown(party.id)
  const community = bookOf(queries).row(party.id)?.community ?? null
  const subject = subjectOfView(party, community)
  useKeys((key) => {
    const deed = DEED_KEYS[key]
    if (key === 'Escape') back()
    else if (deed && !whyNotDeed(deed, actor, subject)) ask(deed)
    else return false
    return true
  })
  return (
    <>
      <PageHeader
        title={t(words.partyTitle, { code: party.code })}
        summary={
          <span className="party-summary">
            <StateMark
              glyph={PARTY_STATE_GLYPHS[party.state]}
              word={t(PARTY_STATE_WORDS[party.state])}
              tone={PARTY_TONES[party.state]}
            />
            <span>{t(words.persons, { n: party.size })}</span>
          </span>
        }
        actions={
          <Button look="quiet" onClick={back} aria-keyshortcuts="Escape">
            {t(words.back)} <KeyHint keys="Esc" />
          </Button>
        }
      />
      <PartyActions party={subject} onAsk={ask} keys />
      <div className="party-columns">
        <div className="stack">
          <Placement party={party} />
          <Duplicates party={party} onDone={shown} />
          <section className="card stack">
            <h2>{t(words.who)}</h2>
            <WhoFacts party={party} />
            <Kept party={party} onDone={shown} />
          </section>
          <Identity party={party} />
        </div>
        <Timeline party={party.id} />
      </div>
      {asked ? (
        <Asked deed={asked} party={party} community={community} onClose={() => ask(undefined)} />
      ) : null}
    </>
  )
}

function Asked(props: { deed: Deed; party: PartyView; community: string | null; onClose: () => void }) {
  const { deed, party, community, onClose } = props
  const t = useT()
  const tell = useToast()
  const entry = usePlaces().data?.entries.find((one) => one.id === party.entry)
  const shown = useShown(party.id)
  const done = (view: PartyView) => {
    shown(view)
    tell(t(doneWord(deed, party), { code: party.code, site: view.placement?.site.name ?? '' }))
    onClose()
  }
  const subject = { ...subjectOfView(party, community), needs: party.needs }
  return <DeedDialog deed={deed} party={subject} from={entry} onClose={onClose} onDone={done} />
}

function Placement({ party }: { party: PartyView }) {
  const t = useT()
  return (
    <section className="card stack">
      <h2>{t(words.placement)}</h2>
      {party.waiting ? <WaitingFact waiting={party.waiting} /> : null}
      {party.mergedInto ? <p>{t(words.mergedTo, { code: party.mergedInto.code })}</p> : null}
      {party.placement ? (
        <>
          <HoldCountdown placement={party.placement} />
          <PlacementFacts placement={party.placement} />
          <details>
            <summary>{t(words.why)}</summary>
            <p>{t(words.whyHere)}</p>
          </details>
        </>
      ) : null}
      {party.token ? (
        <p>
          <a href={publicPages.party(party.token)}>{t(words.publicPage)}</a>
        </p>
      ) : null}
    </section>
  )
}

/** Masked by the server according to the post; what is null was not given. */
function Identity({ party }: { party: PartyView }) {
  const t = useT()
  const fields = [
    [words.name, party.name],
    [words.phone, party.phone],
    [words.plate, party.plate],
  ] as const
  return (
    <section className="card">
      <h2>{t(words.identity)}</h2>
      <dl className="facts">
        {fields.map(([word, value]) => (
          <Fact key={word.en} name={t(word)}>
            {value ?? <span className="muted">{t(words.notGiven)}</span>}
          </Fact>
        ))}
      </dl>
      <p className="muted">{t(words.identityNote)}</p>
    </section>
  )
}
