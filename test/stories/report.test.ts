/** 上报 on a real ledger: an hour that has been told is told the same for ever. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { modeApi } from '../../src/modules/mode/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { reportsApi } from '../../src/modules/reports/api.ts'
import { roadApi } from '../../src/modules/road/api.ts'
import type { RoadState } from '../../src/modules/road/model.ts'
import { type Caller, callerOf, command, until } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let inside: Caller

beforeAll(async () => {
  county = await startSmallCounty()
  await openHall(county, hall(4))
  const officer = county.as('duty_officer')
  const drill = await officer.call(placementApi.startWorld, {
    body: { ...command(), kind: 'drill', name: '演练' },
  })
  // An hour of the drill is a second and a half, so that hours end while the test looks on.
  await officer.call(modeApi.setClock, { params: { id: drill.id }, body: { ...command(), rate: 2400 } })
  inside = callerOf(`${county.url}/c/small/w/${drill.id}`, drill.token)
})
afterAll(async () => {
  inside.close()
  await county.stop()
})

const register = (adults: number) => inside.call(placementApi.register, { body: party(adults) })
const say = (state: RoadState) =>
  inside.call(roadApi.post, {
    body: { ...command(), road: 'G30', direction: '往哈密', state, source: 'police', note: '' },
  })

it('an hour is told the same after a rename, more people, another site and other roads', async () => {
  await say('closed')
  for (const adults of [2, 3]) await register(adults)
  const first = await until(async () => {
    const told = await inside.call(reportsApi.city, {})
    return told.zh[1]?.includes('5 人') ? told : undefined
  })
  expect(first.zh).toHaveLength(10)
  expect(first.zh.join()).toContain('封闭')

  const { emergencies } = await inside.call(modeApi.emergencies, {})
  await inside.call(modeApi.rename, {
    params: { id: emergencies[0]!.id },
    body: { ...command(), name: '改了名字', reason: '说得更清楚' },
  })
  await register(2)
  await say('open')
  const { sites } = await inside.call(placementApi.sites, {})
  await inside.call(placementApi.openSite, { params: { id: sites[0]!.id }, body: command() })
  const later = await until(async () => {
    const told = await inside.call(reportsApi.city, {})
    return told.zh[1]?.includes('7 人') ? told : undefined
  })
  expect(later.zh.slice(0, 9)).not.toEqual(first.zh.slice(0, 9))
  expect(await inside.call(reportsApi.city, { query: { at: first.at } })).toEqual(first)
})
