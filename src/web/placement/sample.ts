/** Rows and sites for tests: one ordinary one each, changed as a test needs. */
import type { PartyRow, SiteView } from '../../modules/placement/model.ts'

export const NOW = Date.UTC(2024, 1, 17, 14, 0)

/** A UUID that ends in a number. */
export function idOf(n: number): string {
  return `018d0000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

export function rowWith(n: number, more: Partial<PartyRow> = {}): PartyRow {
  return {
    id: idOf(n),
    code: String(100_000 + n),
    state: 'waiting',
    ...{ size: 1, adults: 1, children: 0, infants: 0, elders: 0 },
    needs: [],
    vehicle: 'car',
    entry: null,
    registeredAt: NOW + n,
    changedAt: NOW + n,
    ...{
      site: null,
      siteName: null,
      siteNameEn: null,
      community: null,
      placementState: null,
      suspected: false,
    },
    ...{ holdUntil: null, arrivedAt: null, waiting: null, waitingNeed: null },
    ...more,
  }
}

export function siteWith(n: number, more: Partial<SiteView> = {}): SiteView {
  const load = { offered: 40, held: 0, occupied: 0, blocked: 0, over: 0, free: 40 }
  return {
    id: idOf(n),
    name: `渊泉小学${n}`,
    nameEn: `School ${n}`,
    located: true,
    kind: 'school',
    state: 'open',
    ...{ community: null, grid: null, lon: 95.78, lat: 40.51 },
    ...{ address: '', landmark: '', landmarkEn: '', priceClass: 'free', priceFen: null },
    features: [],
    ...{ parking: 0, byAgreement: '', opensFrom: null, opensAt: null, wardens: 2, personsPerWarden: 25 },
    ...{ externalId: null, version: 1, changedAt: NOW },
    ...load,
    staffedLimit: 40,
    pools: [{ kind: 'bed', roomClass: 'general', roomSize: 0, shared: true, ...load }],
    ...more,
  }
}
