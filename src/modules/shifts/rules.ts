/** handed → taken by somebody else, or withdrawn by whoever wrote it. */
import type { Code } from '../../base/refusal.ts'
import type { HandoverState } from './model.ts'

export const HANDOVER_STEPS = { take: 'colleague', withdraw: 'writer' } as const
export type HandoverStep = keyof typeof HANDOVER_STEPS

/** Why this reader cannot take the step; undefined where they can. */
export function whyNot(
  step: HandoverStep,
  sheet: { readonly state: HandoverState; readonly mine: boolean },
): Code | undefined {
  if (sheet.state !== 'handed') return 'shifts.step_not_possible'
  return (HANDOVER_STEPS[step] === 'writer') === sheet.mine ? undefined : 'shifts.not_yours'
}
