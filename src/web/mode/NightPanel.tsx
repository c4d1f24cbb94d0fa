/** Plays the night of 17 February in a world of its own, and shows the nights being played. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../base/contract.ts'
import { HOUR } from '../../base/time.ts'
import { modeApi } from '../../modules/mode/api.ts'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Progress } from '../kit/Progress.tsx'
import { Select } from '../kit/Select.tsx'
import { StateMark } from '../kit/StateMark.tsx'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { words } from './words.ts'

type Night = OutputOf<typeof modeApi.nights>['nights'][number]
const NIGHTS_KEY = ['nights'] as const
const EVERY = 2_000
/** From the closure at 17:30 until the road is open at 17:00. */
const LASTS = 23.5 * HOUR
const SPEEDS = ['60', '120', '300', '600', '1200'] as const

export function NightPanel() {
  const t = useT()
  const nights = useQuery({
    queryKey: NIGHTS_KEY,
    refetchInterval: EVERY,
    queryFn: ({ signal }) => call(modeApi.nights, {}, { signal }),
  })
  return (
    <section className="card stack">
      <h2>{t(words.night)}</h2>
      <p>{t(words.nightText)}</p>
      <PlayForm />
      <Loaded query={nights}>{(data) => <Nights nights={data.nights} />}</Loaded>
    </section>
  )
}

function PlayForm() {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>('120')
  const [command, setCommand] = useState(newId)
  const play = useMutation({
    mutationFn: () => call(modeApi.playNight, { body: { command, speed: Number(speed) } }),
    onSuccess: async () => {
      setCommand(newId())
      await queries.invalidateQueries({ queryKey: NIGHTS_KEY })
    },
  })
  return (
    <>
      <div className="row">
        <Select
          label={t(words.nightSpeed)}
          value={speed}
          onChoose={setSpeed}
          options={SPEEDS.map((value) => ({
            value,
            label: t(words.nightLasts, { rate: value, duration: format.duration(LASTS / Number(value)) }),
          }))}
        />
        <Button look="primary" busy={play.isPending} onClick={() => play.mutate()}>
          {t(words.play)}
        </Button>
      </div>
      {play.error ? <ErrorNote error={play.error} /> : null}
    </>
  )
}

function Nights({ nights }: { nights: readonly Night[] }) {
  const t = useT()
  if (nights.length === 0) return <p className="muted">{t(words.noNights)}</p>
  return (
    <ul className="nights">
      {nights.map((night) => (
        <li key={night.world} className="stack">
          <NightNow night={night} />
        </li>
      ))}
    </ul>
  )
}

function NightNow({ night }: { night: Night }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => call(modeApi.stopNight, { params: { world: night.world }, body: { command: newId() } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: NIGHTS_KEY }),
  })
  // Until its world is laid out it has no clock and nobody in it.
  const begun = night.total > 0
  return (
    <>
      <div className="row night-head">
        <h3>{t(words.nightOf, { world: night.world })}</h3>
        <StateMark
          glyph={night.running ? '▶' : night.failed ? '✕' : '■'}
          tone={night.running ? 'info' : night.failed ? 'danger' : 'quiet'}
          word={t(night.running ? words.running : night.failed ? words.failed : words.stopped)}
        />
        {begun ? <span>{t(words.nightNow, { clock: format.dayClock(night.now) })}</span> : null}
        <span className="muted">{t(words.times, { rate: night.speed })}</span>
      </div>
      {begun ? (
        <>
          <Progress label={t(words.registered)} done={night.registered} total={night.total} />
          <Progress label={t(words.arrived)} done={night.arrived} total={night.total} />
        </>
      ) : (
        <p className="muted">{t(words.preparing)}</p>
      )}
      <div className="row">
        <a className="button button-plain" href={night.path}>
          {t(words.toWall)}
        </a>
        {night.running ? (
          <Button busy={stop.isPending} onClick={() => stop.mutate()}>
            {t(words.stop)}
          </Button>
        ) : null}
      </div>
      {night.failed ? <p className="muted">{t(words.failedHint)}</p> : null}
      {stop.error ? <ErrorNote error={stop.error} /> : null}
    </>
  )
}
