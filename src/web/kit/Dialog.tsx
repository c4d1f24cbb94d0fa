/** A dialog over the page: the native element, which traps focus, closes on Esc and gives focus back. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useT } from './t.tsx'
import { words } from './words.ts'
import './dialog.css'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** The row of buttons at the foot. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide'
}

export function Dialog({ open, onClose, title, children, actions, width = 'narrow' }: Props) {
  const t = useT()
  const heading = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      // The element itself would choose the first button, which closes.
      dialog.querySelector<HTMLElement>('input, select, textarea')?.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop has Esc as its key, given by the element
    <dialog
      ref={element}
      className={`dialog dialog-${width}`}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      {open ? (
        <div className="dialog-body">
          <header className="dialog-head">
            <h2 id={heading}>{title}</h2>
            <button type="button" className="button button-quiet" onClick={onClose}>
              {t(words.close)}
            </button>
          </header>
          {children}
          {actions ? <footer className="dialog-actions">{actions}</footer> : null}
        </div>
      ) : null}
    </dialog>
  )
}
