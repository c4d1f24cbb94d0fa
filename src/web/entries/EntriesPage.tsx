/** Codes at the entries, where desks stand, and the bursts of registrations that came without. */
import './entries.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { entriesApi } from '../../modules/entries/api.ts'
import type { EntryCodeView, EntryGate } from '../../modules/entries/model.ts'
import { mayNot } from '../../modules/entries/policy.ts'
import { BARE_ELSEWHERE, BARE_WHERE_CODED } from '../../modules/entries/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { tellCode } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { PageHeader } from '../kit/PageHeader.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useCopy } from '../kit/use-copy.ts'
import { words as kitWords } from '../kit/words.ts'
import { call, prefixOf } from '../shell/client.ts'
import { useLiveEvents } from '../shell/live.ts'
import { useActor } from '../shell/me.ts'
import { Bursts } from './Bursts.tsx'
import { MakeCode } from './MakeCode.tsx'
import { Poster } from './Poster.tsx'
import { words } from './words.ts'

const GATES = ['entries'] as const

export function EntriesPage() {
  const t = useT()
  const queries = useQueryClient()
  const [poster, showPoster] = useState<{ gate: EntryGate; code: EntryCodeView }>()
  const gates = useQuery({
    queryKey: GATES,
    queryFn: ({ signal }) => call(entriesApi.list, {}, { signal }),
  })
  const again = () => void queries.invalidateQueries({ queryKey: GATES })
  useLiveEvents((events, gap) => {
    if (gap || events.some(({ type }) => type.startsWith('entry.'))) again()
  })
  if (poster) return <Poster gate={poster.gate} code={poster.code} onBack={() => showPoster(undefined)} />
  return (
    <>
      <PageHeader title={t(words.title)} summary={t(words.lead)} />
      <section className="section" aria-labelledby="entries-gates">
        <h2 id="entries-gates">{t(words.gates)}</h2>
        <Loaded query={gates}>
          {({ entries }) =>
            entries.length === 0 ? (
              <Empty title={t(words.noGates)}>
                <p>{t(words.noGatesText)}</p>
              </Empty>
            ) : (
              <>
                <Limits gates={entries} />
                <ul className="gates">
                  {entries.map((gate) => (
                    <Gate
                      key={gate.entry}
                      gate={gate}
                      onChange={again}
                      onPoster={(code) => showPoster({ gate, code })}
                    />
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </section>
      <Bursts gates={gates.data?.entries ?? []} />
    </>
  )
}

const vouches = ({ revokedAt }: EntryCodeView): boolean => revokedAt === null

/** What holds for those who come without a code, which depends on whether anybody could have one. */
function Limits({ gates }: { gates: readonly EntryGate[] }) {
  const t = useT()
  const coded = gates.some(({ codes }) => codes.some(vouches))
  return (
    <p role="status">
      {coded ? t(words.limits, { here: BARE_WHERE_CODED, elsewhere: BARE_ELSEWHERE }) : t(words.noCode)}
    </p>
  )
}

interface GateProps {
  readonly gate: EntryGate
  readonly onChange: () => void
  readonly onPoster: (code: EntryCodeView) => void
}

function Gate({ gate, onChange, onPoster }: GateProps) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const tell = useToast()
  const [making, openMake] = useState(false)
  const denied = mayNot.arrange(useActor())
  const why = denied && tellCode(denied, language)
  const desk = useMutation({
    mutationFn: (open: boolean) =>
      call(entriesApi.desk, { params: { entry: gate.entry }, body: { command: newId(), open } }),
    onSuccess: ({ desk: stands }) => {
      tell(t(stands ? words.deskSaved : words.deskGone))
      onChange()
    },
  })
  const live = gate.codes.filter(vouches)
  const gone = gate.codes.filter((code) => !vouches(code))
  return (
    <li className="gate">
      <div className="gate-head">
        <h3>{t(gate.name)}</h3>
        <label className="check" title={why}>
          <input
            type="checkbox"
            checked={gate.desk}
            disabled={denied !== undefined || desk.isPending}
            onChange={(event) => desk.mutate(event.target.checked)}
          />
          {t(words.deskHere)}
        </label>
        <Button why={why} onClick={() => openMake(true)}>
          {t(words.make)}
        </Button>
      </div>
      {desk.error ? <ErrorNote error={desk.error} /> : null}
      {live.map((code) => (
        <Code key={code.id} gate={gate} code={code} onChange={onChange} onPoster={() => onPoster(code)} />
      ))}
      {gone.length > 0 ? (
        <details>
          <summary>{t(words.earlier, { n: gone.length })}</summary>
          <ul>
            {gone.map(({ id, kind, revokedAt }) => (
              <li key={id} className="muted">
                {t(words[kind])} · {t(words.revokedAt, { clock: format.dayClock(revokedAt ?? 0) })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {making ? (
        <MakeCode
          gate={gate}
          onClose={() => openMake(false)}
          onDone={() => {
            openMake(false)
            tell(t(words.made))
            onChange()
          }}
        />
      ) : null}
    </li>
  )
}

interface CodeProps {
  readonly gate: EntryGate
  readonly code: EntryCodeView
  readonly onChange: () => void
  readonly onPoster: () => void
}

function Code({ gate, code, onChange, onPoster }: CodeProps) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const tell = useToast()
  const [revoking, openRevoke] = useState(false)
  const denied = mayNot.arrange(useActor())
  const here = `${prefixOf(location.pathname)}${code.path}`
  const [copied, copy] = useCopy(`${location.origin}${here}`)
  const clock = format.dayClock(code.madeAt)
  const revoke = useMutation({
    mutationFn: () => call(entriesApi.revoke, { params: { id: code.id }, body: { command: newId() } }),
    onSuccess: () => {
      openRevoke(false)
      tell(t(words.revoked))
      onChange()
    },
  })
  return (
    <div className="gate-code">
      <p>
        <strong>{t(words[code.kind])}</strong>{' '}
        <span className="muted">{t(words.madeAt, { clock, n: code.perMinute })}</span>
      </p>
      <div className="row">
        {code.kind === 'poster' ? (
          <Button onClick={onPoster}>{t(words.print)}</Button>
        ) : (
          <a className="button button-quiet button-normal" href={here} target="_blank" rel="noreferrer">
            {t(words.showScreen)}
          </a>
        )}
        <Button onClick={copy}>{t(words.copy)}</Button>
        <Button why={denied && tellCode(denied, language)} onClick={() => openRevoke(true)}>
          {t(words.revoke)}
        </Button>
        {copied === undefined ? null : (
          <span role="status">{t(copied ? words.copied : words.copyFailed)}</span>
        )}
      </div>
      {revoking ? (
        <Dialog
          open
          onClose={() => openRevoke(false)}
          title={t(words.revokeTitle)}
          actions={
            <>
              <Button onClick={() => openRevoke(false)}>{t(kitWords.cancel)}</Button>
              <Button look="primary" busy={revoke.isPending} onClick={() => revoke.mutate()}>
                {t(words.revoke)}
              </Button>
            </>
          }
        >
          <p>{t(words.revokeText, { entry: t(gate.name), clock, kind: t(words[code.kind]) })}</p>
          {revoke.error ? <ErrorNote error={revoke.error} /> : null}
        </Dialog>
      ) : null}
    </div>
  )
}
