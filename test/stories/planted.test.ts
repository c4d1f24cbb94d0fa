/**
 * Words planted in every free text that any endpoint takes, over HTTP with the jobs running: each is found in the tables
 * that are meant to keep it, named here, and nowhere else; names, telephones and reasons in no table, line of the log,
 * job or metric at all.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '../../src/house.ts'
import { modeApi } from '../../src/modules/mode/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { type Caller, callerOf, command, until } from './caller.ts'
import { EAST, hall, party, type SmallCounty, startSmallCounty } from './small.ts'

/** `endpoint body.field` of every free text: no closed list, no UUID. */
function freeTexts(): string[] {
  const found: string[] = []
  for (const endpoint of ENDPOINTS)
    for (const part of ['body', 'query'] as const) {
      const schema = endpoint[part]
      if (schema === undefined) continue
      const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
      const walk = (node: Node | undefined, path: string): void => {
        if (node === undefined) return
        if (node.$ref !== undefined)
          walk((root.$defs as Nodes | undefined)?.[node.$ref.split('/').at(-1)!], path)
        const closed = node.enum !== undefined || node.const !== undefined || node.format === 'uuid'
        if (node.type === 'string' && !closed) found.push(`${endpoint.id} ${path}`)
        for (const [name, value] of Object.entries(node.properties ?? {})) walk(value, `${path}.${name}`)
        walk(node.items, `${path}[]`)
        for (const one of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])])
          walk(one, path)
      }
      walk(root as Node, part)
    }
  return [...new Set(found)]
}
type Nodes = Readonly<Record<string, Node>>
interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: unknown
  readonly const?: unknown
  readonly properties?: Nodes
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly allOf?: readonly Node[]
}

/** Where a planted word may stand afterwards: tables in plain. Everything that is not named here may stand nowhere. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'access.createToken body.label': ['session'],
  'mode.declare body.name': ['emergency'],
  'mode.rename body.name': ['emergency'],
  // What a site is and how it is found is for everybody.
  'placement.createSite body.name': ['site'],
  'placement.createSite body.nameEn': ['site'],
  'placement.createSite body.address': ['site'],
  'placement.createSite body.landmark': ['site'],
  'placement.createSite body.landmarkEn': ['site'],
  'placement.createSite body.byAgreement': ['site'],
  'placement.createSite body.externalId': ['site'],
  'placement.changeSite body.name': ['site'],
  'placement.changeSite body.nameEn': ['site'],
  'placement.changeSite body.address': ['site'],
  'placement.changeSite body.landmark': ['site'],
  'placement.changeSite body.landmarkEn': ['site'],
  'placement.changeSite body.byAgreement': ['site'],
  'placement.changeSite body.externalId': ['site'],
  // The telephone or office that an estimate comes from, shown beside it on the wall.
  'placement.setRoadEstimate body.source': ['road_estimate'],
  'placement.startWorld body.name': ['world'],
  // A checked offer is a site: its way and its door lie there until the emergency is forgotten.
  // What is said of a road is said to everybody.
  'road.post body.road': ['road_news'],
  'road.post body.direction': ['road_news'],
  'road.post body.note': ['road_news'],
  'departure.plan body.ways[].direction': ['departure_plan'],
  'offers.check body.landmark': ['site'],
  'offers.offer body.address': ['site'],
  'offers.offer body.community': ['ledger', 'offer'],
}

let county: SmallCounty
let traveller: Caller
const words = new Map<string, string>()

/** A word of its own for a field; telephones and plates as they must look. */
function plant(field: string): string {
  const n = String(words.size + 1).padStart(4, '0')
  const word = /phone$/.test(field) ? `1378765${n}` : /plate$/.test(field) ? `甘Z9${n}` : `植${n}词`
  words.set(field, word)
  return word
}

/** The planted body of an endpoint. */
function body(id: string, ...fields: string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, plant(`${id} body.${field}`)]))
}

const SITE_TEXTS = [
  'name',
  'nameEn',
  'address',
  'landmark',
  'landmarkEn',
  'contact',
  'phone',
  'externalId',
  'byAgreement',
]

