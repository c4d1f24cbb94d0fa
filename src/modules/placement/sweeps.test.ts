/** Holds that run out, and whoever comes late (people.md, Traveller); what a site gives when it shrinks, pauses or closes. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { listAlternatives } from './actions/alternatives.ts'
import { correct } from './actions/correct.ts'
import { register } from './actions/register.ts'
import { moveOn, retryWaiting, sweepHolds, tick, turnSites } from './actions/replace.ts'
import { setRoadEstimate } from './actions/road.ts'
import { showMine, showParty } from './actions/show.ts'
import { changeSite, closeSite, openSite, relieveSite, suspendSite } from './actions/sites.ts'
import { accept, arrive, depart, transfer } from './actions/steps.ts'
import type { PartyView, SiteView } from './model.ts'
import { boardOf } from './reads/board.ts'
import { readSites } from './reads/sites.ts'

let house: House

beforeAll(async () => {
  house = await openHouse({ max: 20 })
})
afterAll(() => house.stop())

const show = (county: County, id: string): Promise<PartyView> => showParty(county.ctx(), id)
async function look(county: County, id: string): Promise<SiteView> {
  const [site] = await house.db.app.read(county.ctx().scope, (tx) => readSites(tx, county.code, 0, { id }))
  return site!
}
const told = async (county: County, type: string): Promise<string[]> =>
  (
    await house.db.owner.query('select subject from ledger where county = $1 and type = $2 order by nr', [
      county.code,
      type,
    ])
  ).rows.map(({ subject }) => subject)
const floor = (places: number) => [
  { kind: 'floor' as const, roomClass: 'general' as const, roomSize: 0, shared: true, places },
]
/** Long after the last sign of life: the hold has run out and nothing speaks for the party. */
const LATE = NIGHT + 4 * HOUR

describe('a hold that runs out', () => {
  test('eight sweepers over some hundred due holds: each ends exactly once', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(300), hall(300, { metres: 900 })])
    const parties: Awaited<ReturnType<typeof register>>[] = []
    for (let n = 0; n < 300; n += 20) {
      const some = Array.from({ length: 20 }, (_, i) =>
        register(county.ctx(), registration(1 + ((n + i) % 3))),
      )
      parties.push(...(await Promise.all(some)))
    }
    const expired = await Promise.all(Array.from({ length: 8 }, () => sweepHolds(county.ctx({ now: LATE }))))
    // Who found the others' rows locked comes again, as the clock does.
    const rest = await sweepHolds(county.ctx({ now: LATE }))
    expect(expired.reduce((sum, n) => sum + n, rest)).toBe(300)
    expect((await told(county, 'party.hold_expired')).sort()).toEqual(parties.map(({ id }) => id).sort())
    for (const id of sites) expect(await look(county, id)).toMatchObject({ held: 0, occupied: 0, over: 0 })
    expect((await show(county, parties[0]!.id)).waiting).toMatchObject({
      reason: 'hold_expired',
      since: LATE,
    })
  })

  test('who ran out is placed again at once, a second time not without a sign of life', async () => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const { id } = await register(county.ctx(), registration(2))
    await tick(county.ctx({ now: LATE }))
    expect((await show(county, id)).state).toBe('placed')
    await tick(county.ctx({ now: LATE + 4 * HOUR }))
    expect((await show(county, id)).waiting?.reason).toBe('hold_expired')
    await tick(county.ctx({ now: LATE + 5 * HOUR }))
    expect((await show(county, id)).state).toBe('waiting')
    await showMine(county.guest(id, { now: LATE + 6 * HOUR }))
    await tick(county.ctx({ now: LATE + 6 * HOUR }))
    expect((await show(county, id)).state).toBe('placed')
  })

  test.each([
    ['children', { children: 1 }],
    ['an infant', { infants: 1 }],
    ['elders', { elders: 1 }],
    ['somebody with child', { needs: ['pregnant' as const] }],
  ])(
    'with %s a party is asked, and loses its place only after six hours without an answer',
    async (_, who) => {
      const county = await house.county()
      await county.layOut([hall(10)])
      const { id } = await register(county.ctx(), registration(1, who))
      expect(await sweepHolds(county.ctx({ now: LATE }))).toBe(0)
      expect((await show(county, id)).placement).toMatchObject({ askedAt: LATE, holdUntil: LATE + 6 * HOUR })
      for (const hours of [1, 3, 5.99])
        expect(await sweepHolds(county.ctx({ now: LATE + hours * HOUR }))).toBe(0)
      expect((await show(county, id)).state).toBe('placed')
      expect(await sweepHolds(county.ctx({ now: LATE + 6 * HOUR }))).toBe(1)
      expect((await show(county, id)).waiting?.reason).toBe('hold_expired')
      expect(await told(county, 'party.asked')).toEqual([id])
    },
  )

  test('who answers the question keeps the place', async () => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const { id } = await register(county.ctx(), registration(1, { elders: 1 }))
    await sweepHolds(county.ctx({ now: LATE }))
    const yes = LATE + 5.5 * HOUR
    await accept(county.guest(id, { now: yes }), id, command())
    expect((await show(county, id)).placement).toMatchObject({ askedAt: null, acceptedAt: yes })
    expect(await sweepHolds(county.ctx({ now: LATE + 7 * HOUR }))).toBe(0)
    expect((await show(county, id)).state).toBe('placed')
  })

  test.each<[string, (county: County, id: string) => Promise<unknown>]>([
    ['its page was opened', (county, id) => showMine(county.guest(id, { now: LATE - HOUR }))],
    ['it was told by telephone', (county, id) => accept(county.ctx({ now: LATE - HOUR }), id, command())],
    [
      'its own stretch is queued',
      (county) =>
        setRoadEstimate(county.ctx({ now: LATE - HOUR }), {
          ...command(),
          entry: 'exit',
          persons: 900,
          source: '交警',
        }),
    ],
  ])('is renewed while the party is credibly on the way: %s', async (_, sign) => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const { id } = await register(county.ctx(), registration(2))
    await sign(county, id)
    expect(await sweepHolds(county.ctx({ now: LATE }))).toBe(0)
    const { state, placement } = await show(county, id)
    expect(state).toBe('placed')
    expect(placement!.holdUntil).toBeGreaterThanOrEqual(LATE + 29 * MINUTE)
    expect(await sweepHolds(county.ctx({ now: LATE + 2 * HOUR }))).toBe(1)
  })
})

