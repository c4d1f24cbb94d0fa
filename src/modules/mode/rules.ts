/** How an emergency is declared and closed. Clause: emergency.md, 突发事件; people.md, duty officer. */
import type { Code } from '../../base/refusal.ts'
import type { EmergencyState } from './model.ts'

export const EMERGENCY_STEPS = {
  declare: ['watch'],
  rename: ['watch', 'declared', 'responding', 'standing_down'],
  close: ['watch', 'declared', 'responding', 'standing_down'],
} as const satisfies Record<string, readonly EmergencyState[]>
export type EmergencyStep = keyof typeof EMERGENCY_STEPS

export function whyNot(step: EmergencyStep, emergency: { readonly state: EmergencyState }): Code | undefined {
  const from: readonly EmergencyState[] = EMERGENCY_STEPS[step]
  return from.includes(emergency.state) ? undefined : 'mode.step_not_possible'
}

/** True while the emergency is the order of the day on every screen. */
export function isInForce(emergency: { readonly state: EmergencyState }): boolean {
  return (
    emergency.state === 'declared' || emergency.state === 'responding' || emergency.state === 'standing_down'
  )
}

/** Asked by one person, closed by a second: what a call by this person does. */
export function whenCloseCalled(askedBy: string | null, by: string): 'ask' | 'close' | 'same_person' {
  if (askedBy === null) return 'ask'
  return askedBy === by ? 'same_person' : 'close'
}
