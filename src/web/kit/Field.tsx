/** A labelled input: label above, hint under it, what is wrong beside the input and bound to it. */
import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from 'react'
import { words } from './part-words.ts'
import { useT } from './t.tsx'
import './field.css'

export interface FieldText {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it, in words; undefined where nothing is. */
  readonly error?: string | undefined
  readonly optional?: boolean
  /** The label is for readers aloud only; something visible says the same. */
  readonly labelHidden?: boolean
}

interface Bound {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** The frame around any control; the child gets the ids that bind it to label, hint and error. */
export function FieldFrame({
  label,
  hint,
  error,
  optional,
  labelHidden,
  id,
  children,
}: FieldText & { id?: string | undefined; children: (bound: Bound) => ReactNode }) {
  const t = useT()
  const made = useId()
  const own = id ?? made
  const described = [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(' ')
  return (
    <div className="field" data-invalid={error ? '' : undefined}>
      <label className={labelHidden ? 'aloud' : 'field-label'} htmlFor={own}>
        {label}
        {optional ? <span className="field-optional">{t(words.optional)}</span> : null}
      </label>
      {hint ? (
        <span className="field-hint" id={`${own}-hint`}>
          {hint}
        </span>
      ) : null}
      {children({
        id: own,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <span className="field-error" id={`${own}-error`}>
          {error}
        </span>
      ) : null}
    </div>
  )
}

type InputProps = FieldText & InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> }

export function Field({ label, hint, error, optional, labelHidden, ...input }: InputProps) {
  return (
    <FieldFrame {...{ label, hint, error, optional, labelHidden, id: input.id }}>
      {(bound) => <input {...input} {...bound} className={`input ${input.className ?? ''}`} />}
    </FieldFrame>
  )
}

type AreaProps = FieldText & TextareaHTMLAttributes<HTMLTextAreaElement>

export function TextField({ label, hint, error, optional, labelHidden, ...area }: AreaProps) {
  return (
    <FieldFrame {...{ label, hint, error, optional, labelHidden, id: area.id }}>
      {(bound) => <textarea rows={3} {...area} {...bound} className={`input ${area.className ?? ''}`} />}
    </FieldFrame>
  )
}