describe('whoever comes late', () => {
  test('is taken in where it was told to go while there is room', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(10)])
    const { id } = await register(county.ctx(), registration(4))
    await sweepHolds(county.ctx({ now: LATE }))
    const warden = county.as([{ role: 'site_warden', area: county.east, site: site! }], { now: LATE })
    const taken = await arrive(warden, id, { ...command(), site: site! })
    expect(taken).toMatchObject({ state: 'arrived', placement: { state: 'arrived', site: { id: site } } })
    expect(await look(county, site!)).toMatchObject({ held: 0, occupied: 4, over: 0, free: 6 })
  })

  test('is recorded as over where it is full: nobody is told to leave because of a count', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(4)])
    const { id } = await register(county.ctx(), registration(4))
    await sweepHolds(county.ctx({ now: LATE }))
    // A process believes its board for a moment; this one is not to wait.
    await boardOf(county.ctx(), true)
    await register(county.ctx({ now: LATE }), registration(3))
    const taken = await arrive(county.ctx({ now: LATE }), id, { ...command(), site: site! })
    expect(taken).toMatchObject({ state: 'arrived', placement: { state: 'over' } })
    expect(await look(county, site!)).toMatchObject({ held: 3, occupied: 0, over: 4, free: 0 })
    await depart(county.ctx({ now: LATE }), id, command())
    expect(await look(county, site!)).toMatchObject({ held: 3, over: 0, free: 1 })
  })

  test('comes to a site that is not open, and is recorded all the same', async () => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const [closed] = await county.layOut([hall(10)], 'standby')
    const { id } = await register(county.ctx(), registration(2))
    const taken = await arrive(county.ctx(), id, { ...command(), site: closed! })
    expect(taken).toMatchObject({ state: 'arrived', placement: { state: 'arrived', site: { id: closed } } })
  })

  test('comes back after it had left', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(10)])
    const { id } = await register(county.ctx(), registration(2))
    await arrive(county.ctx(), id, command())
    await depart(county.ctx(), id, command())
    expect((await arrive(county.ctx(), id, { ...command(), site: site! })).state).toBe('arrived')
    expect(await look(county, site!)).toMatchObject({ occupied: 2, over: 0 })
  })
})

