/** Tables of sites on a real PostgreSQL: all of it or nothing, once however often, and nothing lost on the way out and in. */
import gcoord from 'gcoord'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { writeCsv } from '../../platform/tabular/csv.ts'
import { writeXlsx } from '../../platform/tabular/xlsx.ts'
import { register } from '../placement/actions/register.ts'
import { changeSite, openSite, openSites } from '../placement/actions/sites.ts'
import { readSites } from '../placement/reads/sites.ts'
import { OFFERED } from '../sites/model.ts'
import { importSites, undoImport } from './actions/import.ts'
import { ImportWish, TableReading } from './model.ts'
import { exportSites, faultsFile, listImports, planUndo, previewImport } from './reads.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const HEAD = ['名称', '类型', '床位', '经度', '纬度', '地址', '联系人', '电话']
const HOTEL = ['丝路宾馆', '宾馆', 40, 96.06, 40.02, '文化街1号', '马经理', '0937-5521234']
const SCHOOL = ['第一小学', '学校', 120, 96.07, 40.02, '学府路2号', '', '']
const VAGUE = ['城北旅馆', '宾馆', '', '', '', '北街', '', '']
const NAMELESS = ['', '宾馆', 10, 96.06, 40.02, '', '', '']

const csv = (...rows: (string | number)[][]) => writeCsv(HEAD, rows)
const wish = (bytes: Buffer, more: object = {}) =>
  ImportWish.parse({ ...command(), file: bytes.toString('base64'), ...more })
const reading = TableReading.parse({})
const sitesOf = (ctx: Context) =>
  ctx.db.read(deedScope(ctx), (tx) => readSites(tx, ctx.actor.county, ctx.actor.world))
const officer = (county: County) => county.as([{ role: 'duty_officer', area: county.code }])
const secretary = (county: County) => county.as([{ role: 'community_secretary', area: county.east }])

