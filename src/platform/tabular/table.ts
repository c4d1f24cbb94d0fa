/** A table as it was in the file: headings, and rows that remember their line. All cells are text. */
import { tableFault } from './faults.ts'

export interface TableRow {
  /** Line of a CSV (where the row begins), row of a sheet, number of a feature; from 1. */
  readonly line: number
  /** By heading; an absent cell is ''. */
  readonly cells: Readonly<Record<string, string>>
}

export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
  /** Lines with filled cells beyond the headings; those cells are not in `rows`. */
  readonly overlong: readonly number[]
}

/** A row before its cells have names. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Limits {
  readonly rows: number
  readonly columns: number
  readonly bytes: number
}

export const LIMITS: Limits = { rows: 100_000, columns: 500, bytes: 64 * 1024 * 1024 }

const blank = (cell: string) => cell.trim() === ''

/**
 * Names the cells by the first row that is not blank; blank rows are left out; columns without a heading are not read.
 * @throws Refusal empty, duplicate_header, too_many_columns, too_many_rows: never a table cut short
 */
export function toTable(raw: readonly RawRow[], limits: Limits): Table {
  const filled = raw.filter(({ cells }) => !cells.every(blank))
  const head = filled[0]
  if (head === undefined) throw tableFault('empty')
  if (filled.length - 1 > limits.rows) throw tableFault('too_many_rows', { limit: limits.rows })
  const names = head.cells.map((cell) => cell.trim())
  if (names.length > limits.columns) throw tableFault('too_many_columns', { limit: limits.columns })
  const headers = names.filter((name) => name !== '')
  const double = headers.find((name, i) => headers.indexOf(name) !== i)
  if (double !== undefined) throw tableFault('duplicate_header', { header: double })
  const overlong: number[] = []
  const rows = filled.slice(1).map(({ line, cells }) => {
    if (!cells.every((cell, i) => blank(cell) || (names[i] ?? '') !== '')) overlong.push(line)
    return { line, cells: named(names, cells) }
  })
  return { headers, rows, overlong }
}

function named(names: readonly string[], cells: readonly string[]): Record<string, string> {
  // fromEntries defines own properties, so a heading `__proto__` is a heading like any other.
  return Object.fromEntries(
    names.map((name, i) => [name, cells[i] ?? ''] as const).filter(([name]) => name !== ''),
  )
}
