/** Ctrl K from anywhere on the desk; the palette itself is loaded at its first opening. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { KeyHint } from '../kit/KeyHint.tsx'
import { useT } from '../kit/t.tsx'
import { words } from './words.ts'

const Palette = lazy(() => import('./Palette.tsx'))

export function PaletteDoor() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      setOpen((was) => !was)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="header-button palette-door"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      >
        {t(words.search)}
        <KeyHint keys="Ctrl K" />
      </button>
      {open ? (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