describe('a table of sites', () => {
  test('is shown before anything is done, and then done as shown', async () => {
    const county = await house.county()
    const bytes = csv(HOTEL, SCHOOL, VAGUE)
    const seen = await previewImport(officer(county), bytes, reading)
    expect(seen).toMatchObject({
      format: 'csv',
      asksCrs: true,
      rows: 3,
      counts: { ready: 2, incomplete: 1, known: 0, changed: 0, alike: 0, out: 0, places: 160 },
      columns: { name: '名称', beds: '床位', lon: '经度' },
    })
    expect(await sitesOf(county.ctx())).toEqual([])
    const done = await importSites(officer(county), wish(bytes))
    expect(done).toMatchObject({ rows: 3, imported: 3, places: 160, incomplete: 1, leftOut: 0, repeated: 0 })
    const sites = await sitesOf(county.ctx())
    expect(
      sites.map(({ name, state, located, offered, community }) => [name, state, located, offered, community]),
    ).toEqual([
      ['丝路宾馆', 'standby', true, 40, county.east],
      ['城北旅馆', 'standby', false, 0, null],
      ['第一小学', 'standby', true, 120, county.east],
    ])
    expect(await listImports(county.ctx())).toMatchObject([{ id: done.id, imported: 3 }])
  })

  test('twice is once: by its command, and as another command', async () => {
    const county = await house.county()
    const first = wish(csv(HOTEL, SCHOOL))
    const twins = await Promise.all([1, 2, 3].map(() => importSites(officer(county), first)))
    expect(new Set(twins.map(({ id }) => id)).size).toBe(1)
    expect(await importSites(officer(county), wish(csv(HOTEL, SCHOOL)))).toMatchObject({
      imported: 0,
      repeated: 2,
    })
    expect((await sitesOf(county.ctx())).length).toBe(2)
    await expect(importSites(officer(county), { ...first, known: 'update' })).rejects.toMatchObject({
      code: 'command_reused',
    })
  })

  test('is refused as a whole for one row, unless such rows are left out', async () => {
    const county = await house.county()
    const bytes = csv(HOTEL, NAMELESS, SCHOOL)
    await expect(importSites(officer(county), wish(bytes))).rejects.toMatchObject({
      code: 'sites.file_refused',
      details: { count: 1 },
    })
    expect(await sitesOf(county.ctx())).toEqual([])
    expect(await importSites(officer(county), wish(bytes, { faulty: 'leave' }))).toMatchObject({
      imported: 2,
      leftOut: 1,
    })
    const told = await faultsFile(
      officer(county),
      bytes,
      reading,
      ({ code }, language) => `${code} ${language}`,
    )
    expect(told.bytes.toString()).toContain('3,,sites.no_name,out,sites.no_name zh,sites.no_name en')
  })

  test('what is not complete waits, opens with nobody, and opens when it is completed', async () => {
    const county = await house.county()
    await importSites(officer(county), wish(csv(VAGUE, SCHOOL)))
    expect(await openSites(county.ctx(), command())).toBe(1)
    const [vague] = (await sitesOf(county.ctx())).filter(({ name }) => name === '城北旅馆')
    const open = () => openSite(officer(county), vague!.id, { ...command(), now: true })
    await expect(open()).rejects.toMatchObject({ code: 'sites.no_position' })
    await changeSite(officer(county), vague!.id, { ...command(), lon: 96.06, lat: 40.01 })
    await expect(open()).rejects.toMatchObject({ code: 'sites.no_places' })
    const pools = [
      { kind: 'bed' as const, roomClass: 'general' as const, roomSize: 2, shared: false, places: 30 },
    ]
    await changeSite(officer(county), vague!.id, { ...command(), pools })
    expect(await open()).toMatchObject({ state: 'open', located: true, offered: 30, community: county.east })
  })

  test('a site that is there is kept, or changed to what the table says; counters follow', async () => {
    const county = await house.county()
    await importSites(officer(county), wish(csv(HOTEL)))
    const more = csv(['丝路宾馆', '宾馆', 46, '', '', '文化街1号', '', ''])
    expect(await previewImport(officer(county), more, reading)).toMatchObject({
      counts: { changed: 1, known: 0 },
      changes: [{ line: 2, name: '丝路宾馆', fields: ['pools'] }],
    })
    expect(await importSites(officer(county), wish(more))).toMatchObject({ changed: 0, repeated: 1 })
    expect(await importSites(officer(county), wish(more, { known: 'update' }))).toMatchObject({
      changed: 1,
      repeated: 0,
    })
    expect(await sitesOf(county.ctx())).toMatchObject([{ offered: 46, free: 46, lon: 96.06 }])
  })

  test('what is alike is decided by a person, row by row or for all', async () => {
    const county = await house.county()
    await county.layOut([{ ...hall(300), name: '县体育馆', lon: 96.06, lat: 40.02 }], 'standby')
    const bytes = csv(['瓜州县体育馆', '体育馆', 200, 96.0601, 40.02, '', '', ''], SCHOOL)
    const seen = await previewImport(officer(county), bytes, reading)
    expect(seen.alike).toMatchObject([{ line: 2, name: '瓜州县体育馆', other: { name: '县体育馆' } }])
    await expect(importSites(officer(county), wish(bytes))).rejects.toMatchObject({
      code: 'sites.undecided',
      details: { count: 1 },
    })
    const alike = [{ line: 2, act: 'same' }]
    expect(await importSites(officer(county), wish(bytes, { alike }))).toMatchObject({
      imported: 1,
      changed: 1,
    })
    expect((await sitesOf(county.ctx())).map(({ name, offered }) => [name, offered])).toContainEqual([
      '县体育馆',
      200,
    ])
    const again = await importSites(officer(county), wish(bytes, { otherwise: 'another' }))
    expect(again).toMatchObject({ imported: 1, repeated: 1 })
  })

  test('positions in the system of a Chinese map come to where they are', async () => {
    const county = await house.county()
    const [lon, lat] = gcoord.transform([96.06, 40.02], gcoord.WGS84, gcoord.BD09)
    await importSites(
      officer(county),
      wish(csv(['在百度上', '礼堂', 9, lon!, lat!, '', '', '']), { reading: { crs: 'bd09' } }),
    )
    const [site] = await sitesOf(county.ctx())
    expect(Math.hypot(site!.lon - 96.06, site!.lat - 40.02)).toBeLessThan(0.00002)
  })

  test('a heading that no list knows is named by hand', async () => {
    const county = await house.county()
    const bytes = writeCsv(['店', 'Plätze'], [['丝路宾馆', 12]])
    await expect(previewImport(officer(county), bytes, reading)).rejects.toMatchObject({
      code: 'sites.no_name_column',
    })
    const named = TableReading.parse({ columns: { name: '店', beds: 'Plätze' }, kind: 'hotel' })
    expect(await previewImport(officer(county), bytes, named)).toMatchObject({
      counts: { incomplete: 1, places: 12 },
    })
    const wrong = TableReading.parse({ columns: { name: '馆' } })
    await expect(previewImport(officer(county), bytes, wrong)).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('a secretary imports into her own community, also what has no position yet', async () => {
    const county = await house.county()
    const there = ['西边的店', '宾馆', 8, 96.01, 40.02, '', '', '']
    const bytes = csv(HOTEL, VAGUE, there)
    await expect(importSites(secretary(county), wish(bytes))).rejects.toMatchObject({
      code: 'sites.file_refused',
    })
    expect(await importSites(secretary(county), wish(bytes, { faulty: 'leave' }))).toMatchObject({
      imported: 2,
      leftOut: 1,
    })
    expect((await sitesOf(county.ctx())).map(({ community }) => community)).toEqual([
      county.east,
      county.east,
    ])
  })

  test.each(['csv', 'xlsx', 'geojson'] as const)(
    'what %s takes out is known when it comes in again',
    async (format) => {
      const county = await house.county()
      const odd = writeCsv(
        [...HEAD, '位置明细', '怎么走', '条件', '价格', '开放时间'],
        [
          [
            ...HOTEL.slice(0, 2),
            '',
            ...HOTEL.slice(3),
            '床位·2人间×20；床位·女宾·4人间·共用×8',
            '=cmd|过加油站',
            '有暖气、清真餐',
            80,
            '18:30',
          ],
          [...SCHOOL, '', '', '', '', ''],
          [...VAGUE, '', '', '', '', ''],
        ],
      )
      await importSites(officer(county), wish(odd))
      const out = await exportSites(officer(county), format)
      expect(out.name).toBe(`sites.${format}`)
      const seen = await previewImport(officer(county), Buffer.from(out.bytes), reading)
      expect(seen).toMatchObject({
        format,
        rows: 3,
        counts: { known: 3, changed: 0, ready: 0, incomplete: 0, alike: 0 },
      })
      if (format === 'csv') expect(out.bytes.toString()).toContain("'=cmd|过加油站")
      // Into an empty county it comes whole.
      const other = await house.county()
      await importSites(officer(other), wish(Buffer.from(out.bytes)))
      const bare = (sites: Awaited<ReturnType<typeof sitesOf>>) =>
        sites.map(({ name, kind, lon, lat, located, features, priceFen, opensFrom, landmark, pools }) =>
          located
            ? { name, kind, lon, lat, features, priceFen, opensFrom, landmark, pools }
            : { name, kind, located, pools },
        )
      expect(bare(await sitesOf(other.ctx()))).toEqual(bare(await sitesOf(county.ctx())))
    },
  )

  test('who answers for a site is sealed, and stands in no table that is taken out', async () => {
    const county = await house.county()
    await importSites(officer(county), wish(csv(HOTEL)))
    const { rows } = await house.db.owner.query(
      'select field, sealed from site_identity where county = $1 order by field',
      [county.code],
    )
    expect(rows.map(({ field }) => field)).toEqual(['contact', 'phone'])
    const sheet = await exportSites(officer(county), 'csv')
    expect(sheet.bytes.toString()).not.toMatch(/马经理|5521234/)
  })

  test('a home that was offered for the emergency is in no table', async () => {
    const county = await house.county()
    const offered = {
      name: '居民家 1',
      kind: 'home',
      externalId: `${OFFERED}1`,
      address: '文化街 9 号',
    } as const
    await county.layOut([hall(4, offered), hall(30, { name: '县礼堂', metres: 900 })])
    const sheet = (await exportSites(officer(county), 'csv')).bytes.toString()
    expect(sheet).toContain('县礼堂')
    expect(sheet).not.toMatch(/居民家|文化街/)
  })

  test('a workbook is read, and one too long is refused in words', async () => {
    const county = await house.county()
    const sheet = await writeXlsx([{ name: '安置点', headers: HEAD, rows: [HOTEL] }])
    expect(await previewImport(officer(county), sheet, reading)).toMatchObject({
      format: 'xlsx',
      counts: { ready: 1 },
    })
    const many = csv(...Array.from({ length: 5001 }, (_, n) => [`礼堂${n}`, '', 1, '', '', '', '', '']))
    await expect(previewImport(officer(county), many, reading)).rejects.toMatchObject({
      code: 'body_too_large',
    })
    await expect(previewImport(officer(county), csv(), reading)).rejects.toMatchObject({
      code: 'sites.file_without_rows',
    })
  })
})

describe('an import taken back', () => {
  const fates = async (county: County, id: string) =>
    Object.fromEntries((await planUndo(officer(county), id)).sites.map(({ name, fate }) => [name, fate]))

  test('what it made goes, also open, with all that was kept of it; twice is once', async () => {
    const county = await house.county()
    const { id } = await importSites(officer(county), wish(csv(HOTEL, SCHOOL, VAGUE)))
    await openSites(county.ctx(), command())
    expect(await fates(county, id)).toEqual({ 丝路宾馆: 'goes', 第一小学: 'goes', 城北旅馆: 'goes' })
    const undo = command()
    const twins = await Promise.all([1, 2].map(() => undoImport(officer(county), id, undo)))
    expect(twins).toEqual([twins[0], twins[0]])
    expect(twins[0]).toMatchObject({ left: 0, undoneAt: expect.any(Number) })
    expect(await sitesOf(county.ctx())).toEqual([])
    for (const table of ['site_pool', 'site_load', 'site_identity'])
      expect(
        (await house.db.owner.query(`select from ${table} where county = $1`, [county.code])).rowCount,
      ).toBe(0)
    // Corrected, it comes in again; nobody is sent to a site that went.
    await importSites(officer(county), wish(csv(HOTEL, SCHOOL)))
    await openSites(county.ctx(), command())
    const party = await register(county.ctx(), registration(2))
    expect((await sitesOf(county.ctx())).map(({ held }) => held).sort()).toEqual([0, 2])
    expect(party.state).toBe('placed')
  })

  test('what has people stays and is said, however often it is tried', async () => {
    const county = await house.county()
    const { id } = await importSites(officer(county), wish(csv(HOTEL, SCHOOL)))
    await openSites(county.ctx(), command())
    await register(county.ctx(), registration(2))
    expect(Object.values(await fates(county, id)).sort()).toEqual(['goes', 'placed'])
    for (const _ of [1, 2]) {
      expect(await undoImport(officer(county), id, command())).toMatchObject({ left: 1 })
      expect(await sitesOf(county.ctx())).toMatchObject([{ held: 2 }])
    }
  })

  test('what it changed is as before, with who answers; what was changed since stays', async () => {
    const county = await house.county()
    await importSites(officer(county), wish(csv(HOTEL, SCHOOL)))
    const sealed = () =>
      house.db.owner
        .query('select field, sealed from site_identity where county = $1 order by field, sealed', [
          county.code,
        ])
        .then(({ rows }) => rows)
    const [before, contacts] = [await sitesOf(county.ctx()), await sealed()]
    const more = csv(
      ['丝路宾馆', '宾馆', 46, '', '', '文化街1号', '李经理', '0937-5520000'],
      ['第一小学', '学校', 90, '', '', '学府路2号', '', ''],
    )
    const { id } = await importSites(officer(county), wish(more, { known: 'update' }))
    expect(await sealed()).not.toEqual(contacts)
    const school = (await sitesOf(county.ctx())).find(({ name }) => name === '第一小学')!
    await changeSite(officer(county), school.id, { ...command(), wardens: 9 })
    expect(await fates(county, id)).toEqual({ 丝路宾馆: 'back', 第一小学: 'changed_since' })
    expect(await undoImport(officer(county), id, command())).toMatchObject({ left: 1 })
    const declared = (sites: typeof before) =>
      sites.map(({ version: _, changedAt: __, ...site }) => site).filter(({ name }) => name === '丝路宾馆')
    const after = await sitesOf(county.ctx())
    expect(declared(after)).toEqual(declared(before))
    expect(after.find(({ name }) => name === '第一小学')).toMatchObject({ offered: 90, wardens: 9 })
    expect(await sealed()).toEqual(contacts)
  })

  test('a secretary takes back nothing that lies elsewhere, and nobody what never was', async () => {
    const county = await house.county()
    const west = ['西边的店', '宾馆', 8, 96.01, 40.02, '', '', '']
    const { id } = await importSites(officer(county), wish(csv(HOTEL, west)))
    await expect(undoImport(secretary(county), id, command())).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await sitesOf(county.ctx())).length).toBe(2)
    await expect(undoImport(officer(county), command().command, command())).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
