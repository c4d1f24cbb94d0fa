/** Where a coach's passengers are told to go, for the driver: site by site, the largest first, who waits last. */
import type { PartyView } from '../../../modules/placement/model.ts'

type Site = NonNullable<PartyView['placement']>['site']

export interface SiteSum {
  /** Undefined: they wait. */
  readonly site: Site | undefined
  readonly parties: number
  readonly persons: number
}

export function sumBySite(parties: readonly Pick<PartyView, 'placement' | 'size'>[]): readonly SiteSum[] {
  const sums = new Map<string, SiteSum>()
  for (const { placement, size } of parties) {
    const site = placement?.site
    const sum = sums.get(site?.id ?? '') ?? { site, parties: 0, persons: 0 }
    sums.set(site?.id ?? '', { site, parties: sum.parties + 1, persons: sum.persons + size })
  }
  return [...sums.values()].sort(
    (a, b) => Number(a.site === undefined) - Number(b.site === undefined) || b.persons - a.persons,
  )
}
