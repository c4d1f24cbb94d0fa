/** Put right and erased at their own word (people.md, law 4 and 7): the place is kept, or another is had first. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { correct, erase } from './actions/correct.ts'
import { register } from './actions/register.ts'
import { showParty } from './actions/show.ts'
import { arrive, depart } from './actions/steps.ts'
import { listParties } from './reads/parties.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const officer = (county: County) => county.as([{ role: 'duty_officer', area: county.code }])
async function loads(county: County, sites: readonly string[]): Promise<string[]> {
  const { rows } = await house.db.owner.query(
    `select site, held, occupied, over from site_load where county = $1 and pool = 'site'`,
    [county.code],
  )
  return sites.map((id) => {
    const { held, occupied, over } = rows.find(({ site }) => site === id)
    return `${held} ${occupied} ${over}`
  })
}
const told = async (county: County, id: string): Promise<string[]> =>
  (
    await house.db.owner.query('select type from ledger where county = $1 and subject = $2 order by nr', [
      county.code,
      id,
    ])
  ).rows.map(({ type }) => type)

describe('one more of a party that holds a place', () => {
  test('keeps it where it still fits', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(5)])
    const { id, placement } = await register(county.ctx(), registration(3))
    const after = await correct(county.guest(id), id, { ...command(), children: 2 })
    expect(after).toMatchObject({ size: 5, children: 2, placement: { id: placement!.id, places: 5 } })
    expect(after.placement!.holdUntil).toBe(placement!.holdUntil)
    expect(await loads(county, sites)).toEqual(['5 0 0'])
    expect(await told(county, id)).toEqual(['party.registered', 'party.placed', 'party.corrected'])
  })

  test('gets another in the same act where it does not fit', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(3), hall(9, { metres: 2000 })])
    const { id } = await register(county.ctx(), registration(3))
    const after = await correct(county.guest(id), id, { ...command(), adults: 4 })
    expect(after).toMatchObject({
      state: 'placed',
      size: 4,
      placement: { state: 'held', site: { id: sites[1] } },
    })
    expect(await loads(county, sites)).toEqual(['0 0 0', '4 0 0'])
    expect((await told(county, id)).slice(2)).toEqual(['party.corrected', 'party.transferred'])
  })

  test('loses nothing where there is no other: refused, and the old place stays', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(3)])
    const { id } = await register(county.ctx(), registration(3))
    await expect(correct(county.guest(id), id, { ...command(), adults: 4 })).rejects.toMatchObject({
      code: 'placement.no_room',
    })
    expect(await showParty(county.ctx(), id)).toMatchObject({ size: 3, state: 'placed' })
    expect(await loads(county, sites)).toEqual(['3 0 0'])
  })

  test('a new need leads to a place that meets it', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(9), hall(9, { metres: 2000, features: ['pets'] })])
    const { id } = await register(county.ctx(), registration(2))
    const after = await correct(county.guest(id), id, { ...command(), needs: ['pets'] })
    expect(after.placement!.site.id).toBe(sites[1])
  })
})

describe('whoever is there stays there', () => {
  test('one fewer frees a place', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(4)])
    const { id } = await register(county.ctx(), registration(4))
    await arrive(county.ctx(), id, command())
    await correct(officer(county), id, { ...command(), adults: 3 })
    expect(await loads(county, sites)).toEqual(['0 3 0'])
  })

  test('one more than there is room for is over, and one fewer again has a place', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(4), hall(50, { metres: 2000 })])
    const { id } = await register(county.ctx(), registration(4))
    await arrive(county.ctx(), id, command())
    expect(await correct(officer(county), id, { ...command(), adults: 5 })).toMatchObject({
      state: 'arrived',
      placement: { state: 'over', places: 5 },
    })
    expect(await loads(county, sites)).toEqual(['0 0 5', '0 0 0'])
    await correct(officer(county), id, { ...command(), adults: 4 })
    expect(await loads(county, sites)).toEqual(['0 4 0', '0 0 0'])
  })
})

describe('contact', () => {
  test('is replaced and taken away field by field, and found by what it is', async () => {
    const county = await house.county()
    await county.layOut([hall(9)])
    const { id } = await register(county.ctx(), registration(1, { phone: '13800001111', plate: '甘F12345' }))
    const found = async (q: string) => (await listParties(officer(county), { q, limit: 9 })).total
    expect(await found('13800001111')).toBe(1)
    const input = { ...command(), phone: '13900002222', plate: '', name: '王小明' }
    const after = await correct(county.guest(id), id, input)
    expect(after).toMatchObject({ name: '王小明', phone: '13900002222', plate: null, size: 1 })
    expect([await found('13800001111'), await found('13900002222'), await found('甘F12345')]).toEqual([
      0, 1, 0,
    ])
    expect(await correct(county.guest(id), id, input)).toMatchObject({ version: after.version })
    const { rows } = await house.db.owner.query(
      `select data from ledger where county = $1 and type = 'party.corrected'`,
      [county.code],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].data).toMatchObject({ fields: 'name,phone,plate' })
    expect(JSON.stringify(rows)).not.toMatch(/13900002222|王小明/)
  })

  test('is erased at their word while the place stays', async () => {
    const county = await house.county()
    const sites = await county.layOut([hall(9)])
    const { id } = await register(county.ctx(), registration(2, { name: '王小明', phone: '13800001111' }))
    const after = await erase(county.guest(id), id, command())
    expect(after).toMatchObject({
      name: null,
      phone: null,
      state: 'placed',
      placement: { site: { id: sites[0] } },
    })
    expect(await loads(county, sites)).toEqual(['2 0 0'])
    const { rows } = await house.db.owner.query(
      `select (select count(*)::int from party_identity where party = $1) + (select count(*)::int from search_token where party = $1) as left`,
      [id],
    )
    expect(rows[0].left).toBe(0)
    expect((await told(county, id)).at(-1)).toBe('party.erased')
  })
})

test('nobody corrects or erases another party, and nobody makes it empty', async () => {
  const county = await house.county()
  await county.layOut([hall(9)])
  const [one, other] = [
    await register(county.ctx(), registration(1)),
    await register(county.ctx(), registration(1)),
  ]
  for (const deed of [correct, erase])
    await expect(deed(county.guest(other.id), one.id, command())).rejects.toMatchObject({
      code: 'not_allowed',
    })
  await expect(correct(county.guest(one.id), one.id, { ...command(), adults: 0 })).rejects.toMatchObject({
    code: 'placement.empty_party',
  })
  await arrive(county.ctx(), one.id, command())
  await depart(county.ctx(), one.id, command())
  await expect(correct(county.guest(one.id), one.id, { ...command(), adults: 2 })).rejects.toMatchObject({
    code: 'placement.step_not_possible',
  })
})
