/** When a site may open, pause and close. Clause: emergency.md, 安置点 and invariant 8. */
import type { Code } from '../../base/refusal.ts'
import { type Moment, nextWallClock } from '../../base/time.ts'
import type { Pool, SiteState } from './model.ts'

export const SITE_STEPS = {
  open: ['standby', 'opening', 'suspended', 'closing', 'closed'],
  suspend: ['opening', 'open', 'closing'],
  close: ['standby', 'opening', 'open', 'suspended', 'closing'],
} as const satisfies Record<string, readonly SiteState[]>
export type SiteStep = keyof typeof SITE_STEPS

/** Why a site in this state cannot take the step; undefined where it can. */
export function whyNot(step: SiteStep, site: { readonly state: SiteState }): Code | undefined {
  const from: readonly SiteState[] = SITE_STEPS[step]
  return from.includes(site.state) ? undefined : 'sites.step_not_possible'
}

/** What a site lacks before it may take anybody: where it lies, and what it has. */
export function whyNotReady(site: { readonly located: boolean; readonly places: number }): Code | undefined {
  if (!site.located) return 'sites.no_position'
  return site.places === 0 ? 'sites.no_places' : undefined
}

/** Opening before its hour means opening at its hour, unless somebody says now. */
export function whenOpened(
  site: { readonly opensFrom: number | null },
  now: Moment,
  atOnce: boolean,
): { state: 'open' | 'opening'; opensAt: Moment | null } {
  if (atOnce || site.opensFrom === null) return { state: 'open', opensAt: null }
  const opensAt = nextWallClock(now, site.opensFrom)
  // Within half a day the hour is still to come; later than that it has passed today.
  return opensAt > now && opensAt - now <= 12 * 3_600_000
    ? { state: 'opening', opensAt }
    : { state: 'open', opensAt: null }
}

/** A site with people in it is closing until the last has left or been moved. */
export function whenClosed(inside: number): 'closing' | 'closed' {
  return inside > 0 ? 'closing' : 'closed'
}

/** What is wrong with declared pools. */
export function whyNotPools(pools: readonly Pool[]): Code | undefined {
  if (pools.reduce((sum, pool) => sum + pool.places, 0) === 0) return 'sites.no_places'
  if (pools.some((pool) => pool.roomSize > 0 && pool.places % pool.roomSize !== 0))
    return 'sites.rooms_do_not_divide'
  return undefined
}
