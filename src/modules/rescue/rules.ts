/** called → assigned → reached → closed: closed only when a person has reached them (emergency.md, 救援). */
import type { Code } from '../../base/refusal.ts'
import { MINUTE } from '../../base/time.ts'
import type { RescueState } from './model.ts'

export const RESCUE_STEPS = {
  /** Also from `assigned`: it is given to somebody else. */
  assign: ['called', 'assigned'],
  reach: ['called', 'assigned'],
  close: ['reached'],
} as const satisfies Record<string, readonly RescueState[]>
export type RescueStep = keyof typeof RESCUE_STEPS

/** Why a call in this state cannot take the step; undefined where it can. */
export function whyNot(step: RescueStep, rescue: { readonly state: RescueState }): Code | undefined {
  const from: readonly RescueState[] = RESCUE_STEPS[step]
  return from.includes(rescue.state) ? undefined : 'rescue.step_not_possible'
}

/** Nobody has been given the call for this long: it is late (ours; people in a car cool down within the half hour). */
export const LATE_AFTER = 5 * MINUTE

export function isLate(
  rescue: { readonly state: RescueState; readonly calledAt: number },
  now: number,
): boolean {
  return rescue.state === 'called' && now - rescue.calledAt > LATE_AFTER
}

/** Those nobody has been given first, then by age: the order of the list and of the wall. */
export function byUrgency(
  a: { readonly state: RescueState; readonly calledAt: number },
  b: { readonly state: RescueState; readonly calledAt: number },
): number {
  const rank = (state: RescueState) => ['called', 'assigned', 'reached', 'closed'].indexOf(state)
  return rank(a.state) - rank(b.state) || a.calledAt - b.calledAt
}
