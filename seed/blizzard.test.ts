import { expect, test } from 'vitest'
import { metresBetween } from '../src/base/geo.ts'
import { HOUR, MINUTE, tellBeijing } from '../src/base/time.ts'
import { blizzard } from './blizzard.ts'
import { told } from './curve.ts'
import { digest } from './digest.ts'
import { guazhou } from './guazhou.ts'
import { placesOf } from './pools.ts'
import { shortestMetres } from './travel.ts'
import type { Need, TravellerSeed } from './types.ts'

const night = blizzard()
const { parties } = night
const size = (p: TravellerSeed) => p.adults + p.children + p.infants + p.elders
const persons = (of: readonly TravellerSeed[]) => of.reduce((sum, p) => sum + size(p), 0)
const by = (moment: number) => persons(parties.filter((p) => p.at <= moment))

test('two runs and two machines give the same night, another seed another one with the same totals', () => {
  expect(digest(blizzard())).toBe(digest(night))
  expect(digest(night)).toBe('29457b0c')
  const other = blizzard({ seed: 2 })
  expect(digest(other)).not.toBe(digest(night))
  expect(persons(other.parties)).toBe(25_000)
})

test('25,000 persons by the morning (CCTV via 极目新闻), in 9,000 to 9,700 parties of one to eight', () => {
  expect(persons(parties)).toBe(25_000)
  expect(by(told(8, 0, 1))).toBe(25_000)
  expect(parties.length).toBeGreaterThan(9_000)
  expect(parties.length).toBeLessThan(9_700)
  for (const p of parties) expect(size(p)).toBeLessThanOrEqual(8)
  expect(parties.map((p) => p.n)).toEqual(parties.map((_, n) => n))
  for (let n = 1; n < parties.length; n++) expect(parties[n]!.at).toBeGreaterThanOrEqual(parties[n - 1]!.at)
})

test('600 to 1,000 before the closure (The Paper), more than 20,000 by 22:00 (甘肃日报)', () => {
  expect(by(told(17, 30))).toBeGreaterThan(600)
  expect(by(told(17, 30))).toBeLessThan(1_000)
  expect(by(told(22))).toBeGreaterThan(20_000)
  expect(by(told(22))).toBeLessThan(21_000)
  expect(tellBeijing(night.told.start)).toBe('2024-02-17T17:00:00+08:00')
  expect(tellBeijing(night.told.end)).toBe('2024-02-18T20:00:00+08:00')
})

test('about 4,000 persons an hour in the hours before 22:00 (18,000 placed in 4.5 h), 65 to 80 a minute', () => {
  const hours = [18, 19, 20, 21].map((h) => by(told(h + 1)) - by(told(h)))
  for (const n of hours) {
    expect(n).toBeGreaterThan(3_900)
    expect(n).toBeLessThan(4_650)
  }
  expect(Math.max(...hours) / 60).toBeLessThan(80)
})

test('needs in the shares that the placement is reckoned for', () => {
  const share = (need: Need, of = parties) => of.filter((p) => p.needs.includes(need)).length / of.length
  const couples = parties.filter((p) => size(p) >= 2)
  const close = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThan(wanted * 0.2)
  close(share('halal'), 0.06)
  close(share('pets'), 0.03)
  close(share('infant', couples), 0.07)
  close(share('accessible'), 0.015)
  close(share('medical'), 0.015)
  close(share('women'), 0.02)
  for (const p of parties) {
    expect(p.needs.includes('infant')).toBe(p.infants > 0)
    expect(p.needs.includes('truck_park')).toBe(p.vehicle === 'truck')
    expect(p.adults + p.elders).toBeGreaterThan(0)
    expect(p.needs.filter((n) => ['accessible', 'medical', 'women'].includes(n)).length).toBeLessThanOrEqual(
      1,
    )
  }
})

