/** Planned ahead from the live state on a real database: the plan counts in the choice, and without it the rule stands. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { settle } from '../../solver/placement/settle.ts'
import { register } from './actions/register.ts'
import { setRoadEstimate } from './actions/road.ts'
import { planAnew, type Settler } from './actions/settle.ts'
import { suspendSite } from './actions/sites.ts'
import { ADVICE_STALE } from './advice.ts'
import { boardOf } from './reads/board.ts'
import { planOf } from './reads/plan.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const here: Settler = async (expectation) => settle(expectation)

/**
 * A near hall with a halal kitchen for 90 and a far one without for 120. In the last hour came 60 parties of one, half
 * of whom need the kitchen; so as many are expected.
 */
async function county(): Promise<{ county: County; near: string; far: string }> {
  const county = await house.county()
  const [near, far] = await county.layOut([
    hall(90, { features: ['halal_kitchen'] }),
    hall(120, { metres: 6000 }),
  ])
  for (let n = 0; n < 60; n++)
    await register(
      county.ctx({ now: NIGHT - (60 - n) * MINUTE + 1 }),
      registration(1, n % 2 === 0 ? { needs: ['halal'] } : {}),
    )
  return { county, near: near!, far: far! }
}

const placedAt = async (county: County, change: Parameters<typeof registration>[1] = {}, now = NIGHT) => {
  const { placement } = await register(county.ctx({ now }), registration(1, change))
  return placement!.site.id
}

test('the plan keeps a scarce kitchen for those expected, and sends the others on', async () => {
  const { county: town, near, far } = await county()
  // Without a plan the rule sends everybody to the near one while it has room.
  expect((await planOf(town.ctx())).advice).toBeUndefined()
  const before = await placedAt(town)
  expect(before).toBe(near)
  expect(await planAnew(town.ctx(), here)).toBe(true)
  const { finished, outlook } = await planOf(town.ctx())
  expect(outlook).toEqual([{ entry: 'exit', persons: 61, from: 'curve' }])
  expect(finished).toMatchObject({ at: NIGHT, expected: 61, unplaced: expect.any(Number) })
  expect(finished!.cost).toBeGreaterThanOrEqual(finished!.bound)
  expect(await placedAt(town)).toBe(far)
  expect(await placedAt(town, { needs: ['halal'] })).toBe(near)
})

test('stale advice is not followed: the rule alone places', async () => {
  const { county: town, near, far } = await county()
  await planAnew(town.ctx(), here)
  expect(await placedAt(town, {}, NIGHT + ADVICE_STALE)).toBe(far)
  expect(await placedAt(town, {}, NIGHT + ADVICE_STALE + 1)).toBe(near)
})

test('a plan that fails leaves what was there', async () => {
  const { county: town } = await county()
  await planAnew(town.ctx(), here)
  const { advice } = await planOf(town.ctx())
  const failing: Settler = () => Promise.reject(new Error('late'))
  await expect(planAnew(town.ctx({ now: NIGHT + MINUTE }), failing)).rejects.toThrow('late')
  expect((await planOf(town.ctx())).advice).toBe(advice)
})

test('before enough have come there is nothing to plan from', async () => {
  const empty = await house.county()
  await empty.layOut([hall(5)])
  expect(await planAnew(empty.ctx(), () => Promise.reject(new Error('asked')))).toBe(false)
})

test('the solver is told who waits, what is entered for the road, what opens later, and nothing of sites out of use', async () => {
  const { county: town, near } = await county()
  await setRoadEstimate(town.ctx(), { ...command(), entry: 'exit', persons: 400, source: '收费站目测' })
  await town.layOut([hall(5, { metres: 3000 })], 'standby')
  const waits = await register(town.ctx(), registration(1, { needs: ['pets'] }))
  expect(waits.state).toBe('waiting')
  await suspendSite(town.ctx(), near, { ...command(), reason: '停暖' })
  await boardOf(town.ctx(), true)
  let seen: Parameters<Settler>[0] | undefined
  await planAnew(town.ctx(), (expectation) => {
    seen = expectation
    return here(expectation)
  })
  expect((await planOf(town.ctx())).outlook).toEqual([{ entry: 'exit', persons: 100, from: 'estimate' }])
  const { sites, parties } = seen!.place
  // The far hall alone takes people: the near one is suspended, the third stands by.
  expect(sites).toHaveLength(1)
  const { rows } = await house.db.owner.query(
    `select count(*)::int as n from party where county = $1 and state = 'waiting'`,
    [town.code],
  )
  expect(parties.slice(0, rows[0].n).filter(({ need }) => need === 4)).toHaveLength(1)
  expect(parties.length).toBeGreaterThanOrEqual(100)
  expect(HOUR / MINUTE + 30).toBeGreaterThan(Math.max(...parties.map(({ arrive }) => arrive)))
})
