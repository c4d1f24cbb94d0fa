/** What the database's functions decide is what rules.ts says: states and steps, due holds, keys and constants. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
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
import { Refusal } from '../../base/refusal.ts'
import { HOUR, MINUTE } from '../../base/time.ts'
import { at } from '../../platform/db/types.ts'
import type { Context } from '../../platform/http/context.ts'
import { PLACE_KINDS, ROOM_CLASSES } from '../sites/model.ts'
import { correct, erase } from './actions/correct.ts'
import { dismiss, merge, unmerge } from './actions/duplicates.ts'
import { register } from './actions/register.ts'
import { sweepHolds } from './actions/replace.ts'
import { showParty } from './actions/show.ts'
import { accept, arrive, depart, transfer, withdraw } from './actions/steps.ts'
import {
  END_REASONS,
  NEEDS,
  PARTY_STATES,
  type PartyState,
  PLACEMENT_STATES,
  VEHICLES,
  WAITING_REASONS,
} from './model.ts'
import { readBoard } from './reads/board.ts'
import {
  ASKED,
  CREDIBLE,
  type DueHold,
  PARTY_STEPS,
  type PartyStep,
  RENEWAL,
  whenDue,
  whyNot,
} from './rules.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

describe('state × step', () => {
  let county: County
  let site: string

  beforeAll(async () => {
    county = await house.county()
    const sites = await county.layOut([hall(5000), hall(5000, { metres: 4000 })])
    site = sites[1]!
  })

  const STEPS: Readonly<Record<PartyStep, (ctx: Context, id: string) => Promise<unknown>>> = {
    accept: (ctx, id) => accept(ctx, id, command()),
    arrive: (ctx, id) => arrive(ctx, id, { ...command(), site }),
    transfer: (ctx, id) => transfer(ctx, id, { ...command(), site }),
    depart: (ctx, id) => depart(ctx, id, command()),
    withdraw: (ctx, id) => withdraw(ctx, id, { ...command(), reason: 'withdrawn' }),
    correct: (ctx, id) => correct(ctx, id, { ...command(), vehicle: 'none' }),
    erase: (ctx, id) => erase(ctx, id, command()),
    merge: async (ctx, id) => {
      const { id: into } = await register(ctx, registration(2))
      return merge(ctx, id, { ...command(), into, reason: '同一家' })
    },
    unmerge: (ctx, id) => unmerge(ctx, id, command()),
    dismiss: async (ctx, id) => {
      const { id: other } = await register(ctx, registration(2))
      await house.db.owner.query(
        `insert into party_link (county, world, earlier, later, grounds, at) values ($1, 0, $2, $3, '{phone}', $4)`,
        [county.code, other, id, at(NIGHT)],
      )
      return dismiss(ctx, id, { ...command(), other, reason: '两家人' })
    },
  }

  /** A party in a state, reached by its own steps where there are some. */
  async function partyIn(state: PartyState): Promise<string> {
    const { id } = await register(county.ctx(), registration(2))
    if (state === 'placed') return id
    if (state === 'arrived' || state === 'departed') await arrive(county.ctx(), id, command())
    if (state === 'departed') await depart(county.ctx(), id, command())
    if (state === 'arrived' || state === 'departed') return id
    await withdraw(county.ctx(), id, {
      ...command(),
      reason: state === 'self_arranged' ? 'self_arranged' : 'withdrawn',
    })
    await house.db.owner.query(
      `update party set state = $2, waiting_reason = $3, waiting_since = $4 where id = $1`,
      [id, state, state === 'waiting' ? 'no_room' : null, state === 'waiting' ? at(NIGHT) : null],
    )
    return id
  }

  for (const state of PARTY_STATES)
    test.each(Object.keys(PARTY_STEPS) as PartyStep[])(`${state}: %s`, async (step) => {
      const id = await partyIn(state)
      expect((await showParty(county.ctx(), id)).state).toBe(state)
      const answer = await STEPS[step](county.ctx(), id).then(
        () => undefined,
        (error: unknown) => (error instanceof Refusal ? error.code : error),
      )
      expect(answer).toBe(whyNot(step, { state }))
    })
})

