/** Why a table cannot be read or written, in words for the person who sent it. */
import { type Code, Refusal } from '../../base/refusal.ts'
import type { Text } from '../../base/words.ts'

export const TABLE_FAULTS = {
  empty: { zh: '表里没有表头，可能是空文件。', en: 'There is no heading row; the file may be empty.' },
  too_large: {
    zh: '文件超过 {limit} 字节，请拆成几份。',
    en: 'The file is over {limit} bytes. Split it into several.',
  },
  too_many_rows: {
    zh: '超过 {limit} 行，请拆成几份；没有读入任何一行。',
    en: 'Over {limit} rows. Split it into several; no row was read.',
  },
  too_many_columns: { zh: '超过 {limit} 列。', en: 'Over {limit} columns.' },
  unknown_encoding: {
    zh: '认不出文字编码，请另存为 UTF-8 或 GB18030 的 CSV，或存为 XLSX。',
    en: 'The text encoding is not known. Save as CSV in UTF-8 or GB18030, or as XLSX.',
  },
  unknown_format: {
    zh: '认不出文件格式，请用 CSV、XLSX 或 GeoJSON。',
    en: 'The format is not known. Use CSV, XLSX or GeoJSON.',
  },
  old_excel: {
    zh: '这是旧版（.xls）或加了密码的表格，请另存为不加密的 .xlsx。',
    en: 'This is an old (.xls) or password-protected workbook. Save it as an unprotected .xlsx.',
  },
  unreadable_csv: {
    zh: '第 {line} 行起读不下去，可能有引号没有配对。',
    en: 'Cannot read on from line {line}; a quotation mark may lack its partner.',
  },
  unreadable_xlsx: {
    zh: '表格打不开，文件可能已损坏。',
    en: 'The workbook cannot be opened; the file may be damaged.',
  },
  unreadable_geojson: {
    zh: '不是 GeoJSON 要素集合（FeatureCollection）。',
    en: 'This is not a GeoJSON FeatureCollection.',
  },
  duplicate_header: { zh: '表头“{header}”出现了两次。', en: 'The heading “{header}” stands twice.' },
  cell_too_long: {
    zh: '第 {line} 行有一格超过 {limit} 个字符。',
    en: 'A cell in line {line} is over {limit} characters.',
  },
} as const satisfies Record<string, Text>

export type TableFault = keyof typeof TABLE_FAULTS

const CODES: Partial<Record<TableFault, Code>> = {
  too_large: 'body_too_large',
  too_many_rows: 'body_too_large',
  too_many_columns: 'body_too_large',
  unknown_encoding: 'unsupported_media',
  unknown_format: 'unsupported_media',
  old_excel: 'unsupported_media',
}

/** The refusal of a table: `details.reason` is a key of `TABLE_FAULTS`, the rest fills its marks. */
export function tableFault(
  reason: TableFault,
  details: Readonly<Record<string, string | number>> = {},
): Refusal {
  return new Refusal(CODES[reason] ?? 'bad_input', { reason, ...details })
}
