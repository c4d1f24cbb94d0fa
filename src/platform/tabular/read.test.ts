import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { LANGUAGES } from '../../base/words.ts'
import { TABLE_FAULTS } from './faults.ts'
import { readTable, tableFormat } from './read.ts'
import { LIMITS } from './table.ts'

const read = (text: string | Buffer, limits = LIMITS) => readTable(Buffer.from(text as string), limits)

async function fault(bytes: Buffer | string, limits = LIMITS): Promise<Refusal> {
  const error: unknown = await read(bytes, limits).then(
    () => undefined,
    (thrown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  return error
}

/** GB18030 of 名称,床位\n瓜州宾馆,120\n𠮷屋,3 (the last one has a four-byte code). */
const GB = Buffer.from('c3fbb3c62cb4b2cebb0ab9cfd6ddb1f6b9dd2c3132300a9534b235cedd2c330a', 'hex')

describe('CSV', () => {
  test.each([
    ['UTF-8 with mark', Buffer.from('\uFEFF名称,床位\n瓜州宾馆,120\n')],
    ['UTF-8 without', Buffer.from('名称,床位\r\n瓜州宾馆,120')],
    ['UTF-16 of Excel', Buffer.from('\uFEFF名称\t床位\r\n瓜州宾馆\t120\r\n', 'utf16le')],
    ['semicolons', Buffer.from('名称;床位\n瓜州宾馆;120\n')],
    ['bars', Buffer.from('名称|床位\n瓜州宾馆|120\n')],
    ['full-width commas', Buffer.from('名称，床位\n瓜州宾馆，120\n')],
    ['a declared separator', Buffer.from('sep=;\r\n名称;床位\r\n瓜州宾馆;120\r\n')],
    ['old Macintosh lines', Buffer.from('名称,床位\r瓜州宾馆,120\r')],
    ['blank lines', Buffer.from('\n\n名称,床位\n,\n  ,\n瓜州宾馆,120\n\n')],
    ['quoted headings with commas inside', Buffer.from('"名称";床位\n"瓜州宾馆";"120"\n')],
  ])('%s', async (_, bytes) => {
    const { headers, rows } = await read(bytes)
    expect(headers).toEqual(['名称', '床位'])
    expect(rows.map((row) => row.cells)).toEqual([{ 名称: '瓜州宾馆', 床位: '120' }])
  })

  test('GB18030, as Excel saves it in China, four-byte characters included', async () => {
    const { rows } = await read(GB)
    expect(rows.map((row) => row.cells)).toEqual([
      { 名称: '瓜州宾馆', 床位: '120' },
      { 名称: '𠮷屋', 床位: '3' },
    ])
  })

  test('a row remembers the line that it begins in', async () => {
    const { rows } = await read('a,b\n\n1,"x\ny"\r\n2,z\n\n\n3,')
    expect(rows.map(({ line, cells }) => [line, cells.a, cells.b])).toEqual([
      [3, '1', 'x\ny'],
      [5, '2', 'z'],
      [8, '3', ''],
    ])
    expect((await read('sep=,\na,b\n1,2')).rows[0]?.line).toBe(3)
  })

  test('short rows are filled, overlong ones are told, nameless columns are not read', async () => {
    const table = await read('a,,b\n1\n1,2,3\n1,,3,4\n1,,3,,')
    expect(table.headers).toEqual(['a', 'b'])
    expect(table.rows.map((row) => row.cells)).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '3' },
      { a: '1', b: '3' },
      { a: '1', b: '3' },
    ])
    expect(table.overlong).toEqual([3, 4])
  })

  test('a heading may be called like anything of the language', async () => {
    const { rows } = await read('__proto__,constructor\nx,y')
    expect(Object.entries(rows[0]!.cells)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })
})

