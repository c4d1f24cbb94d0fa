/** A choice out of a closed list: the native select, which every phone and reader knows. */
import type { SelectHTMLAttributes } from 'react'
import { FieldFrame, type FieldText } from './Field.tsx'

export interface Option<V extends string> {
  readonly value: V
  readonly label: string
}

type Props<V extends string> = FieldText &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> & {
    readonly value: V
    readonly options: readonly Option<V>[]
    readonly onChoose: (value: V) => void
  }

export function Select<V extends string>({
  label,
  hint,
  error,
  optional,
  labelHidden,
  value,
  options,
  onChoose,
  ...select
}: Props<V>) {
  return (
    <FieldFrame {...{ label, hint, error, optional, labelHidden, id: select.id }}>
      {(bound) => (
        <select
          {...select}
          {...bound}
          className="input select"
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChoose(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}
