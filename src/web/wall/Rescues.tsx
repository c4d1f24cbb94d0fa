/** Calls for help that nobody has reached: a red line above everything, gone when there is none. */
import type { Wall } from '../../modules/reports/api.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useT } from '../kit/t.tsx'
import { here, routes } from '../paths.ts'
import { words } from './words.ts'

export function Rescues({ wall: { rescues } }: { wall: Wall }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(10_000)
  if (rescues.calls === 0 || rescues.oldest === null) return null
  const age = format.duration(Math.max(0, now - rescues.oldest))
  return (
    <p className="wall-rescues" role="status">
      <a href={`${here}${routes.rescues}`}>
        <span aria-hidden="true">! </span>
        <strong>{t(words.rescues, { calls: rescues.calls, persons: rescues.persons })}</strong>
        {rescues.unassigned > 0 ? <span>{t(words.rescuesOpen, { n: rescues.unassigned })}</span> : null}
        <span>{t(words.rescuesOldest, { age })}</span>
      </a>
    </p>
  )
}
