/**
 * The hunt (invariants 1 and 2): everything that moves a counter at once, in random order, on four tiny sites. No
 * deadlock reaches a caller, no place is given twice at any instant, nobody is lost.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { Refusal } from '../../base/refusal.ts'
import { HOUR } from '../../base/time.ts'
import { register } from './actions/register.ts'
import { retryWaiting, sweepHolds } from './actions/replace.ts'
import { changeSite, openSite, suspendSite } from './actions/sites.ts'
import { accept, arrive, depart, transfer, withdraw } from './actions/steps.ts'

const CALLERS = 40
const DEEDS = 1600
/** What a caller may be told under load and by the rules; anything else fails the hunt. */
const ANSWERS = [
  'placement.step_not_possible',
  'placement.no_room',
  'placement.site_not_open',
  'sites.step_not_possible',
]

/** Moves of each kind at least. */
const MOVES = {
  'party.placed': 40,
  'party.transferred': 4,
  'party.arrived': 8,
  'party.departed': 20,
  'party.over': 5,
  'party.waiting': 20,
  'party.hold_expired': 5,
  'site.suspended': 0,
}

let house: House
let county: County
let sites: string[]

beforeAll(async () => {
  house = await openHouse({ max: 48 })
  county = await house.county()
  const room = { kind: 'bed' as const, roomClass: 'general' as const }
  sites = await county.layOut([
    hall(9),
    hall(0, { metres: 600, pools: [{ ...room, roomSize: 2, shared: false, places: 8 }] }),
    hall(0, {
      metres: 700,
      wardens: 1,
      personsPerWarden: 7,
      pools: [
        { ...room, roomSize: 3, shared: false, places: 6 },
        { ...room, kind: 'floor', roomSize: 0, shared: true, places: 5 },
      ],
    }),
    hall(6, { metres: 800, intakePerSlot: 4 }),
  ])
})
afterAll(() => house.stop())

/** Random, from a seed, so that a hunt can be told again. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

test('registrations, transfers, arrivals and departures, three sweepers, sites that shrink and pause', async () => {
  const parties: string[] = []
  const refusals = new Map<string, number>()
  let deeds = 0
  let now = NIGHT

  const ctx = () => county.ctx({ now })

  /** Does a deed; what the rules refuse is counted. */
  async function attempt(deed: () => Promise<unknown>): Promise<void> {
    deeds++
    await deed().catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1)
    })
  }

  /** A party comes, is moved about by several desks at once, and mostly leaves; some are left to the sweepers. */
  async function journey(roll: (sides: number) => number): Promise<void> {
    now += roll(4) * 60_000
    const children = roll(3) === 0 ? { children: 1 } : {}
    const { id, state } = await register(ctx(), registration(1 + roll(3), children))
    parties.push(id)
    deeds++
    const site = () => sites[roll(sites.length)]!
    const move = () => attempt(() => transfer(ctx(), id, { ...command(), site: site() }))
    const come = () =>
      attempt(() => arrive(ctx(), id, { ...command(), ...(roll(4) === 0 ? { site: site() } : {}) }))
    if (state === 'placed' && roll(5) === 0) return
    await (state === 'placed' ? move() : come())
    await Promise.all([move(), roll(2) === 0 ? come() : attempt(() => accept(ctx(), id, command()))])
    if (roll(2) === 0) await come()
    await Promise.all([
      attempt(() => depart(ctx(), id, command())),
      attempt(() => withdraw(ctx(), id, { ...command(), reason: 'withdrawn' })),
    ])
    await attempt(() => depart(ctx(), id, command()))
  }

  async function change(roll: (sides: number) => number): Promise<void> {
    const site = sites[roll(sites.length)]!
    if (roll(3) > 0)
      return attempt(() =>
        changeSite(ctx(), site, { ...command(), wardens: 1 + roll(3), personsPerWarden: 4 }),
      )
    await attempt(() => suspendSite(ctx(), site, { ...command(), reason: '停暖' }))
    await attempt(() => openSite(ctx(), site, { ...command(), now: true }))
  }

  async function caller(n: number): Promise<void> {
    const roll = dice(n + 1)
    while (deeds < DEEDS) await (roll(12) === 0 ? change(roll) : journey(roll))
  }
  /** Looks with the eyes of the future, so that there is always a hold that is due. */
  async function sweeper(n: number): Promise<number> {
    let expired = 0
    while (deeds < DEEDS) {
      expired += await sweepHolds(county.ctx({ now: now + (4 + n) * HOUR }))
      await retryWaiting(county.ctx({ now }))
    }
    return expired
  }
  let looks = 0
  /** The bound at every instant, read while everything moves, and the counters' own sums. */
  async function watcher(): Promise<void> {
    while (deeds < DEEDS) {
      looks++
      expect(await wrongCounters()).toEqual([])
    }
  }
  const before = await deadlocks()
  const [, expired] = await Promise.all([
    Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(n))),
    Promise.all([0, 1, 2].map(sweeper)),
    watcher(),
  ])

  expect([...refusals.keys()].filter((code) => !ANSWERS.includes(code))).toEqual([])
  // The caller's retries would hide them; the server counts them.
  expect((await deadlocks()) - before).toBe(0)
  expect(looks).toBeGreaterThan(5)
  // Every kind of move was made, and the counters were fought for.
  for (const [type, least] of Object.entries(MOVES)) expect(await told(type), type).toBeGreaterThan(least)
  expect(expired.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0)
  expect(await wrongCounters()).toEqual([])
  await nobodyIsLost(parties)
}, 120_000)

