/** planned → announced → done; a plan that is not announced is dropped by the next. Advice, never a permit. */
import type { Code } from '../../base/refusal.ts'
import { HOUR, MINUTE, type Moment } from '../../base/time.ts'
import type { Need, Vehicle } from '../placement/model.ts'
import type { RoadNews, WaveClass, WaveState } from './model.ts'

export const WAVE_STEPS = {
  announce: ['planned'],
  drop: ['planned'],
  end: ['announced'],
} as const satisfies Record<string, readonly WaveState[]>
export type WaveStep = keyof typeof WAVE_STEPS

/** Why a plan in this state cannot take the step; undefined where it can. */
export function whyNot(step: WaveStep, plan: { readonly state: WaveState }): Code | undefined {
  const from: readonly WaveState[] = WAVE_STEPS[step]
  return from.includes(plan.state) ? undefined : 'road.step_not_possible'
}

/** Police confirm a road at least this often (ours); older news is told with its age, and asks to be confirmed. */
export const NEWS_STALE = 3 * HOUR

export function isStale(news: { readonly postedAt: Moment }, now: Moment): boolean {
  return now - news.postedAt > NEWS_STALE
}

/** Roads told closed after windows were announced: whoever reads the windows is told that they may not hold. */
export function closedSince<News extends Pick<RoadNews, 'state' | 'postedAt'>>(
  news: readonly News[],
  announcedAt: Moment | null,
): News[] {
  return news.filter(
    ({ state, postedAt }) => announcedAt !== null && state === 'closed' && postedAt > announcedAt,
  )
}

/** Persons in a coach that are one vehicle on the road. */
export const COACH = 45

/** Windows are told in whole quarters of an hour. */
export const QUARTER = 15 * MINUTE

/** Needs that go first (emergency.md, 返程: people with young children and medical needs first). */
const FIRST_NEEDS: readonly Need[] = ['infant', 'pregnant', 'medical', 'accessible']

/**
 * Whom a party leaves with. Reads numbers, needs and vehicle only. A coach or truck stays what it is, whoever sits in
 * it: it cannot go before its kind.
 */
export function classOf(party: {
  readonly vehicle: Vehicle
  readonly children: number
  readonly infants: number
  readonly needs: readonly Need[]
}): WaveClass {
  if (party.vehicle !== 'car') return party.vehicle
  const first = party.children + party.infants > 0 || party.needs.some((need) => FIRST_NEEDS.includes(need))
  return first ? 'first' : 'car'
}