describe('refused with the reason', () => {
  test.each([
    ['', 'empty'],
    [' \n,,\n', 'empty'],
    ['a,b,a\n1,2,3', 'duplicate_header'],
    ['a,b\n1,"2\n3,4\n', 'unreadable_csv'],
    [Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'unknown_encoding'],
    [Buffer.from('a,b\n\0\0\0'), 'unknown_encoding'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_excel'],
    ['%PDF-1.7', 'unknown_format'],
    [Buffer.from('PK\x03\x04 and then nothing of a workbook'), 'unreadable_xlsx'],
    ['{"type":"Feature"}', 'unreadable_geojson'],
    ['{not json', 'unreadable_geojson'],
    ['{"type":"FeatureCollection","features":[]}', 'empty'],
  ])('%j: %s', async (bytes, reason) => {
    expect((await fault(bytes)).details.reason).toBe(reason)
  })

  test('more rows than allowed are refused, never cut off, however many blank ones lie between', async () => {
    const limits = { ...LIMITS, rows: 3 }
    expect((await read('a\n1\n2\n3\n', limits)).rows).toHaveLength(3)
    expect((await read('a\n1\n\n2\n\n3\n', limits)).rows).toHaveLength(3)
    expect(await fault('a\n1\n2\n3\n4\n', limits)).toMatchObject({
      status: 413,
      details: { reason: 'too_many_rows', limit: 3 },
    })
    expect((await fault(`a\n1\n${'\n'.repeat(50)}2\n3\n4\n5`, limits)).details.reason).toBe('too_many_rows')
  })

  test('the limit that holds is 100,000', async () => {
    expect((await read(`a\n${'1\n'.repeat(100_000)}`)).rows).toHaveLength(100_000)
    expect((await fault(`a\n${'1\n'.repeat(100_001)}`)).details.reason).toBe('too_many_rows')
  })

  test('too many columns, too many bytes', async () => {
    const wide = Array.from({ length: 501 }, (_, i) => `c${i}`).join(',')
    expect((await fault(`${wide}\n1`)).details.reason).toBe('too_many_columns')
    expect((await fault('a\n12345678', { ...LIMITS, bytes: 5 })).details.reason).toBe('too_large')
  })

  test('an unpaired quotation mark is told with its line', async () => {
    const { details } = await fault('a,b\n1,2\n3,"4\n5,6\n')
    expect(Number(details.line)).toBeGreaterThanOrEqual(3)
  })

  test('every mark in the words of a fault is filled by its details', async () => {
    const given: Record<string, string[]> = {
      too_large: ['limit'],
      too_many_rows: ['limit'],
      too_many_columns: ['limit'],
      unreadable_csv: ['line'],
      duplicate_header: ['header'],
      cell_too_long: ['line', 'limit'],
    }
    for (const [reason, text] of Object.entries(TABLE_FAULTS))
      for (const language of LANGUAGES)
        expect([...text[language].matchAll(/\{(\w+)\}/g)].map((mark) => mark[1]).sort()).toEqual(
          (given[reason] ?? []).sort(),
        )
  })
})

test('GeoJSON: properties as columns, points as lon and lat, other shapes as JSON', async () => {
  const table = await read(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 7,
          geometry: { type: 'Point', coordinates: [95.78, 40.52, 1170] },
          properties: { name: '瓜州一中', beds: 120, open: true, tags: ['a'], none: null },
        },
        {
          type: 'Feature',
          geometry: {
            type: 'LineString',
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
          properties: { name: 'x', extra: 1 },
        },
        { type: 'Feature', geometry: null, properties: null },
      ],
    }),
  )
  expect(table.headers).toEqual([
    'id',
    'lon',
    'lat',
    'name',
    'beds',
    'open',
    'tags',
    'none',
    'geometry',
    'extra',
  ])
  expect(table.rows[0]).toMatchObject({
    line: 1,
    cells: {
      id: '7',
      lon: '95.78',
      lat: '40.52',
      name: '瓜州一中',
      beds: '120',
      open: 'true',
      tags: '["a"]',
      none: '',
    },
  })
  expect(table.rows[1]?.cells.geometry).toBe('{"type":"LineString","coordinates":[[1,2],[3,4]]}')
})

test('told apart by content', () => {
  expect(tableFormat(Buffer.from('\uFEFF {"a":1}'))).toBe('geojson')
  expect(tableFormat(Buffer.from('PK\x03\x04'))).toBe('xlsx')
  expect(tableFormat(Buffer.from('名称,床位'))).toBe('csv')
})

const REAL = new URL('../../../../shared/data/shelters/', import.meta.url)
describe.skipIf(!existsSync(REAL))('real lists', () => {
  test.each([
    ['shelters.csv', ['id', 'capacity', 'name', 'lat', 'lon']],
    ['france-mountain-hotels.csv', ['NOM COMMERCIAL', 'NOMBRE DE CHAMBRES']],
    ['nanao-designated-evacuation-172022.geojson', ['lon', 'lat']],
  ])('%s is read whole', async (name, headers) => {
    const bytes = readFileSync(new URL(name, REAL))
    const table = await readTable(bytes)
    expect(table.headers).toEqual(expect.arrayContaining(headers))
    expect(table.overlong).toEqual([])
    expect(table.rows.length).toBeGreaterThan(10)
    if (name.endsWith('.geojson'))
      expect(table.rows).toHaveLength(JSON.parse(bytes.toString()).features.length)
  })
})
