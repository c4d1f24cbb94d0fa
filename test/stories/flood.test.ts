/** 500 bogus registrations at one entry: nobody with the code of that entry loses a place, and who is real gets in at the desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/base/time.ts'
import { entriesApi } from '../../src/modules/entries/api.ts'
import { BARE_WHERE_CODED, WINDOW } from '../../src/modules/entries/rules.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView } from '../../src/modules/placement/model.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { callerOf, command } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

const BOGUS = 500
/** Of one registration each: those at once on the database's connections do not see one another. */
const AT_ONCE = 16

/** The few that are plausible, and those that were under way at that moment. */
const SLIPPED = (BARE_WHERE_CODED * WINDOW) / MINUTE + AT_ONCE

let county: SmallCounty
let path: string
let bogus: PartyView[]

beforeAll(async () => {
  county = await startSmallCounty()
  await openHall(county, hall(200))
})
afterAll(() => county.stop())

describe('a flood', () => {
  it('begins where a poster hangs and a desk stands', async () => {
    const officer = county.as('duty_officer')
    const { entry } = (await officer.call(entriesApi.list, {})).entries[0]!
    const params = { entry }
    const gate = await officer.call(entriesApi.make, { params, body: { ...command(), kind: 'poster' } })
    await officer.call(entriesApi.desk, { params, body: { ...command(), open: true } })
    path = gate.codes[0]!.path
    const page = await county.nobody.send('GET', path)
    expect(page.text).toContain(`name="t" value="${new URL(path, county.url).searchParams.get('t')}"`)
  })

  it('is kept whole, and but for the first few holds nothing and is sent to the desk', async () => {
    // Bursts are told by two minutes; the few that came on this side of a boundary would be no burst.
    const left = WINDOW - (Date.now() % WINDOW)
    if (left < WINDOW / 4) await new Promise((done) => setTimeout(done, left))
    const crowd = callerOf(county.url, undefined, AT_ONCE)
    bogus = await Promise.all(
      Array.from({ length: BOGUS }, () => crowd.call(placementApi.register, { body: party(1) })),
    )
    crowd.close()
    expect(new Set(bogus.map(({ code }) => code)).size).toBe(BOGUS)
    const held = bogus.filter(({ placement }) => placement !== null)
    expect(held.length).toBeLessThanOrEqual(SLIPPED)
    const unseen = bogus.filter(({ unconfirmed }) => unconfirmed !== null)
    expect(held.length + unseen.length).toBe(BOGUS)
    const page = await county.nobody.send('GET', `/p/${unseen[0]!.token}`)
    expect(page.text).toContain('请先到登记台')
    const wall = await county.as('duty_officer').call(reportsApi.wall, {})
    expect(wall.unconfirmed.parties).toBe(unseen.length)
    expect(wall.registered.parties).toBe(held.length)
    expect(wall.waiting.parties).toBe(0)
  })

  it('takes no place from those who scanned the poster', async () => {
    const entryToken = new URL(path, county.url).searchParams.get('t')!
    for (let n = 0; n < 20; n++)
      expect(
        await county.nobody.call(placementApi.register, { body: { ...party(3), entryToken } }),
      ).toMatchObject({ state: 'placed', unconfirmed: null })
  })

  it('lets a real party in at the desk, and goes in one act seen beforehand', async () => {
    const officer = county.as('duty_officer')
    const real = bogus.find(({ unconfirmed }) => unconfirmed !== null)!
    const seen = await county
      .as('intake_desk')
      .call(placementApi.confirm, { params: { id: real.id }, body: command() })
    expect(seen).toMatchObject({ state: 'placed', unconfirmed: null })
    const { bursts } = await officer.call(placementApi.bursts, {})
    expect(bursts.reduce((n, burst) => n + burst.parties, 0)).toBe(BOGUS - 1)
    for (const { entry, code, from, to } of bursts) {
      const look = await officer.call(placementApi.burst, { query: { entry, from, to } })
      const done = await officer.call(placementApi.clearBurst, {
        body: { ...command(), burst: { entry, code, from, to }, holding: true, reason: '不是真人' },
      })
      expect(done.parties).toBe(look.unconfirmed + look.holding)
    }
    const wall = await officer.call(reportsApi.wall, {})
    expect(wall.unconfirmed.parties).toBe(0)
    expect(wall.registered.parties).toBe(21)
    expect(wall.registeredNotArrived.persons).toBe(20 * 3 + 1)
  })
})
