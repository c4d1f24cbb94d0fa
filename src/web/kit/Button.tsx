/** A button; with `why` it stays reachable and says why it cannot be pressed. */
import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `primary` is azurite, in emergency too; `danger` only for what cannot be undone. */
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet'
  readonly size?: 'normal' | 'large'
  /** The reason for which it cannot be pressed now; shown, and read out. */
  readonly why?: string | undefined
  readonly busy?: boolean
  readonly children: ReactNode
}

export function Button({
  look = 'plain',
  size = 'normal',
  why,
  busy,
  onClick,
  className,
  children,
  ...rest
}: ButtonProps) {
  const reason = useId()
  const blocked = why !== undefined || busy === true
  const button = (
    <button
      type="button"
      {...rest}
      className={`button button-${look} button-${size} ${className ?? ''}`}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={why === undefined ? rest['aria-describedby'] : reason}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {children}
    </button>
  )
  if (why === undefined) return button
  return (
    <span className="button-with-reason">
      {button}
      <span className="reason" id={reason}>
        {why}
      </span>
    </span>
  )
}
