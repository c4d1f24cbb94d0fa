/** Nothing to show, and what to do about it. */
import type { ReactNode } from 'react'
import './empty.css'

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}