beforeAll(async () => {
  county = await startSmallCounty()
  const [officer, other] = [county.as('duty_officer'), county.as('duty_officer', 1)]
  const admin = county.as('sys_admin')
  /** Whatever it answers: what is refused must leave no trace either. */
  const ask = (caller: Caller, method: string, path: string, content?: unknown) =>
    caller.send(method, `/api${path}`, content)
  const made = async <T>(answer: ReturnType<typeof ask>): Promise<T> => {
    const { status, body: told } = await answer
    expect(status, JSON.stringify(told)).toBeLessThan(300)
    return told as T
  }

  const { id: emergency } = await made<{ id: string }>(
    ask(officer, 'POST', '/emergencies', {
      ...command(),
      kind: 'blizzard',
      ...body('mode.declare', 'name', 'reason'),
    }),
  )
  await made(
    ask(officer, 'POST', `/emergencies/${emergency}/rename`, {
      ...command(),
      ...body('mode.rename', 'name', 'reason'),
    }),
  )
  const { id: site } = await made<{ id: string }>(
    ask(officer, 'POST', '/sites', {
      ...hall(60),
      ...command(),
      ...body('placement.createSite', ...SITE_TEXTS),
    }),
  )
  await made(ask(officer, 'POST', `/sites/${site}/open`, { ...command(), now: true }))
  const own = { name: 'name', phone: 'phone', plate: 'plate', direction: 'direction' }
  const { id, token } = await made<{ id: string; token: string }>(
    ask(county.nobody, 'POST', '/parties', {
      ...party(2),
      ...body('placement.register', ...Object.keys(own)),
    }),
  )
  traveller = callerOf(county.url, token)
  await made(
    ask(traveller, 'PATCH', `/parties/${id}`, {
      ...command(),
      ...body('placement.correct', ...Object.keys(own)),
    }),
  )
  await ask(officer, 'POST', '/parties', { ...party(1), ...body('placement.register', 'code') })
  // An entry that is none is refused, and told back in no place.
  await ask(county.nobody, 'POST', '/parties', { ...party(1), ...body('placement.register', 'entry') })
  const phone = words.get('placement.correct body.phone')
  const twin = async () =>
    (await made<{ id: string }>(ask(officer, 'POST', '/parties', { ...party(1), phone }))).id
  const [second, third] = [await twin(), await twin()]
  await made(
    ask(officer, 'POST', `/parties/${second}/merge`, {
      ...command(),
      into: id,
      ...body('placement.merge', 'reason'),
    }),
  )
  await made(
    ask(officer, 'POST', `/parties/${third}/dismiss`, {
      ...command(),
      other: id,
      ...body('placement.dismiss', 'reason'),
    }),
  )
  const { id: hallTwo } = await made<{ id: string }>(
    ask(officer, 'POST', '/sites', { ...hall(60), ...command(), name: '第二礼堂' }),
  )
  await made(ask(officer, 'POST', `/sites/${hallTwo}/open`, { ...command(), now: true }))
  await made(
    ask(officer, 'POST', `/parties/${third}/transfer`, {
      ...command(),
      site: hallTwo,
      ...body('placement.transfer', 'reason'),
    }),
  )
  for (const query of ['q', 'code', 'community', 'after', 'suspected'])
    await ask(
      officer,
      'GET',
      `/parties?${query}=${encodeURIComponent(plant(`placement.parties query.${query}`))}`,
    )
  await ask(
    officer,
    'GET',
    `/sites?community=${encodeURIComponent(plant('placement.sites query.community'))}`,
  )
  await ask(officer, 'GET', `/ledger?type=${encodeURIComponent(plant('reports.ledger query.type'))}`)
  await ask(officer, 'GET', `/night-report?at=${encodeURIComponent(plant('reports.night query.at'))}`)
  await made(
    ask(officer, 'POST', '/road-estimates', {
      ...command(),
      entry: 'exit',
      persons: 5,
      ...body('placement.setRoadEstimate', 'source'),
    }),
  )
  await ask(officer, 'POST', '/road-estimates', {
    ...command(),
    persons: 5,
    source: '目测',
    ...body('placement.setRoadEstimate', 'entry'),
  })
  await made(
    ask(officer, 'PATCH', `/sites/${site}`, { ...command(), ...body('placement.changeSite', ...SITE_TEXTS) }),
  )
  await made(
    ask(officer, 'POST', `/sites/${site}/suspend`, {
      ...command(),
      ...body('placement.suspendSite', 'reason'),
    }),
  )
  await made(
    ask(officer, 'POST', '/worlds', { ...command(), kind: 'drill', ...body('placement.startWorld', 'name') }),
  )
  await ask(
    officer,
    'GET',
    `/buildings?community=${encodeURIComponent(plant('districting.buildings query.community'))}&grid=${encodeURIComponent(plant('districting.buildings query.grid'))}`,
  )
  // The one refused, for there are no such communities, leaves no trace either.
  await ask(admin, 'POST', '/districtings', {
    ...command(),
    ...body('districting.make', 'name'),
    communities: [plant('districting.make body.communities[]')],
  })
  await made(
    ask(officer, 'POST', '/road/news', {
      ...{ ...command(), state: 'closed', source: 'police' },
      ...body('road.post', 'road', 'direction', 'note'),
    }),
  )
  await made(
    ask(officer, 'POST', '/departures', {
      ...command(),
      ways: [
        { direction: plant('departure.plan body.ways[].direction'), opensAt: 0, perHour: 100, share: 100 },
      ],
      order: ['first', 'car', 'coach', 'truck', 'none'],
    }),
  )
  const nothing = '018f0000-0000-7000-8000-00000000dead'
  await ask(county.nobody, 'POST', '/parties', { ...party(1), ...body('placement.register', 'entryToken') })
  await ask(
    county.nobody,
    'GET',
    `/entry-screen?link=${encodeURIComponent(plant('entries.screen query.link'))}`,
  )
  const range = { code: null, from: 0, to: 1 }
  const burst = encodeURIComponent(plant('placement.burst query.entry'))
  await ask(officer, 'GET', `/burst?entry=${burst}&from=0&to=1`)
  // A burst at no entry of the county is refused, and told back in no place.
  await ask(officer, 'POST', '/bursts/confirm', {
    ...command(),
    burst: { ...range, entry: plant('placement.confirmBurst body.burst.entry') },
  })
  await ask(officer, 'POST', '/bursts/clear', {
    ...{ ...command(), holding: false, reason: '不是真人' },
    burst: { ...range, entry: plant('placement.clearBurst body.burst.entry') },
  })
  await made(
    ask(officer, 'POST', '/bursts/clear', {
      ...{ ...command(), holding: false },
      burst: { ...range, entry: 'exit' },
      ...body('placement.clearBurst', 'reason'),
    }),
  )
  for (const [id, path] of [
    ['placement.carryOutReplan', 'carry-out'],
    ['placement.undoReplan', 'undo'],
  ] as const)
    await ask(officer, 'POST', `/replans/${nothing}/${path}`, { ...command(), ...body(id, 'reason') })
  await ask(officer, 'GET', `/night-report?bound=${encodeURIComponent(plant('reports.night query.bound'))}`)
  await made(ask(officer, 'POST', '/shifts', { ...command(), ...body('shifts.handOver', 'remarks') }))
  const { id: rescue } = await made<{ id: string }>(
    ask(county.nobody, 'POST', '/rescues', {
      ...command(),
      persons: 2,
      ...body('rescue.call', 'place', 'phone'),
    }),
  )
  await made(ask(officer, 'POST', `/rescues/${rescue}/reach`, { ...command(), by: 'road' }))
  await ask(county.nobody, 'GET', `/site-ask?token=${encodeURIComponent(plant('asks.asked query.token'))}`)
  await ask(county.nobody, 'POST', '/site-ask/answer', {
    ...command(),
    still: [],
    ...body('asks.answer', 'token'),
  })
  const given = {
    ...command(),
    kind: 'home',
    beds: 2,
    ...body('offers.offer', 'contact', 'phone', 'address'),
  }
  const { id: offered } = await made<{ id: string }>(
    ask(county.nobody, 'POST', '/offers', { ...given, community: EAST }),
  )
  await ask(county.nobody, 'POST', '/offers', {
    ...given,
    ...command(),
    ...body('offers.offer', 'community'),
  })
  await made(
    ask(officer, 'POST', `/offers/${offered}/check`, {
      ...command(),
      ...{ lon: 96.06, lat: 40.02, beds: 2, floors: 0, forWhom: 'any' },
      ...body('offers.check', 'landmark'),
    }),
  )
  const { id: other2 } = await made<{ id: string }>(
    ask(county.nobody, 'POST', '/offers', { ...given, ...command(), phone: '13899990000' }),
  )
  await made(
    ask(officer, 'POST', `/offers/${other2}/refuse`, { ...command(), ...body('offers.refuse', 'reason') }),
  )
  await ask(county.nobody, 'GET', `/my-offer?token=${encodeURIComponent(plant('offers.mine query.token'))}`)
  await ask(county.nobody, 'POST', '/my-offer/stop', { ...command(), ...body('offers.stopMine', 'token') })
  /** Who answers for a site, in a table that is sent: sealed where it is kept, and only there. */
  const table = (id: string) =>
    Buffer.from(`名称,联系人\n${id},${plant(`${id} body.file`)}\n`, 'utf8').toString('base64')
  for (const id of ['registry.preview', 'registry.faults'])
    await made(ask(officer, 'POST', `/site-imports/${id.split('.')[1]}`, { file: table(id) }))
  await made(ask(officer, 'POST', '/site-imports', { ...command(), file: table('registry.import') }))
  await made(
    ask(officer, 'POST', '/tokens', {
      ...command(),
      ...body('access.createToken', 'label'),
    }),
  )
  const post = { role: 'grid_worker', area: EAST }
  await made(
    ask(admin, 'POST', '/accounts', { ...command(), ...body('access.createAccount', 'name', 'phone'), post }),
  )
  await ask(admin, 'POST', '/accounts', {
    ...command(),
    name: '无此地',
    phone: '13800000000',
    post: { ...post, area: plant('access.createAccount body.post.area') },
  })
  await ask(county.nobody, 'POST', '/sign-in', body('access.signIn', 'phone', 'code'))
  await ask(county.nobody, 'POST', '/duty/take', body('duty.take', 'link', 'pin'))
  await ask(officer, 'GET', `/duty?link=${encodeURIComponent(plant('duty.here query.link'))}`)
  await ask(officer, 'POST', `/sites/${crypto.randomUUID()}/arrivals`, {
    ...command(),
    ...body('placement.arriveByCode', 'code'),
  })
  await ask(officer, 'POST', `/sites/${crypto.randomUUID()}/departures`, {
    ...command(),
    ...body('placement.departByCode', 'code'),
  })
  await ask(county.nobody, 'POST', '/sign-in/code', body('access.sendCode', 'phone'))
  // Everybody leaves, so that it can be closed: by two.
  for (const one of [id, third])
    for (const step of ['depart', 'withdraw'])
      await ask(officer, 'POST', `/parties/${one}/${step}`, command())
  for (const caller of [officer, other])
    await made(
      ask(caller, 'POST', `/emergencies/${emergency}/close`, {
        ...command(),
        ...body('mode.close', 'reason'),
      }),
    )
  // The sealer and the jobs have done with all of it.
  await until(async () => {
    const { rows } = await county.server.database.owner.query(
      `select (select count(*) from ledger)::int - (select count(*) from ledger_seal)::int as open`,
    )
    return rows[0].open === 0 ? true : undefined
  })
})
afterAll(async () => {
  traveller?.close()
  await county.stop()
})

