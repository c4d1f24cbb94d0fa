/** Rows with named columns: a table on a desk, a list of small sheets on a phone. For hundreds of rows; thousands need a virtual grid. */
import type { ReactNode } from 'react'
import { useNarrow } from './narrow.ts'
import './data.css'

export interface Column<Row> {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** `number`: at the end of the cell. `main`: heads the sheet on a phone. `wide`: takes what is left. */
  readonly kind?: 'number' | 'main' | 'wide'
}

interface Props<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What stands there when there are no rows. */
  readonly empty: ReactNode
}

export function DataList<Row>(props: Props<Row>) {
  const narrow = useNarrow()
  if (props.rows.length === 0) return <>{props.empty}</>
  return narrow ? <Sheets {...props} /> : <Table {...props} />
}

function Table<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by key
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="aloud">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-kind={column.kind}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} data-kind={column.kind}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Sheets<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  const main = columns.find((column) => column.kind === 'main') ?? columns[0]
  return (
    <ul className="sheets" aria-label={caption}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="sheet">
          {main ? <div className="sheet-main">{main.cell(row)}</div> : null}
          <dl className="facts">
            {columns
              .filter((column) => column !== main)
              .map((column) => (
                <div key={column.key}>
                  <dt>{column.head}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
