/** Offers of residents on a real PostgreSQL: looked at before use, one site each, stopped at any time, nobody named. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import type { Context } from '../../platform/http/context.ts'
import { deedScope } from '../../platform/http/context.ts'
import { close as closeEmergency, declare } from '../mode/actions.ts'
import { liveOf } from '../mode/reads.ts'
import { register } from '../placement/actions/register.ts'
import { showParty } from '../placement/actions/show.ts'
import { arrive, withdraw } from '../placement/actions/steps.ts'
import { readSites } from '../placement/reads/sites.ts'
import { checkOffer, endOffers, offerPlaces, refuseOffer, stopOffer, stopOwnOffer } from './actions.ts'
import type { Offer } from './model.ts'
import { listOffers, ownOffer } from './reads.ts'

let house: House
let county: County
let officer: Context
let worker: Context
let anybody: Context

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  officer = county.as([{ role: 'duty_officer', area: county.code }])
  worker = county.as([{ role: 'grid_worker', area: county.grid }])
  anybody = { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' } }
  await declare(officer, { ...command(), name: '暴风雪', kind: 'blizzard', reason: '高速封闭' })
})

const home = (more: Partial<Offer> = {}): Offer => ({
  ...command(),
  kind: 'home',
  beds: 3,
  floors: 2,
  forWhom: 'any',
  stove: 'central',
  contact: '马大姐',
  phone: '13800001111',
  address: '文化街 3 号 201',
  fromGroup: false,
  ...more,
})
const seen = (more: object = {}) => ({
  ...command(),
  ...{ lon: 96.06, lat: 40.02, beds: 3, floors: 2, stoveChecked: false, landmark: '' },
  forWhom: 'any' as const,
  ...more,
})
const sites = () => county.ctx().db.read(deedScope(county.ctx()), (tx) => readSites(tx, county.code, 0))

describe('an offer of a resident', () => {
  test('is used by nobody before somebody has looked; then it is one site, and who waits is placed there', async () => {
    const waiting = await register(county.ctx(), registration(4))
    expect(waiting.state).toBe('waiting')
    const { id, nr } = await offerPlaces(anybody, home())
    expect(nr).toBe(1)
    expect(await sites()).toEqual([])
    const opened = await checkOffer(worker, id, seen())
    expect(opened).toMatchObject({ state: 'open', community: county.east })
    expect(await sites()).toMatchObject([{ name: '居民家 1', kind: 'home', state: 'open', offered: 5 }])
    expect(await showParty(county.ctx(), waiting.id)).toMatchObject({ state: 'placed' })
    expect(await listOffers(officer)).toMatchObject([
      { state: 'open', held: 4, inside: 0, contact: '马大姐' },
    ])
  })

  test('the guest learns name and door only after accepting; the ledger learns neither', async () => {
    const { id } = await offerPlaces(anybody, home())
    await checkOffer(worker, id, seen())
    const party = await register(anybody, registration(2))
    expect(party.placement!.site).toMatchObject({ address: null, phone: null })
    const { rows } = await house.db.owner.query('select data from ledger where county = $1', [county.code])
    expect(JSON.stringify(rows)).not.toMatch(/马大姐|文化街|13800001111/)
  })

  test('a coal stove is looked at first', async () => {
    const { id } = await offerPlaces(anybody, home({ stove: 'coal' }))
    await expect(checkOffer(worker, id, seen())).rejects.toMatchObject({ code: 'offers.stove_unchecked' })
    expect(await sites()).toEqual([])
    expect(await checkOffer(worker, id, seen({ stoveChecked: true }))).toMatchObject({ state: 'open' })
  })

  test('the host stops with the own link: whoever is inside is placed anew, and nobody comes any more', async () => {
    await county.layOut([hall(40, { metres: 800 })])
    const { id, token } = await offerPlaces(anybody, home())
    const { site } = await checkOffer(worker, id, seen())
    const party = await register(county.ctx(), registration(2))
    await arrive(county.ctx(), party.id, { ...command(), site: site! })
    expect(await ownOffer(anybody, token)).toMatchObject({ nr: 1, state: 'open', inside: 2 })
    const stop = { ...command(), token }
    expect(await stopOwnOffer(anybody, stop)).toMatchObject({ state: 'ended', inside: 0 })
    expect(await stopOwnOffer(anybody, stop)).toMatchObject({ state: 'ended' })
    const after = await showParty(county.ctx(), party.id)
    expect(after.placement!.site.id).not.toBe(site)
    expect(['closing', 'closed']).toContain((await sites()).find((one) => one.id === site)?.state)
    await expect(stopOwnOffer(anybody, { ...command(), token })).rejects.toMatchObject({
      code: 'offers.step_not_possible',
    })
    await expect(ownOffer(anybody, 'a'.repeat(26))).rejects.toMatchObject({ code: 'bad_token' })
  })

  test('ends with its emergency: the door closes, what nobody has looked at is withdrawn', async () => {
    await county.layOut([hall(40, { metres: 800 })])
    const [opened, asked] = [await offerPlaces(anybody, home()), await offerPlaces(anybody, home())]
    const { site } = await checkOffer(worker, opened.id, seen())
    const party = await register(county.ctx(), registration(2))
    await withdraw(county.ctx(), party.id, { ...command(), reason: 'withdrawn' })
    const live = await liveOf(officer, county.code, 0)
    const services = { stillInside: async () => 0, notReached: async () => 0, whenOver: endOffers }
    const second = county.as([{ role: 'duty_officer', area: county.code }])
    const input = () => ({ ...command(), reason: '路通了，人都走了' })
    await closeEmergency(officer, live!.id, input(), services)
    expect(await ownOffer(anybody, opened.token)).toMatchObject({ state: 'open' })
    await closeEmergency(second, live!.id, input(), services)
    expect((await sites()).find((one) => one.id === site)?.state).toBe('closed')
    expect(await ownOffer(anybody, opened.token)).toMatchObject({ state: 'ended', inside: 0 })
    expect(await ownOffer(anybody, asked.token)).toMatchObject({ state: 'withdrawn' })
    const { rows } = await house.db.owner.query(
      `select count(*)::int as n from ledger where county = $1 and type = 'offer.ended'`,
      [county.code],
    )
    expect(rows[0].n).toBe(2)
  })

  test('is refused with a reason, withdrawn before it is looked at, and decided once', async () => {
    const [first, second] = [await offerPlaces(anybody, home()), await offerPlaces(anybody, home())]
    expect(await refuseOffer(worker, first.id, { ...command(), reason: '没有暖气，太冷' })).toMatchObject({
      state: 'refused',
    })
    await expect(checkOffer(worker, first.id, seen())).rejects.toMatchObject({
      code: 'offers.step_not_possible',
    })
    expect(await stopOffer(officer, second.id, command())).toMatchObject({ state: 'withdrawn', site: null })
    const third = await offerPlaces(anybody, home())
    const both = await Promise.allSettled([
      checkOffer(worker, third.id, seen()),
      checkOffer(officer, third.id, seen()),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await sites()).toHaveLength(1)
  })

  test('is seen where it lies: by the own grid and community, and by the duty room', async () => {
    const { id } = await offerPlaces(anybody, home({ community: county.west }))
    expect(await listOffers(worker)).toEqual([])
    await expect(checkOffer(worker, id, seen())).rejects.toMatchObject({ code: 'not_allowed' })
    const secretary = county.as([{ role: 'community_secretary', area: county.west }])
    expect(await listOffers(secretary)).toHaveLength(1)
    expect(await listOffers(officer)).toHaveLength(1)
  })

  test('a command sent again is one offer; without places or without an emergency it is none', async () => {
    const offer = home()
    const answers = await Promise.all([1, 2, 3].map(() => offerPlaces(anybody, offer)))
    expect(new Set(answers.map(({ nr, token }) => `${nr} ${token}`)).size).toBe(1)
    await expect(offerPlaces(anybody, home({ beds: 0, floors: 0 }))).rejects.toMatchObject({
      code: 'sites.no_places',
    })
    const quiet = await house.county()
    const there = { ...quiet.ctx(), actor: { ...quiet.ctx().actor, kind: 'public' as const } }
    await expect(offerPlaces(there, home())).rejects.toMatchObject({ code: 'offers.no_emergency' })
  })

  test('the host is forgotten with the emergency, in the offer and at the site', async () => {
    const { id } = await offerPlaces(anybody, home())
    await checkOffer(worker, id, seen())
    const { rows } = await house.db.owner.query('select emergency from offer where county = $1', [
      county.code,
    ])
    await county.ctx().keyring.destroyEmergencyKey(county.code, rows[0].emergency)
    expect(await listOffers(officer)).toMatchObject([{ nr: 1, contact: null, phone: null, address: null }])
  })
})
