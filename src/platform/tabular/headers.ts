/** Which column is which field, by names in Chinese or English given as data. */

/** Names by field; the field's own name counts too. */
export type Synonyms<F extends string> = Readonly<Record<F, readonly string[]>>

export interface HeaderMap<F extends string> {
  /** Heading by field. */
  readonly columns: Partial<Readonly<Record<F, string>>>
  /** Headings that name no field. */
  readonly unknown: readonly string[]
  /** Fields named by more than one heading; the first one is taken. */
  readonly doubled: readonly F[]
}

/** Case, width, blanks, punctuation and a unit in brackets do not count: `床位 (张)` = `床位`, `Site_Name*` = `site name`. */
export function plainHeader(header: string): string {
  const folded = header.normalize('NFKC').toLowerCase()
  const bare = folded.replace(/\([^)]*\)/g, '').replace(/[\s\p{P}\p{S}]/gu, '')
  return bare === '' ? folded.replace(/[\s\p{P}\p{S}]/gu, '') : bare
}

/** Finds the fields among the headings of a table. */
export function mapHeaders<F extends string>(
  headers: readonly string[],
  synonyms: Synonyms<F>,
): HeaderMap<F> {
  const fields = new Map<string, F>()
  for (const field of Object.keys(synonyms) as F[])
    for (const name of [field, ...synonyms[field]]) fields.set(plainHeader(name), field)
  const columns: Partial<Record<F, string>> = {}
  const unknown: string[] = []
  const doubled: F[] = []
  for (const header of headers) {
    const field = fields.get(plainHeader(header))
    if (field === undefined) unknown.push(header)
    else if (columns[field] === undefined) columns[field] = header
    else doubled.push(field)
  }
  return { columns, unknown, doubled }
}

/** The cell of a field, without blanks around it; '' where the table has no such column. */
export function cellOf<F extends string>(
  map: HeaderMap<F>,
  cells: Readonly<Record<string, string>>,
  field: F,
): string {
  const header = map.columns[field]
  return header === undefined ? '' : (cells[header] ?? '').trim()
}
