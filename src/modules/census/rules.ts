import type { Code } from '../../base/refusal.ts'
import { HOUR, type Moment } from '../../base/time.ts'
import type { Census, WantState } from './model.ts'

/** Why something wanted cannot be called brought, or be taken back; undefined where it can. */
export function whyNot(want: { readonly state: WantState }): Code | undefined {
  return want.state === 'asked' ? undefined : 'census.step_not_possible'
}

/** A count older than this says nothing of now (ours: a shift is eight hours, people move within them). */
export const CENSUS_STALE = 6 * HOUR

export function isStale(census: Pick<Census, 'at'>, now: Moment): boolean {
  return now - census.at > CENSUS_STALE
}

/** More people under the roof than the program knows of are people nobody looks for; fewer are places thought taken. */
export function difference({ heads, recorded }: Pick<Census, 'heads' | 'recorded'>): number {
  return heads - recorded
}
