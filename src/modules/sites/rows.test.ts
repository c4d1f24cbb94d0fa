import { describe, expect, it } from 'vitest'
import { readSiteRow, type SiteField, withoutRepeats } from './rows.ts'

const good = { name: 'Ginásio', capacity: '100', lat: '-30.04', lon: '-51.13' }
const read = (cells: Partial<Record<SiteField, string>>, line = 2) =>
  readSiteRow(line, (field) => cells[field] ?? '')

describe('a row of a table of sites', () => {
  it.each([
    ['complete', good, [], true],
    ['no position', { ...good, lat: '' }, ['sites.no_position'], false],
    ['a position outside the earth', { ...good, lat: '-3004.1' }, ['sites.no_position'], false],
    ['zero, zero', { ...good, lat: '0', lon: '0' }, ['sites.no_position'], false],
    ['no capacity', { ...good, capacity: '' }, ['sites.no_places'], false],
    ['zero capacity', { ...good, capacity: '0' }, ['sites.no_places'], false],
    ['words for a capacity', { ...good, capacity: 'many' }, ['sites.no_places'], false],
    ['no name', { ...good, name: '' }, ['sites.no_name'], false],
    ['more inside than places', { ...good, inside: '120' }, ['sites.over_capacity'], true],
    ['nothing at all', {}, ['sites.no_name', 'sites.no_position', 'sites.no_places'], false],
  ])('%s', (_, cells, codes, used) => {
    const row = read(cells)
    expect(row.faults.map((fault) => fault.code)).toEqual(codes)
    expect(row.site !== undefined).toBe(used)
  })

  it('offers what is left beside those inside, and nobody takes more where it is full', () => {
    expect(read({ ...good, inside: '40' }).site).toMatchObject({ wardens: 3, pools: [{ places: 60 }] })
    expect(read({ ...good, inside: '100' }).site).toMatchObject({ wardens: 0 })
  })

  it('tells a repeated row by its line and keeps the first', () => {
    const rows = withoutRepeats([read(good, 2), read(good, 3), read({ ...good, address: 'x' }, 4)])
    expect(rows.map((row) => row.site !== undefined)).toEqual([true, false, true])
    expect(rows[1]?.faults).toEqual([{ line: 3, name: 'Ginásio', code: 'sites.duplicate', out: true }])
  })
})
