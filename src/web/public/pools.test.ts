import { expect, test } from 'vitest'
import { type AskedPool, poolField, typedPools } from './pools.ts'

const pool = (kind: AskedPool['kind'], roomSize = 0, shared = roomSize === 0): AskedPool => ({
  ...{ kind, roomClass: 'general', roomSize, shared, free: 0 },
})
const [beds, twins, shared, floor] = [pool('bed'), pool('bed', 2), pool('bed', 2, true), pool('floor')]
const form = new URLSearchParams([
  [poolField(beds), '5'],
  [poolField(twins), ''],
  [poolField(shared), '4'],
  [poolField(floor), '30'],
])
const typed = (pools: readonly AskedPool[]) =>
  typedPools(form, pools).map(({ kind, roomSize, shared, places }) => [kind, roomSize, shared, places])

test('a number goes to the pool it was written for, whatever has come or gone since the page was shown', () => {
  const all = [
    ['bed', 0, true, 5],
    ['bed', 2, true, 4],
    ['floor', 0, true, 30],
  ]
  expect(typed([beds, twins, shared, floor])).toEqual(all)
  expect(typed([floor, shared, twins, beds])).toEqual([...all].reverse())
  expect(typed([pool('seat'), beds, floor])).toEqual([all[0], all[2]])
  expect(typed([pool('cot')])).toEqual([])
})
