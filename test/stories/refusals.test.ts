/** What the house refuses, and how it says so: one shape, both languages, nothing bent into place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyRow } from '../../src/modules/placement/model.ts'
import { type Caller, callerOf, command, type Reply } from './caller.ts'
import { EAST, hall, openHall, party, SMALL, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let desk: Caller

beforeAll(async () => {
  county = await startSmallCounty()
  desk = county.as('intake_desk')
})
afterAll(async () => {
  await county.stop()
})

const register = (body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  county.nobody.send('POST', '/api/parties', body, headers)

function expectRefusal(reply: Reply, status: number, code: string): void {
  expect(reply).toMatchObject({ status, body: { code } })
  expect(Object.keys(reply.body).sort()).toEqual(['code', 'details', 'message'])
  expect(String(reply.body['message']).length).toBeGreaterThan(3)
}

async function total(): Promise<number> {
  return (await desk.call(placementApi.parties, {})).total
}

describe('a body that is wrong', () => {
  const good = (): Record<string, unknown> => party(2)
  const WRONG: readonly (readonly [what: string, body: () => unknown, path: string])[] = [
    ['null', () => 'null', ''],
    ['a number', () => '3', ''],
    ['a list', () => [good()], ''],
    ['an empty object', () => ({}), 'command'],
    ['a count as text', () => ({ ...good(), adults: '3' }), 'adults'],
    ['a count as truth', () => ({ ...good(), adults: true }), 'adults'],
    ['a count that is null', () => ({ ...good(), adults: null }), 'adults'],
    ['a count with a fraction', () => ({ ...good(), adults: 1.5 }), 'adults'],
    ['a negative count', () => ({ ...good(), children: -1 }), 'children'],
    ['a count beyond belief', () => ({ ...good(), adults: 1e9 }), 'adults'],
    ['a key nobody knows', () => ({ ...good(), ethnicity: '汉' }), ''],
    ['one need instead of a list', () => ({ ...good(), needs: 'medical' }), 'needs'],
    ['a need nobody knows', () => ({ ...good(), needs: ['police'] }), 'needs.0'],
    ['a position off the earth', () => ({ ...good(), lon: 200, lat: 40 }), 'lon'],
    ['a command that is no id', () => ({ ...good(), command: '1' }), 'command'],
    ['a name without end', () => ({ ...good(), name: '长'.repeat(61) }), 'name'],
  ]

  it.each(WRONG)('%s is refused and named, not bent', async (_what, body, path) => {
    const before = await total()
    const reply = await register(body())
    expectRefusal(reply, 400, 'bad_input')
    expect(reply.body['details']).toMatchObject({
      part: 'body',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    })
    expect(await total()).toBe(before)
  })

  it('values that were refused are not repeated, they may be personal', async () => {
    const reply = await register({ ...good(), phone: 'call 13811112222 please', plate: '甘'.repeat(30) })
    expect(reply.status).toBe(400)
    expect(reply.text).not.toContain('13811112222')
    expect(reply.text).not.toContain('甘')
  })

  it('broken JSON, none at all, and JSON with a prototype', async () => {
    expectRefusal(await register('{"adults":'), 400, 'bad_input')
    expectRefusal(await register(''), 400, 'bad_input')
    expectRefusal(await register('{"__proto__":{"adults":1}}'), 400, 'bad_input')
  })

  it('another kind of content', async () => {
    const text = JSON.stringify(good())
    expectRefusal(await register(text, { 'content-type': 'application/xml' }), 415, 'unsupported_media')
    expectRefusal(await register(text, { 'content-type': 'text/plain' }), 400, 'bad_input')
    expectRefusal(
      await register('adults=2&entry=exit', { 'content-type': 'application/x-www-form-urlencoded' }),
      400,
      'bad_input',
    )
  })

  it('more than a megabyte', async () => {
    expectRefusal(await register({ ...good(), name: 'x'.repeat(1_100_000) }), 413, 'body_too_large')
  })

  it('nested keys nobody knows', async () => {
    const site = { ...command(), ...hall(10), pools: [{ kind: 'floor', places: 10, colour: 'red' }] }
    expectRefusal(await desk.send('POST', '/api/sites', site), 400, 'bad_input')
  })
})

describe('what the rules refuse', () => {
  it('is told by its own code', async () => {
    expectRefusal(await register(party(0)), 422, 'placement.empty_party')
    expectRefusal(await register({ ...command(), adults: 1 }), 422, 'placement.no_position')
    expectRefusal(await register(party(1, { entry: 'nowhere' })), 422, 'places.unknown_entry')
    const empty = { ...command(), ...hall(10), pools: [{ kind: 'floor', places: 0 }] }
    expectRefusal(await desk.send('POST', '/api/sites', empty), 422, 'sites.no_places')
    const odd = {
      ...command(),
      ...hall(10),
      pools: [{ kind: 'bed', roomSize: 4, shared: false, places: 10 }],
    }
    expectRefusal(await desk.send('POST', '/api/sites', odd), 422, 'sites.rooms_do_not_divide')
  })

  it('an id that another party has is not taken over', async () => {
    const one = await county.nobody.call(placementApi.register, { body: party(1) })
    expectRefusal(await register(party(2, { id: one.id })), 409, 'placement.id_taken')
  })
})

describe('addresses', () => {
  it('that lead nowhere are told in the same shape', async () => {
    const officer = county.as('duty_officer')
    const id = crypto.randomUUID()
    for (const path of [
      '/api/nothing',
      `/api/parties/${id}`,
      `/api/sites/${id}`,
      '/c/small/w/999/api/mode',
      '/c/nowhere/w/0/api/mode',
    ])
      expectRefusal(await officer.send('GET', path), 404, 'not_found')
    for (const path of [
      '/api/parties/1',
      '/api/sites/%27',
      '/api/parties?limit=0',
      '/api/parties?limit=x',
      '/api/sites?kind=castle',
    ])
      expectRefusal(await officer.send('GET', path), 400, 'bad_input')
  })

  it('stand with and without the prefix, by slug and by code', async () => {
    for (const prefix of ['', '/c/small/w/0', `/c/${SMALL}/w/0`]) {
      const there = callerOf(`${county.url}${prefix}`, county.tokenOf('auditor'))
      expect((await there.send('GET', '/api/mode')).status).toBe(200)
      expect((await there.send('GET', '/api/me')).body).toMatchObject({ county: SMALL, world: 0 })
      there.close()
    }
  })
})

describe('the language of an error', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', '', /请/],
    ['en-GB,en;q=0.9,zh;q=0.5', '', /Please/],
    ['fr-FR,en;q=0.5', '', /Please/],
    ['', '', /请/],
    ['zh-CN', '?lang=en', /Please/],
    ['en', '?lang=zh', /请/],
  ])('%s %s', async (wish, query, words) => {
    const reply = await county.nobody.send('GET', `/api/parties${query}`, undefined, {
      'accept-language': wish,
    })
    expectRefusal(reply, 401, 'not_signed_in')
    expect(reply.body['message']).toMatch(words)
  })
})

describe('the traveller ledger', () => {
  let all: PartyRow[] = []
  beforeAll(async () => {
    await openHall(county, hall(30))
    for (let n = 0; n < 12; n++)
      await county.nobody.call(placementApi.register, {
        body: party(1 + (n % 3), {
          needs: n % 4 === 0 ? ['pregnant'] : [],
          name: n === 5 ? '赵云' : undefined,
          phone: n === 5 ? '13666667777' : undefined,
        }),
      })
    all = (await desk.call(placementApi.parties, { query: { limit: 5000 } })).parties
  })

  it('is read page by page, each party once and in order', async () => {
    const read: PartyRow[] = []
    let after: string | undefined
    do {
      const page = await desk.call(placementApi.parties, { query: { limit: 5, after } })
      expect(page.total).toBe(all.length)
      expect(page.parties.length).toBeLessThanOrEqual(5)
      read.push(...page.parties)
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(read).toEqual(all)
  })

  it('is filtered', async () => {
    const ask = async (query: Record<string, string>): Promise<PartyRow[]> =>
      (await desk.call(placementApi.parties, { query: { limit: 5000, ...query } })).parties
    const check = async (query: Record<string, string>, keep: (row: PartyRow) => boolean) => {
      const rows = await ask(query)
      expect(rows).toEqual(all.filter(keep))
      expect(rows.length, JSON.stringify(query)).toBeGreaterThan(0)
    }
    await check({ state: 'placed' }, (row) => row.state === 'placed')
    await check({ need: 'pregnant' }, (row) => row.needs.includes('pregnant'))
    await check({ community: EAST }, (row) => row.community === EAST)
    await check({ code: all[3]!.code }, (row) => row.code === all[3]!.code)
    expect(await ask({ state: 'merged' })).toEqual([])
    const byName = await ask({ q: '赵云' })
    expect(byName.length).toBe(1)
    expect(await ask({ q: '7777' })).toEqual(byName)
    expect(await ask({ q: '13666667777' })).toEqual(byName)
    expect(await ask({ q: '诸葛' })).toEqual([])
    expect(await ask({ changedAfter: String(Date.now() + 60_000) })).toEqual([])
  })

  it('knows no filter by diet, language or plate', async () => {
    expectRefusal(await desk.send('GET', '/api/parties?need=halal'), 400, 'bad_input')
    const names = Object.keys(placementApi.parties.query.shape)
    expect(names).toContain('state')
    for (const name of ['language', 'plate', 'direction', 'diet', 'name']) expect(names).not.toContain(name)
  })

  it('refuses a page mark that it did not give', async () => {
    for (const after of ['x', '1', `1.${'0'.repeat(36)}x`, "'--"])
      expectRefusal(
        await desk.send('GET', `/api/parties?after=${encodeURIComponent(after)}`),
        400,
        'bad_input',
      )
  })
})

describe('for machines', () => {
  it('healthz, readyz and metrics answer without a token, and metrics without a name in them', async () => {
    expect(await county.nobody.send('GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true } })
    expect(await county.nobody.send('GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true } })
    const metrics = await county.nobody.send('GET', '/metrics')
    expect(metrics.headers.get('content-type')).toContain('text/plain')
    expect(metrics.text).toMatch(/route="\/api\/parties"/)
    expect(metrics.text).not.toContain('赵云')
    expect(metrics.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  })
})
