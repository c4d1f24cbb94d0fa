/** CSV in and out. */
import { CsvError, parse } from 'csv-parse/sync'
import { tableFault } from './faults.ts'
import type { Limits, RawRow } from './table.ts'

export const CSV_MARK = '\uFEFF'
const DELIMITERS = [',', '\t', ';', '|', '，'] as const

/**
 * The rows of a CSV text; the delimiter is the one that stands most often in the first line outside quotes.
 * @throws Refusal unreadable_csv with the line
 */
export function readCsv(text: string, limits: Limits): RawRow[] {
  const { declared, body, skipped } = separatorLine(text)
  const delimiter = declared ?? guessDelimiter(body)
  const most = 2 * limits.rows + 2
  try {
    const records = parse(body, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      info: true,
      raw: true,
      // Heading and rows, with as many blank ones between: whoever has more is refused, not cut off.
      to: most,
    }) as unknown as { record: string[]; info: { lines: number }; raw: string }[]
    if (records.length >= most) throw tableFault('too_many_rows', { limit: limits.rows })
    return rawRows(records, skipped)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line: unknown = Reflect.get(error, 'lines')
    throw tableFault('unreadable_csv', { line: (typeof line === 'number' ? line : 1) + skipped })
  }
}

function rawRows(records: readonly { record: string[]; raw: string }[], skipped: number): RawRow[] {
  let line = 1 + skipped
  return records.map(({ record, raw }) => {
    const row = { line, cells: record.map(unguarded) }
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0
    return row
  })
}

/** Excel writes `sep=;` into a first line of its own. */
function separatorLine(text: string): { declared?: string; body: string; skipped: number } {
  const found = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text)
  return found === null
    ? { body: text, skipped: 0 }
    : { declared: found[1]!, body: text.slice(found[0].length), skipped: 1 }
}

function guessDelimiter(text: string): string {
  const first = /^(?:[^\S\r\n]*[\r\n]+)*((?:"(?:[^"]|"")*"|[^"\r\n])*)/.exec(text.slice(0, 65_536))?.[1] ?? ''
  const bare = first.replace(/"(?:[^"]|"")*"/g, '')
  let best: string = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length - 1
    if (count > most) [best, most] = [delimiter, count]
  }
  return best
}

/** What a spreadsheet would take for a formula: these signs in front, also full-width or behind blanks. */
const DANGEROUS = /^\s*[=+\-@＝＋－＠]|^[\t\r]/
const GUARDED = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r])/

/** An apostrophe before what a spreadsheet would carry out; one more where the text already looks so. */
export function guarded(text: string): string {
  return DANGEROUS.test(text) || GUARDED.test(text) ? `'${text}` : text
}

/** The text without the apostrophe that `guarded` put in front. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}

export type Cell = string | number | boolean | null

/**
 * A CSV file: UTF-8 with its mark (else Excel reads it as GBK), CRLF, cells made safe against formulas; numbers stay
 * numbers, also negative ones.
 */
export function writeCsv(headers: readonly string[], rows: Iterable<readonly Cell[]>): Buffer {
  const lines = [headers.map(csvCell).join(',')]
  for (const row of rows) lines.push(row.map(csvCell).join(','))
  return Buffer.from(`${CSV_MARK}${lines.join('\r\n')}\r\n`, 'utf8')
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'string' ? guarded(cell) : String(cell)
  return /[",;|\t\r\n，]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
