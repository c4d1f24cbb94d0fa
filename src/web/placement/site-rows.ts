/** The site board's rows and sums: which sites are shown, in which order, and what they offer together. */
import type { PoolLoad, SiteView } from '../../modules/placement/model.ts'
import { SITE_KINDS, SITE_STATES } from '../../modules/sites/model.ts'
import { whyNotReady } from '../../modules/sites/rules.ts'
import type { SiteOrder, SiteSearch } from './search.ts'

/** Places given and left; `over` counts persons beyond them. */
export interface Load {
  readonly offered: number
  readonly held: number
  readonly occupied: number
  readonly blocked: number
  readonly over: number
  readonly free: number
}

const NOTHING: Load = { offered: 0, held: 0, occupied: 0, blocked: 0, over: 0, free: 0 }

function plus(a: Load, b: Load): Load {
  return {
    offered: a.offered + b.offered,
    held: a.held + b.held,
    occupied: a.occupied + b.occupied,
    blocked: a.blocked + b.blocked,
    over: a.over + b.over,
    free: a.free + b.free,
  }
}

export function sumOf(sites: readonly Load[]): Load {
  return sites.reduce(plus, NOTHING)
}

/** Sums by what `key` reads, with the number of sites and the oldest figure among them. */
export function sumsBy<K>(sites: readonly SiteView[], key: (site: SiteView) => K) {
  const sums = new Map<K, { load: Load; sites: number; oldest: number }>()
  for (const site of sites) {
    const of = key(site)
    const sum = sums.get(of)
    sums.set(of, {
      load: plus(sum?.load ?? NOTHING, site),
      sites: (sum?.sites ?? 0) + 1,
      oldest: Math.min(sum?.oldest ?? Number.POSITIVE_INFINITY, site.changedAt),
    })
  }
  return sums
}

/** The county's own, not another's by agreement. */
export function isOwn(site: Pick<SiteView, 'byAgreement'>): boolean {
  return site.byAgreement === ''
}

/** Whole rooms left by size, smallest first; places without rooms are not among them. */
export function roomsLeft(pools: readonly PoolLoad[]): readonly { size: number; rooms: number }[] {
  const rooms = new Map<number, number>()
  for (const { roomSize, free } of pools) {
    const whole = roomSize > 0 ? Math.floor(free / roomSize) : 0
    if (whole > 0) rooms.set(roomSize, whole + (rooms.get(roomSize) ?? 0))
  }
  return [...rooms].map(([size, left]) => ({ size, rooms: left })).sort((a, b) => a.size - b.size)
}

/** Stands by until a person gives it a position and places. */
export function isIncomplete(site: SiteView): boolean {
  return whyNotReady({ located: site.located, places: site.offered }) !== undefined
}

function stands(site: SiteView, search: SiteSearch, text: string): boolean {
  if (search.kind && site.kind !== search.kind) return false
  if (search.state && site.state !== search.state) return false
  if (search.community && (site.community ?? NO_COMMUNITY) !== search.community) return false
  if (search.free && !(site.state === 'open' && site.free > 0)) return false
  if (search.over && site.over === 0) return false
  if (search.incomplete && !isIncomplete(site)) return false
  if (text === '') return true
  return [site.name, site.nameEn, site.address].some((one) => one.toLowerCase().includes(text))
}

/** How a site outside every community is named in the address. */
export const NO_COMMUNITY = 'none'

const collator = new Intl.Collator('zh-CN')
type Compare = (a: SiteView, b: SiteView) => number

const COMPARE: Readonly<Record<SiteOrder, Compare>> = {
  name: (a, b) => collator.compare(a.name, b.name),
  kind: (a, b) => SITE_KINDS.indexOf(a.kind) - SITE_KINDS.indexOf(b.kind),
  community: (a, b) => collator.compare(a.community ?? '~', b.community ?? '~'),
  state: (a, b) => SITE_STATES.indexOf(a.state) - SITE_STATES.indexOf(b.state),
  free: (a, b) => a.free - b.free,
  over: (a, b) => a.over - b.over,
  changed: (a, b) => a.changedAt - b.changedAt,
}

/** What needs a person comes first: over, then suspended and closing, then by kind and name. */
function byUrgency(a: SiteView, b: SiteView): number {
  const rank = (site: SiteView) =>
    site.over > 0 ? 0 : site.state === 'suspended' || site.state === 'closing' ? 1 : 2
  return rank(a) - rank(b) || COMPARE.kind(a, b) || COMPARE.name(a, b)
}

export function chosenSites(
  sites: readonly SiteView[],
  search: SiteSearch,
  text: string,
): readonly SiteView[] {
  const asked = text.trim().toLowerCase()
  const kept = sites.filter((site) => stands(site, search, asked))
  const compare = search.sort ? COMPARE[search.sort] : byUrgency
  return kept.sort(search.down ? (a, b) => compare(b, a) : compare)
}
