/** What is done with a site: whether it may be done now, and the call. */
import type { Actor } from '../../base/actor.ts'
import type { Code } from '../../base/refusal.ts'
import { placementApi } from '../../modules/placement/api.ts'
import type { SiteView } from '../../modules/placement/model.ts'
import { mayNot } from '../../modules/placement/policy.ts'
import { type SiteStep, whyNot, whyNotReady } from '../../modules/sites/rules.ts'
import { call } from '../shell/client.ts'

export const SITE_DEEDS = ['open', 'suspend', 'close'] as const satisfies readonly SiteStep[]
export type SiteDeed = (typeof SITE_DEEDS)[number]

export function whyNotSiteDeed(deed: SiteDeed, actor: Actor, site: SiteView): Code | undefined {
  const notReady = deed === 'open' ? whyNotReady({ located: site.located, places: site.offered }) : undefined
  return mayNot.runSite(actor, site) ?? whyNot(deed, site) ?? notReady
}

export interface SiteDeedInput {
  readonly command: string
  /** Opens before its hour. */
  readonly now: boolean
  readonly reason: string
  /** Those inside a closing site are placed anew, or stay until they leave. */
  readonly moveInside: boolean
}

/** Does the deed against the version seen. @throws ApiRefusal, NetworkFailure */
export function doSiteDeed(deed: SiteDeed, site: SiteView, input: SiteDeedInput): Promise<SiteView> {
  const params = { id: site.id }
  const { command, now, reason, moveInside } = input
  switch (deed) {
    case 'open':
      return call(placementApi.openSite, { params, body: { command, now } })
    case 'suspend':
      return call(placementApi.suspendSite, { params, body: { command, reason } })
    case 'close':
      return call(placementApi.closeSite, { params, body: { command, moveInside } })
  }
}
