/** Names planted in every field that takes words stand nowhere but sealed: no table, ledger, receipt, job, log or error. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type County, command, type House, hall, openHouse, registration } from '../../../test/builders.ts'
import { sealAll } from '../../../test/sealed.ts'
import { Refusal } from '../../base/refusal.ts'
import { searchTokens } from '../../platform/crypto/search.ts'
import { signIn } from '../access/actions.ts'
import { accessApi } from '../access/api.ts'
import { SiteDeclaration } from '../sites/model.ts'
import { register } from './actions/register.ts'
import { sweepHolds } from './actions/replace.ts'
import { showParty } from './actions/show.ts'
import { changeSite, createSite, suspendSite } from './actions/sites.ts'
import { accept, arrive, depart, transfer } from './actions/steps.ts'
import { placementApi } from './api.ts'
import { Registration } from './model.ts'
import { listParties } from './reads/parties.ts'

/** What a person would write into a registration's free fields, and a host into a site's. */
const PLANTED = {
  name: '欧阳锦绣',
  phone: '13937774321',
  plate: '甘Q7R8S9',
  direction: '往乌鲁木齐方向',
} as const
const CONTACT = { contact: '司马相如', phone: '13655551234' } as const
const WORDS = [...Object.values(PLANTED), ...Object.values(CONTACT)]

let house: House
let county: County
let party: string

beforeAll(async () => {
  house = await openHouse()
  county = await house.county()
  const created = await createSite(county.ctx(), { ...hall(20), ...CONTACT, ...command() })
  await changeSite(county.ctx(), created.id, { ...command(), ...CONTACT })
  await county.layOut([hall(20, { ...CONTACT, features: ['halal_kitchen'] }), hall(20)])
  const input = registration(2, { ...PLANTED, language: 'ug', needs: ['halal'] })
  party = (await register(county.ctx(), input)).id
  await register(county.ctx(), input)
  await accept(county.ctx(), party, command())
  const [other] = await county.layOut([hall(20)])
  await transfer(county.ctx(), party, { ...command(), site: other! })
  await arrive(county.ctx(), party, command())
  await suspendSite(county.ctx(), other!, { ...command(), reason: '停暖' })
  await showParty(county.as([{ role: 'intake_desk', area: county.code }]), party)
  await sweepHolds(county.ctx())
  await sealAll(house.db.worker, county.code)
})
afterAll(() => house.stop())

