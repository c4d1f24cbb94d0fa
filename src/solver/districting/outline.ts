/** The ground of a grid as one ring: the borders of its cells that no other cell of it shares. */
import type { Spot } from './cells.ts'

const keyOf = ([x, y]: Spot): string => `${Math.round(x * 100)} ${Math.round(y * 100)}`

function twiceArea(ring: readonly Spot[]): number {
  let sum = 0
  for (let n = 1; n < ring.length; n++) sum += ring[n - 1]![0] * ring[n]![1] - ring[n]![0] * ring[n - 1]![1]
  return sum
}

/** Chains borders end to end. @param borders by where they begin; emptied */
function ringsOf(borders: Map<string, Spot[][]>): Spot[][] {
  const rings: Spot[][] = []
  for (const start of borders.keys()) {
    while ((borders.get(start)?.length ?? 0) > 0) {
      const ring: Spot[] = []
      let key = start
      for (;;) {
        const border = borders.get(key)?.pop()
        if (border === undefined) break
        ring.push(border[0]!)
        key = keyOf(border[1]!)
        if (key === start) break
      }
      if (ring.length > 2) rings.push([...ring, ring[0]!])
    }
  }
  return rings
}

/**
 * @param rings of each unit, all turning the same way
 * @param grid of each unit
 * @returns by grid the largest closed ring, in metres; what lies apart from it or is enclosed by it is left out
 */
export function outlinesOf(
  rings: readonly (readonly Spot[])[],
  grid: ArrayLike<number>,
): Map<number, readonly Spot[]> {
  const byGrid = new Map<number, number[]>()
  for (let u = 0; u < rings.length; u++) byGrid.set(grid[u]!, [...(byGrid.get(grid[u]!) ?? []), u])
  const outlines = new Map<number, readonly Spot[]>()
  for (const [g, units] of byGrid) {
    const borders = new Map<string, { from: Spot; to: Spot }>()
    for (const u of units) {
      const ring = rings[u]!
      for (let n = 1; n < ring.length; n++) {
        const [from, to] = [ring[n - 1]!, ring[n]!]
        const [a, b] = [keyOf(from), keyOf(to)]
        if (a === b) continue
        if (!borders.delete(`${b} ${a}`)) borders.set(`${a} ${b}`, { from, to })
      }
    }
    const starts = new Map<string, Spot[][]>()
    for (const { from, to } of borders.values())
      starts.set(keyOf(from), [...(starts.get(keyOf(from)) ?? []), [from, to]])
    const [largest] = ringsOf(starts).sort((a, b) => Math.abs(twiceArea(b)) - Math.abs(twiceArea(a)))
    if (largest !== undefined) outlines.set(g, largest)
  }
  return outlines
}
