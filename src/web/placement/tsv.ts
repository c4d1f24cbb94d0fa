/** Tab-separated text for a spreadsheet's clipboard. */

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text. */
export function tsvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const flat = value.replace(/[\t\r\n]+/g, ' ')
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}

/** Rows of cells, the first of them headings, as one text. */
export function tsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(tsvCell).join('\t')).join('\r\n')
}
