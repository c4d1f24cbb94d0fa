/**
 * The lock order party → placement → counters where a site's own deed meets a party on its way there: the party comes
 * after the site's deed has looked who is there, and before it has the counters.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { at } from '../../platform/db/types.ts'
import { actorJson } from '../../platform/ledger/record.ts'
import { register } from './actions/register.ts'
import { changeSite, closeSite, suspendSite } from './actions/sites.ts'
import { withdraw } from './actions/steps.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

type Deed = (county: County, site: string) => Promise<unknown>
const DEEDS: readonly (readonly [string, Deed])[] = [
  ['shrunk', (county, site) => changeSite(county.ctx(), site, { ...command(), wardens: 0 })],
  ['suspended', (county, site) => suspendSite(county.ctx(), site, { ...command(), reason: '停暖' })],
  ['closed', (county, site) => closeSite(county.ctx(), site, { ...command(), moveInside: true })],
]

test.each(DEEDS)(
  'a site is %s while a party is being moved there and takes leave: nothing is left over',
  async (_, deed) => {
    const county = await house.county()
    const [near, far] = await county.layOut([hall(10), hall(10, { metres: 900 })])
    const ctx = county.ctx()
    const { id, placement } = await register(ctx, registration(2))
    expect(placement!.site.id).toBe(near)
    const mover = await house.db.owner.connect()
    await mover.query('begin')
    const { rows } = await mover.query(
      `select placement_transfer($1, 0, $2, $3, gen_random_uuid(), '\\x00', $4, '{placed}', null, $5, gen_random_uuid()) as outcome`,
      [county.code, at(ctx.now), actorJson(ctx.actor), id, await candidate(county, far!)],
    )
    expect(rows[0].outcome).toBe('done')
    // The deed has seen nobody at the site and waits for its counters; the leave waits for the party.
    const done = deed(county, far!)
    await waiters(1)
    const left = withdraw(ctx, id, { ...command(), reason: 'withdrawn' })
    await waiters(2)
    await mover.query('commit')
    mover.release()
    await Promise.all([done, left])
    expect(await given(county)).toEqual({ held: 0, occupied: 0, over: 0, live: 0 })
  },
  30_000,
)

test('the server saw no deadlock', async () => {
  // Each backend writes its figures down within a second, or at its end.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const { rows } = await house.db.owner.query(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  )
  expect(rows).toEqual([{ n: 0 }])
})

async function candidate(county: County, site: string): Promise<string> {
  const { rows } = await house.db.owner.query(
    `select pool from site_load where county = $1 and site = $2 and pool <> 'site'`,
    [county.code, site],
  )
  const told = { area: null, blocked: 0, minutes: 1, metres: 900, slot: null }
  const holdUntil = at(county.ctx().now + 3_600_000)
  return JSON.stringify([{ site, pool: rows[0].pool, ...told, holdUntil }])
}

/** Comes back when so many connections wait for a lock. */
async function waiters(n: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await house.db.owner.query(
          `select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid
           where not l.granted and a.datname = current_database()`,
        )
        return rows[0].n
      },
      { interval: 20, timeout: 5000 },
    )
    .toBe(n)
}

async function given(county: County): Promise<unknown> {
  const { rows } = await house.db.owner.query(
    `select sum(held)::int as held, sum(occupied)::int as occupied, sum(over)::int as over,
       (select count(*)::int from placement where county = $1 and state <> 'ended') as live
     from site_load where county = $1`,
    [county.code],
  )
  return rows[0]
}