/** Deadlocks of this test's database since it was made; written down by each backend within a second or at its end. */
async function deadlocks(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const { rows } = await house.db.owner.query(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  )
  return rows[0].n
}

/** Counters beyond what is offered or unlike the sum of their rows; one statement sees one instant. */
async function wrongCounters(): Promise<unknown[]> {
  const { rows } = await house.db.owner.query(
    `select l.site, l.pool, l.offered, l.held, l.occupied, l.blocked, l.over, s.*
     from site_load l cross join lateral (
       select coalesce(sum(p.places) filter (where p.state = 'held'), 0)::int as s_held,
         coalesce(sum(p.places) filter (where p.state = 'arrived'), 0)::int as s_occupied,
         coalesce(sum(p.places) filter (where p.state = 'over' and l.pool = 'site'), 0)::int as s_over,
         coalesce(sum(p.blocked) filter (where l.pool <> 'site'), 0)::int as s_blocked
       from placement p where p.county = l.county and p.site = l.site and p.state <> 'ended'
         and (l.pool = 'site' or p.pool = l.pool)) s
     where l.county = $1 and (l.held + l.occupied + l.blocked > l.offered
       or (l.held, l.occupied, l.blocked, l.over) is distinct from (s_held, s_occupied, s_blocked, s_over))`,
    [county.code],
  )
  return rows
}

/** Every party registered is there, in a state that fits its placements, and at most one of them lives. */
async function nobodyIsLost(registered: readonly string[]): Promise<void> {
  const { rows } = await house.db.owner.query(
    `select p.id, p.state, p.waiting_reason, count(pl.id) filter (where pl.state <> 'ended')::int as live,
       max(pl.state) filter (where pl.state <> 'ended') as now, sum(pl.places) filter (where pl.state <> 'ended')::int as places, p.size
     from party p left join placement pl on pl.county = p.county and pl.party = p.id
     where p.county = $1 group by p.county, p.world, p.id`,
    [county.code],
  )
  expect(rows.map(({ id }) => id).sort()).toEqual([...registered].sort())
  const inside = (state: string, now: string | null) =>
    state === 'placed'
      ? now === 'held'
      : state === 'arrived'
        ? now === 'arrived' || now === 'over'
        : now === null
  expect(rows.filter((row) => row.live > 1 || !inside(row.state, row.now))).toEqual([])
  expect(rows.filter((row) => row.live === 1 && row.places !== row.size)).toEqual([])
  expect(rows.filter((row) => (row.state === 'waiting') !== (row.waiting_reason !== null))).toEqual([])
  expect(await told('party.registered')).toBe(registered.length)
}

async function told(type: string): Promise<number> {
  const { rows } = await house.db.owner.query(
    'select count(*)::int as n from ledger where county = $1 and type = $2',
    [county.code, type],
  )
  return rows[0].n
}

test('whoever loses every race is kept as waiting, and the next look finds the place', async () => {
  const crowded = await house.county()
  await crowded.layOut([hall(4)])
  let races = 0
  const { db, ...rest } = crowded.ctx()
  const racing: typeof db = Object.assign(Object.create(db), {
    call: async (name: string, sql: string, values: unknown[]) => {
      if (name !== 'placement_register' || values[8] === '[]') return db.call(name, sql, values)
      races++
      throw Object.assign(new Error('lost'), { code: 'JW002' })
    },
  })
  const party = await register({ ...rest, db: racing }, registration(2))
  expect(races).toBeGreaterThan(1)
  expect(party).toMatchObject({ state: 'waiting', placement: null, waiting: { reason: 'no_room' } })
  await retryWaiting(crowded.ctx({ now: NIGHT + 60_000 }))
  const { rows } = await house.db.owner.query('select state from party where county = $1', [crowded.code])
  expect(rows).toEqual([{ state: 'placed' }])
})
