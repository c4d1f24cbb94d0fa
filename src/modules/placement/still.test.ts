/** What a site offers after its warden has said what it can still take. */
import { expect, test } from 'vitest'
import type { PoolLoad } from './model.ts'
import { poolsWith, samePool } from './still.ts'

const load = (more: Partial<PoolLoad>): PoolLoad => ({
  ...{ kind: 'floor', roomClass: 'general', roomSize: 0, shared: true },
  ...{ offered: 30, held: 4, occupied: 10, blocked: 0, over: 0, free: 16 },
  ...more,
})
const room = { kind: 'bed', roomSize: 2, shared: false } as const

test.each([
  // What is given stays: 14 are given, so 5 more are 19.
  ['5 more on the floor', load({}), 5, 'keep', 19],
  ['full, those on the way still come', load({}), 0, 'keep', 14],
  ['full, those on the way go elsewhere', load({}), 0, 'elsewhere', 10],
  ['more than there were', load({}), 40, 'keep', 54],
  // One person alone in a room for two: 1 occupied, 1 blocked.
  ['one room more', load({ ...room, offered: 4, held: 0, occupied: 1, blocked: 1 }), 2, 'keep', 4],
  ['half a room is none', load({ ...room, offered: 4, held: 0, occupied: 1, blocked: 1 }), 1, 'keep', 2],
  [
    'three beds taken in shared rooms',
    load({ ...room, shared: true, offered: 8, held: 1, occupied: 2 }),
    0,
    'keep',
    4,
  ],
] as const)('%s', (_, pool, places, onTheWay, offered) => {
  const inside = new Map([[samePool(pool), pool.occupied + pool.blocked]])
  const [after] = poolsWith([pool], inside, { still: [{ ...pool, places }], onTheWay })
  expect(after!.places).toBe(offered)
})

test('a pool that is not named keeps what it offers', () => {
  const [floor, bed] = [load({}), load({ kind: 'bed', offered: 6 })]
  const after = poolsWith([floor, bed], new Map(), { still: [{ ...floor, places: 0 }], onTheWay: 'keep' })
  expect(after.map(({ kind, places }) => [kind, places])).toEqual([
    ['floor', 14],
    ['bed', 6],
  ])
})

test('a pool that the site did not have is new, in whole rooms', () => {
  const rooms = { ...room, roomClass: 'general' } as const
  const nothing = { kind: 'cot', roomClass: 'general', roomSize: 0, shared: true, places: 0 } as const
  const still = [{ ...rooms, places: 5 }, nothing]
  expect(poolsWith([], new Map(), { still, onTheWay: 'keep' })).toEqual([{ ...rooms, places: 4 }])
})
