/** The figures of the night, counted from the rows that stand below. */
import { useMemo } from 'react'
import { useFormat } from '../kit/format.ts'
import { Progress } from '../kit/Progress.tsx'
import { useT } from '../kit/t.tsx'
import type { Book } from './book.ts'
import { tally } from './rows.ts'
import { words } from './words.ts'

export function Headline({ book }: { book: Book }) {
  const t = useT()
  const format = useFormat()
  const sums = useMemo(() => tally(book.rows), [book.rows])
  const figures = [
    [sums.registered, words.registeredPersons, ''],
    [sums.arrived, words.arrivedPersons, 'state-calm'],
    [sums.pending, words.pendingPersons, sums.pending > 0 ? 'state-danger' : ''],
    [sums.departed, words.departedPersons, 'optional'],
    [sums.selfArranged, words.selfPersons, 'optional'],
    [sums.withdrawn, words.withdrawnPersons, 'optional'],
  ] as const
  return (
    <p className="headline">
      {figures
        .filter(([n, , kind]) => n > 0 || kind !== 'optional')
        .map(([n, word, kind]) => (
          <span key={word.en}>
            <strong className={kind}>{format.number(n)}</strong> {t(word)}
          </span>
        ))}
    </p>
  )
}

/** Shown while pages still come; the rows read so far can be worked with. */
export function Reading({ book }: { book: Book }) {
  const t = useT()
  if (book.state !== 'loading' || book.rows.length === 0) return null
  return <Progress label={t(words.loadedOf)} done={book.rows.length} total={book.total} />
}
