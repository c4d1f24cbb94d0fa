/** What is true of a division, worked out anew from the instance alone and in the plainest way. */
import type { Instance, Solution } from './instance.ts'

export interface Verdict {
  /** Every rule that is broken, in words; bounds on households are not among them. */
  readonly faults: readonly string[]
  readonly households: readonly number[]
  /** Grids outside the bounds. */
  readonly outside: readonly number[]
  readonly cut: number
}

function pieces(members: ReadonlySet<number>, near: ReadonlyMap<number, readonly number[]>): number {
  const left = new Set(members)
  let many = 0
  for (const start of members) {
    if (!left.delete(start)) continue
    many++
    const queue = [start]
    for (let one = queue.pop(); one !== undefined; one = queue.pop())
      for (const other of near.get(one) ?? []) if (left.delete(other)) queue.push(other)
  }
  return many
}

function neighbours(pairs: Iterable<readonly [number, number]>): Map<number, number[]> {
  const near = new Map<number, number[]>()
  const add = (a: number, b: number) => near.set(a, [...(near.get(a) ?? []), b])
  for (const [a, b] of pairs) {
    add(a, b)
    add(b, a)
  }
  return near
}

function membersOf(list: readonly number[]): Map<number, Set<number>> {
  const members = new Map<number, Set<number>>()
  list.forEach((g, u) => {
    members.set(g, (members.get(g) ?? new Set<number>()).add(u))
  })
  return members
}

export function judge({ units, edges, min, max }: Instance, { grid, area }: Solution): Verdict {
  const faults: string[] = []
  const demand = (isTrue: boolean, fault: string) => isTrue || faults.push(fault)
  const grids = membersOf(grid)
  demand(grid.length === units.length, 'every unit is in a grid')
  demand(
    [...grids.keys()].every((g) => g >= 0 && g < grids.size),
    'grids are numbered without gaps',
  )
  demand(area.length === grids.size, 'every grid is in an area')
  const open = neighbours(edges.flatMap(([a, b, , hard]) => (hard === 0 ? [[a, b] as const] : [])))
  for (const [g, members] of grids) {
    demand(pieces(members, open) === 1, `grid ${g} hangs together`)
    demand(new Set([...members].map((u) => units[u]!.region)).size === 1, `grid ${g} is in one region`)
  }
  const beside = neighbours(edges.map(([a, b]) => [grid[a]!, grid[b]!] as const).filter(([a, b]) => a !== b))
  for (const [a, members] of membersOf(area)) {
    demand(pieces(members, beside) === 1, `area ${a} hangs together`)
    const regions = [...members].flatMap((g) => [...grids.get(g)!].map((u) => units[u]!.region))
    demand(new Set(regions).size === 1, `area ${a} is in one region`)
  }
  const households = Array.from({ length: grids.size }, (_, g) =>
    [...(grids.get(g) ?? [])].reduce((sum, u) => sum + units[u]!.hh, 0),
  )
  return {
    faults,
    households,
    outside: [...households.keys()].filter((g) => households[g]! < min || households[g]! > max),
    cut: edges.reduce(
      (sum, [a, b, metres, hard]) => (hard === 0 && grid[a] !== grid[b] ? sum + metres : sum),
      0,
    ),
  }
}