describe('a hold that is due', () => {
  /** Hours before the sweep; undefined: never. */
  const hours = fc.option(fc.integer({ min: -1, max: 8 }), { nil: undefined })
  const hold = fc.record({
    children: fc.nat(1),
    infants: fc.nat(1),
    elders: fc.nat(1),
    needs: fc.subarray([...NEEDS]),
    seen: fc.integer({ min: 0, max: 8 }),
    /** A millisecond on either side of the hour, or the hour itself. */
    edge: fc.constantFrom(-1, 0, 1),
    stretch: hours,
    asked: hours.map((h) => (h === undefined ? undefined : Math.max(h, 0))),
  })
  const CASES = 250

  test(`${CASES} random cases and the edges: the sweep decides as whenDue does`, async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(5000)])
    const now = NIGHT + 24 * HOUR
    const cases = [
      ...fc.sample(hold, CASES),
      ...[-1, 0, 1].flatMap((edge) =>
        [0, 2].map((seen) => ({
          children: 1,
          infants: 0,
          elders: 0,
          needs: [],
          seen,
          edge,
          stretch: 2,
          asked: undefined,
        })),
      ),
    ]
    const { id: first } = await register(county.ctx(), registration(1))
    const {
      rows: [{ emergency }],
    } = await house.db.owner.query('select emergency from party where id = $1', [first])
    await withdraw(county.ctx(), first, { ...command(), reason: 'withdrawn' })
    const expected = new Map<string, string>()
    for (const [n, one] of cases.entries()) {
      const id = randomUUID()
      const past = (h: number | undefined) => (h === undefined ? undefined : now - h * HOUR + one.edge)
      const due: DueHold = {
        children: one.children,
        infants: one.infants,
        elders: one.elders,
        needs: one.needs,
        seenAt: past(one.seen)!,
        stretchAt: past(one.stretch),
        askedAt: past(one.asked),
      }
      expected.set(id, whenDue(due, now))
      await house.db.owner.query(
        `with p as (
           insert into party (county, world, id, emergency, code, token_hash, state, adults, children, infants, elders, needs,
             vehicle, entry, lon, lat, channel, seen_at, registered_at, changed_at)
           values ($1, 0, $2::uuid, $3, 'x' || $4::text, decode(md5($4::text), 'hex'), 'placed', 1, $5, $6, $7, $8, 'car',
             'entry-' || $4::text, 96, 40, 'web', $9, $9, $9)),
         r as (insert into road_estimate (county, world, entry, persons, source, at)
           select $1, 0, 'entry-' || $4::text, 50, '', $10::timestamptz where $10 is not null),
         l as (update site_load set held = held + 1 + $5::int + $6::int + $7::int where site = $12)
         insert into placement (county, world, id, party, site, pool, places, state, held_at, hold_until, asked_at)
         values ($1, 0, gen_random_uuid(), $2::uuid, $12, 'p/floor/general/0s', 1 + $5::int + $6::int + $7::int, 'held', $9, $13, $11)`,
        [
          county.code,
          id,
          emergency,
          n,
          due.children,
          due.infants,
          due.elders,
          due.needs,
          at(due.seenAt),
          due.stretchAt === undefined ? null : at(due.stretchAt),
          due.askedAt === undefined ? null : at(due.askedAt),
          site,
          at(now - (n % 2)),
        ],
      )
    }
    const expired = await sweepHolds(county.ctx({ now }))
    const { rows } = await house.db.owner.query(
      `select party as id, state, end_reason, hold_until, asked_at from placement where county = $1 and party <> $2`,
      [county.code, first],
    )
    const decided = new Map(
      rows.map((row) => [
        row.id,
        row.state === 'ended'
          ? 'expire'
          : row.hold_until === now + RENEWAL
            ? 'renew'
            : row.hold_until === now + ASKED && row.asked_at === now
              ? 'ask'
              : 'nothing',
      ]),
    )
    expect([...decided].sort()).toEqual([...expected].sort())
    expect(expired).toBe([...expected.values()].filter((what) => what === 'expire').length)
    for (const what of ['renew', 'ask', 'expire']) expect([...expected.values()]).toContain(what)
  })

  test('a hold that is not due is left alone', async () => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const { placement } = await register(county.ctx(), registration(1))
    const until = placement!.holdUntil!
    expect(await sweepHolds(county.ctx({ now: until - 1 }))).toBe(0)
    const { rows: told } = await house.db.owner.query(
      `select type from ledger where county = $1 and subject_kind = 'party' order by nr`,
      [county.code],
    )
    expect(told.map(({ type }) => type)).toEqual(['party.registered', 'party.placed'])
    // Registered less than two hours ago: credibly on the way.
    expect(until - NIGHT).toBeLessThan(CREDIBLE)
    expect(await sweepHolds(county.ctx({ now: until }))).toBe(0)
    const { rows } = await house.db.owner.query('select hold_until from placement where id = $1', [
      placement!.id,
    ])
    expect(rows).toEqual([{ hold_until: until + RENEWAL }])
    expect(RENEWAL).toBe(30 * MINUTE)
  })
})

