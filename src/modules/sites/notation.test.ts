import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLACE_KINDS, type Pool, ROOM_CLASSES } from './model.ts'
import { poolsFrom, writePools } from './notation.ts'

const pool = fc
  .record({
    kind: fc.constantFrom(...PLACE_KINDS),
    roomClass: fc.constantFrom(...ROOM_CLASSES),
    roomSize: fc.integer({ min: 0, max: 40 }),
    shared: fc.boolean(),
    places: fc.integer({ min: 0, max: 20_000 }),
  })
  // Places outside rooms are shared by their nature.
  .map((one): Pool => ({ ...one, shared: one.shared || one.roomSize === 0 }))

describe('places by kind in one cell', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(pool, { maxLength: 6 }), (pools) => {
        expect(poolsFrom(writePools(pools))).toEqual(pools)
      }),
    )
  })

  it.each([
    [
      '床位·2人间×60；地铺×100',
      [
        ['bed', 2, 60],
        ['floor', 0, 100],
      ],
    ],
    ['bed·women·4-person room·shared x 24', [['bed', 4, 24]]],
    [' 折叠床 × 8 ;', [['cot', 0, 8]]],
  ])('%s', (text, pools) => {
    expect(poolsFrom(text)?.map((one) => [one.kind, one.roomSize, one.places])).toEqual(pools)
  })

  it.each(['床位', '床位×', '床位×many', '吊床×3', '床位·豪华×3', '床位×3×4'])(
    '%s is told to be unreadable',
    (text) => {
      expect(poolsFrom(text)).toBeUndefined()
      expect(poolsFrom(`地铺×5；${text}`)).toBeUndefined()
    },
  )
})
