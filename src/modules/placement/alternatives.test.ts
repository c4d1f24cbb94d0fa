/** 换一个 (people.md, Traveller): up to two alternatives, the old hold stays until one is accepted. */
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
import { MINUTE } from '../../base/time.ts'
import { listAlternatives } from './actions/alternatives.ts'
import { register } from './actions/register.ts'
import { showParty } from './actions/show.ts'
import { suspendSite } from './actions/sites.ts'
import { accept, arrive, transfer } from './actions/steps.ts'
import type { SiteView } from './model.ts'
import { readSites } from './reads/sites.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

async function look(county: County, id: string): Promise<SiteView> {
  const [site] = await house.db.app.read(county.ctx().scope, (tx) => readSites(tx, county.code, 0, { id }))
  return site!
}
const BED = { kind: 'bed' as const, roomClass: 'general' as const }
const ROOMS = { ...BED, roomSize: 2, shared: false, places: 8 }
const DORMITORY = { ...BED, roomSize: 0, shared: true, places: 10 }

/** Four places at growing distance; a party of two at the exit is told the first. */
async function evening() {
  const county = await house.county()
  const sites = await county.layOut([
    hall(0, { metres: 300, name: '近', kind: 'school', pools: [DORMITORY] }),
    hall(0, { metres: 900, kind: 'home', name: '王家', landmark: '红灯笼', pools: [ROOMS] }),
    hall(10, { metres: 2500, name: '中' }),
    hall(10, { metres: 4500, name: '远' }),
  ])
  const party = await register(county.ctx(), registration(2))
  expect(party.placement?.site.id).toBe(sites[0])
  return { county, sites, party, guest: county.guest(party.id) }
}

describe('what else there is', () => {
  test('the next two by the same rule, none of them the one held; nothing is held there', async () => {
    const { county, sites, party, guest } = await evening()
    const found = await listAlternatives(guest, party.id)
    expect(found.map(({ site }) => site.id)).toEqual([sites[1], sites[2]])
    expect(found[1]).toMatchObject({ kind: 'floor', by: 'car', site: { name: '中', priceClass: 'free' } })
    for (const id of sites.slice(1)) expect(await look(county, id)).toMatchObject({ held: 0, blocked: 0 })
    expect(await look(county, sites[0]!)).toMatchObject({ held: 2 })
  })

  test('a home is offered without name and door', async () => {
    const { party, guest } = await evening()
    const [home] = await listAlternatives(guest, party.id)
    expect(home?.site).toMatchObject({ kind: 'home', name: '', landmark: '' })
    expect(JSON.stringify(home)).not.toMatch(/王家|红灯笼/)
  })

  test('taken, its name, door and way are told to nobody but staff until the guest accepts', async () => {
    const { county, sites, party, guest } = await evening()
    const taken = await transfer(guest, party.id, { ...command(), site: sites[1]! })
    const { site, directions } = taken.placement!
    expect(site).toMatchObject({ id: sites[1], name: '', landmark: '', address: null, phone: null })
    expect(
      [site.lon, site.lat].every((degrees) => Math.abs(degrees * 100 - Math.round(degrees * 100)) < 1e-6),
    ).toBe(true)
    expect(directions).toMatchObject({ line: [], streets: [], minutes: expect.any(Number) })
    expect(JSON.stringify(taken)).not.toMatch(/王家|红灯笼/)
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    expect((await showParty(desk, party.id)).placement!.site.name).toBe('王家')
    const accepted = await accept(guest, party.id, command())
    expect(accepted.placement!.site).toMatchObject({ name: '王家', landmark: '红灯笼' })
  })

  test('nothing for whoever waits or has arrived', async () => {
    const { county, party, guest } = await evening()
    await arrive(guest, party.id, command())
    expect(await listAlternatives(guest, party.id)).toEqual([])
    const waiting = await register(county.ctx(), registration(90))
    expect(waiting.placement).toBeNull()
    expect(await listAlternatives(county.guest(waiting.id), waiting.id)).toEqual([])
  })

  test('another party’s are not told', async () => {
    const { county, party, guest } = await evening()
    const other = await register(county.ctx(), registration(1))
    await expect(listAlternatives(guest, other.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listAlternatives(county.ctx(), party.id)).toHaveLength(2)
  })
})

describe('taking one', () => {
  test('gives the old place back and holds the new one, once a command', async () => {
    const { county, sites, party, guest } = await evening()
    const same = { ...command(), site: sites[2]! }
    const [one, again] = await Promise.all([transfer(guest, party.id, same), transfer(guest, party.id, same)])
    expect(one.placement?.site.id).toBe(sites[2])
    expect(again).toEqual(one)
    expect(one.placement).toMatchObject({ state: 'held', acceptedAt: null, places: 2 })
    expect(one.placement!.holdUntil).toBeGreaterThan(NIGHT + 60 * MINUTE)
    expect(await look(county, sites[0]!)).toMatchObject({ held: 0 })
    expect(await look(county, sites[2]!)).toMatchObject({ held: 2 })
  })

  test('where it has filled up meanwhile nothing changes', async () => {
    const { county, sites, party, guest } = await evening()
    const many = await register(county.ctx(), registration(10))
    expect(many.placement?.site.id).toBe(sites[2])
    await expect(transfer(guest, party.id, { ...command(), site: sites[2]! })).rejects.toMatchObject({
      code: 'placement.no_room',
    })
    expect((await showParty(guest, party.id)).placement?.site.id).toBe(sites[0])
    expect(await look(county, sites[0]!)).toMatchObject({ held: 2 })
  })

  test('a place that does not meet its needs, or is out of use, cannot be taken', async () => {
    const county = await house.county()
    const [halal, plain] = await county.layOut([hall(10, { features: ['halal_kitchen'] }), hall(10)])
    const party = await register(county.ctx(), registration(2, { needs: ['halal'] }))
    expect(party.placement?.site.id).toBe(halal)
    const guest = county.guest(party.id)
    expect(await listAlternatives(guest, party.id)).toEqual([])
    const move = () => transfer(guest, party.id, { ...command(), site: plain! })
    await expect(move()).rejects.toMatchObject({ code: 'placement.no_room' })
    await suspendSite(county.ctx(), plain!, { ...command(), reason: '停暖' })
    await expect(move()).rejects.toMatchObject({ code: 'placement.site_not_open' })
    expect((await showParty(guest, party.id)).placement?.site.id).toBe(halal)
  })

  test('whoever has arrived is moved by the desk alone; nobody moves another party', async () => {
    const { county, sites, party, guest } = await evening()
    const other = await register(county.ctx(), registration(1))
    await expect(transfer(guest, other.id, { ...command(), site: sites[3]! })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await arrive(guest, party.id, command())
    await expect(transfer(guest, party.id, { ...command(), site: sites[3]! })).rejects.toMatchObject({
      code: 'placement.step_not_possible',
    })
    const moved = await transfer(county.ctx(), party.id, { ...command(), site: sites[3]! })
    expect(moved.placement?.site.id).toBe(sites[3])
  })
})
