/** Bad data is told where it is bad. */
import { expect, test } from 'vitest'
import { InstanceError } from '../instance-error.ts'
import { parseInstance, parseSolution } from './instance.ts'
import { makeInstance } from './maker.fixture.ts'

function faultAt(data: unknown): string {
  try {
    parseInstance(data)
  } catch (error) {
    if (error instanceof InstanceError) return error.at
    throw error
  }
  return 'none'
}

const good = makeInstance(1)

test('reads what is right, with prev and splitOk left out', () => {
  const { prev: _, splitOk: __, ...plain } = good.parties[0]!
  expect(parseInstance({ ...good, parties: [plain] }).parties[0]).toMatchObject({ prev: -1, splitOk: false })
})

test.each([
  ['nothing', undefined, '.'],
  ['no sites', { ...good, sites: undefined }, 'sites'],
  ['a party of nine', { ...good, parties: [{ ...good.parties[0], size: 9 }] }, 'parties.0.size'],
  ['half a place', { ...good, sites: [{ ...good.sites[0], cap: 1.5 }] }, 'sites.0.cap'],
  [
    'an origin that is not there',
    { ...good, parties: [{ ...good.parties[0], origin: 7 }] },
    'parties.0.origin',
  ],
  ['a site that is not there', { ...good, parties: [{ ...good.parties[0], prev: 70 }] }, 'parties.0.prev'],
  ['ways that are missing', { ...good, travel: { ...good.travel, car: [] } }, 'travel.car'],
])('%s', (_, data, at) => {
  expect(faultAt(data)).toBe(at)
})

test('a solution of another length is refused', () => {
  expect(() => parseSolution({ assign: [0] }, good)).toThrow(InstanceError)
})
