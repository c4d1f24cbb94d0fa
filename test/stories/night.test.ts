/** A traveller without an account, from the road to a bed and home again, through HTTP and over the whole system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView } from '../../src/modules/placement/model.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { type Caller, callerOf, command, until } from './caller.ts'

let server: TestServer
let nobody: Caller
let desk: Caller
const opened: Caller[] = []

beforeAll(async () => {
  server = await startTestServer()
  nobody = callerOf(server.url)
  desk = callerOf(server.url, server.tokenOf('intake_desk'))
})
afterAll(async () => {
  for (const caller of [nobody, desk, ...opened]) caller.close()
  await server.stop()
})

const FAMILY = { adults: 2, children: 3, entry: 'g30-guazhou', vehicle: 'car' } as const

async function register(
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ told: PartyView; own: Caller }> {
  const told = await nobody.call(placementApi.register, { body: { ...command(), ...FAMILY, ...more } })
  const own = callerOf(server.url, told.token)
  opened.push(own)
  return { told, own }
}

const site = (id: string) => desk.call(placementApi.site, { params: { id } })

describe('a family from the motorway', () => {
  it('is told at once where to go, accepts, arrives, and its places are free when it leaves', async () => {
    const { told, own } = await register({ name: '王小明', phone: '13812345678' })
    expect(told).toMatchObject({
      state: 'placed',
      size: 5,
      placement: { places: 5, state: 'held', acceptedAt: null },
    })
    expect(told.code).toMatch(/^\d{6}$/)
    const { placement } = told
    expect(placement!.directions).toMatchObject({ by: 'car', minutes: expect.any(Number) })
    expect(placement!.directions!.line.length).toBeGreaterThan(1)
    expect(placement!.holdUntil).toBeGreaterThan(Date.now())

    const mine = await own.call(placementApi.mine, {})
    expect(mine).toMatchObject({ id: told.id, code: told.code, name: '王小明' })
    const accepted = await own.call(placementApi.accept, { params: { id: told.id }, body: command() })
    expect(accepted.placement!.acceptedAt).toEqual(expect.any(Number))
    expect(accepted.placement!.holdUntil).toBeGreaterThanOrEqual(placement!.holdUntil!)

    const before = await site(placement!.site.id)
    expect(before.held).toBeGreaterThanOrEqual(5)
    const there = await own.call(placementApi.arrive, { params: { id: told.id }, body: command() })
    expect(there).toMatchObject({ state: 'arrived', placement: { state: 'arrived', holdUntil: null } })
    expect(await site(placement!.site.id)).toMatchObject({
      held: before.held - 5,
      occupied: before.occupied + 5,
    })

    const left = await desk.call(placementApi.depart, { params: { id: told.id }, body: command() })
    expect(left).toMatchObject({ state: 'departed', placement: null })
    expect(await site(placement!.site.id)).toMatchObject({ held: 0, occupied: 0, blocked: 0 })
  })

  it('leaves a trail in the ledger that names nobody', async () => {
    const { told } = await register({ name: '王小明', phone: '13812345678', plate: '甘F12345' })
    const events = await until(async () => {
      const answer = await desk.call(reportsApi.ledger, { query: { subject: told.id } })
      return answer.events.length === 2 ? answer.events : undefined
    })
    expect(events.map((event) => event.type)).toEqual(['party.registered', 'party.placed'])
    expect(JSON.stringify(events)).not.toMatch(/王小明|13812345678|甘F12345/)
  })

  it('withdraws, and its places go back', async () => {
    const { told, own } = await register()
    const out = await own.call(placementApi.withdraw, { params: { id: told.id }, body: command() })
    expect(out).toMatchObject({ state: 'withdrawn', placement: null })
    const { parties } = await desk.call(placementApi.parties, { query: { site: told.placement!.site.id } })
    expect(parties.map((row) => row.id)).not.toContain(told.id)
  })

  it('finds a bed itself, and is taken in all the same when it comes after all', async () => {
    const { told, own } = await register()
    const out = await own.call(placementApi.withdraw, {
      params: { id: told.id },
      body: { ...command(), reason: 'self_arranged' },
    })
    expect(out.state).toBe('self_arranged')
    const back = await desk.call(placementApi.arrive, {
      params: { id: told.id },
      body: { ...command(), site: told.placement!.site.id },
    })
    expect(back).toMatchObject({ state: 'arrived', placement: { state: 'arrived' } })
  })

  it('placement does not depend on who they are', async () => {
    const placed = []
    for (const who of [
      {},
      { name: '买买提', language: 'ug', plate: '新A00001', direction: '乌鲁木齐', phone: '13911111111' },
    ]) {
      const { told, own } = await register(who)
      placed.push(told.placement!.site.id)
      await own.call(placementApi.withdraw, { params: { id: told.id }, body: command() })
    }
    expect(placed[0]).toBe(placed[1])
  })
})
