/** One command, many senders: a phone that sends again, a desk that clicks twice, a queue that is delivered late. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import type { Context } from '../../platform/http/context.ts'
import { register } from './actions/register.ts'
import { changeSite, createSite } from './actions/sites.ts'
import { accept, arrive, depart, transfer, withdraw } from './actions/steps.ts'
import type { PartyView } from './model.ts'

const TWINS = 64
let house: House

beforeAll(async () => {
  house = await openHouse({ max: 48 })
})
afterAll(() => house.stop())

const twins = <T>(deed: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: TWINS }, deed))
const one = async (sql: string, county: County): Promise<Record<string, number>> =>
  (await house.db.owner.query(sql, [county.code])).rows[0]

/** What stands in the database of a county's one party. */
function traces(county: County, type: string) {
  return one(
    `select (select count(*)::int from party where county = $1) as parties,
       (select count(*)::int from receipt where county = $1) as receipts,
       (select count(*)::int from placement where county = $1 and state <> 'ended') as live,
       (select coalesce(sum(held + occupied + over), 0)::int from site_load where county = $1 and pool = 'site') as given,
       (select count(*)::int from ledger where county = $1 and type = '${type}') as told`,
    county,
  )
}

describe('64 twins of one command', () => {
  test('register: one party, one receipt, one place, the same answer for all', async () => {
    for (let round = 0; round < 3; round++) {
      const county = await house.county()
      const [site] = await county.layOut([hall(100)])
      const input = registration(3, { name: '王小明', phone: '13800001111' })
      const answers = await twins(() => register(county.ctx(), input))
      const told = new Set(
        answers.map(({ id, code, token, state, placement }) =>
          JSON.stringify([id, code, token, state, placement!.id, placement!.site.id]),
        ),
      )
      expect([...told]).toHaveLength(1)
      expect(answers[0]!.placement!.site.id).toBe(site)
      expect(answers[0]!.token).toMatch(/^.{20,}$/)
      expect(await traces(county, 'party.registered')).toEqual({
        parties: 1,
        receipts: 1,
        live: 1,
        given: 3,
        told: 1,
      })
    }
  })

  test('register where there is no place: waiting is an answer and is kept', async () => {
    const county = await house.county()
    const input = registration(2)
    const answers = await twins(() => register(county.ctx(), input))
    expect(new Set(answers.map(({ id, state, waiting }) => `${id} ${state} ${waiting?.reason}`)).size).toBe(1)
    expect(answers[0]).toMatchObject({ state: 'waiting', waiting: { reason: 'no_open_site' } })
    expect(await traces(county, 'party.waiting')).toEqual({
      parties: 1,
      receipts: 1,
      live: 0,
      given: 0,
      told: 1,
    })
  })

  test.each([
    ['accept', accept, 'party.accepted', 'placed'],
    ['arrive', arrive, 'party.arrived', 'arrived'],
    [
      'withdraw',
      (ctx: Context, id: string, input: { command: string }) =>
        withdraw(ctx, id, { ...input, reason: 'withdrawn' }),
      'party.withdrawn',
      'withdrawn',
    ],
  ] as const)('%s: done once', async (_, deed, type, state) => {
    const county = await house.county()
    await county.layOut([hall(100)])
    const { id } = await register(county.ctx(), registration(4))
    const input = command()
    const answers = await twins(() => deed(county.ctx(), id, input))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.state).toBe(state)
    const left = state === 'withdrawn'
    expect(await traces(county, type)).toEqual({
      parties: 1,
      receipts: 2,
      live: left ? 0 : 1,
      given: left ? 0 : 4,
      told: 1,
    })
  })

  test('transfer: one move', async () => {
    const county = await house.county()
    const [, there] = await county.layOut([hall(100), hall(100, { metres: 3000 })])
    const { id } = await register(county.ctx(), registration(4))
    const input = { ...command(), site: there! }
    const answers = await twins(() => transfer(county.ctx(), id, input))
    expect(new Set(answers.map((answer) => answer.placement!.id)).size).toBe(1)
    expect(answers[0]!.placement!.site.id).toBe(there)
    expect(await traces(county, 'party.transferred')).toMatchObject({ live: 1, given: 4, told: 1 })
  })

  test('a site declared: one site', async () => {
    const county = await house.county()
    const input = { ...hall(20), ...command() }
    const answers = await twins(() => createSite(county.ctx(), input))
    expect(new Set(answers.map((site) => site.id)).size).toBe(1)
    expect(await one('select count(*)::int as sites from site where county = $1', county)).toEqual({
      sites: 1,
    })
  })
})

