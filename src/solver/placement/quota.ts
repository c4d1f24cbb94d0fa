/** What the last plan means each class to have at each site until it is made again. Equal prices alone cannot say it. */
import type { Plan } from './plan.ts'
import type { Parties } from './town.ts'

/** Persons still meant for a site, by class: the exact one, and a wider one that forgets minute and size. */
export interface Quotas {
  readonly exact: Map<string, Map<number, number>>
  readonly wide: Map<string, Map<number, number>>
}

function exactKey({ start, need, room, arrive, size }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]} ${arrive[p]} ${size[p]}`
}

function wideKey({ start, need, room }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]}`
}

function add(map: Map<string, Map<number, number>>, key: string, site: number, amount: number): void {
  const sites = map.get(key) ?? new Map<number, number>()
  if (!map.has(key)) map.set(key, sites)
  sites.set(site, (sites.get(site) ?? 0) + amount)
}

/** @param until minute; what is meant for those who are expected later is not for the next ones */
export function quotasOf(parties: Parties, plan: Plan, until: number): Quotas {
  const quotas: Quotas = { exact: new Map(), wide: new Map() }
  plan.at.forEach((site, part) => {
    const p = part >> 1
    if (site < 0 || parties.arrive[p]! >= until) return
    add(quotas.exact, exactKey(parties, p), site, plan.n[part]!)
    add(quotas.wide, wideKey(parties, p), site, plan.n[part]!)
  })
  return quotas
}

export interface Meant {
  readonly exact: Map<number, number> | undefined
  readonly wide: Map<number, number> | undefined
}

export function meantFor({ exact, wide }: Quotas, parties: Parties, p: number): Meant {
  return { exact: exact.get(exactKey(parties, p)), wide: wide.get(wideKey(parties, p)) }
}

/** Uses up what was meant. */
export function spend({ exact, wide }: Meant, site: number, n: number): void {
  for (const quota of [exact, wide]) {
    const left = quota?.get(site)
    if (left !== undefined) quota?.set(site, left - n)
  }
}
