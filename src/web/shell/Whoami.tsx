/** Who is signed in; the panel with posts and the way out is loaded when it is opened. */
import { type FocusEvent, type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import { useT } from '../kit/t.tsx'
import { useMe } from './me.ts'
import { words } from './words.ts'

const WhoamiPanel = lazy(() => import('./WhoamiPanel.tsx'))

export function Whoami() {
  const t = useT()
  const me = useMe().data
  const [open, setOpen] = useState(false)
  const summary = useRef<HTMLElement>(null)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    setOpen(false)
    summary.current?.focus()
  }
  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  if (!me) return null
  return (
    <details
      className="whoami"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={onKey}
      onBlur={onBlur}
    >
      <summary className="header-button" ref={summary}>
        <span className="aloud">{t(words.whoAmI)}: </span>
        {me.name}
      </summary>
      {open ? (
        <Suspense>
          <WhoamiPanel me={me} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </details>
  )
}
