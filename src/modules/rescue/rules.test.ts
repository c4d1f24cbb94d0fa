import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../base/time.ts'
import { RESCUE_STATES, type RescueState } from './model.ts'
import { byUrgency, isLate, LATE_AFTER, type RescueStep, whyNot } from './rules.ts'

const POSSIBLE: Readonly<Record<RescueState, readonly RescueStep[]>> = {
  called: ['assign', 'reach'],
  assigned: ['assign', 'reach'],
  reached: ['close'],
  closed: [],
}

describe('a call for help', () => {
  it.each(
    RESCUE_STATES.flatMap((state) =>
      (['assign', 'reach', 'close'] as const).map((step) => [state, step] as const),
    ),
  )('%s: %s', (state, step) => {
    expect(whyNot(step, { state })).toBe(
      POSSIBLE[state].includes(step) ? undefined : 'rescue.step_not_possible',
    )
  })

  it('is late after five minutes with nobody, and not once somebody has it', () => {
    expect(isLate({ state: 'called', calledAt: 0 }, LATE_AFTER)).toBe(false)
    expect(isLate({ state: 'called', calledAt: 0 }, LATE_AFTER + 1)).toBe(true)
    expect(isLate({ state: 'assigned', calledAt: 0 }, 60 * MINUTE)).toBe(false)
  })

  it('stands by urgency: nobody has it first, the older before the newer', () => {
    const calls = [
      { state: 'closed', calledAt: 0 },
      { state: 'assigned', calledAt: 1 },
      { state: 'called', calledAt: 9 },
      { state: 'called', calledAt: 5 },
      { state: 'reached', calledAt: 2 },
    ] as const
    expect([...calls].sort(byUrgency).map(({ state, calledAt }) => `${state} ${calledAt}`)).toEqual([
      'called 5',
      'called 9',
      'assigned 1',
      'reached 2',
      'closed 0',
    ])
  })
})
