import { describe, expect, test } from 'vitest'
import { EMERGENCY_STATES } from './model.ts'
import { EMERGENCY_STEPS, isInForce, whenCloseCalled, whyNot } from './rules.ts'

const TABLE = {
  declare: 'watch',
  rename: 'watch declared responding standing_down',
  close: 'watch declared responding standing_down',
} as const

describe('steps of an emergency', () => {
  test('the table is the whole state machine', () => {
    expect(Object.keys(EMERGENCY_STEPS).sort()).toEqual(Object.keys(TABLE).sort())
  })

  for (const step of ['declare', 'rename', 'close'] as const)
    test.each(EMERGENCY_STATES)(`${step} from %s`, (state) => {
      const allowed = TABLE[step].split(' ').includes(state)
      expect(whyNot(step, { state })).toBe(allowed ? undefined : 'mode.step_not_possible')
    })
})

test('in force is what was declared and is not closed; a watch is not', () => {
  expect(EMERGENCY_STATES.filter((state) => isInForce({ state }))).toEqual([
    'declared',
    'responding',
    'standing_down',
  ])
})

test('closing needs a second person', () => {
  expect(whenCloseCalled(null, 'a')).toBe('ask')
  expect(whenCloseCalled('a', 'a')).toBe('same_person')
  expect(whenCloseCalled('a', 'b')).toBe('close')
})
