/** What publishing a proposal does to the grids in force. Pure: the plan shown and the deed done are one. */

export interface Placed {
  readonly building: string
  readonly community: string
  readonly households: number
  /** Code of the grid in force; null for none. */
  readonly old: string | null
  /** Number of the grid in the proposal. */
  readonly grid: number
}

export interface OldGrid {
  readonly code: string
  readonly community: string
}

export interface NewGrid {
  readonly grid: number
  readonly community: string
  /** The code that stays, where the grid keeps just its buildings; else one never used before. */
  readonly code: string
  readonly kept: boolean
  /** Its number within the community, for its name. */
  readonly number: number
}

export interface Lineage {
  readonly old: string
  readonly new: string
  readonly households: number
}

export interface Change {
  readonly grids: readonly NewGrid[]
  /** Codes of grids that end. */
  readonly ended: readonly string[]
  readonly lineage: readonly Lineage[]
  /** The grid that goes on with the posts of one that ends; undefined where nobody lived in it. */
  readonly heirOf: ReadonlyMap<string, string>
}

/** `620922100001-G07` is number 7. */
export function numberOf(code: string): number {
  return Number(/-G(\d+)$/.exec(code)?.[1] ?? 0)
}

const codeOf = (community: string, number: number): string =>
  `${community}-G${String(number).padStart(2, '0')}`

/** Households and buildings two grids share: where nobody lives, buildings decide. */
interface Shared {
  households: number
  buildings: number
}

function sharedBetween(placed: readonly Placed[]): Map<string, Map<number, Shared>> {
  const shared = new Map<string, Map<number, Shared>>()
  for (const { old, grid, households } of placed) {
    if (old === null) continue
    const by = shared.get(old) ?? new Map<number, Shared>()
    const one = by.get(grid) ?? { households: 0, buildings: 0 }
    by.set(grid, { households: one.households + households, buildings: one.buildings + 1 })
    shared.set(old, by)
  }
  return shared
}

const more = (a: Shared, b: Shared): number => b.households - a.households || b.buildings - a.buildings

/**
 * @param placed every building of the communities
 * @param old grids in force there
 * @param used every code ever given there, so that none is given twice
 */
export function changeOf(
  placed: readonly Placed[],
  old: readonly OldGrid[],
  used: readonly string[],
): Change {
  const shared = sharedBetween(placed)
  const sizes = new Map<number, { buildings: number; community: string }>()
  const oldSizes = new Map<string, number>()
  for (const { grid, community, old: was } of placed) {
    sizes.set(grid, { community, buildings: (sizes.get(grid)?.buildings ?? 0) + 1 })
    if (was !== null) oldSizes.set(was, (oldSizes.get(was) ?? 0) + 1)
  }
  const keeper = new Map<number, string>()
  for (const { code } of old) {
    const by = [...(shared.get(code) ?? [])]
    const [grid, only] = by[0] ?? []
    if (by.length === 1 && only!.buildings === sizes.get(grid!)!.buildings) keeper.set(grid!, code)
  }
  const next = new Map<string, number>()
  for (const code of used) {
    const community = code.replace(/-G\d+$/, '')
    next.set(community, Math.max(next.get(community) ?? 0, numberOf(code)))
  }
  const grids = [...sizes]
    .sort(([a], [b]) => a - b)
    .map(([grid, { community }]): NewGrid => {
      const kept = keeper.get(grid)
      if (kept !== undefined) return { grid, community, code: kept, kept: true, number: numberOf(kept) }
      const number = (next.get(community) ?? 0) + 1
      next.set(community, number)
      return { grid, community, code: codeOf(community, number), kept: false, number }
    })
  const codeOfGrid = new Map(grids.map(({ grid, code }) => [grid, code]))
  const staying = new Set(keeper.values())
  const ended = old.filter(({ code }) => !staying.has(code)).map(({ code }) => code)
  const heirOf = new Map<string, string>()
  const lineage: Lineage[] = []
  for (const code of ended) {
    const by = [...(shared.get(code) ?? [])].sort(([, a], [, b]) => more(a, b))
    if (by.length > 0) heirOf.set(code, codeOfGrid.get(by[0]![0])!)
    for (const [grid, { households }] of by)
      lineage.push({ old: code, new: codeOfGrid.get(grid)!, households })
  }
  return { grids, ended, lineage, heirOf }
}

/** Households that would live in another grid: all but those that stay with what most of their old grid becomes. */
export function moving(placed: readonly Placed[]): number {
  const shared = sharedBetween(placed)
  // Each new grid goes on with one old grid at most: the larger share first.
  const pairs = [...shared].flatMap(([old, by]) => [...by].map(([grid, one]) => ({ old, grid, one })))
  pairs.sort((a, b) => more(a.one, b.one))
  const [taken, done] = [new Set<number>(), new Set<string>()]
  let staying = 0
  for (const { old, grid, one } of pairs) {
    if (taken.has(grid) || done.has(old)) continue
    taken.add(grid)
    done.add(old)
    staying += one.households
  }
  const all = placed.reduce((sum, { old, households }) => sum + (old === null ? 0 : households), 0)
  return all - staying
}
