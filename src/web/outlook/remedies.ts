/** What would give those who wait a place: sites in standby that have what they lack. Pure. */
import { FEATURE_FOR } from '../../modules/placement/choose.ts'
import type { Need, SiteView, WaitingReason } from '../../modules/placement/model.ts'
import { roomClassOf } from '../../modules/placement/rules.ts'

/** What could be opened for them: sites, and places in them. */
export interface Remedy {
  readonly sites: number
  readonly places: number
  /** Places in the largest of them: a party is never torn apart. */
  readonly largest: number
}

type Ready = Pick<SiteView, 'state' | 'located' | 'features' | 'pools'>

/** Places of a site that such a party could have; 0 where it lacks what the party needs. */
function placesFor({ features, pools }: Ready, need: Need | null): number {
  const feature = need === null ? undefined : FEATURE_FOR[need]
  if (feature !== undefined && !features.includes(feature)) return 0
  const roomClass = roomClassOf(need === null ? [] : [need])
  return pools.reduce((sum, pool) => (pool.roomClass === roomClass ? sum + pool.offered : sum), 0)
}

/** @param sites any; only those in standby with a known position could be opened at once */
export function remedyFor(need: Need | null, sites: readonly Ready[]): Remedy {
  const places = sites
    .filter(({ state, located }) => state === 'standby' && located)
    .map((site) => placesFor(site, need))
    .filter((n) => n > 0)
  return {
    sites: places.length,
    places: places.reduce((sum, n) => sum + n, 0),
    largest: Math.max(0, ...places),
  }
}

/** What a person does about it: nothing more than the group's reason says. */
export type Advice = 'open' | 'open_need' | 'nothing_ready' | 'split' | 'desk' | 'look'

export function adviceFor(reason: WaitingReason, remedy: Pick<Remedy, 'sites'>): Advice {
  if (reason === 'unconfirmed') return 'desk'
  if (reason === 'size') return 'split'
  if (remedy.sites === 0) return 'nothing_ready'
  if (reason === 'need') return 'open_need'
  return reason === 'no_room' || reason === 'no_open_site' ? 'open' : 'look'
}
