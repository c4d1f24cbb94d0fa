/** Asking all sites on a real PostgreSQL: each once, by a link of its own, and the board follows what they say. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { writeCsv } from '../../platform/tabular/csv.ts'
import { register } from '../placement/actions/register.ts'
import { readSites } from '../placement/reads/sites.ts'
import { importSites } from '../registry/actions/import.ts'
import { ImportWish } from '../registry/model.ts'
import { answerAsk, askSites } from './actions.ts'
import { askedSite, listAsks } from './reads.ts'

let house: House
let county: County
let officer: Context
let anybody: Context

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  county = await house.county()
  officer = county.as([{ role: 'duty_officer', area: county.code }])
  anybody = { ...county.ctx(), actor: { ...county.ctx().actor, kind: 'public' } }
})

const sites = () => county.ctx().db.read(deedScope(county.ctx()), (tx) => readSites(tx, county.code, 0))
const floor = (places: number) => ({
  kind: 'floor' as const,
  roomClass: 'general' as const,
  roomSize: 0,
  shared: true,
  places,
})
const tokens = async () => (await listAsks(officer)).map(({ path }) => path.replace('/ask/', ''))

describe('how many can you take tonight', () => {
  test('is asked of every site in one act, by a link each; the same act again asks nobody twice', async () => {
    await county.layOut([hall(20, { phone: '0937-1' }), hall(30, { metres: 500 })])
    const act = command()
    const told = await Promise.all([askSites(officer, act), askSites(officer, act)])
    expect(told).toEqual([
      { asked: 2, byPhone: 1 },
      { asked: 2, byPhone: 1 },
    ])
    const rows = await listAsks(officer)
    expect(rows.map(({ offered, answeredAt }) => [offered, answeredAt])).toEqual([
      [30, null],
      [20, null],
    ])
    expect(new Set(rows.map(({ path }) => path)).size).toBe(2)
    await expect(askSites(anybody, command())).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(askSites((await house.county()).ctx(), command())).rejects.toMatchObject({
      code: 'asks.none',
    })
  })

  test('an answer is what the site can still take; what was promised stays', async () => {
    await county.layOut([hall(20)])
    await register(county.ctx(), registration(5))
    await askSites(officer, command())
    const [token] = await tokens()
    expect(await askedSite(anybody, token!)).toMatchObject({ pools: [{ offered: 20, held: 5, free: 15 }] })
    const answer = { ...command(), token: token!, still: [floor(4)], wardens: 2 }
    expect(await answerAsk(anybody, answer)).toMatchObject({
      wardens: 2,
      pools: [{ offered: 9, held: 5, free: 4 }],
    })
    expect(await answerAsk(anybody, answer)).toMatchObject({ pools: [{ free: 4 }] })
    expect(await listAsks(officer)).toMatchObject([{ free: 4, answeredAt: expect.any(Number) }])
  })

  test('a site out of a table without places gets them by its answer', async () => {
    const file = writeCsv(['名称', '经度', '纬度'], [['城北旅馆', 96.06, 40.02]]).toString('base64')
    await importSites(officer, ImportWish.parse({ ...command(), file }))
    await askSites(officer, command())
    const [token] = await tokens()
    await expect(
      answerAsk(anybody, { ...command(), token: token!, still: [floor(0)] }),
    ).rejects.toMatchObject({
      code: 'sites.no_places',
    })
    const answer = { ...command(), token: token!, still: [floor(12)] }
    await answerAsk(anybody, answer)
    const [said] = await listAsks(officer)
    // The answer was lost in the snow and is sent again.
    expect(await answerAsk({ ...anybody, now: anybody.now + 60_000 }, answer)).toMatchObject({
      answeredAt: said!.answeredAt,
    })
    expect(await sites()).toMatchObject([{ name: '城北旅馆', offered: 12, state: 'standby' }])
    const { rows } = await house.db.owner.query(
      `select count(*)::int as n from ledger where county = $1 and type = 'site.answered'`,
      [county.code],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('a link opens its own site alone, and a new round makes new links', async () => {
    await county.layOut([hall(20)])
    await askSites(officer, command())
    const [first] = await tokens()
    await askSites({ ...officer, now: officer.now + 60_000 }, command())
    const [second] = await tokens()
    expect(second).not.toBe(first)
    expect(await askedSite(anybody, first!)).toMatchObject({ pools: [{ offered: 20 }] })
    await expect(askedSite(anybody, 'a'.repeat(26))).rejects.toMatchObject({ code: 'bad_token' })
    const { rows } = await house.db.owner.query('select data from ledger where county = $1', [county.code])
    expect(JSON.stringify(rows)).not.toContain(first)
  })
})
