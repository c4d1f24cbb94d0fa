/** Codes on paper: given once, brought along once, and by a desk alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { isPartyCode } from '../../base/ids.ts'
import { issueCodes } from './actions/paper.ts'
import { register } from './actions/register.ts'
import { arrive } from './actions/steps.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const desk = (county: County) => county.as([{ role: 'intake_desk', area: county.code }])

describe('codes issued for paper', () => {
  test('are codes like any other, the same for the same command, and nobody else gets them', async () => {
    const county = await house.county()
    await county.layOut([hall(300)])
    const asked = { ...command(), count: 30 }
    const [codes, again] = [await issueCodes(desk(county), asked), await issueCodes(desk(county), asked)]
    expect(codes).toHaveLength(30)
    expect(again).toEqual(codes)
    expect(codes.every(isPartyCode)).toBe(true)
    const registered = await Promise.all(
      Array.from({ length: 60 }, () => register(county.ctx(), registration(1))),
    )
    expect(registered.filter(({ code }) => codes.includes(code))).toEqual([])
  })

  test('are keyed in once, with what was written beside them', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20)])
    const [code, other] = await issueCodes(desk(county), { ...command(), count: 2 })
    const given = { ...registration(3), code: code! }
    const party = await register(desk(county), given)
    expect(party).toMatchObject({ code, size: 3 })
    // The same command is the same party; another one is told that the sheet was keyed in.
    expect((await register(desk(county), given)).id).toBe(party.id)
    await expect(register(desk(county), { ...registration(2), code: code! })).rejects.toMatchObject({
      code: 'placement.code_taken',
    })
    const there = await register(desk(county), { ...registration(2), code: other! })
    expect(await arrive(desk(county), there.id, { ...command(), site: site! })).toMatchObject({
      state: 'arrived',
    })
  })

  test('a code on no sheet is refused, and a traveller brings none along', async () => {
    const county = await house.county()
    await county.layOut([hall(20)])
    const [code] = await issueCodes(desk(county), { ...command(), count: 1 })
    await expect(register(desk(county), { ...registration(1), code: '000000' })).rejects.toMatchObject({
      code: 'placement.code_unknown',
    })
    const anybody = { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' as const } }
    await expect(register(anybody, { ...registration(1), code: code! })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const worker = county.as([{ role: 'grid_worker', area: county.grid }])
    await expect(issueCodes(worker, { ...command(), count: 1 })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})
