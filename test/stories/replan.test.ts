/** Placed once more before they set out: from the duty officer's look to the traveller's own page, and back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView, SiteView } from '../../src/modules/placement/model.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { type Caller, callerOf, command, until } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let officer: Caller
let near: SiteView
let far: SiteView
let waits: PartyView
let goes: PartyView

beforeAll(async () => {
  county = await startSmallCounty()
  officer = county.as('duty_officer')
})
afterAll(() => county.stop())

const why = { reason: '近处空出来了' }
const register = (adults: number): Promise<PartyView> =>
  county.nobody.call(placementApi.register, { body: party(adults) })
const page = async ({ token }: PartyView): Promise<string> =>
  (await fetch(`${county.url}/p/${token}?lang=zh`)).text()
const look = (id: string): Promise<PartyView> => officer.call(placementApi.party, { params: { id } })

it('is shown, and nobody has moved', async () => {
  near = await openHall(county, hall(12))
  far = await openHall(county, hall(60, { side: 'west', near: 4000 }))
  const crowd = await register(12)
  waits = await register(2)
  goes = await register(3)
  for (const one of [waits, goes]) expect(one.placement?.site.id).toBe(far.id)
  await officer.call(placementApi.withdraw, { params: { id: crowd.id }, body: command() })
  const same = { body: command() }
  const shown = await officer.call(placementApi.previewReplan, same)
  expect(shown).toMatchObject({ state: 'previewed', moved: { parties: 2, persons: 5 } })
  expect(await officer.call(placementApi.previewReplan, same)).toEqual(shown)
  expect((await look(waits.id)).placement?.site.id).toBe(far.id)
  expect(await page(waits)).not.toContain('不要去')
})

it('is the duty officer’s alone', async () => {
  for (const role of ['intake_desk', 'community_secretary', 'auditor'] as const)
    await expect(county.as(role).call(placementApi.previewReplan, { body: command() })).rejects.toMatchObject(
      {
        status: 403,
      },
    )
})

it('is carried out, and each party’s own page says where to go now', async () => {
  const { replan } = await officer.call(placementApi.lastReplan, {})
  const id = replan!.id
  const done = await officer.call(placementApi.carryOutReplan, {
    params: { id },
    body: { ...command(), ...why },
  })
  expect(done).toMatchObject({ state: 'done', moved: { parties: 2, persons: 5 } })
  for (const one of [waits, goes]) {
    expect(await look(one.id)).toMatchObject({
      placement: { site: { id: near.id }, acceptedAt: null },
      movedFrom: { name: far.name },
    })
    const text = await page(one)
    expect(text).toContain(`不要去${far.name}了`)
    expect(text).toContain(near.name)
  }
  // The reason is nobody's but the auditor's; the timeline says that it was done.
  const { events } = await officer.call(reportsApi.ledger, { query: { subject: waits.id } })
  expect(JSON.stringify(events)).not.toContain(why.reason)
  expect(events.map(({ type }) => type)).toContain('party.replanned')
})

it('accepting ends it; the other one is put back', async () => {
  const guest = callerOf(county.url, goes.token)
  await guest.call(placementApi.accept, { params: { id: goes.id }, body: command() })
  guest.close()
  expect(await page(goes)).not.toContain('不要去')
  const { replan } = await officer.call(placementApi.lastReplan, {})
  const params = { id: replan!.id }
  const back = await officer.call(placementApi.undoReplan, { params, body: { ...command(), ...why } })
  expect(new Map(back.moves.map(({ party, outcome }) => [party, outcome]))).toEqual(
    new Map([
      [waits.id, 'back'],
      [goes.id, 'stays'],
    ]),
  )
  expect((await look(waits.id)).placement?.site.id).toBe(far.id)
  expect(await page(waits)).not.toContain('不要去')
  await expect(
    officer.call(placementApi.carryOutReplan, { params, body: { ...command(), ...why } }),
  ).rejects.toMatchObject({ code: 'placement.replan_done' })
})

it('the night’s report knows no double promise and nobody moved by the machine', async () => {
  const report = await until(async () => officer.call(reportsApi.nightReport, {}))
  expect(report).toMatchObject({ doublePromises: 0, movedAnyway: 0, lostParties: 0, hindsight: [] })
})

it('what was given is told against the certified bound of hindsight', async () => {
  const at = String(Date.now())
  const { hindsight, moments } = await officer.call(reportsApi.nightReport, { query: { at, bound: 'true' } })
  // The crowd has withdrawn; two parties are left, one of them sent far away again.
  expect(hindsight).toHaveLength(1)
  expect(hindsight[0]).toMatchObject({
    at: moments[0]!.at,
    compared: { parties: 2, persons: 5 },
    absent: { parties: 0 },
    unplaced: 0,
    least: 0,
    met: true,
  })
  const { cost, bound } = hindsight[0]!
  expect(cost - bound).toBeGreaterThan(0)
  expect(bound).toBeGreaterThan(0)
})

it('and is told the same of that moment when the site has gone out of use since', async () => {
  const guest = callerOf(county.url, goes.token)
  await guest.call(placementApi.arrive, { params: { id: goes.id }, body: command() })
  guest.close()
  const query = { at: String(Date.now()), bound: 'true' } as const
  const before = (await officer.call(reportsApi.nightReport, { query })).hindsight
  expect(before[0]).toMatchObject({ compared: { parties: 2 }, unplaced: 0 })
  await officer.call(placementApi.suspendSite, {
    params: { id: near.id },
    body: { ...command(), reason: '暖气坏了' },
  })
  await until(async () => ((await look(goes.id)).placement?.site.id === far.id ? true : undefined))
  expect((await officer.call(reportsApi.nightReport, { query })).hindsight).toEqual(before)
})
