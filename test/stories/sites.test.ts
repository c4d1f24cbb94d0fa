/** Sites in mid-night: opened, shrunk, suspended, closed; everybody in them accounted for, nobody else moved. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow, PartyView, SiteView } from '../../src/modules/placement/model.ts'
import { type Caller, command, until } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let officer: Caller
let near: SiteView
let far: SiteView

beforeAll(async () => {
  county = await startSmallCounty()
  officer = county.as('duty_officer')
  near = await openHall(county, hall(10))
  far = await openHall(county, hall(40, { side: 'west', near: 3000 }))
})
afterAll(async () => {
  await county.stop()
})

const site = (id: string): Promise<SiteView> => officer.call(placementApi.site, { params: { id } })
const look = (id: string): Promise<PartyView> => officer.call(placementApi.party, { params: { id } })
const register = (adults: number, more = {}): Promise<PartyView> =>
  county.nobody.call(placementApi.register, { body: party(adults, more) })
const arrive = (id: string, at?: string): Promise<PartyView> =>
  officer.call(placementApi.arrive, {
    params: { id },
    body: { ...command(), ...(at === undefined ? {} : { site: at }) },
  })
const depart = (id: string): Promise<PartyView> =>
  officer.call(placementApi.depart, { params: { id }, body: command() })

async function at(id: string): Promise<PartyRow[]> {
  const { parties } = await officer.call(placementApi.parties, { query: { site: id, limit: 5000 } })
  return parties
}

/** Counters are what the rows say. */
async function expectSums(id: string): Promise<SiteView> {
  const [view, rows] = [await site(id), await at(id)]
  const sum = (state: string) =>
    rows.filter((r) => r.placementState === state).reduce((n, r) => n + r.size, 0)
  expect({ held: view.held, occupied: view.occupied, over: view.over }).toEqual({
    held: sum('held'),
    occupied: sum('arrived'),
    over: sum('over'),
  })
  return view
}

describe('a place taken by others', () => {
  it('goes on to the next best', async () => {
    const inside = await register(8)
    expect(inside.placement!.site.id).toBe(near.id)
    const next = await register(3)
    expect(next.placement!.site.id).toBe(far.id)
    const fits = await register(2)
    expect(fits.placement!.site.id).toBe(near.id)
    for (const one of [inside, next, fits]) await arrive(one.id)
    expect(await expectSums(near.id)).toMatchObject({ occupied: 10, free: 0 })
  })

  it('a presence beyond the places is recorded as over, and nobody is sent away', async () => {
    const late = await register(2)
    const there = await arrive(late.id, near.id)
    expect(there).toMatchObject({ state: 'arrived', placement: { state: 'over', site: { id: near.id } } })
    expect(await expectSums(near.id)).toMatchObject({ occupied: 10, over: 2, free: 0 })
    await depart(late.id)
    expect(await expectSums(near.id)).toMatchObject({ occupied: 10, over: 0 })
  })
})

describe('a transfer', () => {
  it('moves both ends at once', async () => {
    const one = await register(4)
    await arrive(one.id)
    const before = await site(far.id)
    const third = await openHall(county, hall(4, { near: 5000 }))
    const moved = await officer.call(placementApi.transfer, {
      params: { id: one.id },
      body: { ...command(), site: third.id },
    })
    expect(moved).toMatchObject({ state: 'placed', placement: { state: 'held', site: { id: third.id } } })
    expect((await site(far.id)).occupied).toBe(before.occupied - 4)
    expect(await expectSums(third.id)).toMatchObject({ held: 4, free: 0 })
    const other = await register(1)
    const full = await officer.send('POST', `/api/parties/${other.id}/transfer`, {
      ...command(),
      site: third.id,
    })
    expect(full).toMatchObject({ status: 409, body: { code: 'placement.no_room' } })
    expect((await look(other.id)).placement!.site.id).toBe(far.id)
    for (const id of [one.id, other.id])
      await officer.call(placementApi.withdraw, { params: { id }, body: command() })
    await officer.call(placementApi.closeSite, { params: { id: third.id }, body: command() })
    const closed = await register(1)
    const shut = await officer.send('POST', `/api/parties/${closed.id}/transfer`, {
      ...command(),
      site: third.id,
    })
    expect(shut).toMatchObject({ status: 409, body: { code: 'placement.site_not_open' } })
    await officer.call(placementApi.withdraw, { params: { id: closed.id }, body: command() })
  })
})

describe('a declaration that changes', () => {
  it('changes what is named and nothing else', async () => {
    const { id } = await officer.call(placementApi.createSite, {
      body: {
        ...command(),
        ...hall(6, { near: 7000 }),
        features: ['heated'],
        address: '东街1号',
        parking: 7,
        personsPerWarden: 10,
      },
    })
    const changed = await officer.call(placementApi.changeSite, {
      params: { id },
      body: { ...command(), wardens: 2 },
    })
    expect(changed).toMatchObject({
      wardens: 2,
      personsPerWarden: 10,
      features: ['heated'],
      address: '东街1号',
      parking: 7,
      offered: 6,
    })
    const stale = await officer.send('PATCH', `/api/sites/${id}`, {
      ...command(),
      base: changed.version - 1,
      parking: 1,
    })
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale_base' } })
  })

  it('shrinks: what is beyond becomes over, and holds wait again', async () => {
    const guests = await at(near.id)
    expect(guests.reduce((n, row) => n + row.size, 0)).toBe(10)
    await officer.call(placementApi.changeSite, {
      params: { id: near.id },
      body: { ...command(), pools: [{ kind: 'floor', places: 8 }] },
    })
    const view = await expectSums(near.id)
    expect(view.offered).toBe(8)
    expect(view.occupied + view.held + view.blocked).toBeLessThanOrEqual(8)
    expect(view.occupied + view.over).toBe(10)
    for (const row of guests) expect((await look(row.id)).state).toBe('arrived')
  })
})

