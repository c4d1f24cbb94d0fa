/** Worded by what failed, never by what the browser believes of its network. */
import { Button } from '../kit/Button.tsx'
import { codeOf, tellFailure } from '../kit/failure.ts'
import { useFormat } from '../kit/format.ts'
import { Note } from '../kit/Note.tsx'
import { useLanguage, useT } from '../kit/t.tsx'
import { useHolds } from '../kit/use-holds.ts'
import { words as kitWords } from '../kit/words.ts'
import { words } from './connection-words.ts'
import { useLive } from './live.ts'
import { useMode } from './mode.tsx'

/** A reconnect within this time is nobody's concern. */
const PATIENCE = 5_000

/** `live`: whether this page hears the stream; the sign-in page may not. */
export default function Connection({ live = true }: { live?: boolean }) {
  const t = useT()
  const { language } = useLanguage()
  const format = useFormat()
  const mode = useMode()
  if (!mode.error) return live ? <Stream /> : null
  const answered = codeOf(mode.error) !== undefined
  const age = format.duration(Date.now() - mode.dataUpdatedAt)
  return (
    <Bar retry={() => void mode.refetch()}>
      {answered
        ? tellFailure(mode.error, language)
        : t(mode.dataUpdatedAt === 0 ? words.serverNever : words.serverSilent, { age })}
    </Bar>
  )
}

function Stream() {
  const t = useT()
  const live = useLive()
  const lost = useHolds(live.state === 'lost', PATIENCE)
  return lost ? <Bar>{t(words.streamLost)}</Bar> : null
}

function Bar({ children, retry }: { children: string; retry?: () => void }) {
  const t = useT()
  return (
    <div className="connection">
      <Note tone="attention" live>
        {children} {retry ? <Button onClick={retry}>{t(kitWords.retry)}</Button> : null}
      </Note>
    </div>
  )
}
