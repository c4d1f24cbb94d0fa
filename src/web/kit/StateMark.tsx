/** A state, told by glyph and word; colour only repeats it. */
export type Tone = 'calm' | 'info' | 'attention' | 'danger' | 'quiet'

interface Props {
  readonly glyph: string
  readonly word: string
  readonly tone: Tone
}

export function StateMark({ glyph, word, tone }: Props) {
  return (
    <span className={`state state-${tone}`}>
      <span className="state-glyph" aria-hidden="true">
        {glyph}
      </span>
      {word}
    </span>
  )
}
