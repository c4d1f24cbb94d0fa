/** A coach in one go: a row a party, registered one after another with a bar; trying again repeats nobody. */
import { useRef, useState } from 'react'
import { placementApi } from '../../../modules/placement/api.ts'
import type { PartyView } from '../../../modules/placement/model.ts'
import { Button } from '../../kit/Button.tsx'
import { type Column, DataList } from '../../kit/DataList.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Field, TextField } from '../../kit/Field.tsx'
import { newId } from '../../kit/id.ts'
import { Note } from '../../kit/Note.tsx'
import { Progress } from '../../kit/Progress.tsx'
import { siteName } from '../../kit/site-name.ts'
import { useLanguage, useT } from '../../kit/t.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { call } from '../../shell/client.ts'
import { focusFirst } from '../focus-first.ts'
import { bodyOf, emptyDraft } from '../registration.ts'
import { WhereTo } from '../WhereTo.tsx'
import { words as partyWords } from '../words.ts'
import { sumBySite } from './coach-sums.ts'
import { type CoachParty, MOST_OF_A_COACH, personsOfLine, readCoach } from './shorthand.ts'
import { intakeWords as words } from './words.ts'

/** Requests under way at once: a coach takes a second, and nobody else waits for it. */
const AT_ONCE = 4

interface Waiting {
  /** Party id and command: the same every time it is tried. */
  readonly command: string
  readonly of: CoachParty
}

interface Props {
  readonly entry: string
  readonly onClose: () => void
  readonly onRegistered: (parties: readonly PartyView[]) => void
}

export function Coach({ entry, onClose, onRegistered }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const [plate, setPlate] = useState('')
  const [queue, setQueue] = useState<readonly Waiting[]>()
  const [done, setDone] = useState<readonly PartyView[]>([])
  const [failed, setFailed] = useState<readonly Waiting[]>([])
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const { parties, faults } = readCoach(text)
  const persons = parties.reduce((n, { line }) => n + personsOfLine(line), 0)

  async function run(all: readonly Waiting[]): Promise<void> {
    if (running.current) return
    running.current = true
    setBusy(true)
    setFailed([])
    const left = [...all]
    const registered: PartyView[] = []
    const lost: Waiting[] = []
    const worker = async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        try {
          const party = await registerOne(one, entry, plate)
          registered.push(party)
          setDone((before) => [...before, party])
        } catch {
          lost.push(one)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    setFailed(lost)
    running.current = false
    setBusy(false)
    onRegistered(registered)
  }

  const start = () => {
    const all = parties.map((of) => ({ command: newId(), of }))
    setQueue(all)
    void run(all)
  }
  const why =
    entry === ''
      ? t(partyWords.whereMissing)
      : parties.length > MOST_OF_A_COACH
        ? t(words.coachMany, { n: MOST_OF_A_COACH })
        : faults.length > 0
          ? t(words.coachFault, { rows: faults.join(', ') })
          : parties.length === 0
            ? t(words.nobody)
            : undefined
  return (
    <Dialog
      open
      width="wide"
      onClose={() => {
        if (!busy) onClose()
      }}
      title={t(words.coachTitle)}
      actions={
        <>
          <Button onClick={onClose}>{t(queue ? kitWords.close : kitWords.cancel)}</Button>
          {queue ? (
            <Button onClick={() => print()}>{t(words.print)}</Button>
          ) : (
            <Button look="primary" why={why} onClick={start}>
              {t(words.coachGo)}
            </Button>
          )}
        </>
      }
    >
      {queue ? (
        <Outcome total={queue.length} done={done} failed={failed} onAgain={() => void run(failed)} />
      ) : (
        <div className="stack">
          <p>{t(words.coachText)}</p>
          <div ref={(around) => focusFirst(around?.querySelector('textarea') ?? null)}>
            <TextField
              label={t(words.coachRows)}
              rows={9}
              className="intake-coach"
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !event.ctrlKey || why !== undefined) return
                event.preventDefault()
                start()
              }}
            />
          </div>
          <Field
            label={t(partyWords.plate)}
            optional
            maxLength={20}
            value={plate}
            onChange={(event) => setPlate(event.target.value)}
          />
          <p aria-live="polite">{t(words.coachSum, { parties: parties.length, persons })}</p>
        </div>
      )}
    </Dialog>
  )
}

function registerOne({ command, of: { line } }: Waiting, entry: string, plate: string): Promise<PartyView> {
  const { adults, elders, children, infants, needs, vehicle, phone } = line
  const draft = {
    ...emptyDraft(command, entry),
    ...{ adults, elders, children, infants, needs },
    vehicle: vehicle ?? 'coach',
    phone: phone ?? '',
    plate: line.plate ?? plate,
  }
  return call(placementApi.register, { body: bodyOf(draft) })
}

function Outcome(props: {
  readonly total: number
  readonly done: readonly PartyView[]
  readonly failed: readonly Waiting[]
  readonly onAgain: () => void
}) {
  const t = useT()
  const { language } = useLanguage()
  const { total, done, failed, onAgain } = props
  const columns: Column<PartyView>[] = [
    { key: 'code', head: t(partyWords.code), kind: 'main', cell: ({ code }) => code },
    { key: 'size', head: t(partyWords.size), kind: 'number', cell: ({ size }) => size },
    { key: 'where', head: t(partyWords.site), kind: 'wide', cell: (party) => <WhereTo party={party} /> },
  ]
  return (
    <div className="stack coach-sheet">
      <Progress label={t(words.coachProgress)} done={done.length} total={total} />
      {failed.length > 0 ? (
        <Note tone="danger" live>
          {t(words.coachFailed, { n: failed.length })} <Button onClick={onAgain}>{t(words.again)}</Button>
        </Note>
      ) : null}
      <ul className="coach-sums" aria-label={t(words.bySite)}>
        {sumBySite(done).map(({ site, parties, persons }) => (
          <li key={site?.id ?? ''}>
            <strong>{site ? siteName(site, language) : t(words.waiting)}</strong>{' '}
            {t(words.partiesPersons, { parties, persons })}
          </li>
        ))}
      </ul>
      <DataList
        caption={t(words.coachTitle)}
        columns={columns}
        rows={[...done].sort((a, b) => a.code.localeCompare(b.code))}
        rowKey={({ id }) => id}
        empty={null}
      />
    </div>
  )
}
