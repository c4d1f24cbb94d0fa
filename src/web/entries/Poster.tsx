/** A4, to be hung up where people arrive: both languages, for whoever reads only one of them. */
import { fill, type Text } from '../../base/words.ts'
import type { EntryCodeView, EntryGate } from '../../modules/entries/model.ts'
import { Button } from '../kit/Button.tsx'
import { Note } from '../kit/Note.tsx'
import { QrCode } from '../kit/QrCode.tsx'
import { useT } from '../kit/t.tsx'
import { prefixOf } from '../shell/client.ts'
import { words } from './words.ts'

interface Props {
  readonly gate: EntryGate
  readonly code: EntryCodeView
  readonly onBack: () => void
}

export function Poster({ gate, code, onBack }: Props) {
  const t = useT()
  const home = `${location.origin}${prefixOf(location.pathname)}`
  const both = (text: Text, given: Record<string, string> = {}) => (
    <>
      <span lang="zh">{fill(text, 'zh', given)}</span>
      <span lang="en">{fill(text, 'en', given)}</span>
    </>
  )
  return (
    <>
      <div className="stack no-print">
        <div className="row">
          <Button onClick={onBack}>{t(words.back)}</Button>
          <Button look="primary" onClick={() => print()}>
            {t(words.printNow)}
          </Button>
        </div>
        <Note tone="info">{t(words.posterCheck)}</Note>
      </div>
      <article className="poster">
        <h1>{both(words.posterScan)}</h1>
        <QrCode className="poster-qr" text={`${home}${code.path}`} label={t(words.posterScan)} />
        <p className="poster-place">{both(gate.name)}</p>
        <p>{both(words.posterFree)}</p>
        <p>{both(words.posterOr, { address: home || '/' })}</p>
        <p className="poster-call">{both(words.posterCall)}</p>
      </article>
    </>
  )
}
