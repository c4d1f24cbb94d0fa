/** A remark on the page that stays until it is no longer true. */
import type { ReactNode } from 'react'
import type { Tone } from './StateMark.tsx'

const GLYPHS: Readonly<Record<Tone, string>> = {
  calm: '✓',
  info: 'i',
  attention: '!',
  danger: '!',
  quiet: '·',
}

export function Note({ tone, children, live }: { tone: Tone; children: ReactNode; live?: boolean }) {
  return (
    <div className={`note note-${tone}`} role={live ? 'status' : undefined}>
      <span className="note-glyph" aria-hidden="true">
        {GLYPHS[tone]}
      </span>
      <div>{children}</div>
    </div>
  )
}
