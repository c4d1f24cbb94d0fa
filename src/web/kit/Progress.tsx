/** How much of a whole is done: bar, and the two figures in words. */
import { useId } from 'react'
import { useFormat } from './format.ts'
import { words } from './part-words.ts'
import { useT } from './t.tsx'
import './progress.css'

interface Props {
  readonly label: string
  readonly done: number
  readonly total: number
}

export function Progress({ label, done, total }: Props) {
  const t = useT()
  const format = useFormat()
  const id = useId()
  return (
    <div className="progress">
      <span className="progress-label" id={id}>
        {label}
      </span>
      <span className="progress-figures">
        {t(words.progressOf, { done: format.number(done), total: format.number(total) })}
      </span>
      <progress aria-labelledby={id} value={Math.min(done, total)} max={Math.max(total, 1)} />
    </div>
  )
}