describe('a command sent again later', () => {
  test('by the warden whom the party has left: the same answer', async () => {
    const county = await house.county()
    const [site] = await county.layOut([hall(10)])
    const warden = county.as([{ role: 'site_warden', area: county.east, site: site! }])
    const { id } = await register(county.ctx(), registration(2))
    await arrive(warden, id, command())
    const input = command()
    const first = await depart(warden, id, input)
    expect(await depart(warden, id, input)).toEqual(first)
    await expect(depart(warden, id, command())).rejects.toMatchObject({
      code: 'placement.step_not_possible',
    })
  })

  test('after more has happened: the party as it stands now, and nothing is done again', async () => {
    const county = await house.county()
    await county.layOut([hall(10)])
    const input = registration(2)
    const { id } = await register(county.ctx(), input)
    await arrive(county.ctx(), id, command())
    expect(await register(county.ctx(), input)).toMatchObject({ id, state: 'arrived' })
    expect(await traces(county, 'party.registered')).toMatchObject({ parties: 1, told: 1, given: 2 })
  })
})

describe('the same command for something else', () => {
  const reused = { code: 'command_reused' }
  let county: County
  let party: PartyView
  const used = registration(2)

  beforeAll(async () => {
    county = await house.county()
    await county.layOut([hall(50)])
    party = await register(county.ctx(), used)
  })

  test('another body', async () => {
    for (const change of [{ adults: 3 }, { name: '别人' }, { needs: ['pets' as const] }])
      await expect(register(county.ctx(), { ...used, ...change })).rejects.toMatchObject(reused)
  })

  test('another deed, or another party', async () => {
    await expect(accept(county.ctx(), party.id, { command: used.command })).rejects.toMatchObject(reused)
    const accepted = command()
    await accept(county.ctx(), party.id, accepted)
    await expect(arrive(county.ctx(), party.id, accepted)).rejects.toMatchObject(reused)
    const other = await register(county.ctx(), registration(1))
    await expect(accept(county.ctx(), other.id, accepted)).rejects.toMatchObject(reused)
  })

  test('64 at once, half of them with another body: one is done, the others are refused', async () => {
    const input = registration(2)
    const other = { ...input, adults: 5 }
    const results = await Promise.allSettled(
      Array.from({ length: TWINS }, (_, n) => register(county.ctx(), n % 2 === 0 ? input : other)),
    )
    const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(new Set(done.map((answer) => `${answer.id} ${answer.size}`)).size).toBe(1)
    expect([done.length, refused.length]).toEqual([TWINS / 2, TWINS / 2])
    for (const reason of refused) expect(reason).toMatchObject(reused)
  })

  test('on a site', async () => {
    const change = { ...command(), parking: 3 }
    const [a, b] = await county.layOut([hall(5), hall(5)])
    await changeSite(county.ctx(), a!, change)
    await expect(changeSite(county.ctx(), a!, { ...change, parking: 4 })).rejects.toMatchObject(reused)
    await expect(changeSite(county.ctx(), b!, change)).rejects.toMatchObject(reused)
  })

  test('another party’s id is not taken over', async () => {
    await expect(register(county.ctx(), registration(1, { id: party.id }))).rejects.toMatchObject({
      code: 'placement.id_taken',
    })
  })

  test('made against an older version', async () => {
    await expect(arrive(county.ctx(), party.id, { ...command(), base: 0 })).rejects.toMatchObject({
      code: 'stale_base',
    })
  })
})
