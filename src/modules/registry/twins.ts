/** Entries that may be one place, and what is declared of it when they are made one. Pure. */
import { metresBetween } from '../../base/geo.ts'
import type { SiteView } from '../placement/model.ts'
import { alikeIndex, type Named } from '../sites/alike.ts'
import { OFFERED, type SiteChange } from '../sites/model.ts'
import type { MergeField, Twin } from './model.ts'

/** Names a pair whichever way round. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

const namedOf = (site: SiteView): Named & { readonly site: SiteView } => ({
  name: site.name,
  address: site.address,
  position: site.located ? { lon: site.lon, lat: site.lat } : undefined,
  site,
})

/** Every two that are alike, but for those that somebody has told apart; offered homes are their hosts' own. */
export function twinsOf(sites: readonly SiteView[], distinct: ReadonlySet<string>): Twin[] {
  const index = alikeIndex<ReturnType<typeof namedOf>>()
  return sites
    .filter(({ externalId }) => externalId?.startsWith(OFFERED) !== true)
    .map(namedOf)
    .flatMap((one) => {
      const found = index.all(one)
      index.add(one)
      return found.map((other) => ({
        a: other.site,
        b: one.site,
        metres:
          one.position && other.position ? Math.round(metresBetween(one.position, other.position)) : null,
      }))
    })
    .filter(({ a, b }) => !distinct.has(pairKey(a.id, b.id)))
}

type Taken = Exclude<MergeField, 'contact'>

const poolsOf = (site: SiteView): NonNullable<SiteChange['pools']> =>
  site.pools.flatMap(({ kind, roomClass, roomSize, shared, offered }) =>
    offered === 0 ? [] : [{ kind, roomClass, roomSize, shared, places: offered }],
  )

/** What one field of the site that goes says; undefined where it says nothing. */
function said(field: Taken, gone: SiteView): SiteChange | undefined {
  switch (field) {
    case 'position':
      return gone.located ? { lon: gone.lon, lat: gone.lat } : undefined
    case 'price':
      return { priceClass: gone.priceClass, priceFen: gone.priceFen ?? 0 }
    case 'opensFrom':
      return gone.opensFrom === null ? undefined : { opensFrom: gone.opensFrom }
    case 'wardens':
      return { wardens: gone.wardens, personsPerWarden: gone.personsPerWarden }
    case 'pools': {
      const pools = poolsOf(gone)
      return pools.length === 0 ? undefined : { pools }
    }
    default:
      return { [field]: gone[field] }
  }
}

/** What is changed of the site that stays. */
export function mergedChange(gone: SiteView, take: readonly MergeField[]): SiteChange {
  return Object.assign({}, ...take.map((field) => (field === 'contact' ? {} : said(field, gone))))
}

/** Whether the two say the same of a field, so that nobody needs to choose; of who answers nothing is shown. */
export function saysTheSame(field: MergeField, a: SiteView, b: SiteView): boolean {
  if (field === 'contact') return false
  return JSON.stringify(said(field, a)) === JSON.stringify(said(field, b))
}
