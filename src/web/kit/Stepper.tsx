/** A small whole number by minus and plus, or typed. */
import { FieldFrame, type FieldText } from './Field.tsx'
import { words } from './part-words.ts'
import { useT } from './t.tsx'

type Props = FieldText & {
  readonly value: number
  readonly min?: number
  readonly max?: number
  readonly onChange: (value: number) => void
}

/** The nearest whole number within the bounds; what cannot be read as a number counts as `min`. */
export function bounded(text: string, min: number, max: number): number {
  const value = Math.round(Number(text))
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : min
}

export function Stepper({ value, min = 0, max = 999, onChange, label, ...text }: Props) {
  const t = useT()
  const step = (by: number) => onChange(bounded(String(value + by), min, max))
  return (
    <FieldFrame label={label} {...text}>
      {(bound) => (
        <span className="stepper">
          <button
            type="button"
            className="stepper-step"
            aria-label={t(words.less, { label })}
            disabled={value <= min}
            onClick={() => step(-1)}
          >
            −
          </button>
          <input
            {...bound}
            className="input stepper-value"
            inputMode="numeric"
            value={value}
            onChange={(event) => onChange(bounded(event.target.value, min, max))}
          />
          <button
            type="button"
            className="stepper-step"
            aria-label={t(words.more, { label })}
            disabled={value >= max}
            onClick={() => step(1)}
          >
            +
          </button>
        </span>
      )}
    </FieldFrame>
  )
}
