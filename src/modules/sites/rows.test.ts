import { describe, expect, it } from 'vitest'
import { readSiteRow, type SiteField, withoutRepeats } from './rows.ts'

const good = { name: 'Ginásio', capacity: '100', lat: '-30.04', lon: '-51.13' }
const read = (cells: Partial<Record<SiteField, string>>, line = 2) =>
  readSiteRow(line, (field) => cells[field] ?? '')

describe('a row of a table of sites', () => {
  it.each([
    ['complete', good, [], true],
    ['no position', { ...good, lat: '' }, ['sites.no_position'], true],
    ['a position outside the earth', { ...good, lat: '-3004.1' }, ['sites.no_position'], true],
    ['zero, zero', { ...good, lat: '0', lon: '0' }, ['sites.no_position'], true],
    [
      'longitude and latitude exchanged',
      { ...good, lon: '40.5', lat: '95.8' },
      ['sites.position_swapped'],
      true,
    ],
    ['no capacity', { ...good, capacity: '' }, ['sites.no_places'], true],
    ['zero capacity', { ...good, capacity: '0' }, ['sites.no_places'], true],
    [
      'words for a capacity',
      { ...good, capacity: 'many' },
      ['sites.number_unreadable', 'sites.no_places'],
      true,
    ],
    [
      'a negative capacity',
      { ...good, capacity: '-4' },
      ['sites.number_unreadable', 'sites.no_places'],
      true,
    ],
    [
      'more places than any site has',
      { ...good, capacity: '200000' },
      ['sites.number_unreadable', 'sites.no_places'],
      true,
    ],
    ['no name', { ...good, name: '' }, ['sites.no_name'], false],
    ['more inside than places', { ...good, inside: '120' }, ['sites.over_capacity'], true],
    ['a kind of no county', { ...good, name: 'Astti', kind: 'igloo' }, ['sites.kind_unknown'], true],
    ['a kind that says nothing', { ...good, kind: 'Shelter' }, [], true],
    ['rooms beside persons', { ...good, rooms: '60' }, ['sites.rooms_estimated'], true],
    ['kinds that do not add up', { ...good, beds: '30', floors: '60' }, ['sites.sum_differs'], true],
    ['places by kind that cannot be read', { ...good, pools: '床位 60' }, ['sites.number_unreadable'], true],
    ['nothing at all', {}, ['sites.no_name'], false],
  ])('%s', (_, cells, codes, used) => {
    const row = read(cells)
    expect(row.faults.map((fault) => fault.code)).toEqual(codes)
    expect(row.faults.some((fault) => fault.out)).toBe(!used)
    expect(row.site !== undefined).toBe(used)
  })

  it.each([
    ['persons alone lie on the floor of a hall', { capacity: '40' }, [['floor', 0, true, 40]]],
    ['and in beds of a hotel', { name: '丝路宾馆', capacity: '40' }, [['bed', 0, true, 40]]],
    [
      'rooms by size',
      { rooms1: '4', rooms2: '10' },
      [
        ['bed', 1, false, 4],
        ['bed', 2, false, 20],
      ],
    ],
    [
      '62 persons in 37 rooms',
      { capacity: '62', rooms: '37' },
      [
        ['bed', 1, false, 12],
        ['bed', 2, false, 50],
      ],
    ],
    ['44 persons in 22 rooms', { capacity: '44', rooms: '22' }, [['bed', 2, false, 44]]],
    [
      'by kind',
      { beds: '6', cots: '10', floors: '30', seats: '4' },
      [
        ['bed', 0, true, 6],
        ['cot', 0, true, 10],
        ['floor', 0, true, 30],
        ['seat', 0, true, 4],
      ],
    ],
    [
      'as the county itself writes it',
      { pools: '床位·2人间×20；地铺×5' },
      [
        ['bed', 2, false, 20],
        ['floor', 0, true, 5],
      ],
    ],
    ['full-width figures with their unit', { capacity: '１２０ 人' }, [['floor', 0, true, 120]]],
  ] as const)('%s', (_, cells, pools) => {
    const { site } = read({ ...good, capacity: '', ...cells })
    expect(site?.pools.map((pool) => [pool.kind, pool.roomSize, pool.shared, pool.places])).toEqual(pools)
  })

  it.each([
    [{ name: '瓜州县第一中学' }, 'school'],
    [{ name: '旭川市立北光小学校' }, 'school'],
    [{ name: '1924 HÔTEL' }, 'hotel'],
    [{ name: '大呑地区コミュニティセンター' }, 'service_centre'],
    [{ name: '某处', kind: '体育馆' }, 'gym'],
    [{ name: '文化宾馆', kind: 'hall' }, 'hall'],
    [{ name: '某处' }, 'hall'],
  ] as const)('%o is a %s', (cells, kind) => {
    expect(read({ ...good, ...cells }).site?.kind).toBe(kind)
  })

  it('offers what is left beside those inside, and nobody takes more where it is full', () => {
    expect(read({ ...good, inside: '40' }).site).toMatchObject({ wardens: 3, pools: [{ places: 60 }] })
    expect(read({ ...good, inside: '100' }).site).toMatchObject({ wardens: 0 })
    // Five in rooms of two have three rooms.
    expect(read({ ...good, capacity: '', rooms2: '10', inside: '5' }).site).toMatchObject({
      pools: [{ places: 14 }],
    })
  })

  it('reads hours, prices and facilities', () => {
    expect(
      read({ ...good, opensFrom: '18:30', price: '120元', features: '有暖气、清真餐', pets: '是' }).site,
    ).toMatchObject({
      opensFrom: 1110,
      priceClass: 'fixed',
      priceFen: 12_000,
      features: ['heated', 'halal_kitchen', 'pets'],
    })
  })

  it('tells a repeated row by its line and keeps the first', () => {
    const rows = withoutRepeats([read(good, 2), read(good, 3), read({ ...good, address: 'x' }, 4)])
    expect(rows.map((row) => row.site !== undefined)).toEqual([true, false, true])
    expect(rows[1]?.faults).toEqual([{ line: 3, name: 'Ginásio', code: 'sites.duplicate', out: true }])
  })
})