describe('names that both sides use', () => {
  test('the key of every pool is read back as its kind, class and size', async () => {
    const county = await house.county()
    const pools = PLACE_KINDS.flatMap((kind) =>
      ROOM_CLASSES.flatMap((roomClass) => [
        { kind, roomClass, roomSize: 0, shared: true, places: 6 },
        { kind, roomClass, roomSize: 2, shared: false, places: 6 },
        { kind, roomClass, roomSize: 3, shared: true, places: 6 },
      ]),
    )
    await county.layOut([hall(0, { pools: pools.slice(0, 24) }), hall(0, { pools: pools.slice(24) })])
    const board = await house.db.app.read(county.ctx().scope, (tx) => readBoard(tx, county.code, 0))
    expect(
      board.all.map(({ kind, roomClass, roomSize, shared }) => ({
        kind,
        roomClass,
        roomSize,
        shared,
        places: 6,
      })),
    ).toEqual(expect.arrayContaining(pools))
    expect(board.all).toHaveLength(pools.length)
    for (const { pool, kind, roomClass, roomSize, shared } of board.all) {
      expect(pool).toBe(`p/${kind}/${roomClass}/${roomSize}${shared ? 's' : 'u'}`)
      // The order in which counters are locked: a pool always before its whole site.
      expect(pool < 'site').toBe(true)
    }
    const { rows } = await house.db.owner.query(
      `select count(*)::int as wrong from site_load where pool <> 'site' and pool > 'site'`,
    )
    expect(rows).toEqual([{ wrong: 0 }])
  })

  test('a party told to a room reads its kind, class and size out of that key', async () => {
    const county = await house.county()
    await county.layOut([
      hall(0, { pools: [{ kind: 'cot', roomClass: 'women', roomSize: 12, shared: false, places: 24 }] }),
    ])
    const { placement } = await register(county.ctx(), registration(2, { needs: ['women'] }))
    expect(placement).toMatchObject({ kind: 'cot', roomClass: 'women', roomSize: 12, places: 2, blocked: 10 })
  })

  test.each([
    ['party', 'state', PARTY_STATES],
    ['party', 'vehicle', VEHICLES],
    ['party', 'waiting_reason', WAITING_REASONS],
    ['placement', 'state', PLACEMENT_STATES],
    ['placement', 'end_reason', END_REASONS],
    ['site_pool', 'kind', PLACE_KINDS],
    ['site_pool', 'room_class', ROOM_CLASSES],
  ] as const)('the database knows the same list for %s.%s', async (table, column, list) => {
    const { rows } = await house.db.owner.query<{ def: string }>(
      `select pg_get_constraintdef(c.oid) as def from pg_constraint c
       where c.conrelid = $1::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) ~ ('^CHECK \\(\\(' || $2 || ' = ANY')`,
      [table, column],
    )
    expect(rows).toHaveLength(1)
    expect([...rows[0]!.def.matchAll(/'(\w+)'::text/g)].map((match) => match[1]).sort()).toEqual(
      [...list].sort(),
    )
  })
})
