/** The head of a page: what it is, its one line of figures, its deeds. */
import { type ReactNode, useEffect } from 'react'

interface Props {
  readonly title: string
  /** Figures or a sentence beside the title. */
  readonly summary?: ReactNode
  readonly actions?: ReactNode
}

export function PageHeader({ title, summary, actions }: Props) {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <header className="page-header">
      <h1>{title}</h1>
      {summary ? <div className="page-summary">{summary}</div> : null}
      {actions ? <div className="page-actions">{actions}</div> : null}
    </header>
  )
}
