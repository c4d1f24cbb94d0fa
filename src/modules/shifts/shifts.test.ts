/** Hand-over sheets and the report upward, on a real PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type County, command, type House, openHouse } from '../../../test/builders.ts'
import type { Context } from '../../platform/http/context.ts'
import { callForHelp } from '../rescue/actions.ts'
import { handOver, takeShift, withdrawSheet } from './actions.ts'
import { HANDOVER_STATES } from './model.ts'
import { showShifts } from './reads.ts'
import { whyNot } from './rules.ts'

let house: House
let county: County
let going: Context
let coming: Context

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  going = county.as([{ role: 'duty_officer', area: county.code }])
  coming = { ...going, actor: { ...going.actor, id: '018f0000-0000-7000-8000-00000000beef' } }
})

test.each(HANDOVER_STATES.flatMap((state) => [true, false].map((mine) => ({ state, mine }))))(
  'a sheet that is $state, its own writer: $mine',
  (sheet) => {
    const open = sheet.state === 'handed'
    expect(whyNot('take', sheet)).toBe(
      open ? (sheet.mine ? 'shifts.not_yours' : undefined) : 'shifts.step_not_possible',
    )
    expect(whyNot('withdraw', sheet)).toBe(
      open ? (sheet.mine ? undefined : 'shifts.not_yours') : 'shifts.step_not_possible',
    )
  },
)

describe('a shift', () => {
  test('is handed over with what is open then, taken by somebody else, and stays as it was', async () => {
    const help = { ...command(), persons: 3, place: 'G30 K2712', marks: [], phone: '13800001111' }
    await callForHelp(county.ctx(), help)
    const written = { ...command(), remarks: '体育馆锅炉在修，王师傅 22 点回话' }
    const sheet = await handOver(going, written)
    expect(sheet).toMatchObject({
      state: 'handed',
      mine: true,
      remarks: written.remarks,
      open: { rescues: 1 },
    })
    await callForHelp(county.ctx(), { ...help, ...command() })
    expect(await handOver(going, written)).toEqual(sheet)
    await expect(handOver(coming, { ...command(), remarks: '' })).rejects.toMatchObject({
      code: 'shifts.open',
    })
    await expect(takeShift(going, sheet.id, command())).rejects.toMatchObject({ code: 'shifts.not_yours' })
    const taken = await takeShift(coming, sheet.id, command())
    expect(taken).toMatchObject({ state: 'taken', mine: false, open: { rescues: 1 } })
    const shown = await showShifts(going)
    expect(shown.open.rescues).toBe(2)
    expect(shown.sheets).toHaveLength(1)
    const { rows } = await house.db.owner.query('select data::text as data from ledger where county = $1', [
      county.code,
    ])
    expect(rows.map(({ data }) => data).join()).not.toContain('锅炉')
  })

  test('eight officers at once: one sheet waits; it can be withdrawn by its writer alone', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => handOver(going, { ...command(), remarks: '' })),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [sheet] = (await showShifts(going)).sheets
    await expect(withdrawSheet(coming, sheet!.id, command())).rejects.toMatchObject({
      code: 'shifts.not_yours',
    })
    expect(await withdrawSheet(going, sheet!.id, command())).toMatchObject({ state: 'withdrawn', to: null })
    await expect(takeShift(coming, sheet!.id, command())).rejects.toMatchObject({
      code: 'shifts.step_not_possible',
    })
  })

  test('is the duty officer’s', async () => {
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    await expect(handOver(desk, { ...command(), remarks: '' })).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