/** Tables, jobs among them, in whose rows the word stands as it is. */
async function tablesWith(tables: readonly string[], word: string): Promise<string[]> {
  const found: string[] = []
  for (const table of tables) {
    const { rows } = await county.server.database.owner.query(
      `select exists (select from ${table} t where t::text like '%' || $1 || '%') as there`,
      [word],
    )
    if (rows[0].there) found.push(table)
  }
  return found
}

describe('words planted in every free text', () => {
  it('reach every free text there is', () => {
    const mine = freeTexts().filter((field) => !words.has(field))
    expect(mine).toEqual([])
  })

  it('stand in the tables that are meant to keep them, and in no other', async () => {
    const { rows } = await county.server.database.owner.query(
      `select case schemaname when 'public' then tablename else schemaname || '.' || tablename end as name
       from pg_tables where schemaname in ('public', 'graphile_worker') order by 1`,
    )
    const tables: string[] = rows.map(({ name }) => name)
    expect(tables).toEqual(expect.arrayContaining(['ledger', 'receipt', 'outbox', 'party', 'reason']))
    expect(tables.some((name) => name.startsWith('graphile_worker.'))).toBe(true)
    for (const [field, word] of words) {
      const kept = KEPT[field] ?? []
      const found = await tablesWith(tables, word)
      expect(
        found.filter((table) => !kept.includes(table)),
        `${field}: ${word}`,
      ).toEqual([])
    }
  })

  it('stand in no line of the log and in no metric', async () => {
    const folder = join(county.server.dataDir, 'log')
    const logged = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(logged.length).toBeGreaterThan(0)
    const metrics = await county.nobody.send('GET', '/metrics')
    const everything = [...logged, metrics.text].join('\n')
    for (const [field, word] of words) {
      expect(everything.includes(word), field).toBe(false)
      expect(everything.includes(encodeURIComponent(word)), field).toBe(false)
    }
  })

  it('are found by those who may read them: the reason of a deed by the auditor’s scope, sealed', async () => {
    const { rows } = await county.server.database.owner.query('select count(*)::int as n from reason')
    // Declared, renamed, merged, told apart, sent elsewhere, an offer not used, a burst taken out, suspended, closed by two, and a shift.
    expect(rows[0].n).toBe(11)
  })
})

it('the contracts that were walked are the house’s own', () => {
  for (const one of [modeApi.declare, placementApi.register]) expect(ENDPOINTS).toContain(one)
})
