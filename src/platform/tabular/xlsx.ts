/** XLSX in and out. */
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from './csv.ts'
import { tableFault } from './faults.ts'
import type { Limits, RawRow } from './table.ts'
import { unpackedSize } from './zip.ts'

/** What Excel itself can hold in a cell. */
const CELL_LIMIT = 32_767
/** A sheet of 100,000 rows unpacks to under a tenth of this. */
const UNPACKED_LIMIT = 512 * 1024 * 1024

/**
 * The rows of the first sheet; dates become `2024-02-17` or `2024-02-17 22:00:00`, numbers their shortest text.
 * @throws Refusal unreadable_xlsx, too_large
 */
export async function readXlsx(bytes: Buffer, limits: Limits): Promise<RawRow[]> {
  const size = unpackedSize(bytes)
  if (size === undefined) throw tableFault('unreadable_xlsx')
  if (size > UNPACKED_LIMIT) throw tableFault('too_large', { limit: limits.bytes })
  const sheet = await readSheet(bytes, { trim: false }).catch(() => {
    throw tableFault('unreadable_xlsx')
  })
  return sheet.map((row, i) => ({ line: i + 1, cells: row.map(cellText) }))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const iso = cell.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

export interface SheetOut {
  /** Name of the sheet, at most 31 characters without `\ / ? * [ ] :`. */
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * A workbook; text stays text in every cell (it is typed as such, so no formula can start), headings stand still.
 * @throws Refusal cell_too_long, too_many_rows
 */
export async function writeXlsx(sheets: readonly SheetOut[], rowLimit = 1_048_575): Promise<Buffer> {
  const out = sheets.map(({ name, headers, rows }) => {
    if (rows.length > rowLimit) throw tableFault('too_many_rows', { limit: rowLimit })
    const head = headers.map((header) => ({
      value: xmlText(header, 1),
      type: String,
      fontWeight: 'bold' as const,
    }))
    const data = [head, ...rows.map((row, i) => row.map((cell) => sheetCell(cell, i + 2)))]
    return { data, sheet: name, stickyRowsCount: 1 }
  })
  return writeXlsxFile(out).toBuffer()
}

function sheetCell(cell: Cell, line: number) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { value: xmlText(cell, line), type: String }
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: Boolean }
}

/**
 * Text as a workbook writes it: what XML 1.0 cannot hold, CR, the replacement character (which the reader takes for nothing), and what
 * looks like such an escape stand as `_xHHHH_`
 * (ECMA-376-1, 22.9.2.19). So do words like `toString`: the writer keeps its texts in a plain object and would take them
 * for its own.
 */
function xmlText(text: string, line: number): string {
  if (text.length > CELL_LIMIT) throw tableFault('cell_too_long', { line, limit: CELL_LIMIT })
  if (text in {}) return escaped(text[0]!) + text.slice(1)
  return text.replace(/_(?=[xX][0-9a-fA-F]{4}_)/g, escaped).replace(UNWRITABLE, escaped)
}

const UNWRITABLE = /[^\t\n\u0020-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]/gu

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