/** Tables and their rows as text that hold one of the words, in plain or as its bytes. */
async function holding(words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await house.db.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'`,
  )
  expect(tables.length).toBeGreaterThan(25)
  const patterns = words.flatMap((word) => [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`])
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await house.db.owner.query(
        `select t::text as row from ${name} t where t::text like any ($1)`,
        [patterns],
      )
      return rows.map(({ row }) => `${name}: ${row}`)
    }),
  )
  return found.flat()
}

describe('what the fields that take words are', () => {
  const text = z.object({ type: z.literal('string') })
  /** Fields of a schema that take any words: strings without a closed list. */
  function free(schema: z.ZodType): string[] {
    const written = z.toJSONSchema(schema, { io: 'input' })
    const [named] = Object.values(written.$defs ?? {})
    const { properties = {} } = named ?? written
    return Object.entries(properties).flatMap(([name, field]) =>
      text.safeParse(field).success &&
      typeof field === 'object' &&
      field.enum === undefined &&
      field.format === undefined
        ? [name]
        : [],
    )
  }

  test('of a registration every one is planted; entry and codes are checked against the county’s own', () => {
    expect(free(Registration).sort()).toEqual([...Object.keys(PLANTED), 'entry', 'entryToken', 'code'].sort())
  })

  test('of a site the contact’s are; the others tell of the site itself', () => {
    const ofTheSite = ['name', 'nameEn', 'address', 'landmark', 'landmarkEn', 'externalId', 'byAgreement']
    expect(free(SiteDeclaration).sort()).toEqual([...Object.keys(CONTACT), ...ofTheSite].sort())
  })
})

describe('in the database', () => {
  test('the search itself finds what is there in plain', async () => {
    expect(await holding(['exit', 'halal'])).not.toEqual([])
  })

  test('no row of any table holds a planted word', async () => {
    expect(await holding(WORDS)).toEqual([])
  })

  test('nor a piece of one by which it could be found again', async () => {
    const pieces = searchTokens(PLANTED)
      .map(({ token }) => token)
      .filter((token) => token.length >= 2 && !/^[a-z]{2,4}$/.test(token) && !/^\d{4}$/.test(token))
    expect(pieces.length).toBeGreaterThan(5)
    expect(await holding(pieces)).toEqual([])
  })

  test('yet all of it is there, sealed, and opens to those who may see it', async () => {
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    const { name, phone, plate } = PLANTED
    expect(await showParty(desk, party)).toMatchObject({ name, phone, plate })
    const { rows } = await house.db.owner.query(
      'select field from party_identity where party = $1 order by field',
      [party],
    )
    expect(rows.map(({ field }) => field)).toEqual(['direction', 'language', 'name', 'phone', 'plate'])
    for (const q of [name, '欧阳', phone, '4321', plate])
      expect(
        (await listParties(desk, { q, limit: 10 })).parties.map(({ id }) => id),
        q,
      ).toEqual([party])
  })

  test('the auditor finds who looked, and no name', async () => {
    const { rows } = await house.db.owner.query(
      'select fields, account from identity_view where party = $1',
      [party],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows[0].fields).toEqual(expect.arrayContaining(['name', 'phone', 'plate']))
  })

  test('diet is told in no event', async () => {
    const { rows } = await house.db.owner.query(`select data from ledger where data::text like '%halal%'`)
    expect(rows).toEqual([])
  })

  test('after departure plate, direction, language and diet are gone, and the plate finds nothing', async () => {
    // The suspended site has sent it on; it gets there and leaves.
    await arrive(county.ctx(), party, command())
    await depart(county.ctx(), party, command())
    const { rows } = await house.db.owner.query(
      'select field from party_identity where party = $1 order by field',
      [party],
    )
    expect(rows.map(({ field }) => field)).toEqual(['name', 'phone'])
    const { rows: left } = await house.db.owner.query('select needs from party where id = $1', [party])
    expect(left).toEqual([{ needs: [] }])
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    expect((await listParties(desk, { q: PLANTED.plate, limit: 10 })).parties).toEqual([])
  })
})

describe('in errors and logs', () => {
  /** What the edge would answer and log of a failure. */
  async function refused(deed: () => Promise<unknown>): Promise<string> {
    const error: unknown = await deed().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(Error)
    house.shared.log.error('http.failed', { err: error })
    const details = error instanceof Refusal ? error.details : {}
    return `${String(error)} ${JSON.stringify(details)}`
  }

  test('a refusal of a registration tells nothing of who registers', async () => {
    const input = registration(2, PLANTED)
    await register(county.ctx(), input)
    const told = [
      await refused(() => register(county.ctx(), { ...input, adults: 3 })),
      await refused(() => register(county.ctx(), registration(0, PLANTED))),
      await refused(() => register(county.ctx(), registration(1, { ...PLANTED, id: party }))),
      await refused(() => register(county.ctx(), registration(1, { ...PLANTED, entry: 'nowhere' }))),
      await refused(() => accept(county.ctx(), randomUUID(), command())),
      await refused(() => signIn(county.ctx(), PLANTED.phone, '000000')),
    ]
    for (const word of WORDS) expect(told.join('\n')).not.toContain(word)
  })

  test('a failure of the database itself is logged without the values it was given', async () => {
    await house.db.owner.query('alter table party add constraint planted check (adults <> 7)')
    const told = await refused(() => register(county.ctx(), registration(7, PLANTED)))
    await house.db.owner.query('alter table party drop constraint planted')
    for (const word of WORDS) expect(told).not.toContain(word)
  })

  test('no line of the log holds a planted word, whatever it is given', async () => {
    house.shared.log.info('test.planted', { name: PLANTED.name, body: { ...PLANTED } })
    house.shared.log.error('test.planted', { err: new Error(`no ${PLANTED.name} ${PLANTED.phone}`) })
    const logged = house.logged()
    expect(logged).toContain('test.planted')
    for (const word of WORDS) expect(logged).not.toContain(word)
  })
})

describe('the sizes of what is asked', () => {
  test('a body with more than its fields is refused, not bent', () => {
    const more = { ...registration(1), idCard: '620922199001011234' }
    expect(placementApi.register.body.safeParse(more).success).toBe(false)
    expect(accessApi.signIn.body.safeParse({ phone: '13900000000', code: '000000', name: 'x' }).success).toBe(
      false,
    )
  })
})
