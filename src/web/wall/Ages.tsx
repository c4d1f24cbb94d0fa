/** How old a figure is, to the second while it is young; a stale one is marked by word and shape. */
import type { Moment } from '../../base/time.ts'
import type { Text } from '../../base/words.ts'
import { useNow } from '../kit/now.tsx'
import { type Say, useT } from '../kit/t.tsx'
import { type Age, ageOf } from './figures.ts'
import { words } from './words.ts'

/** `41 分`, `1 时 5 分`. */
export function tellAge(milliseconds: number, t: Say): string {
  const age: Age = ageOf(milliseconds)
  if (age.unit === 'hours') return t(words.hours, { h: age.h, m: age.m })
  if (age.unit === 'days') return t(words.days, { d: age.d, h: age.h })
  return t(age.unit === 'seconds' ? words.seconds : words.minutes, { n: age.n })
}

interface Props {
  /** Told moment at which the figures last changed. */
  readonly at: Moment
  /** From this age on (told ms) they are stale. */
  readonly staleAfter: number
  /** Says `{age}` of stale figures. */
  readonly staleText?: Text
}

export function Updated({ at, staleAfter, staleText = words.agoStale }: Props) {
  const t = useT()
  const age = Math.max(0, useNow() - at)
  const stale = age >= staleAfter
  return (
    <span className="wall-age" data-stale={stale ? '' : undefined}>
      {stale ? <span aria-hidden="true">◷ </span> : null}
      {t(stale ? staleText : words.ago, { age: tellAge(age, t) })}
    </span>
  )
}
