/** Which door opens to whom: endpoint × role, as the answer's status. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../src/base/actor.ts'
import { ENDPOINTS } from '../../src/house.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView, SiteView } from '../../src/modules/placement/model.ts'
import { type Caller, callerOf, command } from './caller.ts'
import { EAST, hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty
let east: SiteView
let west: SiteView
let guest: PartyView
let traveller: Caller
const callers = new Map<Role, Caller>()

beforeAll(async () => {
  county = await startSmallCounty()
  east = await openHall(county, hall(50))
  west = await openHall(county, hall(50, { side: 'west', near: 2000 }))
  await county.hire({ role: 'site_warden', area: EAST, site: east.id })
  for (const role of ROLES) callers.set(role, county.as(role))
  guest = await county.nobody.call(placementApi.register, {
    body: party(2, { name: '张三', phone: '13811112222' }),
  })
  traveller = callerOf(county.url, guest.token)
})
afterAll(async () => {
  traveller.close()
  await county.stop()
})

/** `public` nobody, `party` a traveller's token; otherwise a role. A role that is not named gets 403. */
type Table = readonly (readonly [
  method: string,
  path: () => string,
  body: (() => unknown) | undefined,
  yes: string,
])[]

const every = 'sys_admin duty_officer intake_desk site_warden community_secretary grid_worker auditor'
const TABLE: Table = [
  ['GET', () => '/api/mode', undefined, `public party ${every}`],
  ['GET', () => '/api/places', undefined, `public party ${every}`],
  ['GET', () => '/api/openapi.json', undefined, `public party ${every}`],
  ['GET', () => '/api/places/streets', undefined, every],
  ['GET', () => '/api/me', undefined, every],
  ['GET', () => '/api/parties', undefined, every],
  ['GET', () => '/api/sites', undefined, every],
  ['GET', () => '/api/emergencies', undefined, every],
  ['GET', () => '/api/worlds', undefined, every],
  ['GET', () => '/api/my-party', undefined, 'party'],
  ['GET', () => '/api/wall', undefined, 'duty_officer intake_desk community_secretary auditor sys_admin'],
  [
    'GET',
    () => '/api/ledger',
    undefined,
    'duty_officer intake_desk community_secretary grid_worker site_warden auditor',
  ],
  ['GET', () => '/api/night-report', undefined, 'duty_officer auditor'],
  ['GET', () => '/api/outbox', undefined, 'duty_officer intake_desk auditor sys_admin'],
  ['GET', () => '/api/accounts', undefined, 'sys_admin'],
  ['POST', () => '/api/sites/open', command, 'duty_officer'],
  ['GET', () => '/api/sites.csv', undefined, every],
  ['GET', () => '/api/site-imports', undefined, 'duty_officer intake_desk community_secretary'],
  [
    'POST',
    () => '/api/site-imports',
    () => ({ ...command(), file: Buffer.from('名称\n新馆').toString('base64') }),
    'duty_officer intake_desk community_secretary',
  ],
  [
    'POST',
    () => '/api/road-estimates',
    () => ({ ...command(), entry: 'exit', persons: 10, source: '目测' }),
    'duty_officer intake_desk',
  ],
  [
    'PATCH',
    () => `/api/sites/${east.id}`,
    () => ({ ...command(), parking: 5 }),
    'duty_officer intake_desk community_secretary site_warden',
  ],
  ['POST', () => `/api/parties/${guest.id}/accept`, command, 'party duty_officer intake_desk'],
]

function callerFor(who: string): Caller {
  if (who === 'public') return county.nobody
  if (who === 'party') return traveller
  return callers.get(ROLES.find((role) => role === who)!)!
}

const yesOf = (method: string): number[] => (method === 'POST' ? [200, 201] : [200])

