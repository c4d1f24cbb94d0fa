/** Calls for help on a real PostgreSQL: kept at once and once, moved in order, sealed, and first on the wall. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type County, command, type House, openHouse } from '../../../test/builders.ts'
import type { Context } from '../../platform/http/context.ts'
import { deedScope } from '../../platform/http/context.ts'
import { readLive } from '../mode/reads.ts'
import { assignRescue, callForHelp, closeRescue, reachRescue } from './actions.ts'
import { listRescues, readOpenRescues } from './reads.ts'

let house: House
let county: County
let officer: Context
let anybody: Context

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  officer = county.as([{ role: 'duty_officer', area: county.code }])
  anybody = { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' } }
})

const help = () => ({
  ...command(),
  persons: 3,
  place: 'G30 往乌鲁木齐 K2712',
  marks: ['cold' as const],
  phone: '13800001111',
})
const open = () => county.ctx().db.read(deedScope(county.ctx()), (tx) => readOpenRescues(tx, county.code, 0))

describe('a call from a vehicle', () => {
  test('is kept at once, also where nothing is open and no emergency is declared', async () => {
    const called = await callForHelp(anybody, help())
    expect(called.nr).toBe(1)
    expect(await listRescues(officer)).toMatchObject([
      {
        nr: 1,
        state: 'called',
        persons: 3,
        marks: ['cold'],
        place: 'G30 往乌鲁木齐 K2712',
        phone: '13800001111',
      },
    ])
    expect(await open()).toMatchObject({ calls: 1, persons: 3, unassigned: 1 })
    const live = await county.ctx().db.read(deedScope(county.ctx()), (tx) => readLive(tx, county.code, 0))
    expect(live?.state).toBe('watch')
  })

  test('sixteen at once have sixteen numbers without a gap; a command sent again has its own', async () => {
    const calls = Array.from({ length: 16 }, help)
    const answers = await Promise.all(calls.map((call) => callForHelp(anybody, call)))
    expect(answers.map(({ nr }) => nr).sort((a, b) => a - b)).toEqual(calls.map((_, n) => n + 1))
    expect(await callForHelp(anybody, calls[5]!)).toEqual(answers[5])
    await expect(callForHelp(anybody, { ...calls[5]!, persons: 9 })).rejects.toMatchObject({
      code: 'command_reused',
    })
  })

  test('is closed only when somebody has reached them', async () => {
    const { id } = await callForHelp(anybody, help())
    await expect(closeRescue(officer, id, command())).rejects.toMatchObject({
      code: 'rescue.step_not_possible',
    })
    expect(await assignRescue(officer, id, { ...command(), to: 'road' })).toMatchObject({ state: 'assigned' })
    expect(await assignRescue(officer, id, { ...command(), to: 'police' })).toMatchObject({
      assignedTo: 'police',
    })
    await expect(closeRescue(officer, id, command())).rejects.toMatchObject({
      code: 'rescue.step_not_possible',
    })
    expect(await open()).toMatchObject({ calls: 1, unassigned: 0 })
    const reach = { ...command(), by: 'neighbours' as const }
    expect(await reachRescue(officer, id, reach)).toMatchObject({ state: 'reached', reachedBy: 'neighbours' })
    expect(await reachRescue(officer, id, reach)).toMatchObject({ state: 'reached' })
    expect(await open()).toMatchObject({ calls: 0, oldest: null })
    expect(await closeRescue(officer, id, command())).toMatchObject({ state: 'closed' })
    const { rows } = await house.db.owner.query(
      `select type, data from ledger where county = $1 and type like 'rescue.%' order by nr`,
      [county.code],
    )
    expect(rows.map(({ type }) => type)).toEqual(
      ['called', 'assigned', 'assigned', 'reached', 'closed'].map((step) => `rescue.${step}`),
    )
    expect(JSON.stringify(rows)).not.toMatch(/K2712|13800001111/)
  })

  test('two officers at once: both are told how it stands, nothing is lost', async () => {
    const { id } = await callForHelp(anybody, help())
    const [view] = await listRescues(officer)
    const base = view!.version
    const both = await Promise.allSettled([
      assignRescue(officer, id, { ...command(), base, to: 'road' }),
      assignRescue(officer, id, { ...command(), base, to: 'fire' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale_base' } })
  })

  test('is handled by the duty room and the desks, and seen by nobody else', async () => {
    const { id } = await callForHelp(anybody, help())
    for (const role of ['community_secretary', 'grid_worker', 'auditor', 'sys_admin'] as const) {
      const ctx = county.as([{ role, area: county.code }])
      await expect(assignRescue(ctx, id, { ...command(), to: 'road' })).rejects.toMatchObject({
        code: 'not_allowed',
      })
    }
    await expect(reachRescue(anybody, id, { ...command(), by: 'road' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test('keeps its number and counts when the emergency’s key is destroyed, and no place or telephone', async () => {
    await callForHelp(anybody, help())
    const { rows } = await house.db.owner.query('select emergency from rescue where county = $1', [
      county.code,
    ])
    await county.ctx().keyring.destroyEmergencyKey(county.code, rows[0].emergency)
    expect(await listRescues(officer)).toMatchObject([{ nr: 1, persons: 3, place: null, phone: null }])
  })
})
