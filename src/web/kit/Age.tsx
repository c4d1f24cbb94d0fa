/** How old a figure is; looks and says otherwise once it is stale. */
import { MINUTE, type Moment } from '../../base/time.ts'
import { useFormat } from './format.ts'
import { useNow } from './now.tsx'
import { words } from './part-words.ts'
import { useT } from './t.tsx'

interface Props {
  /** When the figure was true (told ms). */
  readonly at: Moment
  /** From this age on (told ms) it is stale; absent: 10 minutes. */
  readonly staleAfter?: number
}

export function Age({ at, staleAfter = 10 * MINUTE }: Props) {
  const t = useT()
  const format = useFormat()
  const age = Math.max(0, useNow() - at)
  if (age < MINUTE) return <span className="age">{t(words.fresh)}</span>
  const stale = age >= staleAfter
  return (
    <span className="age" data-stale={stale ? '' : undefined}>
      {stale ? <span aria-hidden="true">◷ </span> : null}
      {t(stale ? words.ageStale : words.ageAgo, { age: format.duration(age) })}
    </span>
  )
}
