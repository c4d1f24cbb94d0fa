/** Lines of a chat group, confirmed one by one; the text never leaves this browser. */
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { TextField } from '../kit/Field.tsx'
import { useT } from '../kit/t.tsx'
import { words as kitWords } from '../kit/words.ts'
import { type GroupDraft, readGroup } from './from-group.ts'
import { OfferDialog } from './OfferDialog.tsx'
import { words } from './words.ts'

export function Paste({ onClose, onKept }: { onClose: () => void; onKept: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [handled, setHandled] = useState<ReadonlySet<number>>(new Set())
  const [taking, take] = useState<GroupDraft>()
  const { drafts, lines } = readGroup(text)
  const left = drafts.filter(({ line }) => !handled.has(line))
  const settle = (line: number) => {
    const next = new Set([...handled, line])
    setHandled(next)
    // The last one decided, the pasted text goes.
    if (drafts.every((draft) => next.has(draft.line))) {
      setText('')
      setHandled(new Set())
    }
  }
  if (taking)
    return (
      <OfferDialog
        draft={taking}
        onClose={() => take(undefined)}
        onKept={() => {
          settle(taking.line)
          take(undefined)
          onKept()
        }}
      />
    )
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={t(words.pasteTitle)}
      actions={<Button onClick={onClose}>{t(kitWords.close)}</Button>}
    >
      <div className="stack">
        <p>{t(words.pasteText)}</p>
        <TextField
          label={t(words.pasteLabel)}
          rows={6}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setHandled(new Set())
          }}
        />
        {text === '' ? null : <p aria-live="polite">{t(words.found, { lines, n: drafts.length })}</p>}
        <ul className="offer-drafts">
          {left.map((draft) => (
            <li key={draft.line}>
              <span className="muted">{t(words.line, { line: draft.line })}</span>
              <span className="offer-said">
                {draft.contact ? <strong>{draft.contact} </strong> : null}
                {draft.text}
              </span>
              <span className="row">
                <Button look="primary" onClick={() => take(draft)}>
                  {t(words.take)}
                </Button>
                <Button look="quiet" onClick={() => settle(draft.line)}>
                  {t(words.drop)}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
