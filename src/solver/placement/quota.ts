/** What the flow means each class to have at each site until it is solved again. Equal prices alone cannot say it. */
import type { Flow } from './flow.ts'
import { sharesOf } from './shares.ts'
import type { Parties } from './town.ts'

/** Persons still meant for a site, by class: the exact one, and a wider one that forgets minute and size. */
export interface Quotas {
  readonly exact: Map<string, Map<number, number>>
  readonly wide: Map<string, Map<number, number>>
}

function exactKey({ start, need, room, arrive, split, size }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]} ${arrive[p]} ${split[p] === 1 ? 1 : size[p]}`
}

function wideKey({ start, need, room }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]}`
}

function add(map: Map<string, Map<number, number>>, key: string, site: number, amount: number): void {
  const sites = map.get(key) ?? new Map<number, number>()
  if (!map.has(key)) map.set(key, sites)
  sites.set(site, (sites.get(site) ?? 0) + amount)
}

/** @param until minute; quotas of those who are expected later are not for the next ones */
export function quotasOf(flow: Flow, until: number): Quotas {
  const { parties, demand } = flow
  const quotas: Quotas = { exact: new Map(), wide: new Map() }
  sharesOf(flow).forEach((shares, c) => {
    const p = demand.like[c]!
    if (parties.arrive[p]! >= until) return
    for (const { site, amount } of shares) {
      add(quotas.exact, exactKey(parties, p), site, amount)
      add(quotas.wide, wideKey(parties, p), site, amount)
    }
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
