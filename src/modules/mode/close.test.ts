/** An emergency is declared by an officer and closed by two. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type County, command, type House, openHouse } from '../../../test/builders.ts'
import type { Context } from '../../platform/http/context.ts'
import { close, declare, ensureLive, rename } from './actions.ts'
import { modeOf, readEmergencies } from './reads.ts'

let house: House
let county: County
let officer: Context
let second: Context

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  const post = { role: 'duty_officer', area: county.code } as const
  officer = county.as([post])
  second = county.as([post])
})

const none = async () => 0
const nothing = async () => {}
const nobodyInside = { stillInside: none, notReached: none, whenOver: nothing }
const blizzard = () => ({ ...command(), name: '暴风雪', kind: 'blizzard' as const, reason: '高速封闭' })
const reason = { reason: '道路恢复' }
const shut = (ctx: Context, id: string, inside = nobodyInside) =>
  close(ctx, id, { ...command(), ...reason }, inside)
const told = async (): Promise<string[]> =>
  (
    await house.db.owner.query('select type from ledger where county = $1 order by nr', [county.code])
  ).rows.map(({ type }) => type)

describe('closing', () => {
  test('the first asks, the same person again is refused, a second person closes', async () => {
    const { id } = await declare(officer, blizzard())
    const asked = await shut(officer, id)
    expect(asked).toMatchObject({ state: 'declared', closedAt: null, closeAskedByMe: true })
    await expect(shut(officer, id)).rejects.toMatchObject({ code: 'mode.second_person' })
    const closed = await shut(second, id)
    expect(closed).toMatchObject({ state: 'closed', closeAskedByMe: false })
    expect(closed.closedAt).not.toBeNull()
    expect(await told()).toEqual(['emergency.declared', 'emergency.close_asked', 'emergency.closed'])
    await expect(shut(second, id)).rejects.toMatchObject({ code: 'mode.step_not_possible' })
  })

  test('the first person’s command sent again neither closes nor asks anew', async () => {
    const { id } = await declare(officer, blizzard())
    const input = { ...command(), ...reason }
    for (let n = 0; n < 2; n++) expect((await close(officer, id, input, nobodyInside)).state).toBe('declared')
    expect(await told()).toEqual(['emergency.declared', 'emergency.close_asked'])
  })

  test('two at once: one asks, the other closes', async () => {
    const { id } = await declare(officer, blizzard())
    const states = await Promise.all([shut(officer, id), shut(second, id)])
    expect(states.map(({ state }) => state).sort()).toEqual(['closed', 'declared'])
  })

  test('not while somebody is inside, by however many', async () => {
    const { id } = await declare(officer, blizzard())
    const someone = { ...nobodyInside, stillInside: async () => 3 }
    for (const who of [officer, second])
      await expect(shut(who, id, someone)).rejects.toMatchObject({
        code: 'placement.people_inside',
        details: { count: 3 },
      })
    expect(await told()).toEqual(['emergency.declared'])
  })

  test('nor while somebody who calls for help is not reached', async () => {
    const { id } = await declare(officer, blizzard())
    await shut(officer, id)
    const calling = { ...nobodyInside, notReached: async () => 2 }
    await expect(shut(second, id, calling)).rejects.toMatchObject({
      code: 'rescue.still_open',
      details: { count: 2 },
    })
    expect(await told()).toEqual(['emergency.declared', 'emergency.close_asked'])
  })

  test('only by a duty officer', async () => {
    const { id } = await declare(officer, blizzard())
    for (const role of ['sys_admin', 'intake_desk', 'community_secretary', 'auditor'] as const) {
      const ctx = county.as([{ role, area: county.code }])
      await expect(shut(ctx, id)).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(declare(ctx, blizzard())).rejects.toMatchObject({ code: 'not_allowed' })
    }
    await expect(shut(officer, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('one live emergency a world', () => {
  test('the first traveller opens a watch, and the officer gives it a name', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => ensureLive(county.ctx())))
    expect(new Set(opened).size).toBe(1)
    expect(await modeOf(officer, county.code, 0)).toBe('everyday')
    const named = await declare(officer, blizzard())
    expect(named).toMatchObject({ id: opened[0], state: 'declared', name: '暴风雪' })
    expect(await modeOf(officer, county.code, 0)).toBe('emergency')
    expect(await told()).toEqual(['emergency.opened', 'emergency.declared'])
  })

  test('a second one is refused; the same command is the same one', async () => {
    const input = blizzard()
    const first = await declare(officer, input)
    expect(await declare(officer, input)).toEqual(first)
    await expect(declare(second, blizzard())).rejects.toMatchObject({ code: 'mode.emergency_live' })
  })

  test('after closing another may follow, each with a key of its own', async () => {
    const first = await declare(officer, blizzard())
    await shut(officer, first.id)
    await shut(second, first.id)
    expect(await modeOf(officer, county.code, 0)).toBe('everyday')
    const next = await declare(officer, blizzard())
    expect(next.id).not.toBe(first.id)
    const sealed = officer.keyring.emergency(county.code, first.id).seal('row', 'x')
    expect(() => officer.keyring.emergency(county.code, next.id).open('row', sealed)).toThrow()
    const rows = await house.db.app.read(officer.scope, (tx) => readEmergencies(tx, county.code, 0))
    expect(rows.map(({ state }) => state).sort()).toEqual(['closed', 'declared'])
  })

  test('a new name is told without the reason or the name', async () => {
    const { id } = await declare(officer, blizzard())
    const input = { ...command(), name: '二月暴风雪', reason: '更正名称' }
    expect((await rename(officer, id, input)).name).toBe('二月暴风雪')
    const { rows } = await house.db.owner.query(
      `select data::text from ledger where county = $1 and type = 'emergency.renamed'`,
      [county.code],
    )
    expect(rows).toHaveLength(1)
    for (const word of ['二月', '更正']) expect(rows[0].data).not.toContain(word)
  })
})
