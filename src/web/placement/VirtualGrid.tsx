/**
 * A grid of thousands of rows by the pattern of the ARIA guide: the grid holds the focus, keys move an active cell,
 * and only the rows on the screen are in the page.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows placed by the virtualiser are no table's rows; the roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Tone } from '../kit/StateMark.tsx'
import { useT } from '../kit/t.tsx'
import { moved } from './moves.ts'
import { words } from './words.ts'

export interface GridColumn<Row, Order extends string> {
  readonly key: string
  readonly head: string
  /** A track of `grid-template-columns`. */
  readonly width: string
  readonly order?: Order
  /** Figures stand at the end of the cell. */
  readonly end?: boolean
  readonly cell: (row: Row) => string
  /** Glyph before the word, and the colour that repeats what both say. */
  readonly mark?: (row: Row) => { readonly glyph: string; readonly tone: Tone } | undefined
  /** Drawn instead of the text; the text is then what a reader hears. */
  readonly picture?: (row: Row) => { readonly className: string; readonly style: Record<string, string> }
}

export interface Sorting<Order extends string> {
  readonly by: Order | undefined
  readonly down: boolean
  readonly onSort: (by: Order) => void
}

interface Props<Row extends { readonly id: string }, Order extends string> {
  readonly name: string
  readonly columns: readonly GridColumn<Row, Order>[]
  readonly rows: readonly Row[]
  readonly active: string | undefined
  readonly onActive: (row: Row) => void
  readonly onOpen: (row: Row) => void
  /** Any other key while a row is active; true: it was used. */
  readonly onKey?: (key: string, row: Row) => boolean
  readonly sorting: Sorting<Order>
  readonly focus: RefObject<HTMLDivElement | null>
}

const ROW = 32
const SPARE = 6

/** Keys with Ctrl or Alt belong to the browser, but for Ctrl Home and Ctrl End. */
function isOurs(event: KeyboardEvent): boolean {
  if (event.altKey || event.metaKey) return false
  return !event.ctrlKey || event.key === 'Home' || event.key === 'End'
}

