/** Invariant 5: duplicates are warned of and linked, never dropped; invariant 10: placing reads none of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { dismiss, merge, unmerge } from './actions/duplicates.ts'
import { register } from './actions/register.ts'
import { showParty } from './actions/show.ts'
import { arrive, withdraw } from './actions/steps.ts'
import { listParties } from './reads/parties.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const desk = (county: County) => county.as([{ role: 'intake_desk', area: county.code }])
const PHONE = { phone: '138 0000 1111' }
const REASON = { reason: '同一家人，电话核实' }

/** A county with room, and two parties with one telephone. */
async function twice() {
  const county = await house.county()
  const [site] = await county.layOut([hall(20)])
  const first = await register(county.ctx(), registration(3, PHONE))
  const second = await register(desk(county), registration(3, { phone: '+86-13800001111' }))
  return { county, site: site!, first, second }
}
const given = async (county: County): Promise<number> =>
  (
    await house.db.owner.query(
      `select sum(held + occupied)::int as n from site_load where county = $1 and pool = 'site'`,
      [county.code],
    )
  ).rows[0].n

describe('the same telephone', () => {
  test('is registered, placed and warned of at once', async () => {
    const { county, first, second } = await twice()
    expect(second).toMatchObject({ state: 'placed' })
    expect(second.duplicates).toMatchObject([
      { id: first.id, code: first.code, by: ['phone'], link: 'suspected', state: 'placed', size: 3 },
    ])
    expect(await given(county)).toBe(6)
    expect((await showParty(desk(county), first.id)).duplicates).toMatchObject([{ id: second.id }])
  })

  test('is told to no traveller and to no other role', async () => {
    const { county, first, second } = await twice()
    const anonymous = await register(
      { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' } },
      registration(1, PHONE),
    )
    expect(anonymous.duplicates).toEqual([])
    expect((await showParty(county.guest(second.id), second.id)).duplicates).toEqual([])
    const secretary = county.as([{ role: 'community_secretary', area: county.east }])
    expect((await showParty(secretary, first.id)).duplicates).toEqual([])
    expect((await listParties(secretary, { suspected: true, limit: 9 })).total).toBe(0)
    expect((await listParties(desk(county), { suspected: true, limit: 9 })).total).toBe(3)
  })

  test('a plate, and both', async () => {
    const county = await house.county()
    await county.layOut([hall(20)])
    const car = { plate: '甘F·12345', ...PHONE }
    await register(county.ctx(), registration(1, car))
    const plate = await register(desk(county), registration(1, { plate: '甘f12345' }))
    expect(plate.duplicates.map(({ by }) => by)).toEqual([['plate']])
    const both = await register(desk(county), registration(1, car))
    expect(both.duplicates.map(({ by }) => by.join()).sort()).toEqual(['phone,plate', 'plate'])
  })

  test('a coach on one telephone: every one is registered and placed, none with more than three links', async () => {
    const county = await house.county()
    await county.layOut([hall(60)])
    const states = new Set<string>()
    for (let n = 0; n < 12; n++) {
      const { state, duplicates } = await register(desk(county), registration(1, PHONE))
      states.add(state)
      expect(duplicates.length).toBe(Math.min(3, n))
    }
    expect([...states]).toEqual(['placed'])
  })

  test('whoever has left or withdrawn is no duplicate', async () => {
    const { county, first, second } = await twice()
    for (const { id } of [first, second])
      await withdraw(county.ctx(), id, { ...command(), reason: 'withdrawn' })
    expect((await register(desk(county), registration(1, PHONE))).duplicates).toEqual([])
  })
})

describe('joined', () => {
  test('its place is free, its page leads to the one that is kept, and it is one party in the list', async () => {
    const { county, first, second } = await twice()
    const input = { ...command(), into: first.id, ...REASON }
    const after = await merge(desk(county), second.id, input)
    expect(after).toMatchObject({
      state: 'merged',
      placement: null,
      mergedInto: { id: first.id, code: first.code },
    })
    expect(await merge(desk(county), second.id, input)).toMatchObject({
      state: 'merged',
      version: after.version,
    })
    expect(await given(county)).toBe(3)
    const own = await showParty(county.guest(second.id), second.id)
    expect(own.mergedInto).toEqual({ id: first.id, code: first.code, token: first.token })
    expect((await showParty(desk(county), first.id)).duplicates).toMatchObject([
      { link: 'merged', intoIt: false },
    ])
    expect((await listParties(desk(county), { suspected: true, limit: 9 })).total).toBe(0)
    const { rows } = await house.db.owner.query('select count(*)::int as n from reason where county = $1', [
      county.code,
    ])
    expect(rows[0].n).toBe(1)
  })

  test('never somebody who is inside: the other one is joined to them', async () => {
    const { county, first, second } = await twice()
    await arrive(county.ctx(), second.id, command())
    const into = (to: string) => ({ ...command(), into: to, ...REASON })
    await expect(merge(desk(county), second.id, into(first.id))).rejects.toMatchObject({
      code: 'placement.step_not_possible',
    })
    expect(await merge(desk(county), first.id, into(second.id))).toMatchObject({ state: 'merged' })
    expect(await given(county)).toBe(3)
  })

  test('only to one that lives, and never to itself', async () => {
    const { county, first, second } = await twice()
    await withdraw(county.ctx(), first.id, { ...command(), reason: 'withdrawn' })
    for (const into of [first.id, second.id])
      await expect(merge(desk(county), second.id, { ...command(), into, ...REASON })).rejects.toMatchObject({
        code: 'placement.not_living',
      })
  })

  test('taken apart again it is placed anew at once', async () => {
    const { county, first, second } = await twice()
    await merge(desk(county), second.id, { ...command(), into: first.id, ...REASON })
    expect(await unmerge(desk(county), second.id, command())).toMatchObject({
      state: 'placed',
      mergedInto: null,
    })
    expect(await given(county)).toBe(6)
  })

  test('a place that a merge has freed goes to whoever waits', async () => {
    const { county, first, second } = await twice()
    const waits = await register(county.ctx(), registration(16))
    expect(waits.state).toBe('waiting')
    await merge(desk(county), second.id, { ...command(), into: first.id, ...REASON })
    expect((await showParty(county.ctx(), waits.id)).state).toBe('placed')
  })
})

test('told apart for good, it is asked no more', async () => {
  const { county, first, second } = await twice()
  await dismiss(desk(county), first.id, { ...command(), other: second.id, reason: '两家人合用一部手机' })
  expect((await showParty(desk(county), first.id)).duplicates).toEqual([])
  expect((await listParties(desk(county), { suspected: true, limit: 9 })).total).toBe(0)
  await expect(
    dismiss(desk(county), first.id, { ...command(), other: second.id, reason: '两家人' }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test.each(['site_warden', 'community_secretary', 'grid_worker', 'auditor'] as const)(
  '%s may not decide',
  async (role) => {
    const { county, first, second } = await twice()
    const stranger = county.as([{ role, area: county.east }])
    const input = { ...command(), into: first.id, ...REASON }
    await expect(merge(stranger, second.id, input)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(unmerge(stranger, second.id, input)).rejects.toMatchObject({ code: 'not_allowed' })
  },
)
