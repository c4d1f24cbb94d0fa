/** What each class gets at which site, read off a flow. */
import type { Flow } from './flow.ts'

export interface Share {
  readonly site: number
  /** Units of the class there that nobody has taken yet. */
  amount: number
}

export function sharesOf({ net, demand, siteOf }: Flow): Share[][] {
  const shares: Share[][] = Array.from({ length: demand.count }, () => [])
  for (let arc = 0; arc < net.arcs; arc++) {
    const c = net.from[arc]! - 1
    const to = net.to[arc]!
    if (c < demand.count && to !== 0 && net.flow[arc]! > 0)
      shares[c]!.push({ site: siteOf[to]!, amount: net.flow[arc]! })
  }
  return shares
}
