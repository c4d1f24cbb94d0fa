import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { type Cell, guarded, unguarded, writeCsv } from './csv.ts'
import { cellOf, mapHeaders } from './headers.ts'
import { readTable } from './read.ts'
import { writeXlsx } from './xlsx.ts'
import { unpackedSize } from './zip.ts'

const INJECTIONS = [
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1',
  '\n=1',
  '=HYPERLINK("http://x")',
  "'=1",
  "''=1",
]
/** What a person may type, with the difficult ones made likely. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[=+\-@\t\r\n'",;|，＝ a甘]{0,6}$/),
  fc.constantFrom(
    ...INJECTIONS,
    '王小明',
    '',
    ' x ',
    '"',
    'toString',
    '__proto__',
    '_x0041_',
    '_X005f_x0041_',
    'a\r\nb',
    '\u0001',
  ),
)
const HEADERS = ['名称', 'b', 'c']
const rows = fc.array(fc.tuple(text, text, text), { maxLength: 12 })
const filled = (row: readonly string[]) => row.some((cell) => cell.trim() !== '')

test('CSV: what is written is read back, except rows of blanks', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (data) => {
      const table = await readTable(writeCsv(HEADERS, data))
      expect(table.headers).toEqual(HEADERS)
      expect(table.rows.map(({ cells }) => HEADERS.map((header) => cells[header]))).toEqual(
        data.filter(filled),
      )
      expect(table.overlong).toEqual([])
    }),
  )
})

describe('CSV: no cell starts a formula', () => {
  test.each(INJECTIONS)('%j', (cell) => {
    const written = writeCsv(['a'], [[cell]]).toString('utf8')
    expect(written).toMatch(/\r\n"?'/)
    expect(unguarded(guarded(cell))).toBe(cell)
  })

  test('whatever the text is', () => {
    fc.assert(
      fc.property(text, (cell) => {
        expect(guarded(cell)).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r]/)
        expect(unguarded(guarded(cell))).toBe(cell)
      }),
    )
  })

  test('numbers stay numbers, also negative ones; nothing is nothing; the mark is in front', () => {
    const cells: Cell[] = [-5, 2.5, true, null]
    expect(writeCsv(['a', 'b', 'c', 'd'], [cells]).toString('utf8')).toBe('\uFEFFa,b,c,d\r\n-5,2.5,true,\r\n')
  })
})

describe('XLSX', () => {
  test('what is written is read back, except rows of blanks', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        const table = await readTable(await writeXlsx([{ name: '一', headers: HEADERS, rows: data }]))
        expect(table.rows.map(({ cells }) => HEADERS.map((header) => cells[header]))).toEqual(
          data.filter(filled),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('numbers, yes and no, dates; telephones as numbers keep their digits; lines are rows of the sheet', async () => {
    const bytes = await writeXlsx([
      {
        name: '站点',
        headers: ['a', 'b', 'c'],
        rows: [
          [-5, 2.5, true],
          [null, null, null],
          [13909371234, '=1+1', '0937'],
        ],
      },
      { name: '说明', headers: ['x'], rows: [] },
    ])
    const table = await readTable(bytes)
    expect(table.rows).toEqual([
      { line: 2, cells: { a: '-5', b: '2.5', c: 'true' } },
      { line: 4, cells: { a: '13909371234', b: '=1+1', c: '0937' } },
    ])
    expect(await readSheet(bytes, '说明')).toEqual([['x']])
  })

  test('the replacement character is kept, alone and among others', async () => {
    const rows = [['\uFFFD'], ['a\uFFFDb'], ['\uFFFD\uFFFD']]
    const table = await readTable(await writeXlsx([{ name: 'a', headers: ['h'], rows }]))
    expect(table.rows.map(({ cells }) => [cells['h']])).toEqual(rows)
  })

  test('a cell too long for Excel is refused with its line', async () => {
    const rows = [['x'], ['y'.repeat(32_768)]]
    await expect(writeXlsx([{ name: 'a', headers: ['h'], rows }])).rejects.toMatchObject({
      details: { reason: 'cell_too_long', line: 3 },
    })
  })

  test('a workbook that would unpack to gigabytes is refused before it is unpacked', async () => {
    const bytes = await writeXlsx([{ name: 'a', headers: ['h'], rows: [['x']] }])
    expect(unpackedSize(bytes)).toBeGreaterThan(500)
    const entry = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bytes.writeUInt32LE(0xf000_0000, entry + 24)
    await expect(readTable(bytes)).rejects.toMatchObject({ details: { reason: 'too_large' } })
  })
})

describe('headings', () => {
  const SITES = {
    name: ['名称', '站点名称', 'site'],
    beds: ['床位', '床位数', 'capacity'],
    phone: ['电话', 'tel'],
  }

  test('found in either language, whatever the case, width, blanks and units', () => {
    const map = mapHeaders(['站点 名称*', '床位数（张）', 'ＴＥＬ.', '备注'], SITES)
    expect(map).toEqual({
      columns: { name: '站点 名称*', beds: '床位数（张）', phone: 'ＴＥＬ.' },
      unknown: ['备注'],
      doubled: [],
    })
    expect(cellOf(map, { '站点 名称*': ' 瓜州宾馆 ' }, 'name')).toBe('瓜州宾馆')
    expect(cellOf(mapHeaders(['x'], SITES), { x: '1' }, 'name')).toBe('')
  })

  test('a field named twice is told; its own name counts', () => {
    expect(mapHeaders(['Beds', '床位'], SITES)).toEqual({
      columns: { beds: 'Beds' },
      unknown: [],
      doubled: ['beds'],
    })
  })
})