describe('a site that offers less', () => {
  test('gives back the latest holds, which wait and are tried again; arrivals stay', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(12)])
    const first = await register(county.ctx(), registration(4))
    await arrive(county.ctx(), first.id, command())
    const second = await register(county.ctx({ now: NIGHT + 1 }), registration(4))
    const third = await register(county.ctx({ now: NIGHT + 2 }), registration(4))
    await changeSite(county.ctx(), site!, { ...command(), pools: floor(9) })
    expect((await show(county, third.id)).waiting?.reason).toBe('site_smaller')
    expect((await show(county, second.id)).state).toBe('placed')
    expect(await look(county, site!)).toMatchObject({ offered: 9, held: 4, occupied: 4, over: 0 })
    await changeSite(county.ctx(), site!, { ...command(), pools: floor(20) })
    expect(await retryWaiting(county.ctx())).toBe(1)
    expect((await show(county, third.id)).state).toBe('placed')
  })

  test('counts as over who is inside beyond the wardens, the latest first, and gives nothing more', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20, { wardens: 1, personsPerWarden: 12 })])
    const parties: PartyView[] = []
    for (let n = 0; n < 3; n++) {
      const party = await register(county.ctx({ now: NIGHT + n }), registration(4))
      parties.push(await arrive(county.ctx({ now: NIGHT + n }), party.id, command()))
    }
    await changeSite(county.ctx(), site!, { ...command(), personsPerWarden: 6 })
    const states = await Promise.all(parties.map(async ({ id }) => (await show(county, id)).placement!.state))
    expect(states).toEqual(['arrived', 'over', 'over'])
    expect(await look(county, site!)).toMatchObject({ occupied: 4, over: 8, free: 0, staffedLimit: 6 })
    expect((await register(county.ctx(), registration(1))).state).toBe('waiting')
  })
})

describe('a site that pauses', () => {
  test('everybody in it and on the way is placed anew in the same act', async () => {
    const county = await house.county()
    const [site, other] = await county.layOut([hall(20), hall(20, { metres: 3000 })])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    const coming = await register(county.ctx(), registration(3))
    const view = await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    expect(view).toMatchObject({ state: 'suspended', held: 0, occupied: 0, over: 0 })
    for (const { id } of [inside, coming])
      expect(await show(county, id)).toMatchObject({
        state: 'placed',
        placement: { state: 'held', site: { id: other } },
      })
    expect(await look(county, other!)).toMatchObject({ held: 8 })
  })

  test('the act and the clock look for the same people at once: each is moved once', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(60), hall(80, { metres: 3000 }), hall(80, { metres: 3500 })])
    const inside = await Promise.all(
      Array.from({ length: 30 }, () => register(county.ctx(), registration(2))),
    )
    for (const { id } of inside) await arrive(county.ctx(), id, { ...command(), site: site! })
    await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    const { rows: before } = await house.db.owner.query(
      `select count(*)::int as n from ledger where county = $1 and type = 'party.transferred'`,
      [county.code],
    )
    // They are beyond the places of the second hall, and three look for places for them.
    const there = (await look(county, site!)).over
    expect([before[0].n, there]).toEqual([30, 0])
    for (const { id } of inside) await arrive(county.ctx(), id, { ...command(), site: site! })
    await Promise.all([moveOn(county.ctx()), moveOn(county.ctx(), site), moveOn(county.ctx())])
    const { rows } = await house.db.owner.query(
      `select subject, count(*)::int as n from ledger where county = $1 and type = 'party.transferred' group by 1`,
      [county.code],
    )
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, () => 2))
  })

  test('who finds no other place stays recorded as over there, and is moved as soon as there is one', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20)])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    const coming = await register(county.ctx(), registration(3))
    const view = await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    expect(view).toMatchObject({ state: 'suspended', held: 0, occupied: 0, over: 5 })
    expect(await show(county, inside.id)).toMatchObject({ state: 'arrived', placement: { state: 'over' } })
    expect((await show(county, coming.id)).waiting?.reason).toBe('site_closed')
    expect(await moveOn(county.ctx())).toBe(0)
    await county.layOut([hall(20, { metres: 2000 })])
    await tick(county.ctx())
    for (const { id } of [inside, coming]) expect((await show(county, id)).state).toBe('placed')
    expect(await look(county, site!)).toMatchObject({ over: 0 })
  })

  test('whoever comes to its door meanwhile is there beyond its places, and moved on with the others', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20)])
    await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    const { id } = await register(county.ctx(), registration(3))
    await arrive(county.ctx(), id, { ...command(), site: site! })
    expect(await show(county, id)).toMatchObject({ state: 'arrived', placement: { state: 'over' } })
    const [other] = await county.layOut([hall(20, { metres: 2000 })])
    await tick(county.ctx())
    expect(await show(county, id)).toMatchObject({ state: 'placed', placement: { site: { id: other } } })
    expect(await look(county, site!)).toMatchObject({ occupied: 0, over: 0 })
  })

  test('gives no place to whoever was beyond its places when the choice was made', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(4)])
    const { id } = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), id, { ...command(), site: site! })
    await changeSite(county.ctx(), site!, { ...command(), pools: floor(9) })
    const place = [{ site, pool: 'p/floor/general/0s', blocked: 0 }]
    const settle = () =>
      house.db.owner.query('select placement_settle($1, 0, $2, $3, $4, $5) as settled', [
        county.code,
        new Date(NIGHT),
        JSON.stringify({ kind: 'system', id: 'test' }),
        id,
        JSON.stringify(place),
      ])
    await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    expect((await settle()).rows).toEqual([{ settled: false }])
    expect(await look(county, site!)).toMatchObject({ occupied: 0, over: 5 })
    await openSite(county.ctx(), site!, { ...command(), now: true })
    expect((await settle()).rows).toEqual([{ settled: true }])
    expect(await look(county, site!)).toMatchObject({ occupied: 5, over: 0 })
  })

  test('families are moved on first', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20)])
    const adults = await register(county.ctx(), registration(3))
    await arrive(county.ctx(), adults.id, command())
    const family = await register(county.ctx(), registration(2, { children: 1 }))
    await arrive(county.ctx({ now: NIGHT + 1 }), family.id, command())
    await county.layOut([hall(3, { metres: 2000 })])
    await suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' })
    expect((await show(county, family.id)).state).toBe('placed')
    expect((await show(county, adults.id)).placement?.state).toBe('over')
  })

  test('registrations that come while it pauses are not given to it', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(200)])
    const [, ...parties] = await Promise.all([
      suspendSite(county.ctx(), site!, { ...command(), reason: '停暖' }),
      ...Array.from({ length: 40 }, () => register(county.ctx(), registration(2))),
    ])
    await tick(county.ctx())
    expect(await look(county, site!)).toMatchObject({ state: 'suspended', held: 0, occupied: 0, over: 0 })
    for (const { id } of parties) expect((await show(county, id)).state).toBe('waiting')
  })
})

