/** Any table that people send: CSV, XLSX or GeoJSON, told apart by what is in the file rather than by its name. */
import { readCsv } from './csv.ts'
import { decodeText } from './decode.ts'
import { tableFault } from './faults.ts'
import { readGeoJson } from './geojson.ts'
import { LIMITS, type Limits, type RawRow, type Table, toTable } from './table.ts'
import { readXlsx } from './xlsx.ts'

export type TableFormat = 'csv' | 'xlsx' | 'geojson'

/**
 * Reads a table whole or refuses it.
 * @param bytes the file
 * @param limits rows without the heading, columns, bytes; 100,000 rows unless told otherwise
 * @throws Refusal with `details.reason` of `TABLE_FAULTS`
 */
export async function readTable(bytes: Buffer, limits: Limits = LIMITS): Promise<Table> {
  if (bytes.length > limits.bytes) throw tableFault('too_large', { limit: limits.bytes })
  return toTable(await rawRows(bytes, limits), limits)
}

async function rawRows(bytes: Buffer, limits: Limits): Promise<RawRow[]> {
  switch (tableFormat(bytes)) {
    case 'xlsx':
      return readXlsx(bytes, limits)
    case 'geojson':
      return readGeoJson(bytes)
    case 'csv':
      return readCsv(decodeText(bytes), limits)
  }
}

/**
 * What the first bytes say.
 * @throws Refusal old_excel, unknown_format
 */
export function tableFormat(bytes: Buffer): TableFormat {
  const head = bytes.subarray(0, 4).toString('latin1')
  if (head === 'PK\x03\x04') return 'xlsx'
  if (head === '\xd0\xcf\x11\xe0') throw tableFault('old_excel')
  if (head === '%PDF' || head === '\x89PNG' || head.startsWith('\xff\xd8')) throw tableFault('unknown_format')
  return /^(?:\uFEFF|ï»¿)?\s*\{/.test(bytes.subarray(0, 64).toString('latin1')) ? 'geojson' : 'csv'
}
