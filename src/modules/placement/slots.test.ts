/** Half hours of checking in: a site takes no more in one than it can, and each party is told its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, type House, hall, NIGHT, openHouse, registration } from '../../../test/builders.ts'
import { halfHour, MINUTE } from '../../base/time.ts'
import { register } from './actions/register.ts'
import { showParty } from './actions/show.ts'
import { arrive } from './actions/steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

test('the third party is told the next half hour; whoever has arrived, and a site without a limit, none', async () => {
  const county = await house.county()
  await county.layOut([{ ...hall(40, { metres: 500 }), intakePerSlot: 4 }])
  const parties = []
  for (let n = 0; n < 3; n++) parties.push(await register(county.ctx(), registration(2)))
  const slots = parties.map(({ placement }) => placement!.slot!)
  const first = halfHour(NIGHT + parties[0]!.placement!.directions!.minutes * MINUTE)
  expect(slots).toEqual([first, first, first + 30 * MINUTE])
  for (const { id, placement } of parties)
    expect((await showParty(county.ctx(), id)).placement!.slot).toBe(placement!.slot)
  const there = await arrive(county.ctx(), parties[2]!.id, command())
  expect(there.placement).toMatchObject({ state: 'arrived', slot: null })

  const other = await house.county()
  await other.layOut([hall(40)])
  expect((await register(other.ctx(), registration(2))).placement!.slot).toBeNull()
})
