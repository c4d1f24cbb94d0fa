import { describe, expect, it } from 'vitest'
import { readSiteRow, type SiteField, withoutRepeats } from '../sites/rows.ts'
import { type Bounds, changeOf, differences, isIncomplete, planImport, type ThereSite } from './plan.ts'

const there: ThereSite = {
  id: 'a',
  externalId: null,
  name: '丝路宾馆',
  nameEn: '',
  kind: 'hotel',
  address: '文化街1号',
  landmark: '过加油站左转',
  landmarkEn: '',
  position: { lon: 95.78, lat: 40.52 },
  features: ['heated'],
  parking: 8,
  byAgreement: '',
  opensFrom: null,
  priceFen: null,
  wardens: 2,
  pools: [{ kind: 'bed', roomClass: 'general', roomSize: 2, shared: false, places: 40 }],
}
const bounds: Bounds = { kmFromCentre: () => 3, whyNotThere: () => undefined }
const row = (cells: Partial<Record<SiteField, string>>, line = 2) =>
  readSiteRow(line, (field) => cells[field] ?? '')
const same = { name: there.name, address: there.address }

describe('an import is planned', () => {
  it.each([
    ['says nothing new', {}, []],
    ['an empty cell says nothing', { landmark: '', parking: '' }, []],
    ['the same again', { lon: '95.78', lat: '40.52', parking: '8', rooms2: '20', features: '有暖气' }, []],
    ['a way', { landmark: '红旗对面' }, ['landmark']],
    ['a position a street away', { lon: '95.79', lat: '40.52' }, ['position']],
    ['more rooms', { rooms2: '22' }, ['pools']],
    ['a price', { price: '80' }, ['priceFen']],
    ['another facility', { features: '有暖气、清真餐' }, ['features']],
  ])('a site that is there: %s', (_, cells, expected) => {
    expect(differences(there, row({ ...same, ...cells }))).toEqual(expected)
  })

  it('changes only what is said, and takes a contact that is written', () => {
    expect(
      changeOf(there, row({ ...same, price: '80', lon: '95.79', lat: '40.52', contact: '马经理' })),
    ).toEqual({
      lon: 95.79,
      lat: 40.52,
      priceClass: 'fixed',
      priceFen: 8000,
      contact: '马经理',
    })
  })

  it('an external id names a site whatever its name is', () => {
    const [planned] = planImport(
      [row({ externalId: 'X1', name: '新名' })],
      [{ ...there, externalId: 'X1' }],
      bounds,
    )
    expect(planned).toMatchObject({ act: 'known', id: 'a' })
  })

  it('what is alike is offered: a site that is there, and an earlier row', () => {
    const rows = [
      row({ name: '瓜州丝路宾馆', lon: '95.7801', lat: '40.52', capacity: '9' }, 2),
      row({ name: '县体育馆', lon: '95.77', lat: '40.52', capacity: '300' }, 3),
      row({ name: '县 体育馆', lon: '95.77', lat: '40.52', capacity: '300' }, 4),
    ]
    const planned = planImport(rows, [there], bounds)
    expect(planned.map((one) => one.act === 'new' && one.alike)).toEqual([
      expect.objectContaining({ id: 'a', name: '丝路宾馆' }),
      undefined,
      expect.objectContaining({ line: 3, name: '县体育馆' }),
    ])
    expect(planned[0]?.row.faults).toContainEqual(
      expect.objectContaining({ code: 'sites.alike', out: false, details: { name: '丝路宾馆' } }),
    )
  })

  it('a far position is told, and a row of another’s area is refused by its line', () => {
    const far: Bounds = { ...bounds, kmFromCentre: () => 512.4 }
    const [planned] = planImport([row({ name: 'x', lon: '116', lat: '39', capacity: '9' })], [], far)
    expect(planned).toMatchObject({
      act: 'new',
      row: { faults: [{ code: 'sites.far_away', details: { km: 512 } }] },
    })
    const closed: Bounds = { ...bounds, whyNotThere: () => 'not_allowed' }
    expect(planImport([row({ name: 'x', capacity: '9' }, 7)], [], closed)).toMatchObject([
      {
        act: 'out',
        row: { faults: [{ code: 'sites.no_position' }, { line: 7, code: 'not_allowed', out: true }] },
      },
    ])
  })

  it('repeats are out, and what lacks position or places is incomplete', () => {
    const planned = planImport(withoutRepeats([row(same, 2), row(same, 3)]), [], bounds)
    expect(planned.map(({ act }) => act)).toEqual(['new', 'out'])
    expect(isIncomplete(row({ name: 'x', capacity: '9' }).site!)).toBe(true)
    expect(isIncomplete(row({ name: 'x', lon: '95', lat: '40' }).site!)).toBe(true)
    expect(isIncomplete(row({ name: 'x', lon: '95', lat: '40', seats: '3' }).site!)).toBe(false)
  })
})
