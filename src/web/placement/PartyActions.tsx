/** The deeds for one party as buttons; what cannot be done now stays there and says why. */
import type { Code } from '../../base/refusal.ts'
import type { PartyState } from '../../modules/placement/model.ts'
import { PARTY_STATE_WORDS, refusals } from '../../modules/placement/words.ts'
import { Button } from '../kit/Button.tsx'
import { tellCode } from '../kit/failure.ts'
import { KeyHint } from '../kit/KeyHint.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useActor } from '../shell/me.ts'
import { DEEDS, type Deed, deedWord, keyOf, type Subject, whyNotDeed } from './deeds.ts'
import { words } from './words.ts'

interface Props {
  readonly party: Subject
  readonly onAsk: (deed: Deed) => void
  readonly keys?: boolean
}

/** The deed that comes next for a party in this state. */
function nextDeed(party: Subject): Deed | undefined {
  if (party.state === 'waiting') return 'transfer'
  if (party.state === 'placed') return 'arrive'
  return undefined
}

export function useTellWhy(): (code: Code, party: { readonly state: PartyState }) => string {
  const t = useT()
  const { language } = useLanguage()
  return (code, party) =>
    code === 'placement.step_not_possible'
      ? t(refusals[code], { state: t(PARTY_STATE_WORDS[party.state]) })
      : tellCode(code, language)
}

export function PartyActions({ party, onAsk, keys }: Props) {
  const t = useT()
  const actor = useActor()
  const tellWhy = useTellWhy()
  const next = nextDeed(party)
  const closed = DEEDS.flatMap((deed) => {
    const code = whyNotDeed(deed, actor, party)
    return code ? [{ deed, why: tellWhy(code, party) }] : []
  })
  const reasons = [...new Set(closed.map(({ why }) => why))]
  return (
    <section className="deeds" aria-label={t(words.deeds)}>
      <div className="row">
        {DEEDS.map((deed) => {
          const why = closed.find((one) => one.deed === deed)?.why
          const key = keys ? keyOf(deed) : undefined
          return (
            <Button
              key={deed}
              look={deed === next ? 'primary' : 'plain'}
              why={why}
              aria-keyshortcuts={key}
              onClick={() => onAsk(deed)}
            >
              {t(deedWord(deed, party))}
              {key ? <KeyHint keys={key} /> : null}
            </Button>
          )
        })}
      </div>
      {/* Each closed button has its reason for readers aloud; seen, one line for all of them is enough. */}
      {reasons.map((reason) => (
        <p key={reason} className="muted" aria-hidden="true">
          {reason}
        </p>
      ))}
    </section>
  )
}
