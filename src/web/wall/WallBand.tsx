/** The band at the top: what is in force, its name, how long, and the told clock large enough for the room. */
import type { Moment } from '../../base/time.ts'
import type { Wall } from '../../modules/reports/api.ts'
import { Band, type BandKind } from '../kit/Band.tsx'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useT } from '../kit/t.tsx'
import { type Mode, useMode } from '../shell/mode.tsx'
import { tellAge } from './Ages.tsx'
import { words } from './words.ts'

function kindOf(mode: Mode | undefined, emergency: Wall['emergency']): BandKind {
  if (mode?.world.kind === 'play') return 'play'
  if (mode?.world.kind === 'drill' || mode?.emergency?.drill) return 'drill'
  // A watch that nobody has declared yet does not change the order of the day.
  return emergency && emergency.state !== 'watch' ? 'emergency' : 'everyday'
}

function Clock({ rate }: { rate: number | undefined }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  return (
    <>
      {rate === undefined ? null : (
        <span className="wall-rate">{rate === 0 ? t(words.held) : t(words.rate, { rate })}</span>
      )}
      <time className="wall-clock">{format.dayClock(now)}</time>
    </>
  )
}

function Elapsed({ since }: { since: Moment }) {
  const t = useT()
  const now = useNow()
  return <span className="wall-elapsed">{t(words.elapsed, { elapsed: tellAge(now - since, t) })}</span>
}

export function WallBand({ emergency }: { emergency: Wall['emergency'] }) {
  const mode = useMode().data
  const kind = kindOf(mode, emergency)
  const rate =
    mode && mode.world.kind !== 'county' ? (mode.world.endedAt === null ? mode.world.rate : 0) : undefined
  return (
    <header className="wall-band">
      <Band kind={kind} name={emergency?.name ?? (kind === 'everyday' ? undefined : mode?.world.name)}>
        {emergency ? <Elapsed since={emergency.since} /> : null}
        <Clock rate={rate} />
      </Band>
    </header>
  )
}
