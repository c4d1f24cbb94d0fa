/** What is in force now, and the steps out of it. */
import { useState } from 'react'
import type { EmergencyView } from '../../modules/mode/model.ts'
import { mayNot } from '../../modules/mode/policy.ts'
import { whyNot } from '../../modules/mode/rules.ts'
import { EMERGENCY_KIND_WORDS, EMERGENCY_STATE_WORDS } from '../../modules/mode/words.ts'
import { Button } from '../kit/Button.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Note } from '../kit/Note.tsx'
import { useNow } from '../kit/now.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useActor } from '../shell/me.ts'
import { useMode } from '../shell/mode.tsx'
import { CloseDialog, DeclareDialog, RenameDialog } from './dialogs.tsx'
import { words } from './words.ts'

export function InForce() {
  return (
    <section className="card stack in-force">
      <Loaded query={useMode()}>
        {({ emergency }) => (emergency ? <Emergency emergency={emergency} /> : <Everyday />)}
      </Loaded>
    </section>
  )
}

/** Why the person may not, in words. */
function useWhyNot(): (code: ReturnType<typeof mayNot.declare>) => string | undefined {
  const { language } = useLanguage()
  return (code) => (code === undefined ? undefined : tellCode(code, language))
}

function Everyday() {
  const t = useT()
  return (
    <>
      <h2>{t(words.everydayTitle)}</h2>
      <p>{t(words.everydayText)}</p>
      <Declare />
    </>
  )
}

function Declare() {
  const t = useT()
  const why = useWhyNot()
  const actor = useActor()
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Button look="primary" why={why(mayNot.declare(actor))} onClick={() => setOpen(true)}>
        {t(words.declare)}
      </Button>
      {open ? <DeclareDialog onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

function Emergency({ emergency }: { emergency: EmergencyView }) {
  const t = useT()
  return (
    <>
      <h2>{emergency.name}</h2>
      <Facts emergency={emergency} />
      {emergency.state === 'watch' ? <p>{t(words.watchText)}</p> : null}
      <CloseAsked emergency={emergency} />
      <Steps emergency={emergency} />
    </>
  )
}

function Facts({ emergency }: { emergency: EmergencyView }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(10_000)
  const facts = [
    [words.state, t(EMERGENCY_STATE_WORDS[emergency.state])],
    [
      words.kind,
      `${t(EMERGENCY_KIND_WORDS[emergency.kind])} · ${t(emergency.drill ? words.drill : words.real)}`,
    ],
    [words.opened, format.dayClock(emergency.openedAt)],
    [words.declaredAt, emergency.declaredAt === null ? '—' : format.dayClock(emergency.declaredAt)],
    [words.elapsed, format.duration(now - (emergency.declaredAt ?? emergency.openedAt))],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([head, text]) => (
        <div key={head.en}>
          <dt>{t(head)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function CloseAsked({ emergency }: { emergency: EmergencyView }) {
  const t = useT()
  const format = useFormat()
  if (emergency.closeAskedAt === null) return null
  const word = emergency.closeAskedByMe ? words.closeAskedByMe : words.closeAskedByOther
  return <Note tone="attention">{t(word, { clock: format.dayClock(emergency.closeAskedAt) })}</Note>
}

function Steps({ emergency }: { emergency: EmergencyView }) {
  const t = useT()
  const why = useWhyNot()
  const actor = useActor()
  const [open, setOpen] = useState<'rename' | 'close'>()
  const asked = emergency.closeAskedAt !== null
  const noClose =
    mayNot.close(actor) ??
    whyNot('close', emergency) ??
    (asked && emergency.closeAskedByMe ? 'mode.second_person' : undefined)
  const close = () => setOpen(undefined)
  return (
    <div className="row mode-steps">
      {emergency.state === 'watch' ? <Declare /> : null}
      <Button
        why={why(mayNot.rename(actor) ?? whyNot('rename', emergency))}
        onClick={() => setOpen('rename')}
      >
        {t(words.rename)}
      </Button>
      <Button look={asked ? 'danger' : 'plain'} why={why(noClose)} onClick={() => setOpen('close')}>
        {t(asked ? words.confirmClose : words.askClose)}
      </Button>
      {open === 'rename' ? <RenameDialog emergency={emergency} onClose={close} /> : null}
      {open === 'close' ? <CloseDialog emergency={emergency} onClose={close} /> : null}
    </div>
  )
}
