/** The night of 17 February in small: the real script, the real API, a world of its own with a fast clock. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blizzard } from '../../seed/blizzard.ts'
import { isPartyCode } from '../../src/base/ids.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow, PlanView } from '../../src/modules/placement/model.ts'
import { type NightReport, reportsApi } from '../../src/modules/reports/api.ts'
import { openClient } from '../../src/night/client.ts'
import { openNight, type Progress, playNight } from '../../src/night/runner.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { callerOf, command, until } from './caller.ts'

/** Told seconds in a real one: forty minutes of the night in a second. */
const RATE = 2400
const night = blizzard({ scale: 0.02, hotelsFail: true })
const closure = night.moments.find((moment) => moment.key === 'closure')!.at
const sizeOf = (p: { adults: number; children: number; infants: number; elders: number }): number =>
  p.adults + p.children + p.infants + p.elders

let server: TestServer
let progress: Progress
let report: NightReport
let parties: readonly PartyRow[]
let plan: PlanView
/** When half of them had registered: the clock runs faster than a busy machine registers. */
let half: number

beforeAll(async () => {
  server = await startTestServer()
  const officer = callerOf(server.url, server.tokenOf('duty_officer'))
  const world = await officer.call(placementApi.startWorld, {
    body: { ...command(), kind: 'play', name: '小雪夜', startsAt: closure, rate: RATE },
  })
  const began = { told: world.now, real: Date.now() }
  officer.close()
  const base = `${server.url}/c/guazhou/w/${world.id}`
  const client = openClient(base, { authorization: `Bearer ${world.token}` })
  const told = (): number => began.told + (Date.now() - began.real) * RATE
  await openNight(client, closure)
  progress = await playNight({
    client,
    night,
    told,
    until: (moment) => (moment - told()) / RATE,
    atOnce: 12,
    onProgress: () => {},
    stopped: () => false,
  })
  parties = (await client.call(placementApi.parties, { query: { limit: 5000 } })).parties
  await until(async () => {
    const { rows } = await server.database.owner.query<{ open: number }>(
      `select (select count(*) from ledger where world = $1)::int - (select count(*) from ledger_seal where world = $1)::int as open`,
      [world.id],
    )
    return rows[0]!.open === 0 ? true : undefined
  })
  plan = (await client.call(placementApi.outlook, {})).plan
  half = parties.map((row) => row.registeredAt).sort((a, b) => a - b)[Math.floor(parties.length / 2)]!
  report = await client.call(reportsApi.nightReport, { query: { at: String(half) } })
  client.close()
})
afterAll(async () => {
  await server.stop()
})

describe('the night in small', () => {
  it('registers everybody of the script, and refuses nobody', () => {
    const persons = night.parties.reduce((n, p) => n + sizeOf(p), 0)
    expect(progress).toMatchObject({ registered: persons, total: persons, refused: 0 })
    expect(parties.length).toBe(night.parties.length)
    expect(parties.reduce((n, row) => n + row.size, 0)).toBe(persons)
    expect(parties.every((row) => isPartyCode(row.code))).toBe(true)
  })

  it('promises no place twice and loses nobody', () => {
    expect(report).toMatchObject({ doublePromises: 0, lostParties: 0, chain: { verified: true } })
    expect(report.chain.seq).toBeGreaterThan(2 * parties.length)
  })

  it('two hotels fail at 23:00: nobody stays in them, and nobody else is moved by the machine', async () => {
    const { rows } = await server.database.owner.query<{ site: string; state: string; live: number }>(
      `select s.id as site, s.state, (select count(*)::int from placement pl
         where pl.county = s.county and pl.world = s.world and pl.site = s.id and pl.state <> 'ended') as live
       from site s join ledger l on l.county = s.county and l.world = s.world and l.subject = s.id
       where l.type = 'site.suspended' and l.world <> 0`,
    )
    expect(rows.map(({ state, live }) => [state, live])).toEqual([
      ['suspended', 0],
      ['suspended', 0],
    ])
    const moved = await server.database.owner.query<{ n: number }>(
      `select count(*)::int as n from ledger where type = 'party.transferred' and world <> 0 and data ->> 'from' = any ($1)`,
      [rows.map(({ site }) => site)],
    )
    const waited = await server.database.owner.query<{ n: number }>(
      `select count(*)::int as n from ledger where type = 'party.waiting' and world <> 0 and data ->> 'site' = any ($1)`,
      [rows.map(({ site }) => site)],
    )
    expect(moved.rows[0]!.n + waited.rows[0]!.n).toBeGreaterThan(0)
    expect(report.movedAnyway).toBe(0)
  })

  it('everybody has arrived, has left, or is told where to go or why to wait', () => {
    for (const row of parties) {
      expect(['placed', 'arrived', 'departed', 'waiting', 'withdrawn', 'self_arranged']).toContain(row.state)
      if (row.state === 'placed' || row.state === 'arrived') expect(row.site).not.toBeNull()
      if (row.state === 'waiting') expect(row.waiting).not.toBeNull()
    }
    const there = parties.filter((row) => row.state === 'arrived' || row.state === 'departed').length
    expect(there / parties.length).toBeGreaterThan(0.5)
  })

  it('tells a moment from the ledger as the tables remember it', () => {
    const [moment] = report.moments
    expect(moment!.at).toBe(half)
    const byThen = parties.filter((row) => row.registeredAt <= half)
    expect(moment!.registered).toEqual({
      parties: byThen.length,
      persons: byThen.reduce((n, row) => n + row.size, 0),
    })
    expect(moment!.registered.parties).toBeGreaterThanOrEqual(parties.length / 2)
    const { registered, holding, arrived, waiting } = moment!
    expect(holding.persons + arrived.persons + waiting.persons).toBeLessThanOrEqual(registered.persons)
    expect(moment!.waitingBy.reduce((n, one) => n + one.persons, 0)).toBe(waiting.persons)
  })

  it('was planned ahead, within what no plan can beat', () => {
    expect(plan.at).not.toBeNull()
    expect(plan.expected).toBeGreaterThanOrEqual(plan.unplaced!)
    expect(plan.cost).toBeGreaterThanOrEqual(plan.bound!)
  })

  it('counts its figures in the end as the world stands', () => {
    const departed = parties.filter((row) => row.state === 'departed')
    expect(report.departed.parties).toBe(departed.length)
    expect(report.departed.persons).toBe(progress.departed)
    expect(report.minutesToArrival.worst).toBeGreaterThanOrEqual(report.minutesToArrival.p50)
  })
})
