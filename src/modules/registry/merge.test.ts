/** Two entries of one place on a real PostgreSQL: nobody is lost between them, and it can be taken back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { writeCsv } from '../../platform/tabular/csv.ts'
import { register } from '../placement/actions/register.ts'
import { showParty } from '../placement/actions/show.ts'
import { changeSite, openSite } from '../placement/actions/sites.ts'
import { arrive, transfer } from '../placement/actions/steps.ts'
import { readSites } from '../placement/reads/sites.ts'
import { importSites, undoImport } from './actions/import.ts'
import { mergeSites, tellApart, unmergeSites } from './actions/merge.ts'
import { ImportWish, type MergeField, TableReading } from './model.ts'
import { listTwins, planUndo, previewImport } from './reads.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const services = { isBusy: async () => false }
const officer = (county: County) => county.as([{ role: 'duty_officer', area: county.code }])
const sitesOf = (ctx: Context) =>
  ctx.db.read(deedScope(ctx), (tx) => readSites(tx, ctx.actor.county, ctx.actor.world))

/** One hotel declared twice, 20 m apart. */
async function twice(county: County, a = 10, b = 6) {
  const [kept, gone] = await county.layOut([
    hall(a, { name: '丝路宾馆', address: '文化街1号', contact: '甲', phone: '11111' }),
    hall(b, { name: '瓜州丝路宾馆', address: '文化街 1 号', metres: 520, parking: 30 }),
  ])
  return { kept: kept!, gone: gone! }
}
const merge = (county: County, pair: { kept: string; gone: string }, take: MergeField[] = []) =>
  mergeSites(officer(county), services, { ...command(), ...pair, take })

async function guestAt(county: County, site: string, size: number, inside: boolean): Promise<string> {
  const { id, placement } = await register(county.ctx(), registration(size))
  if (placement?.site.id !== site) await transfer(county.ctx(), id, { ...command(), site })
  if (inside) await arrive(county.ctx(), id, command())
  return id
}

