/** Few places, many people: what is given is never more than there is, and nobody is lost over it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow, SiteView } from '../../src/modules/placement/model.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { callerOf, command, until } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let first: SiteView

beforeAll(async () => {
  county = await startSmallCounty()
})
afterAll(async () => {
  await county.stop()
})

const site = (id: string): Promise<SiteView> =>
  county.as('intake_desk').call(placementApi.site, { params: { id } })

async function parties(query: Record<string, string> = {}): Promise<PartyRow[]> {
  const { parties } = await county
    .as('intake_desk')
    .call(placementApi.parties, { query: { limit: 5000, ...query } })
  return parties
}

const persons = (rows: readonly { size: number }[]): number => rows.reduce((n, row) => n + row.size, 0)

describe('the last twenty places', () => {
  it('with no site open, a party waits and is told why', async () => {
    const told = await county.nobody.call(placementApi.register, { body: party(1) })
    expect(told).toMatchObject({ state: 'waiting', placement: null, waiting: { reason: 'no_open_site' } })
    expect(told.code).toMatch(/^\d{6}$/)
    const own = callerOf(county.url, told.token)
    await own.call(placementApi.withdraw, {
      params: { id: told.id },
      body: { ...command(), reason: 'self_arranged' },
    })
    own.close()
  })

  it('200 parties at once: exactly 20 persons hold a place, the others wait with a reason', async () => {
    first = await openHall(county, hall(20))
    const crowd = callerOf(county.url, undefined, 64)
    const told = await Promise.all(
      Array.from({ length: 200 }, (_, n) => crowd.call(placementApi.register, { body: party(1 + (n % 3)) })),
    )
    crowd.close()
    expect(new Set(told.map((one) => one.id)).size).toBe(200)
    expect(new Set(told.map((one) => one.code)).size).toBe(200)
    const placed = told.filter((one) => one.placement !== null)
    expect(persons(placed)).toBe(20)
    for (const one of told)
      if (one.placement === null)
        expect(one).toMatchObject({ state: 'waiting', waiting: { reason: 'no_room' } })
      else expect(one).toMatchObject({ state: 'placed', placement: { places: one.size, state: 'held' } })
    expect(await site(first.id)).toMatchObject({ offered: 20, held: 20, occupied: 0, blocked: 0, free: 0 })
    expect(persons(await parties({ site: first.id }))).toBe(20)
    expect((await parties({ state: 'waiting' })).length).toBe(200 - placed.length)
  })

  it('a party larger than any hall is told that its size is the reason', async () => {
    const told = await county.nobody.call(placementApi.register, { body: party(30) })
    expect(told).toMatchObject({ state: 'waiting', waiting: { reason: 'size' } })
    await county.as('intake_desk').call(placementApi.withdraw, { params: { id: told.id }, body: command() })
  })

  it('those who wait are placed as soon as another hall opens, in the order they came', async () => {
    const waiting = await parties({ state: 'waiting' })
    const second = await openHall(county, hall(30, { near: 900 }))
    await until(async () => ((await site(second.id)).held === 30 ? true : undefined))
    const after = new Map((await parties()).map((row) => [row.id, row]))
    const placed = waiting.filter((row) => after.get(row.id)!.site === second.id)
    expect(persons(placed)).toBe(30)
    expect(placed[0]!.id).toBe(waiting[0]!.id)
    expect(await site(first.id)).toMatchObject({ held: 20, free: 0 })
  })

  it('a place given back goes to the next who waits', async () => {
    const [one] = await parties({ site: first.id })
    await county.as('intake_desk').call(placementApi.withdraw, { params: { id: one!.id }, body: command() })
    await until(async () => ((await site(first.id)).held === 20 ? true : undefined))
    expect(persons(await parties({ site: first.id }))).toBe(20)
  })

  it('64 twins of one command are one party', async () => {
    const body = party(1)
    const crowd = callerOf(county.url, undefined, 64)
    const before = (await parties()).length
    const twins = await Promise.all(
      Array.from({ length: 64 }, () => crowd.call(placementApi.register, { body })),
    )
    expect(new Set(twins.map((one) => `${one.id} ${one.code} ${one.token}`)).size).toBe(1)
    expect((await parties()).length).toBe(before + 1)
    const bent = await crowd.send('POST', '/api/parties', { ...body, adults: 2 })
    expect(bent).toMatchObject({ status: 409, body: { code: 'command_reused' } })
    crowd.close()
  })
  it('a need that no site meets is named; diet is named to the party alone', async () => {
    await openHall(county, hall(600, { near: 1500 }))
    await until(async () => ((await parties({ state: 'waiting' })).length === 0 ? true : undefined))
    const sick = await county.nobody.call(placementApi.register, { body: party(1, { needs: ['medical'] }) })
    expect(sick).toMatchObject({ state: 'waiting', waiting: { reason: 'need', need: 'medical' } })
    const diet = await county.nobody.call(placementApi.register, { body: party(1, { needs: ['halal'] }) })
    expect(diet).toMatchObject({ state: 'waiting', waiting: { reason: 'need', need: 'halal' } })
    const listed = await parties({ state: 'waiting' })
    expect(listed.find((row) => row.id === sick.id)).toMatchObject({
      waiting: 'need',
      waitingNeed: 'medical',
    })
    expect(listed.find((row) => row.id === diet.id)).toMatchObject({
      waiting: 'need',
      waitingNeed: null,
      needs: [],
    })
    const events = await until(async () => {
      const sealed = await county.as('duty_officer').call(reportsApi.ledger, { query: { limit: 5000 } })
      const seen = new Set(sealed.events.map((event) => event.subject))
      return seen.has(sick.id) && seen.has(diet.id) ? sealed.events : undefined
    })
    expect(JSON.stringify(events)).not.toContain('halal')
  })
})
