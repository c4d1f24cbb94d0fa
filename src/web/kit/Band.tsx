/** What is in force, on every screen: 平 a green line, 急 cinnabar, 演 ochre, 播 azurite; name and elapsed time in words. */
import type { ReactNode } from 'react'
import type { Moment } from '../../base/time.ts'
import { useFormat } from './format.ts'
import { useNow } from './now.tsx'
import { useT } from './t.tsx'
import { words } from './words.ts'

export type BandKind = 'everyday' | 'emergency' | 'drill' | 'play'

const MARKS = {
  everyday: [words.bandEveryday, words.bandEverydayWord],
  emergency: [words.bandEmergency, words.bandEmergencyWord],
  drill: [words.bandDrill, words.bandDrillWord],
  play: [words.bandPlay, words.bandPlayWord],
} as const

interface Props {
  readonly kind: BandKind
  /** The emergency's name. */
  readonly name?: string | undefined
  /** Since when (told ms); the elapsed time runs. */
  readonly since?: Moment | undefined
  /** The told clock is shown where it is not the real one. */
  readonly rate?: number | undefined
  readonly children?: ReactNode
}

export function Band({ kind, name, since, rate, children }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const [mark, word] = MARKS[kind]
  return (
    <div className={`band band-${kind}`}>
      <span className="band-hatch" aria-hidden="true" />
      <span className="band-mark" lang="zh-CN">
        {t(mark)}
      </span>
      <span className="band-word">{t(word)}</span>
      {name ? <strong className="band-name">{name}</strong> : null}
      {since === undefined ? null : (
        <span>{t(words.bandElapsed, { elapsed: format.duration(now - since) })}</span>
      )}
      {rate === undefined ? null : (
        <span>
          {t(words.bandClock, { clock: format.dayClock(now) })} ·{' '}
          {rate === 0 ? t(words.bandHeld) : t(words.bandRate, { rate })}
        </span>
      )}
      {children ? <span className="band-end">{children}</span> : null}
    </div>
  )
}
