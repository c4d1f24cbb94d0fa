/** Every figure of the wall against what was done, counted by hand; nothing of another world or county in any of them. */
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
import { merge } from '../placement/actions/duplicates.ts'
import { register } from '../placement/actions/register.ts'
import { retryWaiting } from '../placement/actions/replace.ts'
import { setRoadEstimate } from '../placement/actions/road.ts'
import { showParty } from '../placement/actions/show.ts'
import { changeSite, closeSite, openSites, suspendSite } from '../placement/actions/sites.ts'
import { accept, arrive, depart, transfer, withdraw } from '../placement/actions/steps.ts'
import { beginWorld } from '../placement/actions/world.ts'
import type { Wall } from './api.ts'
import { wallOf } from './reads.ts'

let house: House
let county: County
let wall: Wall

const BED = { kind: 'bed' as const, roomClass: 'general' as const }
const at = (minutes: number) => NIGHT + minutes * MINUTE

beforeAll(async () => {
  house = await openHouse()
  county = await house.county()
  const other = await house.county()
  await other.layOut([hall(500)])
  await register(other.ctx(), registration(7))
  const [, east, west] = await county.layOut([
    hall(10, { metres: 9000 }),
    hall(0, { kind: 'hotel', pools: [{ ...BED, roomSize: 2, shared: false, places: 8 }] }),
    hall(30, { metres: -800, kind: 'school', wardens: 1, personsPerWarden: 12 }),
  ])
  const ctx = (minutes = 0) => county.ctx({ now: at(minutes) })
  const comes = (size: number, minutes = 0, more = {}) => register(ctx(minutes), registration(size, more))
  // 3 in the hotel's rooms of two (blocking one), arrived; they leave after half an hour.
  const gone = await comes(3)
  await arrive(ctx(5), gone.id, { ...command(), site: east! })
  await depart(ctx(35), gone.id, command())
  // 1 in the hotel, arrived, blocking one; 2 hold the next room.
  const alone = await comes(1, 12)
  await arrive(ctx(14), alone.id, { ...command(), site: east! })
  const couple = await comes(2, 20)
  await accept(ctx(21), couple.id, command())
  // 9 at the school; then its wardens are fewer, so they are beyond its places.
  const many = await comes(9, 25)
  await arrive(ctx(26), many.id, { ...command(), site: west! })
  await changeSite(ctx(27), west!, { ...command(), personsPerWarden: 8 })
  // 40 wait for want of a place, 2 for the doctor; 5 withdraw; 2 were registered twice.
  await comes(40, 30)
  await comes(2, 31, { needs: ['medical'] })
  const away = await comes(5, 32)
  await withdraw(ctx(33), away.id, { ...command(), reason: 'withdrawn' })
  const twice = await comes(2, 34)
  const desk = county.as([{ role: 'duty_officer', area: county.code }], { now: at(35) })
  await merge(desk, twice.id, { ...command(), into: couple.id, reason: '同一家' })
  await setRoadEstimate(ctx(-90), { ...command(), entry: 'exit', persons: 900, source: '目测' })
  wall = await wallOf(ctx(40))
})
afterAll(() => house.stop())

test('persons and parties by what became of them', () => {
  const { registered, registeredNotArrived, arrived, over, departed, waiting } = wall
  expect({ registered, registeredNotArrived, arrived, over, departed, waiting }).toEqual({
    // Without the two who were registered twice.
    registered: { parties: 7, persons: 62 },
    registeredNotArrived: { parties: 1, persons: 2 },
    arrived: { parties: 2, persons: 10 },
    over: { parties: 1, persons: 9 },
    departed: { parties: 1, persons: 3 },
    waiting: { parties: 2, persons: 42 },
  })
})

test('who waits, by reason and need, since when', () => {
  expect(wall.waitingBy).toEqual([
    { reason: 'size', need: null, parties: 1, persons: 40, oldest: at(30) },
    { reason: 'need', need: 'medical', parties: 1, persons: 2, oldest: at(31) },
  ])
})

test('places by kind of site: what is blocked is not free, and nothing beyond the wardens', () => {
  const by = (kind: string) => wall.byKind.find((row) => row.kind === kind)
  expect(by('hotel')).toMatchObject({ sites: 1, offered: 8, held: 2, occupied: 1, blocked: 1, free: 4 })
  // 30 places and nine people beyond them: no warden has a hand free.
  expect(by('school')).toMatchObject({ sites: 1, offered: 30, held: 0, occupied: 0, free: 0 })
  expect(by('hall')).toMatchObject({ sites: 1, offered: 10, free: 10 })
  expect(wall.byPlaceKind).toEqual([
    { kind: 'bed', offered: 8, occupied: 1, free: 4 },
    { kind: 'floor', offered: 40, occupied: 0, free: 40 },
  ])
})

