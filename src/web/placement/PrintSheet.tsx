/** Paper shows every row of the filter, not only those on the screen: drawn when printing begins, gone when it ends. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { PartyRow } from '../../modules/placement/model.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { useT } from '../kit/t.tsx'
import type { PartyColumn } from './columns.ts'
import { personsIn } from './rows.ts'
import { words } from './words.ts'

function usePrinting(): boolean {
  const [printing, print] = useState(false)
  useEffect(() => {
    // The browser takes its picture as soon as the event is over.
    const before = () => flushSync(() => print(true))
    const after = () => print(false)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

export function PrintSheet(props: { rows: readonly PartyRow[]; columns: readonly PartyColumn[] }) {
  return usePrinting() ? <Sheet {...props} /> : null
}

function Sheet({ rows, columns }: { rows: readonly PartyRow[]; columns: readonly PartyColumn[] }) {
  const t = useT()
  const format = useFormat()
  const clock = format.dayClock(useNow(60_000))
  return (
    <table className="print-sheet">
      <caption>
        {t(words.title)} · {t(words.printedAt, { clock, parties: rows.length, persons: personsIn(rows) })}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.key}>
                {column.mark?.(row)?.glyph} {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