test('every entry is known; few come from 柳园 and the two queues', () => {
  const known = new Set(guazhou().entries.map((e) => e.id))
  for (const p of parties) expect(known.has(p.entry)).toBe(true)
  for (const e of night.roadEstimates) expect(known.has(e.entry)).toBe(true)
  const far = parties.filter((p) => ['liuyuan', 'malianjing-queue', 'xingxingxia-queue'].includes(p.entry))
  expect(persons(far)).toBeGreaterThan(500)
  expect(persons(far)).toBeLessThan(1_500)
})

test('at most 3 % never come; late ones are late by more than an hour', () => {
  const gone = parties.filter((p) => ['no_show', 'self_arranged', 'withdraws'].includes(p.fate))
  expect(persons(gone)).toBeLessThanOrEqual(750)
  for (const fate of ['no_show', 'self_arranged', 'withdraws', 'late'] as const)
    expect(parties.some((p) => p.fate === fate)).toBe(true)
  for (const p of parties.filter((q) => q.fate === 'late')) expect(p.travelDelay).toBeGreaterThanOrEqual(90)
})

test('with real ways to places drawn at large, 17,500 of those registered by 22:00 can be there by 22:00', () => {
  const { entries, streets, sites } = guazhou()
  const nearest = sites.map((s) => {
    const far = streets.nodes.map((n) => metresBetween(s, n))
    return far.indexOf(Math.min(...far))
  })
  const seats = sites.map(placesOf)
  const tables = new Map(
    entries.map((e) => [
      e.id,
      { car: shortestMetres(streets, e.node), foot: shortestMetres(streets, e.node, true) },
    ]),
  )
  const slots = seats.flatMap((n, s) => new Array<number>(n).fill(s))
  // A stride without a common factor with 26,900 walks through all places in no order of theirs.
  const there = parties.filter((p, n) => {
    const table = tables.get(p.entry)!
    const node = nearest[slots[(n * 7_919) % slots.length]!]!
    // On foot 3.5 km an hour, and only to the places nearby: a quarter of the way across the town.
    const minutes =
      p.vehicle === 'none' ? (table.foot[node]! / 4 / 3_500) * 60 : 3 + (table.car[node]! / 25_000) * 60
    return p.fate !== 'no_show' && p.at + (minutes + p.travelDelay) * MINUTE <= told(22)
  })
  expect(persons(there)).toBeGreaterThanOrEqual(17_500)
})

test('the road opens at 17:00 (今日瓜州); families leave first, about a fifth stays on', () => {
  const open = night.moments.find((m) => m.key === 'road_open')!.at
  expect(tellBeijing(open)).toBe('2024-02-18T17:00:00+08:00')
  for (const p of parties) expect(p.leavesAt).toBeGreaterThan(open)
  const stay = parties.filter((p) => p.leavesAt > told(24, 0, 1))
  expect(Math.abs(persons(stay) / 25_000 - 0.2)).toBeLessThan(0.03)
  const first = parties.filter((p) => p.leavesAt <= open + HOUR)
  const families = (of: readonly TravellerSeed[]) =>
    of.filter((p) => p.children + p.infants > 0).length / of.length
  expect(families(first)).toBeGreaterThan(families(parties))
})

test('what is told of persons is invented: telephones, plates with an I, some of everything missing', () => {
  for (const p of parties) {
    if (p.phone) expect(p.phone).toMatch(/^199000[0-7]\d{4}$/)
    if (p.plate) expect(p.plate).toMatch(/^.[A-H]I\d{4}$/)
  }
  const phones = parties.flatMap((p) => p.phone ?? [])
  expect(new Set(phones).size).toBe(phones.length)
  expect(phones.length).toBeLessThan(parties.length * 0.8)
  expect(parties.some((p) => p.name?.includes('·'))).toBe(true)
  expect(parties.some((p) => p.language === 'en')).toBe(true)
})

test('a small night keeps its shape', () => {
  const small = blizzard({ scale: 0.01 })
  expect(persons(small.parties)).toBe(250)
  expect(small.parties.at(-1)!.at).toBeGreaterThan(told(30))
  expect(small.parties.some((p) => p.at < told(19))).toBe(true)
})
