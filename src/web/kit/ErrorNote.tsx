/** What went wrong, in words, and the next step. */
import { Button } from './Button.tsx'
import { tellFailure } from './failure.ts'
import { useLanguage, useT } from './t.tsx'
import { words } from './words.ts'

interface Props {
  /** Whatever was thrown; refusals are told by their code. */
  readonly error: unknown
  readonly retry?: (() => void) | undefined
}

export function ErrorNote({ error, retry }: Props) {
  const t = useT()
  const { language } = useLanguage()
  return (
    <div className="note note-danger" role="alert">
      <span className="note-glyph" aria-hidden="true">
        !
      </span>
      <p>{tellFailure(error, language)}</p>
      {retry ? <Button onClick={retry}>{t(words.retry)}</Button> : null}
    </div>
  )
}
