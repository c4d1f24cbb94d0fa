/** Offers of residents and shops: those to be looked at first, then what is open, then what is over. */
import './offers.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { offersApi } from '../../modules/offers/api.ts'
import type { OfferView } from '../../modules/offers/model.ts'
import { whyNot } from '../../modules/offers/rules.ts'
import {
  FOR_WHOM_WORDS,
  OFFER_KIND_WORDS,
  OFFER_STATE_WORDS,
  STOVE_WORDS,
} from '../../modules/offers/words.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { TextField } from '../kit/Field.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useNow } from '../kit/now.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { routes } from '../paths.ts'
import { call } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { CheckDialog } from './CheckDialog.tsx'
import { OfferDialog } from './OfferDialog.tsx'
import { Paste } from './Paste.tsx'
import { words } from './words.ts'

const KEY = ['offers'] as const
const MARKS = {
  offered: { glyph: '!', tone: 'attention' },
  open: { glyph: '●', tone: 'calm' },
  ended: { glyph: '×', tone: 'quiet' },
  withdrawn: { glyph: '×', tone: 'quiet' },
  refused: { glyph: '×', tone: 'quiet' },
} as const

export function OffersPage() {
  const t = useT()
  const queries = useQueryClient()
  const [entering, enter] = useState(false)
  const [pasting, paste] = useState(false)
  const list = useQuery({
    queryKey: KEY,
    refetchInterval: 30_000,
    queryFn: ({ signal }) => call(offersApi.list, {}, { signal }),
  })
  const again = () => void queries.invalidateQueries({ queryKey: KEY })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type.startsWith('offer.'))) again()
  })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        summary={t(words.lead)}
        actions={
          <>
            <Button look="primary" onClick={() => enter(true)}>
              {t(words.byPhone)}
            </Button>
            <Button onClick={() => paste(true)}>{t(words.paste)}</Button>
          </>
        }
      />
      <Loaded query={list}>{({ offers }) => <Offers offers={offers} onChanged={again} />}</Loaded>
      {entering ? (
        <OfferDialog
          onClose={() => enter(false)}
          onKept={() => {
            enter(false)
            again()
          }}
        />
      ) : null}
      {pasting ? <Paste onClose={() => paste(false)} onKept={again} /> : null}
    </>
  )
}

function Offers({ offers, onChanged }: { offers: readonly OfferView[]; onChanged: () => void }) {
  const t = useT()
  if (offers.length === 0)
    return (
      <Empty title={t(words.none)}>
        <p>{t(words.noneText)}</p>
      </Empty>
    )
  const groups = [
    [words.toCheck, ['offered']],
    [words.open, ['open']],
    [words.done, ['ended', 'withdrawn', 'refused']],
  ] as const
  return groups.map(([word, states]) => {
    const some = offers.filter(({ state }) => states.some((one) => one === state))
    if (some.length === 0) return null
    const places = some.reduce((n, { beds, floors }) => n + beds + floors, 0)
    return (
      <section key={word.en} className="section" aria-label={t(word)}>
        <h2>
          {t(word)} <span className="muted">{t(words.figure, { n: some.length, places })}</span>
        </h2>
        <ul className="offers">
          {some.map((offer) => (
            <Offer key={offer.id} offer={offer} onChanged={onChanged} />
          ))}
        </ul>
      </section>
    )
  })
}

type Asked = 'check' | 'refuse' | 'stop'

function Offer({ offer, onChanged }: { offer: OfferView; onChanged: () => void }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(30_000)
  const [asked, ask] = useState<Asked>()
  const mark = MARKS[offer.state]
  const close = () => ask(undefined)
  const done = () => {
    close()
    onChanged()
  }
  const deeds = [
    ['check', words.check],
    ['refuse', words.refuse],
    ['stop', words.stop],
  ] as const
  return (
    <li>
      <div>
        <p className="offer-head">
          <strong>{t(words.nr, { nr: offer.nr })}</strong>
          <StateMark glyph={mark.glyph} tone={mark.tone} word={t(OFFER_STATE_WORDS[offer.state])} />
          <span>{t(OFFER_KIND_WORDS[offer.kind])}</span>
          <span>{t(words.places, { beds: offer.beds, floors: offer.floors })}</span>
          <span>{t(FOR_WHOM_WORDS[offer.forWhom])}</span>
          <span>{t(STOVE_WORDS[offer.stove])}</span>
          {offer.channel === 'group' ? <span className="muted">{t(words.fromGroup)}</span> : null}
        </p>
        <p>
          {offer.address ?? t(words.gone)} · {offer.contact}{' '}
          {offer.phone ? <a href={`tel:${offer.phone}`}>{offer.phone}</a> : null}
        </p>
        <p className="muted">
          {t(words.since, { age: format.duration(Math.max(0, now - offer.offeredAt)) })}
          {offer.site ? ` · ${t(words.used, { held: offer.held, inside: offer.inside })}` : ''}
        </p>
      </div>
      <div className="row">
        {deeds
          .filter(([deed]) => whyNot(deed, offer) === undefined)
          .map(([deed, word]) => (
            <Button key={deed} look={deed === 'check' ? 'primary' : 'plain'} onClick={() => ask(deed)}>
              {t(word)}
            </Button>
          ))}
        {offer.site ? (
          <Link className="button button-quiet" to={routes.sites} search={{ at: offer.site }}>
            {t(words.siteLink)}
          </Link>
        ) : null}
      </div>
      {asked === 'check' ? <CheckDialog offer={offer} onClose={close} onDone={done} /> : null}
      {asked === 'refuse' ? <Refuse offer={offer} onClose={close} onDone={done} /> : null}
      {asked === 'stop' ? <Stop offer={offer} onClose={close} onDone={done} /> : null}
    </li>
  )
}

interface AskProps {
  readonly offer: OfferView
  readonly onClose: () => void
  readonly onDone: () => void
}

function Refuse({ offer, onClose, onDone }: AskProps) {
  const t = useT()
  const tell = useToast()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: () =>
      call(offersApi.refuse, { params: { id: offer.id }, body: { command, base: offer.version, reason } }),
    onSuccess: () => {
      tell(t(words.refused, { nr: offer.nr }))
      onDone()
    },
  })
  const why = reason.trim().length < 2 ? t(words.reasonMissing) : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.refuseTitle, { nr: offer.nr })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="danger" why={why} busy={act.isPending} onClick={() => act.mutate()}>
            {t(words.refuse)}
          </Button>
        </>
      }
    >
      <TextField
        label={t(words.reason)}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {act.error ? <ErrorNote error={act.error} /> : null}
    </Dialog>
  )
}

function Stop({ offer, onClose, onDone }: AskProps) {
  const t = useT()
  const tell = useToast()
  const [command] = useState(newId)
  const act = useMutation({
    mutationFn: () => call(offersApi.stop, { params: { id: offer.id }, body: { command } }),
    onSuccess: () => {
      tell(t(words.stopped, { nr: offer.nr }))
      onDone()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(words.stopTitle, { nr: offer.nr })}
      actions={
        <>
          <Button onClick={onClose}>{t(kitWords.cancel)}</Button>
          <Button look="danger" busy={act.isPending} onClick={() => act.mutate()}>
            {t(words.stop)}
          </Button>
        </>
      }
    >
      <p>{t(words.stopText)}</p>
      {act.error ? <ErrorNote error={act.error} /> : null}
    </Dialog>
  )
}
