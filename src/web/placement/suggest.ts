/** Sites a desk may propose to a party: the server's own rule, with distance as the crow flies. A proposal; the server decides. */
import { type LonLat, metresBetween } from '../../base/geo.ts'
import { choose, type Stock } from '../../modules/placement/choose.ts'
import type { PartyRow, SiteView } from '../../modules/placement/model.ts'

export interface Suggestion {
  readonly site: SiteView
  /** Metres as the crow flies; undefined where nobody knows where the party is. */
  readonly metres: number | undefined
}

/** Streets are longer than the crow's way, and a party walks. */
const METRES_A_MINUTE = 75 / 1.3

function stocksOf(site: SiteView): Stock[] {
  const whole = { free: site.free, limit: site.staffedLimit }
  return site.pools.map((pool, at) => ({
    site: site.id,
    pool: `${site.id} ${at}`,
    area: site.community,
    siteKind: site.kind,
    kind: pool.kind,
    roomClass: pool.roomClass,
    roomSize: pool.roomSize,
    shared: pool.shared,
    features: new Set(site.features),
    intakePerSlot: undefined,
    offered: pool.offered,
    free: pool.free,
    whole,
  }))
}

/**
 * The most suitable open sites with room for the whole party.
 * @param from where the party said it is, if known
 * @param most how many at most
 */
export function suggest(
  party: Pick<PartyRow, 'size' | 'needs' | 'site'>,
  from: LonLat | undefined,
  sites: readonly SiteView[],
  now: number,
  most: number,
): readonly Suggestion[] {
  const open = new Map(
    sites.filter((site) => site.state === 'open' && site.id !== party.site).map((site) => [site.id, site]),
  )
  const metresTo = (id: string) => {
    const site = open.get(id)
    return from && site ? metresBetween(from, site) : undefined
  }
  const choice = choose([...open.values()].flatMap(stocksOf), {
    size: party.size,
    needs: party.needs,
    now,
    way: (id) => {
      const metres = metresTo(id) ?? 0
      return { metres, minutes: metres / METRES_A_MINUTE }
    },
  })
  const ids = [...new Set(choice.candidates.map((candidate) => candidate.site))].slice(0, most)
  return ids.flatMap((id) => {
    const site = open.get(id)
    return site ? [{ site, metres: metresTo(id) }] : []
  })
}