describe('endpoint × role', () => {
  it.each(
    TABLE.map((row) => ({ name: `${row[0]} ${String(row[1]).replace(/^.*?[`'"]|[`'"]$/g, '')}`, row })),
  )('$name', async ({ row: [method, path, body, yes] }) => {
    const allowed = new Set(yes.split(' '))
    for (const who of ['public', 'party', ...ROLES]) {
      const { status, body: answer } = await callerFor(who).send(method, path(), body?.())
      const expected = allowed.has(who) ? yesOf(method) : [who === 'public' ? 401 : 403]
      expect(expected, `${who}: ${status} ${String(answer['code'])}`).toContain(status)
      if (!allowed.has(who)) expect(answer['code']).toBe(who === 'public' ? 'not_signed_in' : 'not_allowed')
    }
  })

  it('refuses nobody-in-particular at every endpoint that is not public', async () => {
    const id = crypto.randomUUID()
    const closed = ENDPOINTS.filter((e) => e.door !== 'public')
    expect(closed.length).toBeGreaterThan(20)
    for (const e of closed) {
      const path = `/api${e.path}`.replace(/:\w+/g, id)
      const { status } = await county.nobody.send(e.method, path, e.method === 'GET' ? undefined : command())
      expect(status, `${e.method} ${path}`).toBe(401)
    }
  })
})

describe('every endpoint of the house opens to whom its door names, and to nobody else', () => {
  // Signing out ends the session of whoever tries it: sign-in.test.ts has that one.
  const rest = ENDPOINTS.filter((e) => e.id !== 'access.signOut')
  it.each(rest.map((e) => ({ name: `${e.method} ${e.path}`, e })))('$name', async ({ e }) => {
    // Nobody by this id, and a body that says nothing: whoever is let in is told so, and nothing is done.
    const path = `/api${e.path}`.replace(/:world/g, '999999').replace(/:\w+/g, crypto.randomUUID())
    const body = e.method === 'GET' ? undefined : {}
    for (const who of ['party', ...ROLES]) {
      const staff = who !== 'party'
      const { door } = e
      const allowed =
        door === 'public' ||
        // `mine` is of the token's own party, which staff have none of.
        (door === 'party'
          ? !staff || e.id !== 'placement.mine'
          : door === 'staff'
            ? staff
            : staff && door.some((role) => role === who))
      const { status, body: answer } = await callerFor(who).send(e.method, path, body)
      if (allowed) expect([401, 403], `${who}: ${status}`).not.toContain(status)
      else expect({ status, code: answer['code'] }, who).toEqual({ status: 403, code: 'not_allowed' })
    }
  })
})

describe('within a role, the area decides', () => {
  it('a secretary runs the sites of the own community only', async () => {
    const [own, other] = [county.as('community_secretary'), county.as('community_secretary', 1)]
    const change = () => ({ ...command(), parking: 9 })
    expect((await own.send('PATCH', `/api/sites/${east.id}`, change())).status).toBe(200)
    expect((await other.send('PATCH', `/api/sites/${east.id}`, change())).status).toBe(403)
    expect((await other.send('PATCH', `/api/sites/${west.id}`, change())).status).toBe(200)
  })

  it('a warden receives people in the own site only', async () => {
    const warden = callers.get('site_warden')!
    const placed = await county.nobody.call(placementApi.register, { body: party(1) })
    expect(placed.placement!.site.id).toBe(east.id)
    const elsewhere = await warden.send('POST', `/api/parties/${placed.id}/arrive`, {
      ...command(),
      site: west.id,
    })
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    const here = await warden.send('POST', `/api/parties/${placed.id}/arrive`, command())
    expect(here).toMatchObject({ status: 200, body: { state: 'arrived' } })
  })

  it('a list shows each the parties of the own area, and the administrator none', async () => {
    const seen = async (caller: Caller): Promise<number> =>
      (await caller.call(placementApi.parties, {})).total
    expect(await seen(county.as('duty_officer'))).toBe(2)
    expect(await seen(county.as('community_secretary'))).toBe(2)
    expect(await seen(county.as('community_secretary', 1))).toBe(0)
    expect(await seen(county.as('sys_admin'))).toBe(0)
  })

  it('name and telephone open by role: the desk sees both, the warden the name, the grid worker neither', async () => {
    const look = async (role: Role) =>
      callers.get(role)!.call(placementApi.party, { params: { id: guest.id } })
    expect(await look('intake_desk')).toMatchObject({ name: '张三', phone: '13811112222' })
    const warden = await look('site_warden')
    expect(warden.name).toBe('张三')
    expect(warden.phone).not.toBe('13811112222')
    const worker = await look('grid_worker')
    expect(JSON.stringify(worker)).not.toContain('张三')
    expect(JSON.stringify(worker)).not.toContain('13811112222')
  })

  it('a traveller sees and moves the own party, and no other', async () => {
    const other = await county.nobody.call(placementApi.register, { body: party(1) })
    expect(await traveller.call(placementApi.party, { params: { id: guest.id } })).toMatchObject({
      name: '张三',
    })
    expect((await traveller.send('GET', `/api/parties/${other.id}`)).status).toBe(404)
    for (const step of ['accept', 'arrive', 'withdraw'])
      expect((await traveller.send('POST', `/api/parties/${other.id}/${step}`, command())).status).toBe(403)
    const site = { ...command(), site: west.id }
    expect((await traveller.send('POST', `/api/parties/${other.id}/transfer`, site)).status).toBe(403)
    expect((await traveller.send('GET', `/api/parties/${other.id}/alternatives`)).status).toBe(404)
    expect((await traveller.send('GET', `/api/parties/${guest.id}/alternatives`)).status).toBe(200)
  })
})