describe('a site whose heating has failed', () => {
  it('is emptied: everybody in it and on the way to it is placed anew, nobody else is moved', async () => {
    await officer.call(placementApi.changeSite, {
      params: { id: near.id },
      body: { ...command(), pools: [{ kind: 'floor', places: 12 }] },
    })
    const hold = await register(1)
    expect(hold.placement!.site.id).toBe(near.id)
    const others = (await at(far.id)).filter((row) => row.placementState === 'arrived')
    const inside = await at(near.id)
    // A round of the clock may have given those beyond the places one of the new ones by now.
    expect(inside.map((row) => row.placementState).sort()).toEqual([
      'arrived',
      ...(inside.some((row) => row.placementState === 'over') ? ['held', 'over'] : ['arrived', 'held']),
    ])
    const suspended = await officer.call(placementApi.suspendSite, {
      params: { id: near.id },
      body: { ...command(), reason: '锅炉坏了' },
    })
    expect(suspended.state).toBe('suspended')
    await until(async () => ((await at(near.id)).length === 0 ? true : undefined))
    for (const row of inside) {
      const now = await look(row.id)
      expect(now).toMatchObject({ state: 'placed', placement: { state: 'held', site: { id: far.id } } })
    }
    const after = new Map((await at(far.id)).map((row) => [row.id, row]))
    for (const row of others) expect(after.get(row.id)).toEqual(row)
    expect(await expectSums(near.id)).toMatchObject({ held: 0, occupied: 0, over: 0, blocked: 0 })
    await expectSums(far.id)
  })

  it('takes nobody until it is open again', async () => {
    const one = await register(1)
    expect(one.placement!.site.id).toBe(far.id)
    await officer.call(placementApi.openSite, { params: { id: near.id }, body: { ...command(), now: true } })
    const two = await register(1)
    expect(two.placement!.site.id).toBe(near.id)
  })
})

describe('closing', () => {
  it('with people who may stay is closing until the last has left', async () => {
    const one = await register(1)
    expect(one.placement!.site.id).toBe(near.id)
    await arrive(one.id)
    const body = { ...command(), moveInside: false }
    const closing = await officer.call(placementApi.closeSite, { params: { id: near.id }, body })
    expect(closing.state).toBe('closing')
    expect((await register(1)).placement!.site.id).toBe(far.id)
    await depart(one.id)
    await until(async () => ((await site(near.id)).state === 'closed' ? true : undefined))
    const again = await officer.send('POST', `/api/sites/${near.id}/close`, command())
    expect(again).toMatchObject({ status: 409, body: { code: 'sites.step_not_possible' } })
  })
})

describe('whoever is beyond the places', () => {
  it('gets a place elsewhere by an act of the site, and is told so', async () => {
    expect((await site(far.id)).free).toBeGreaterThan(4)
    const one = await register(2)
    await officer.call(placementApi.openSite, { params: { id: near.id }, body: { ...command(), now: true } })
    await officer.call(placementApi.changeSite, {
      params: { id: near.id },
      body: { ...command(), wardens: 0 },
    })
    expect(await arrive(one.id, near.id)).toMatchObject({ state: 'arrived', placement: { state: 'over' } })
    const act = { params: { id: near.id }, body: command() }
    expect(await officer.call(placementApi.relieveSite, act)).toEqual({ moved: 1, left: 0 })
    const party = await officer.call(placementApi.party, { params: { id: one.id } })
    expect(party).toMatchObject({ state: 'placed', placement: { state: 'held', site: { id: far.id } } })
    await officer.call(placementApi.withdraw, { params: { id: one.id }, body: command() })
    await officer.call(placementApi.closeSite, { params: { id: near.id }, body: command() })
  })
})

describe('steps that are not possible', () => {
  it('are refused with the state, and change nothing', async () => {
    const one = await register(1)
    const early = await officer.send('POST', `/api/parties/${one.id}/depart`, command())
    expect(early).toMatchObject({ status: 409, body: { code: 'placement.step_not_possible' } })
    await arrive(one.id)
    const twice = await officer.send('POST', `/api/parties/${one.id}/accept`, command())
    expect(twice.status).toBe(409)
    const gone = await depart(one.id)
    expect(gone).toMatchObject({ state: 'departed', placement: null })
    const back = await arrive(one.id, far.id)
    expect(back).toMatchObject({ state: 'arrived', placement: { state: 'arrived' } })
    await expectSums(far.id)
  })

  it('one command done twice is done once, also where its answer was lost', async () => {
    const one = await register(2)
    const before = await site(far.id)
    const body = command()
    const send = () => officer.call(placementApi.arrive, { params: { id: one.id }, body })
    const [a, b] = await Promise.all([send(), send()])
    expect(a).toEqual(b)
    expect((await site(far.id)).occupied).toBe(before.occupied + 2)
    const other = await officer.send('POST', `/api/parties/${one.id}/depart`, body)
    expect(other).toMatchObject({ status: 409, body: { code: 'command_reused' } })
  })
})
