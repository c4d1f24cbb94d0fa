/** A group of figures under one heading, with their age. */
import { type ReactNode, useId } from 'react'
import type { Moment } from '../../base/time.ts'
import { Updated } from './Ages.tsx'
import { COUNT_STALE } from './figures.ts'

interface Props {
  readonly title: string
  /** When the group last changed (told ms); absent where the block says it elsewhere. */
  readonly at?: Moment
  /** The group's own figure, beside the heading. */
  readonly figure?: ReactNode
  readonly className?: string
  readonly children?: ReactNode
}

export function Block({ title, at, figure, className = '', children }: Props) {
  const id = useId()
  return (
    <section className={`wall-block ${className}`} aria-labelledby={id}>
      <header className="wall-head">
        <h2 id={id}>{title}</h2>
        {figure ? <p className="wall-pair">{figure}</p> : null}
        {at === undefined ? null : <Updated at={at} staleAfter={COUNT_STALE} />}
      </header>
      {children}
    </section>
  )
}
