/** Which households of members become centres (中心户): few a group, near to the group's members. */
import type { Point } from './near.ts'

export interface CentreNorm {
  /** Centres a group, at least and at most. */
  readonly least: number
  readonly most: number
  /** Members a centre, at least and at most. */
  readonly members: { readonly least: number; readonly most: number }
}

/** Norms of the organisation (rules.md; language.md §2.1): they warn. */
export const CENTRES: CentreNorm = { least: 1, most: 3, members: { least: 3, most: 10 } }

/** How many centres a group of so many members needs: as few as its members fit into. */
export function centresFor(members: number, { least, most, members: each }: CentreNorm = CENTRES): number {
  if (members === 0) return 0
  return Math.min(most, Math.max(least, Math.ceil(members / each.most)))
}

/** Above so many members of one group the choice is made step by step and no longer among all. */
const ALL = 40

const between = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Sum of the ways from every member to its nearest centre. */
function waysTo(members: readonly Point[], centres: readonly number[]): number {
  return members.reduce((sum, one) => sum + Math.min(...centres.map((c) => between(one, members[c]!))), 0)
}

/** All sets of so many out of `n`, each once. */
function* sets(n: number, many: number, from = 0): Generator<number[]> {
  if (many === 0) {
    yield []
    return
  }
  for (let first = from; first <= n - many; first++)
    for (const rest of sets(n, many - 1, first + 1)) yield [first, ...rest]
}

/** One after another, each where it helps most, and then each put where it helps more, until none does. */
function stepByStep(members: readonly Point[], many: number): number[] {
  const chosen: number[] = []
  const best = (others: readonly number[]): number =>
    members.reduce(
      (found, _, n) =>
        others.includes(n) ||
        (found >= 0 && waysTo(members, [...others, n]) >= waysTo(members, [...others, found]))
          ? found
          : n,
      -1,
    )
  while (chosen.length < many) chosen.push(best(chosen))
  for (let better = true; better; ) {
    better = false
    for (let n = 0; n < chosen.length; n++) {
      const others = chosen.filter((_, k) => k !== n)
      const next = best(others)
      if (waysTo(members, [...others, next]) >= waysTo(members, chosen) - 1e-9) continue
      chosen[n] = next
      better = true
    }
  }
  return chosen.sort((a, b) => a - b)
}

/**
 * Chooses centres among the members of one group.
 * @returns indexes into `members`, in order
 */
export function chooseCentres(members: readonly Point[], many = centresFor(members.length)): number[] {
  if (members.length <= many) return [...members.keys()]
  if (members.length > ALL) return stepByStep(members, many)
  let [best, least]: [number[], number] = [[], Number.POSITIVE_INFINITY]
  for (const set of sets(members.length, many)) {
    const ways = waysTo(members, set)
    if (ways < least) [best, least] = [set, ways]
  }
  return best
}
