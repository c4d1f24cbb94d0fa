/** What a person has decided of a table before it is imported, and why it cannot be imported yet. */
import type { AlikeAct, Crs, Preview } from '../../modules/registry/model.ts'
import type { SiteKind } from '../../modules/sites/model.ts'
import type { SiteField } from '../../modules/sites/rows.ts'

export interface Reading {
  readonly columns: Readonly<Partial<Record<SiteField, string>>> | undefined
  readonly crs: Crs
  readonly kind: SiteKind
}
export const FIRST_READING: Reading = { columns: undefined, crs: 'wgs84', kind: 'hall' }

export interface Decisions {
  readonly alike: Readonly<Record<number, AlikeAct>>
  readonly update: boolean
  readonly leaveIncomplete: boolean
  readonly leaveFaulty: boolean
}
export const UNDECIDED: Decisions = { alike: {}, update: false, leaveIncomplete: false, leaveFaulty: false }

/** Columns after a heading was named a field: a field has one heading, a heading one field. */
export function withColumn(
  columns: Preview['columns'],
  heading: string,
  field: SiteField | '',
): Preview['columns'] {
  const rest = Object.entries(columns).filter(([name, of]) => of !== heading && name !== field)
  return Object.fromEntries(field === '' ? rest : [...rest, [field, heading]])
}

/** Rows alike of which nothing is decided yet. */
export function undecided(preview: Preview, decisions: Decisions): number {
  return preview.alike.filter(({ line }) => decisions.alike[line] === undefined).length
}

/** Sites that the import would add and change. */
export function effectOf(
  preview: Preview,
  decisions: Decisions,
): { readonly added: number; readonly changed: number } {
  const { ready, incomplete, changed } = preview.counts
  const acts = preview.alike.map(({ line, other }) => ({
    act: decisions.alike[line],
    known: other.line === undefined,
  }))
  const another = acts.filter(({ act }) => act === 'another').length
  const same = acts.filter(({ act, known }) => act === 'same' && known).length
  return {
    added: ready + (decisions.leaveIncomplete ? 0 : incomplete) + another,
    changed: same + (decisions.update ? changed : 0),
  }
}

export type Obstacle = 'faulty' | 'undecided' | 'nothing'

/** Why the table cannot be imported as decided; undefined where it can. */
export function obstacleOf(preview: Preview, decisions: Decisions): Obstacle | undefined {
  if (preview.counts.out > 0 && !decisions.leaveFaulty) return 'faulty'
  if (undecided(preview, decisions) > 0) return 'undecided'
  const { added, changed } = effectOf(preview, decisions)
  return added + changed === 0 ? 'nothing' : undefined
}
