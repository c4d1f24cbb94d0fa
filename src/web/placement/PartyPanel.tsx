/** The selected party beside the ledger: what one needs for the next deed, without leaving the list. */
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { PartyRow, PartyView } from '../../modules/placement/model.ts'
import { PARTY_STATE_GLYPHS, PARTY_STATE_WORDS } from '../../modules/placement/words.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { useT } from '../kit/t.tsx'
import { routes } from '../paths.ts'
import type { Deed } from './deeds.ts'
import { PartyActions } from './PartyActions.tsx'
import { HoldCountdown, PlacementFacts, WaitingFact, WhoFacts } from './PartyFacts.tsx'
import { PARTY_TONES } from './party-words.ts'
import { useParty } from './use-party.ts'
import { words } from './words.ts'

/** Holding an arrow key asks the server for nothing until it rests. */
const REST = 180

function useRested(id: string | undefined): string | undefined {
  const [rested, rest] = useState(id)
  useEffect(() => {
    const timer = setTimeout(() => rest(id), REST)
    return () => clearTimeout(timer)
  }, [id])
  return rested
}

export function PartyPanel({ row, onAsk }: { row: PartyRow | undefined; onAsk: (deed: Deed) => void }) {
  const t = useT()
  const rested = useRested(row?.id)
  const party = useParty(rested)
  return (
    <aside className="party-panel" aria-label={t(words.panel)}>
      {row === undefined ? (
        <p className="muted">{t(words.nobodySelected)}</p>
      ) : (
        <>
          <div className="panel-head">
            <h2>{row.code}</h2>
            <span>{t(words.persons, { n: row.size })}</span>
            <StateMark
              glyph={PARTY_STATE_GLYPHS[row.state]}
              word={t(PARTY_STATE_WORDS[row.state])}
              tone={PARTY_TONES[row.state]}
            />
            <Link to={routes.party} params={{ id: row.id }}>
              {t(words.openPage)}
            </Link>
          </div>
          <PartyActions party={row} onAsk={onAsk} keys />
          {rested === row.id ? <Loaded query={party}>{(view) => <Details party={view} />}</Loaded> : null}
        </>
      )}
    </aside>
  )
}

function Details({ party }: { party: PartyView }) {
  return (
    <>
      {party.waiting ? <WaitingFact waiting={party.waiting} /> : null}
      {party.placement ? (
        <>
          <HoldCountdown placement={party.placement} />
          <PlacementFacts placement={party.placement} />
        </>
      ) : null}
      <WhoFacts party={party} />
    </>
  )
}
