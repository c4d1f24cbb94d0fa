/** A site out of many, by typing a part of its name: a combobox that draws only the few that fit. */
import { type KeyboardEvent, useId, useState } from 'react'

export interface Pickable {
  readonly id: string
  readonly name: string
  readonly note: string
}

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly choices: readonly Pickable[]
  readonly value: string | undefined
  readonly onChoose: (id: string | undefined) => void
  readonly labelHidden?: boolean
}

const SHOWN = 8

/** The first few whose name holds the text. */
export function fitting(choices: readonly Pickable[], text: string): readonly Pickable[] {
  const asked = text.trim().toLowerCase()
  const found: Pickable[] = []
  for (const choice of choices) {
    if (choice.name.toLowerCase().includes(asked)) found.push(choice)
    if (found.length === SHOWN) break
  }
  return found
}

export function SitePicker({ label, placeholder, choices, value, onChoose, labelHidden }: Props) {
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const open = typed !== undefined
  const found = open ? fitting(choices, typed) : []
  const chosen = choices.find((choice) => choice.id === value)
  const choose = (choice: Pickable | undefined) => {
    setTyped(undefined)
    setAt(0)
    onChoose(choice?.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (open) setAt((at + step + found.length) % Math.max(1, found.length))
      else setTyped('')
    } else if (event.key === 'Enter' && open && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(found[at])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  return (
    <div className="field picker">
      <label className={labelHidden ? 'aloud' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={typed ?? chosen?.name ?? ''}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
          if (event.target.value === '') onChoose(undefined)
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <div className="picker-list" role="listbox" id={`${id}-list`} aria-label={label}>
          {found.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the input, which holds the focus
            <div
              key={choice.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="picker-option"
              // Before the input loses the focus and the list is gone.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              <span>{choice.name}</span>
              <span className="muted">{choice.note}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}