describe('a site that closes', () => {
  test('whoever is inside may stay until they leave, and it is closing until then; whoever was on the way goes elsewhere', async () => {
    const county = await house.county()
    const [site, other] = await county.layOut([hall(20), hall(20, { metres: 3000 })])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    const coming = await register(county.ctx(), registration(3))
    const stay = { ...command(), moveInside: false }
    expect(await closeSite(county.ctx(), site!, stay)).toMatchObject({ state: 'closing', occupied: 5 })
    expect((await show(county, coming.id)).placement?.site.id).toBe(other)
    expect(await turnSites(county.ctx())).toBe(0)
    await depart(county.ctx(), inside.id, command())
    expect(await turnSites(county.ctx())).toBe(1)
    expect(await look(county, site!)).toMatchObject({ state: 'closed' })
    expect(await told(county, 'site.closed')).toEqual([site])
  })

  test('who may stay keeps the place when it is put right how many they are', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20), hall(20, { metres: 3000 })])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    await closeSite(county.ctx(), site!, { ...command(), moveInside: false })
    await correct(county.ctx(), inside.id, { ...command(), adults: 6 })
    expect(await look(county, site!)).toMatchObject({ state: 'closing', occupied: 6, over: 0 })
  })

  test('or everybody inside is placed anew in the same act, and nobody else is moved', async () => {
    const county = await house.county()
    const [site, other] = await county.layOut([hall(20), hall(20, { metres: 3000 })])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    const elsewhere = await register(county.ctx(), registration(1))
    await arrive(county.ctx(), elsewhere.id, { ...command(), site: other! })
    await closeSite(county.ctx(), site!, { ...command(), moveInside: true })
    const held = { state: 'held', site: { id: other } }
    expect(await show(county, inside.id)).toMatchObject({ state: 'placed', placement: held })
    expect(await show(county, elsewhere.id)).toMatchObject({
      state: 'arrived',
      version: elsewhere.version + 1,
    })
    await tick(county.ctx())
    expect(await look(county, site!)).toMatchObject({ state: 'closed', occupied: 0, over: 0 })
  })

  test('who finds no other place stays recorded there, and it is closing until one is found', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(20)])
    const inside = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), inside.id, command())
    const view = await closeSite(county.ctx(), site!, { ...command(), moveInside: true })
    expect(view).toMatchObject({ state: 'closing', occupied: 0, over: 5 })
    await tick(county.ctx())
    expect(await look(county, site!)).toMatchObject({ state: 'closing', over: 5 })
    await county.layOut([hall(20, { metres: 2000 })])
    await tick(county.ctx())
    expect((await show(county, inside.id)).state).toBe('placed')
    await tick(county.ctx())
    expect(await look(county, site!)).toMatchObject({ state: 'closed', over: 0 })
  })

  test('opens again, at its hour, and takes who waits', async () => {
    const county = await house.county()
    // 20:00 in Beijing; it opens at half past nine.
    const [site] = await county.layOut([hall(20, { opensFrom: 21 * 60 + 30 })], 'standby')
    const { id, waiting } = await register(county.ctx(), registration(3))
    expect(waiting?.reason).toBe('no_open_site')
    const opensAt = NIGHT + 1.5 * HOUR
    expect(await openSite(county.ctx(), site!, { ...command(), now: false })).toMatchObject({
      state: 'opening',
      opensAt,
    })
    await tick(county.ctx({ now: opensAt - 1 }))
    expect((await show(county, id)).state).toBe('waiting')
    await tick(county.ctx({ now: opensAt }))
    expect((await show(county, id)).state).toBe('placed')
  })

  test('what does not exist is not found', async () => {
    const county = await house.county()
    const closing = closeSite(county.ctx(), randomUUID(), { ...command(), moveInside: true })
    await expect(closing).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('whoever is beyond the places of an open site', () => {
  /** A hall of five with five and then two people in it, and another at three kilometres with so many places. */
  async function crowded(elsewhere: number) {
    const county = await house.county()
    const [site, other] = await county.layOut([hall(5), hall(elsewhere, { metres: 3000 })])
    const first = await register(county.ctx(), registration(5))
    await arrive(county.ctx(), first.id, { ...command(), site: site! })
    const beyond = await register(county.ctx(), registration(2))
    await arrive(county.ctx(), beyond.id, { ...command(), site: site! })
    expect(await show(county, beyond.id)).toMatchObject({
      state: 'arrived',
      placement: { state: 'over', kind: null },
    })
    return { county, site: site!, other: other!, first, beyond }
  }

  test('is not moved by the clock, and is by the act of the site; nobody else moves, and once is enough', async () => {
    const { county, site, other, first, beyond } = await crowded(10)
    await tick(county.ctx())
    expect(await look(county, site)).toMatchObject({ over: 2 })
    const act = command()
    expect(await relieveSite(county.ctx(), site, act)).toEqual({ moved: 1, left: 0 })
    expect(await relieveSite(county.ctx(), site, act)).toEqual({ moved: 0, left: 0 })
    expect(await show(county, beyond.id)).toMatchObject({
      state: 'placed',
      placement: { site: { id: other } },
    })
    expect((await show(county, first.id)).placement).toMatchObject({ state: 'arrived', site: { id: site } })
    expect(await told(county, 'site.relieved')).toEqual([site])
  })

  test('stays where it is while there is no room elsewhere', async () => {
    const { county, site } = await crowded(1)
    expect(await relieveSite(county.ctx(), site, command())).toEqual({ moved: 0, left: 1 })
    expect(await look(county, site)).toMatchObject({ occupied: 5, over: 2 })
  })

  test('may change to another place by itself, and whoever has a place there may not', async () => {
    const { county, other, first, beyond } = await crowded(10)
    expect(await listAlternatives(county.guest(first.id), first.id)).toEqual([])
    const sites = (await listAlternatives(county.guest(beyond.id), beyond.id)).map(({ site }) => site.id)
    expect(sites).toEqual([other])
    const change = { ...command(), site: other }
    await expect(transfer(county.guest(first.id), first.id, change)).rejects.toMatchObject({
      code: 'placement.step_not_possible',
    })
    expect(await transfer(county.guest(beyond.id), beyond.id, { ...command(), site: other })).toMatchObject({
      state: 'placed',
    })
  })

  test('a stranger to the site may not say so', async () => {
    const { county, site } = await crowded(10)
    const stranger = county.as([{ role: 'site_warden', area: county.west, site: randomUUID() }])
    await expect(relieveSite(stranger, site, command())).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

test('who sits on a seat may change to a place, never to another seat', async () => {
  const county = await house.county()
  const seats = [
    { kind: 'seat' as const, roomClass: 'general' as const, roomSize: 0, shared: true, places: 5 },
  ]
  await county.layOut([hall(0, { pools: seats }), hall(0, { pools: seats, metres: 900 })])
  const { id } = await register(county.ctx(), registration(2))
  await arrive(county.ctx(), id, command())
  expect(await listAlternatives(county.guest(id), id)).toEqual([])
  const [floor] = await county.layOut([hall(5, { metres: 3000 })])
  expect((await listAlternatives(county.guest(id), id)).map(({ site }) => site.id)).toEqual([floor])
  expect(await transfer(county.guest(id), id, { ...command(), site: floor! })).toMatchObject({
    state: 'placed',
  })
})