test('places by community; a site outside them all is in none', () => {
  expect(wall.communities).toEqual([
    { code: county.east, offered: 8, held: 2, occupied: 1, free: 4 },
    { code: county.west, offered: 30, held: 0, occupied: 0, free: 0 },
  ])
})

test('the curve every ten minutes: registered, arrived, departed so far', () => {
  expect(wall.curve).toEqual([
    { at: at(10), registered: 3, arrived: 3, departed: 0 },
    { at: at(20), registered: 4, arrived: 4, departed: 0 },
    { at: at(30), registered: 15, arrived: 13, departed: 0 },
    { at: at(40), registered: 62, arrived: 13, departed: 3 },
  ])
})

test('the road: as entered, with its age, and stale after an hour', () => {
  expect(wall.roadEstimates).toEqual([
    { entry: 'exit', persons: 900, source: '目测', at: at(-90), stale: true },
  ])
  expect(wall.ages.road).toBe(at(-90))
})

test('the emergency that the first registration opened, and no plan without one', () => {
  expect(wall.emergency).toMatchObject({ state: 'watch' })
  expect(wall.plan).toMatchObject({ state: 'none', at: null })
})

describe('another county’s site, by agreement', () => {
  test('is told nobody by the program and opened by no act for all; a person may send there; it is in no sum', async () => {
    const town = await house.county()
    const [own, theirs] = await town.layOut([
      hall(5, { metres: 3000 }),
      hall(50, { metres: 100, byAgreement: '敦煌市' }),
    ])
    const placed = await register(town.ctx(), registration(4))
    expect(placed.placement!.site.id).toBe(own)
    const waits = await register(town.ctx(), registration(9))
    expect(waits).toMatchObject({ state: 'waiting', waiting: { reason: 'size' } })
    await retryWaiting(town.ctx())
    expect((await showParty(town.ctx(), waits.id)).state).toBe('waiting')

    const sent = await transfer(town.ctx(), waits.id, {
      ...command(),
      site: theirs!,
      reason: '与敦煌说好了',
    })
    expect(sent.placement!.site.id).toBe(theirs)
    const { byKind, byPlaceKind, communities } = await wallOf(town.ctx())
    expect(byKind).toMatchObject([{ kind: 'hall', sites: 1, offered: 5, held: 4, free: 1 }])
    expect(byPlaceKind).toEqual([{ kind: 'floor', offered: 5, occupied: 0, free: 1 }])
    expect(communities.reduce((sum, { offered }) => sum + offered, 0)).toBe(5)

    await closeSite(town.ctx(), theirs!, { ...command(), moveInside: true })
    await changeSite(town.ctx(), theirs!, { ...command(), landmark: '过收费站' })
    expect(await openSites(town.ctx(), command())).toBe(0)
  })
})

describe('sites that take nobody more', () => {
  test('offer nothing that is free, and those in them are still told', async () => {
    const town = await house.county()
    const [one, two] = await town.layOut([hall(5), hall(5, { metres: 900 })])
    const { id } = await register(town.ctx(), registration(4))
    await arrive(town.ctx(), id, { ...command(), site: one! })
    await suspendSite(town.ctx(), two!, { ...command(), reason: '停暖' })
    await closeSite(town.ctx(), one!, { ...command(), moveInside: false })
    const { byKind, arrived } = await wallOf(town.ctx())
    expect(byKind).toMatchObject([{ kind: 'hall', sites: 2, offered: 10, occupied: 4, free: 0 }])
    expect(arrived.persons).toBe(4)
  })

  test('a play beside has figures of its own', async () => {
    const town = await house.county()
    await town.layOut([hall(50)])
    await register(town.ctx(), registration(4))
    const world = await beginWorld(town.ctx(), { ...command(), kind: 'play', name: '回放', rate: 1 })
    const figures = await wallOf(town.ctx({ world }))
    expect(figures.registered).toEqual({ parties: 0, persons: 0 })
    expect((await wallOf(town.ctx())).registered.persons).toBe(4)
  })
})
