/** Shortest ways on the seed's own street network, for its tests; the running program has its own. */
import type { Streets } from './types.ts'

interface Way {
  readonly to: number
  readonly metres: number
}

function ways(streets: Streets, foot: boolean): Way[][] {
  const out: Way[][] = streets.nodes.map(() => [])
  for (const { a, b, metres, drive } of streets.edges) {
    if (!foot && !drive) continue
    out[a]!.push({ to: b, metres })
    out[b]!.push({ to: a, metres })
  }
  return out
}

/**
 * Dijkstra without a heap: a few hundred nodes.
 * @returns metres from `from` to every node; Infinity where no way leads
 */
export function shortestMetres(streets: Streets, from: number, foot = false): Float64Array {
  const out = ways(streets, foot)
  const best = new Float64Array(streets.nodes.length).fill(Number.POSITIVE_INFINITY)
  const open = new Set([from])
  best[from] = 0
  while (open.size > 0) {
    let here = -1
    for (const n of open) if (here < 0 || best[n]! < best[here]!) here = n
    open.delete(here)
    for (const { to, metres } of out[here]!) {
      if (best[here]! + metres >= best[to]!) continue
      best[to] = best[here]! + metres
      open.add(to)
    }
  }
  return best
}
