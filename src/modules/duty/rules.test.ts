import { expect, test } from 'vitest'
import { PIN_TRIES, whyShut } from './rules.ts'

test.each([
  [{ ended: false, tries: 0, live: true }, undefined],
  [{ ended: false, tries: PIN_TRIES - 1, live: true }, undefined],
  [{ ended: false, tries: PIN_TRIES, live: true }, 'duty.locked'],
  [{ ended: true, tries: 0, live: true }, 'duty.ended'],
  [{ ended: false, tries: 0, live: false }, 'duty.ended'],
  // What has ended tells nobody that it was also locked.
  [{ ended: true, tries: PIN_TRIES, live: false }, 'duty.ended'],
])('%o: %s', (state, code) => {
  expect(whyShut(state)).toBe(code)
})
