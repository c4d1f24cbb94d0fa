/** The ledger's rows: which are shown, in which order, and what they add up to. Ten thousand rows are filtered between two keystrokes. */
import { PARTY_STATES, type PartyRow } from '../../modules/placement/model.ts'
import type { PartyOrder, PartySearch } from './search.ts'

/** Persons by what became of them, as wall and report count them: whoever was registered twice is one party. */
export interface Tally {
  readonly registered: number
  readonly arrived: number
  /** Registered, and neither under a roof nor gone. */
  readonly pending: number
  readonly departed: number
  readonly selfArranged: number
  readonly withdrawn: number
  readonly parties: number
}

export function tally(rows: readonly PartyRow[]): Tally {
  const persons = { arrived: 0, pending: 0, departed: 0, selfArranged: 0, withdrawn: 0 }
  let parties = 0
  for (const { state, size } of rows) {
    if (state === 'merged') continue
    parties++
    if (state === 'arrived') persons.arrived += size
    else if (state === 'departed') persons.departed += size
    else if (state === 'self_arranged') persons.selfArranged += size
    else if (state === 'withdrawn') persons.withdrawn += size
    else persons.pending += size
  }
  const registered = Object.values(persons).reduce((sum, n) => sum + n, 0)
  return { registered, parties, ...persons }
}

/** Persons in these rows. */
export function personsIn(rows: readonly PartyRow[]): number {
  return rows.reduce((sum, row) => sum + row.size, 0)
}

/** True where the row stands in the filter; `found` holds ids the server found by name, telephone or plate. */
function stands(row: PartyRow, search: PartySearch, text: string, found: ReadonlySet<string>): boolean {
  if (search.state && row.state !== search.state) return false
  if (search.waiting && row.waiting !== search.waiting) return false
  if (search.need && !row.needs.includes(search.need)) return false
  if (search.community && row.community !== search.community) return false
  if (search.site && row.site !== search.site) return false
  if (search.twice && !row.suspected) return false
  return text === '' || row.code.includes(text) || found.has(row.id)
}

const STATE_RANK = new Map(PARTY_STATES.map((state, rank) => [state, rank]))
const LAST = Number.POSITIVE_INFINITY

type Compare = (a: PartyRow, b: PartyRow) => number

function byText(read: (row: PartyRow) => string | null): Compare {
  const order = new Intl.Collator('zh-CN')
  return (a, b) => {
    const [one, other] = [read(a), read(b)]
    // Rows without the thing sorted by come last.
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return order.compare(one, other)
  }
}

function byNumber(read: (row: PartyRow) => number): Compare {
  return (a, b) => {
    const [one, other] = [read(a), read(b)]
    return one === other ? 0 : one - other
  }
}

const COMPARE: Readonly<Record<PartyOrder, Compare>> = {
  code: (a, b) => (a.code < b.code ? -1 : 1),
  size: byNumber((row) => row.size),
  state: byNumber((row) => STATE_RANK.get(row.state) ?? LAST),
  site: byText((row) => row.siteName),
  community: byText((row) => row.community),
  hold: byNumber((row) => row.holdUntil ?? LAST),
  registered: byNumber((row) => row.registeredAt),
}

/**
 * The rows to show.
 * @param text digits of a code as typed; empty: every code
 * @param found ids that the server found for what was typed
 */
export function chosen(
  rows: readonly PartyRow[],
  search: PartySearch,
  text: string,
  found: ReadonlySet<string>,
): readonly PartyRow[] {
  const kept = rows.filter((row) => stands(row, search, text, found))
  if (!search.sort && !search.down) return kept
  // Rows come in the order registered, and a stable sort keeps that order among equals.
  const compare = COMPARE[search.sort ?? 'registered']
  return search.down ? kept.sort((a, b) => compare(b, a)) : kept.sort(compare)
}
