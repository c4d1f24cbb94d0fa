/** Road news and departure plans on a real PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { HOUR } from '../../base/time.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { register } from '../placement/actions/register.ts'
import { arrive, depart } from '../placement/actions/steps.ts'
import {
  announceDepartures,
  dropDepartures,
  endDepartures,
  planDepartures,
  postNews,
  withdrawNews,
} from './actions.ts'
import { WAVE_CLASSES } from './model.ts'
import { showDepartures, showRoad } from './reads.ts'

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

const news = (more: Partial<Parameters<typeof postNews>[1]> = {}) => ({
  ...command(),
  road: 'G30',
  direction: '往哈密',
  state: 'closed' as const,
  source: 'police' as const,
  note: '暴雪，除雪中',
  ...more,
})
const planning = (more: Partial<Parameters<typeof planDepartures>[1]> = {}) => ({
  ...command(),
  ways: [{ direction: '往哈密', opensAt: NIGHT + HOUR, perHour: 300, share: 100 }],
  order: [...WAVE_CLASSES],
  ...more,
})
const told = async (type: string): Promise<number> =>
  (
    await house.db.owner.query('select count(*)::int as n from ledger where county = $1 and type = $2', [
      county.code,
      type,
    ])
  ).rows[0].n

describe('road news', () => {
  test('is read by everybody; a later word on the same road and direction ends the earlier', async () => {
    await postNews(officer, news())
    await postNews(officer, news({ direction: '往酒泉', state: 'restricted' }))
    const opened = await postNews(officer, news({ state: 'open', note: '' }))
    const { news: shown } = await showRoad(anybody)
    expect(shown.map(({ road, direction, state }) => [road, direction, state])).toEqual([
      ['G30', '往酒泉', 'restricted'],
      ['G30', '往哈密', 'open'],
    ])
    await withdrawNews(officer, opened.id, command())
    await withdrawNews(officer, opened.id, command())
    expect((await showRoad(anybody)).news).toHaveLength(1)
    expect([await told('road.posted'), await told('road.withdrawn')]).toEqual([3, 1])
  })

  test('is said once a command, also by sixteen at once; nothing of the sentence is in the ledger', async () => {
    const one = news()
    const answers = await Promise.all(Array.from({ length: 16 }, () => postNews(officer, one)))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await told('road.posted')).toBe(1)
    const { rows } = await house.db.owner.query('select data::text as data from ledger where county = $1', [
      county.code,
    ])
    expect(rows.map(({ data }) => data).join()).not.toContain('除雪')
    await expect(postNews(officer, { ...one, state: 'open' })).rejects.toMatchObject({
      code: 'command_reused',
    })
  })

  test('two officers speak of one road at once: one word holds', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => postNews(officer, news({ note: `${n}` }))))
    expect((await showRoad(anybody)).news).toHaveLength(1)
    expect(await told('road.posted')).toBe(8)
  })

  test('keeps what was said and how it ended, and can be changed by nobody', async () => {
    await postNews(officer, news())
    const later = await postNews(officer, news({ state: 'open' }))
    await withdrawNews(officer, later.id, command())
    const { rows } = await house.db.owner.query(
      'select state, ended_by from road_news where county = $1 order by state',
      [county.code],
    )
    expect(rows).toEqual([
      { state: 'closed', ended_by: 'news' },
      { state: 'open', ended_by: 'withdrawn' },
    ])
    for (const column of ['state', 'note', 'posted_at'])
      await expect(
        officer.db.tx(deedScope(officer), (tx) => tx.query(`update road_news set ${column} = ${column}`)),
      ).rejects.toThrow('permission denied')
  })

  test('is refused with wrong times, and to whoever holds no post for it', async () => {
    await expect(postNews(officer, news({ since: NIGHT + HOUR, until: NIGHT }))).rejects.toMatchObject({
      code: 'road.times_wrong',
    })
    for (const ctx of [anybody, county.as([{ role: 'intake_desk', area: county.code }])])
      await expect(postNews(ctx, news())).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('the way home', () => {
  test('counts who is still here, and nobody who has left', async () => {
    await county.layOut([hall(100)])
    await register(county.ctx(), registration(2, { vehicle: 'car', children: 1 }))
    await register(county.ctx(), registration(2, { vehicle: 'car' }))
    const gone = await register(county.ctx(), registration(4, { vehicle: 'truck' }))
    await register(county.ctx(), registration(50, { vehicle: 'coach' }))
    await arrive(county.ctx(), gone.id, command())
    await depart(county.ctx(), gone.id, command())
    const { departing } = await showDepartures(officer)
    expect(departing).toEqual([
      { who: 'first', parties: 1, persons: expect.any(Number), vehicles: 1 },
      { who: 'car', parties: 1, persons: 2, vehicles: 1 },
      { who: 'coach', parties: 1, persons: 50, vehicles: 2 },
      { who: 'truck', parties: 0, persons: 0, vehicles: 0 },
      { who: 'none', parties: 0, persons: 0, vehicles: 0 },
    ])
  })

  test('is planned, planned anew, announced, read by everybody without figures, replaced and ended', async () => {
    await county.layOut([hall(100)])
    for (let n = 0; n < 3; n++) await register(county.ctx(), registration(2, { vehicle: 'car' }))
    const first = await planDepartures(officer, planning())
    const second = await planDepartures(
      officer,
      planning({ order: ['truck', 'car', 'coach', 'none', 'first'] }),
    )
    expect((await showRoad(anybody)).windows).toEqual([])
    await expect(announceDepartures(officer, first.id, command())).rejects.toMatchObject({
      code: 'road.step_not_possible',
    })
    await expect(announceDepartures(officer, second.id, { ...command(), base: 7 })).rejects.toMatchObject({
      code: 'stale_base',
    })
    expect(await announceDepartures(officer, second.id, command())).toMatchObject({ state: 'announced' })
    const shown = await showRoad(anybody)
    expect(shown.announcedAt).toBe(NIGHT)
    expect(shown.windows).toEqual([
      { direction: '往哈密', who: 'car', from: NIGHT + HOUR, until: NIGHT + HOUR + HOUR / 4 },
    ])
    const third = await planDepartures(officer, planning())
    await announceDepartures(officer, third.id, command())
    await endDepartures(officer, third.id, command())
    const dropped = await planDepartures(officer, planning())
    await dropDepartures(officer, dropped.id, command())
    expect((await showDepartures(officer)).plans.map(({ state }) => state).sort()).toEqual([
      'done',
      'done',
      'dropped',
      'dropped',
    ])
    expect((await showRoad(anybody)).windows).toEqual([])
    const types = ['planned', 'announced', 'dropped', 'ended']
    expect(await Promise.all(types.map((type) => told(`departure.${type}`)))).toEqual([4, 2, 2, 2])
  })

  test('is not planned where nothing has happened', async () => {
    await expect(planDepartures(officer, planning())).rejects.toMatchObject({ code: 'road.no_emergency' })
  })
})