describe('two entries of one place', () => {
  test('are offered, and made one with what a person takes of the other', async () => {
    const county = await house.county()
    const pair = await twice(county)
    const { pairs } = await listTwins(officer(county))
    expect(pairs).toMatchObject([{ a: { id: pair.kept }, b: { id: pair.gone }, metres: 20 }])
    const wish = { ...command(), ...pair, take: ['name' as const, 'parking' as const] }
    const twins = await Promise.all([1, 2].map(() => mergeSites(officer(county), services, wish)))
    expect(twins[0]).toMatchObject({ moved: 0, undoneAt: null })
    expect(twins[1]).toEqual(twins[0])
    expect(await sitesOf(county.ctx())).toMatchObject([
      { id: pair.kept, name: '瓜州丝路宾馆', address: '文化街1号', parking: 30, offered: 10, state: 'open' },
    ])
    const after = await listTwins(officer(county))
    expect(after).toMatchObject({ pairs: [], merges: [{ moved: 0 }] })
    // Its other name opens nothing any more, and whoever names it in a table means the one that is left.
    await expect(openSite(officer(county), pair.gone, { ...command(), now: true })).rejects.toMatchObject({
      code: 'not_found',
    })
    const rows = writeCsv(['名称', '地址', '停车位'], [['瓜州丝路宾馆', '文化街 1 号', 9]])
    expect(await previewImport(officer(county), rows, TableReading.parse({}))).toMatchObject({
      counts: { changed: 1, ready: 0, alike: 0 },
    })
  })

  test('whoever is inside is inside the other, over where its places do not do; whoever is on the way is placed anew', async () => {
    const county = await house.county()
    const pair = await twice(county)
    const inKept = await guestAt(county, pair.kept, 8, true)
    const inGone = await guestAt(county, pair.gone, 4, true)
    const onTheWay = await guestAt(county, pair.gone, 2, false)
    expect(await merge(county, pair)).toMatchObject({ moved: 4 })
    expect(await sitesOf(county.ctx())).toMatchObject([{ occupied: 8, over: 4, held: 0 }])
    const seen = async (id: string) => (await showParty(county.ctx(), id)).placement
    expect(await seen(inKept)).toMatchObject({ state: 'arrived' })
    expect(await seen(inGone)).toMatchObject({ state: 'over', site: { id: pair.kept } })
    expect((await showParty(county.ctx(), onTheWay)).state).toBe('waiting')
    // Where there is room they have places at once.
    const roomy = await house.county()
    const both = await twice(roomy, 30)
    const guest = await guestAt(roomy, both.gone, 4, true)
    const coming = await guestAt(roomy, both.gone, 2, false)
    await merge(roomy, both)
    expect(await sitesOf(roomy.ctx())).toMatchObject([{ occupied: 4, held: 2, over: 0, offered: 30 }])
    expect((await showParty(roomy.ctx(), guest)).placement).toMatchObject({ state: 'arrived' })
    expect((await showParty(roomy.ctx(), coming)).placement).toMatchObject({ state: 'held' })
  })

  test('taken apart again they are two as before; what was changed since stays', async () => {
    const county = await house.county()
    const pair = await twice(county, 30)
    const before = await sitesOf(county.ctx())
    const { id } = await merge(county, pair, ['name', 'address', 'pools', 'contact'])
    const undo = command()
    for (const one of [undo, undo, command()])
      expect(await unmergeSites(officer(county), id, one)).toMatchObject({ restored: true })
    const bare = (sites: typeof before) =>
      sites.map(({ version: _, changedAt: __, state: ___, ...site }) => site)
    const after = await sitesOf(county.ctx())
    expect(bare(after)).toEqual(bare(before))
    expect(after.map(({ state }) => state).sort()).toEqual(['open', 'standby'])
    expect((await listTwins(officer(county))).pairs.length).toBe(1)

    const again = await merge(county, pair)
    await changeSite(officer(county), pair.kept, { ...command(), parking: 99 })
    expect(await unmergeSites(officer(county), again.id, command())).toMatchObject({ restored: false })
    expect((await sitesOf(county.ctx())).find((site) => site.id === pair.kept)).toMatchObject({ parking: 99 })
  })

  test('who answers for it comes along where nobody does', async () => {
    const county = await house.county()
    const { kept, gone } = await twice(county)
    await merge(county, { kept: gone, gone: kept })
    const { rows } = await house.db.owner.query(
      'select field from site_identity where site = $1 order by 1',
      [gone],
    )
    expect(rows).toEqual([{ field: 'contact' }, { field: 'phone' }])
  })

  test('that look alike and are two are not offered again', async () => {
    const county = await house.county()
    const { kept, gone } = await twice(county)
    await tellApart(officer(county), { ...command(), a: gone, b: kept })
    await tellApart(officer(county), { ...command(), a: kept, b: gone })
    expect((await listTwins(officer(county))).pairs).toEqual([])
  })

  test('are not made one while one is busy, by whom it is none of, or twice over', async () => {
    const county = await house.county()
    const pair = await twice(county)
    const wish = () => ({ ...command(), ...pair, take: [] })
    await expect(merge(county, { ...pair, gone: pair.kept })).rejects.toMatchObject({ code: 'sites.same' })
    const west = county.as([{ role: 'community_secretary', area: county.west }])
    await expect(mergeSites(west, services, wish())).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await listTwins(west)).pairs).toEqual([])
    const isBusy = async (_: unknown, __: string, ___: number, site: string) => site === pair.gone
    await expect(mergeSites(officer(county), { isBusy }, wish())).rejects.toMatchObject({
      code: 'sites.busy',
    })
    await merge(county, { kept: pair.gone, gone: pair.kept })
    await expect(merge(county, { kept: pair.gone, gone: pair.kept })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('keep the import that made one of them from taking it away', async () => {
    const county = await house.county()
    const file = writeCsv(['名称', '经度', '纬度', '床位'], [['县礼堂', 96.07, 40.02, 30]]).toString('base64')
    const { id } = await importSites(officer(county), ImportWish.parse({ ...command(), file }))
    const [other] = await county.layOut([hall(9, { name: '县大礼堂' })])
    const made = (await sitesOf(county.ctx())).find(({ name }) => name === '县礼堂')!.id
    await merge(county, { kept: other!, gone: made })
    expect((await planUndo(officer(county), id)).sites).toMatchObject([{ fate: 'bound' }])
    expect(await undoImport(officer(county), id, command())).toMatchObject({ left: 1 })
  })
})