export function VirtualGrid<Row extends { readonly id: string }, Order extends string>(
  props: Props<Row, Order>,
) {
  const { name, columns, rows, active, onActive, onOpen, onKey, sorting, focus } = props
  const id = useId()
  const [column, setColumn] = useState(0)
  const places = useMemo(() => new Map(rows.map((row, at) => [row.id, at])), [rows])
  const at = active === undefined ? -1 : (places.get(active) ?? -1)
  // The active row stays in the page when it is scrolled away: readers are told of it by its id.
  const withActive = (range: Range) => {
    const shown = defaultRangeExtractor(range)
    if (at < 0 || shown.includes(at)) return shown
    return at < (shown[0] ?? 0) ? [at, ...shown] : [...shown, at]
  }
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => focus.current,
    estimateSize: () => ROW,
    overscan: SPARE,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
    rangeExtractor: withActive,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const arrived = useRef(false)
  useEffect(() => {
    if (arrived.current || at < 0) return
    arrived.current = true
    virtual.scrollToIndex(at, { align: 'center' })
  }, [at, virtual])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || !isOurs(event)) return
    const page = Math.max(1, Math.floor((focus.current?.clientHeight ?? 0) / ROW) - 2)
    const from = { row: at, column }
    const to = moved(event.key, event.ctrlKey, from, { rows: rows.length, columns: columns.length, page })
    const here = rows[at]
    if (to) {
      setColumn(to.column)
      const next = rows[to.row]
      if (next) onActive(next)
      virtual.scrollToIndex(to.row)
    } else if (event.key === 'Enter' && here) onOpen(here)
    else if (!here || event.ctrlKey || !onKey?.(event.key, here)) return
    event.preventDefault()
  }

  const tracks = useMemo(
    () => ({ gridTemplateColumns: columns.map((one) => one.width).join(' ') }),
    [columns],
  )
  const rowOf = (event: MouseEvent) => {
    const index = event.target instanceof Element && event.target.closest('[aria-rowindex]')
    return index ? rows[Number(index.getAttribute('aria-rowindex')) - 2] : undefined
  }
  const rowUnder = (event: MouseEvent, then: (row: Row) => void) => {
    const row = rowOf(event)
    if (row) then(row)
  }
  return (
    <div
      ref={focus}
      className="vgrid"
      role="grid"
      aria-label={name}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={at < 0 ? undefined : cellId(id, rows[at]?.id ?? '', column)}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Head columns={columns} sorting={sorting} tracks={tracks} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid, which holds the focus */}
      <div
        role="rowgroup"
        className="vgrid-body"
        style={{ blockSize: virtual.getTotalSize() }}
        onClick={(event) => rowUnder(event, onActive)}
        onDoubleClick={(event) => rowUnder(event, onOpen)}
      >
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          return row ? (
            <GridRow
              key={key}
              {...{ id, columns, row, index, tracks }}
              start={start - ROW}
              active={index === at ? column : undefined}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

function cellId(grid: string, row: string, column: number): string {
  return `${grid}-${row}-${column}`
}

interface RowProps<Row, Order extends string> {
  readonly id: string
  readonly columns: readonly GridColumn<Row, Order>[]
  readonly row: Row
  readonly index: number
  /** Pixels below the head. */
  readonly start: number
  readonly tracks: { readonly gridTemplateColumns: string }
  /** The active column where this row is the active one. */
  readonly active: number | undefined
}

/**
 * Drawn anew only when its own row has changed: moving the active cell touches two rows, not thirty.
 * `memo` forgets the type parameters; the cast gives them back.
 */
const GridRow = memo(function GridRow<Row extends { readonly id: string }, Order extends string>({
  id,
  columns,
  row,
  index,
  start,
  tracks,
  active,
}: RowProps<Row, Order>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active !== undefined}
      className="vgrid-row"
      style={{ ...tracks, translate: `0 ${start}px` }}
    >
      {columns.map((one, of) => (
        <Cell key={one.key} id={cellId(id, row.id, of)} column={one} row={row} active={of === active} />
      ))}
    </div>
  )
}) as <Row extends { readonly id: string }, Order extends string>(props: RowProps<Row, Order>) => ReactNode

function Cell<Row, Order extends string>(props: {
  readonly id: string
  readonly column: GridColumn<Row, Order>
  readonly row: Row
  readonly active: boolean
}) {
  const { id, column, row, active } = props
  const text = column.cell(row)
  const mark = column.mark?.(row)
  const picture = column.picture?.(row)
  return (
    <div
      role="gridcell"
      id={id}
      className={`vgrid-cell ${mark ? `state-${mark.tone}` : ''} ${picture?.className ?? ''}`}
      style={picture?.style}
      data-glyph={mark?.glyph}
      data-end={column.end ? '' : undefined}
      data-active={active ? '' : undefined}
      aria-label={picture ? text : undefined}
      title={text.length > 10 ? text : undefined}
    >
      {picture ? null : text}
    </div>
  )
}

function Head<Row, Order extends string>(props: {
  readonly columns: readonly GridColumn<Row, Order>[]
  readonly sorting: Sorting<Order>
  readonly tracks: { readonly gridTemplateColumns: string }
}) {
  const t = useT()
  const { columns, sorting, tracks } = props
  return (
    <div role="rowgroup" className="vgrid-head">
      <div role="row" aria-rowindex={1} className="vgrid-row" style={tracks}>
        {columns.map(({ key, head, order, end }) => {
          const sorted = order !== undefined && sorting.by === order
          return (
            <div
              key={key}
              role="columnheader"
              className="vgrid-cell"
              data-end={end ? '' : undefined}
              aria-sort={sorted ? (sorting.down ? 'descending' : 'ascending') : undefined}
            >
              {order === undefined ? (
                head
              ) : (
                <button
                  type="button"
                  title={t(words.sortBy, { column: head })}
                  onClick={() => sorting.onSort(order)}
                >
                  {head}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
