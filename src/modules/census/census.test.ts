/** Heads counted and things lacking, on a real PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { HOUR } from '../../base/time.ts'
import type { Context } from '../../platform/http/context.ts'
import { register } from '../placement/actions/register.ts'
import { arrive } from '../placement/actions/steps.ts'
import { countHeads, showAll, showOfSite, tellWants, wantMet } from './actions.ts'
import { WANT_STATES } from './model.ts'
import { CENSUS_STALE, difference, isStale, whyNot } from './rules.ts'

let house: House
let county: County
let warden: Context
let officer: Context
let site: string

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  ;[site] = (await county.layOut([hall(20), hall(20, { metres: 900 })])) as [string]
  officer = county.as([{ role: 'duty_officer', area: county.code }])
  warden = county.as([{ role: 'site_warden', area: county.code, site }])
})

test.each(WANT_STATES)('what is %s', (state) => {
  expect(whyNot({ state })).toBe(state === 'asked' ? undefined : 'census.step_not_possible')
})

test('a count says nothing after a shift; more heads than recorded are a positive difference', () => {
  expect(isStale({ at: NIGHT }, NIGHT + CENSUS_STALE)).toBe(false)
  expect(isStale({ at: NIGHT }, NIGHT + CENSUS_STALE + HOUR)).toBe(true)
  expect(difference({ heads: 5, recorded: 3 })).toBe(2)
})

const told = async (type: string): Promise<number> =>
  (
    await house.db.owner.query('select count(*)::int as n from ledger where county = $1 and type = $2', [
      county.code,
      type,
    ])
  ).rows[0].n

describe('a count', () => {
  test('stands beside what was recorded then, once a command, and shows where it differs', async () => {
    const party = await register(county.ctx(), registration(3))
    await arrive(county.ctx(), party.id, { ...command(), site })
    const counted = { ...command(), heads: 5 }
    const census = await countHeads(warden, site, counted)
    expect(census).toMatchObject({ heads: 5, recorded: 3, at: NIGHT })
    const more = await register(county.ctx(), registration(2))
    await arrive(county.ctx(), more.id, { ...command(), site })
    expect(await countHeads(warden, site, counted)).toEqual(census)
    expect((await showAll(officer)).sites).toMatchObject([{ site, census: { heads: 5, recorded: 3 } }])
    await countHeads({ ...warden, now: NIGHT + HOUR }, site, { ...command(), heads: 5 })
    expect((await showOfSite(warden, site)).census).toMatchObject({ heads: 5, recorded: 5 })
    expect(await told('site.counted')).toBe(2)
  })
})

describe('what a site lacks', () => {
  test('is told, told anew, taken back and brought; said twice it is one', async () => {
    const first = {
      ...command(),
      wants: [{ item: 'quilts', quantity: 40 } as const, { item: 'meals', quantity: 0 } as const],
    }
    await tellWants(warden, site, first)
    await tellWants(warden, site, first)
    const again = await tellWants(warden, site, {
      ...command(),
      wants: [
        { item: 'quilts', quantity: 60 },
        { item: 'water', quantity: 5 },
      ],
    })
    expect(again.wants.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['quilts', 60],
      ['water', 5],
    ])
    await tellWants(warden, site, { ...command(), wants: [{ item: 'water', quantity: 0 }] })
    const [quilts] = (await showAll(officer)).sites[0]!.wants
    const met = command()
    expect(await wantMet(officer, quilts!.id, met)).toMatchObject({ state: 'met' })
    expect(await wantMet(officer, quilts!.id, met)).toMatchObject({ state: 'met' })
    await expect(wantMet(officer, quilts!.id, command())).rejects.toMatchObject({
      code: 'census.step_not_possible',
    })
    expect((await showAll(officer)).sites).toEqual([])
    const types = ['site.wants', 'site.want_withdrawn', 'site.want_met']
    expect(await Promise.all(types.map(told))).toEqual([3, 1, 1])
  })

  test('is told of one’s own site alone', async () => {
    const [, other] = await county.layOut([hall(5, { metres: 300 }), hall(5, { metres: 400 })])
    const wants = { ...command(), wants: [{ item: 'meals' as const, quantity: 1 }] }
    await expect(tellWants(warden, other!, wants)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(countHeads(warden, other!, { ...command(), heads: 1 })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(showOfSite(warden, other!)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
