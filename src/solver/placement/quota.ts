/** What the last plan means each class to have at each site until it is made again. Equal prices alone cannot say it. */
import type { Plan } from './plan.ts'
import type { Parties } from './town.ts'

/** Person-minutes by which a site is preferred while the class's quota there lasts: exact class, wide class. */
const EXACT = 10
const WIDE = 3
/** The most that a quota makes a site cheaper. */
export const MOST_BONUS = EXACT

/** Persons still meant for a site, by class: the exact one, and a wider one that forgets minute and size. */
export interface Quotas {
  readonly exact: Map<string, Map<number, number>>
  readonly wide: Map<string, Map<number, number>>
}

function exactKey({ start, need, room, arrive, size }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]} ${arrive[p]} ${size[p]}`
}

/** A class that forgets the minute alone, for arrivals that are not known one by one beforehand. */
export function kindKey({ start, need, room, size }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]} ${size[p]}`
}

function wideKey({ start, need, room }: Parties, p: number): string {
  return `${start[p]} ${need[p]} ${room[p]}`
}

function add(map: Map<string, Map<number, number>>, key: string, site: number, amount: number): void {
  const sites = map.get(key) ?? new Map<number, number>()
  if (!map.has(key)) map.set(key, sites)
  sites.set(site, (sites.get(site) ?? 0) + amount)
}

/**
 * @param until minute; what is meant for those who are expected later is not for the next ones
 * @param keyOf names the exact class
 */
export function quotasOf(parties: Parties, plan: Plan, until: number, keyOf = exactKey): Quotas {
  const quotas: Quotas = { exact: new Map(), wide: new Map() }
  plan.at.forEach((site, part) => {
    const p = part >> 1
    if (site < 0 || parties.arrive[p]! >= until) return
    add(quotas.exact, keyOf(parties, p), site, plan.n[part]!)
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

/** What a site is cheaper by for `n` persons of a class for whom it is meant. */
export function bonusOf({ exact, wide }: Meant, site: number, n: number): number {
  if ((exact?.get(site) ?? 0) >= n) return EXACT
  return (wide?.get(site) ?? 0) >= n ? WIDE : 0
}
