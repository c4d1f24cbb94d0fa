/** 值守: whoever runs a site tonight, with a link and a PIN, on a phone without script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutyApi } from '../../src/modules/duty/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView, SiteView } from '../../src/modules/placement/model.ts'
import { type Caller, command } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

/** The field of the hall's one pool. */
const FLOOR = 'p-floor-general-0-true'

let county: SmallCounty
let officer: Caller
let near: SiteView
let far: SiteView

beforeAll(async () => {
  county = await startSmallCounty()
  officer = county.as('duty_officer')
  near = await openHall(county, hall(10))
  far = await openHall(county, hall(40, { side: 'west', near: 3000 }))
})
afterAll(() => county.stop())

const register = (adults: number, more = {}): Promise<PartyView> =>
  county.nobody.call(placementApi.register, { body: party(adults, more) })
const look = (id: string): Promise<PartyView> => officer.call(placementApi.party, { params: { id } })
const site = (id: string): Promise<SiteView> => officer.call(placementApi.site, { params: { id } })
const give = (id: string, by = officer) => by.call(dutyApi.give, { params: { id }, body: command() })

const grouped = (code: string) => code.replace(/(...)(...)/, '$1 $2')

/** A phone: it keeps its cookies and presses buttons of plain forms. */
function phone(path: string) {
  const jar = new Map<string, string>()
  async function ask(address: string, form?: Record<string, string>) {
    const response = await fetch(county.url + address, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': 'zh',
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      jar.set(name!, value!)
    }
    return { status: response.status, text: await response.text() }
  }
  return {
    look: () => ask(path),
    press: (step: string, form: Record<string, string> = {}) =>
      ask(`${path}/${step}`, { ...command(), ...form }),
    /** What its camera opens on reading a party's code, and a button of that page. */
    scan: (code: string, step?: 'arrive' | 'depart', form: Record<string, string> = {}) =>
      step === undefined ? ask(`/k/${code}`) : ask(`/k/${code}/${step}`, { ...command(), ...form }),
  }
}

async function onDuty(id: string) {
  const given = await give(id)
  const device = phone(given.path)
  expect((await device.press('pin', { pin: given.pin })).status).toBe(303)
  return { ...given, ...device }
}

describe('the link', () => {
  it('is given only in an emergency, and only by whoever answers for the site', async () => {
    const refused = await officer.send('POST', `/api/sites/${near.id}/duty`, command())
    expect(refused).toMatchObject({ status: 409, body: { code: 'duty.no_emergency' } })
    // The first registration opens a watch.
    const first = await register(1)
    await officer.call(placementApi.withdraw, { params: { id: first.id }, body: command() })
    const west = await county
      .as('community_secretary', 1)
      .send('POST', `/api/sites/${near.id}/duty`, command())
    expect(west).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    const east = await give(near.id, county.as('community_secretary', 0))
    expect(east.pin).toMatch(/^\d{6}$/)
    expect(await officer.call(dutyApi.ofSite, { params: { id: near.id } })).toMatchObject({
      duty: { id: east.duty.id, takenAt: null, locked: false },
    })
  })

  it('and its PIN are told again to the same command, and kept nowhere', async () => {
    const body = command()
    const [one, two] = [0, 0].map(() => officer.call(dutyApi.give, { params: { id: near.id }, body }))
    const [first, again] = [await one!, await two!]
    expect(again).toEqual(first)
    const { rows } = await county.server.database.owner.query(
      `select (select string_agg(t::text, '') from site_duty t) || (select string_agg(l::text, '') from ledger l) as all`,
    )
    expect(rows[0].all).not.toContain(first.path.slice(3))
    expect(rows[0].all).toContain(first.duty.id)
  })

  it('opens nothing without the PIN; five wrong ones lock it, and a new link ends the old', async () => {
    const given = await give(near.id)
    const stranger = phone(given.path)
    expect((await stranger.look()).text).toContain('六位口令')
    const wrong = given.pin === '000000' ? '000001' : '000000'
    const said: string[] = []
    for (let n = 0; n < 5; n++) said.push((await stranger.press('pin', { pin: wrong })).text)
    expect(said[0]).toContain('还可以试 4 次')
    expect(said[4]).toContain('口令错了太多次')
    expect((await stranger.press('pin', { pin: given.pin })).text).toContain('口令错了太多次')
    const next = await onDuty(near.id)
    expect((await next.look()).text).toContain(near.name)
    expect((await stranger.look()).text).toContain('六位口令')
    expect((await stranger.press('pin', { pin: given.pin })).status).toBe(410)
    // A device that is on duty by one link is on duty by no other.
    const other = await give(far.id)
    const wanderer = phone(other.path)
    expect((await wanderer.look()).text).not.toContain(far.name)
  })
})

describe('at the door', () => {
  it('来了, by the list and by the code; whoever was told to go elsewhere is taken in, beyond the places too', async () => {
    const warden = await onDuty(near.id)
    const expected = await register(4, { children: 2 })
    expect(expected.placement!.site.id).toBe(near.id)
    const page = (await warden.look()).text
    expect(page).toContain(`>${grouped(expected.code)}<`)
    expect(page).toContain('孩子 2')
    expect((await warden.press('arrive', { code: expected.code })).text).toContain('已收下，6 人')
    expect(await look(expected.id)).toMatchObject({ state: 'arrived', placement: { state: 'arrived' } })

    const elsewhere = await register(5)
    expect(elsewhere.placement!.site.id).toBe(far.id)
    const taken = await warden.press('arrive', {
      code: `${elsewhere.code.slice(0, 3)} ${elsewhere.code.slice(3)}`,
    })
    expect(taken.text).toContain('超出位置')
    expect(await look(elsewhere.id)).toMatchObject({ placement: { state: 'over', site: { id: near.id } } })

    const unknown = await warden.press('arrive', { code: '000 000' })
    expect([unknown.status, unknown.text.includes('没有这个登记码')]).toEqual([404, true])
    await warden.press('depart', { party: elsewhere.id })
    expect((await look(elsewhere.id)).state).toBe('departed')
    expect(await site(near.id)).toMatchObject({ occupied: 6, over: 0, held: 0 })
  })

  it('by the camera: the code opens a page for whoever is on duty, and nothing for anybody else', async () => {
    const warden = await onDuty(near.id)
    const coming = await register(2, { children: 1 })
    // What the choice knows of free places may be a moment old, so it may have been told to go elsewhere.
    if (coming.placement!.site.id !== near.id)
      await officer.call(placementApi.transfer, {
        params: { id: coming.id },
        body: { ...command(), site: near.id, reason: '近' },
      })
    const stranger = phone('/r')
    for (const page of [await stranger.scan(coming.code), await stranger.scan(coming.code, 'arrive')]) {
      expect([page.status, page.text.includes('请把手机给他们看')]).toEqual([200, true])
      expect(page.text).not.toContain('孩子 1')
    }
    expect((await look(coming.id)).state).toBe('placed')

    const scanned = (await warden.scan(coming.code)).text
    expect([scanned.includes('在等他们来'), scanned.includes('孩子 1')]).toEqual([true, true])
    const pressed = command()
    for (const _ of [1, 2])
      expect((await warden.scan(coming.code, 'arrive', pressed)).text).toContain('已收下，3 人')
    expect(await look(coming.id)).toMatchObject({ state: 'arrived' })
    expect((await warden.scan(coming.code)).text).toContain('已经在这里')
    const gone = command()
    for (const _ of [1, 2])
      expect((await warden.scan(coming.code, 'depart', gone)).text).toContain('走了，3 人')
    expect(await look(coming.id)).toMatchObject({ state: 'departed' })

    const theirs = await register(9)
    expect(theirs.placement!.site.id).toBe(far.id)
    expect((await warden.scan(theirs.code)).text).toContain('没有安排到这里')
    for (const page of [
      await warden.scan(theirs.code, 'depart'),
      await warden.press('leave', { code: theirs.code }),
    ])
      expect([page.status, page.text.includes('没有这个登记码')]).toEqual([404, true])
    expect((await look(theirs.id)).state).toBe('placed')
    await officer.call(placementApi.withdraw, { params: { id: theirs.id }, body: command() })

    const typed = await register(1)
    await warden.press('arrive', { code: typed.code })
    expect((await warden.press('leave', { code: typed.code })).text).toContain('走了，1 人')
    expect(await site(near.id)).toMatchObject({ occupied: 6, held: 0, over: 0 })
  })

  it('knows only its own: not who is told to go elsewhere, and it lets nobody go from there', async () => {
    const warden = await onDuty(near.id)
    const theirs = await register(9)
    expect(theirs.placement!.site.id).toBe(far.id)
    const page = (await warden.look()).text
    for (const code of [theirs.code, grouped(theirs.code)]) expect(page).not.toContain(`>${code}<`)
    const refused = await warden.press('depart', { party: theirs.id })
    expect(refused.status).toBe(200)
    expect((await look(theirs.id)).state).toBe('placed')
    await officer.call(placementApi.withdraw, { params: { id: theirs.id }, body: command() })
  })
})

describe('还能接', () => {
  it('sets what can still be taken, and what was promised stays', async () => {
    const warden = await onDuty(near.id)
    const coming = await register(2)
    expect(coming.placement!.site.id).toBe(near.id)
    expect((await warden.press('still', { [FLOOR]: '5', wardens: '40' })).text).toContain('还能接 5 人')
    expect(await site(near.id)).toMatchObject({ offered: 13, occupied: 6, held: 2, free: 5 })
    expect((await warden.press('still', { [FLOOR]: '30', wardens: '1' })).text).toContain(
      '按在岗人数，还能接 17 人',
    )
    await warden.press('still', { [FLOOR]: '5', wardens: '40' })
    await warden.press('still', { full: 'keep' })
    expect((await register(1)).placement!.site.id).toBe(far.id)
    expect((await look(coming.id)).placement!.site.id).toBe(near.id)
    await warden.press('still', { full: 'elsewhere' })
    expect(await look(coming.id)).toMatchObject({ state: 'placed', placement: { site: { id: far.id } } })
    expect(await site(near.id)).toMatchObject({ offered: 6, occupied: 6, held: 0, over: 0, free: 0 })
  })
})

describe('the end of a shift', () => {
  it('hands over: the same link, a new PIN, and the old one is no use', async () => {
    const warden = await onDuty(near.id)
    const handed = (await warden.press('hand-over')).text
    const pin = /新口令：(\d{6})/.exec(handed)?.[1]
    expect(pin).toBeDefined()
    const next = phone(warden.path)
    if (pin !== warden.pin) expect((await next.press('pin', { pin: warden.pin })).status).toBe(401)
    expect((await next.press('pin', { pin: pin! })).status).toBe(303)
    expect((await next.look()).text).toContain(near.name)
  })

  it('ends when the duty room ends it', async () => {
    const warden = await onDuty(far.id)
    await officer.call(dutyApi.end, { params: { id: far.id }, body: command() })
    expect((await warden.press('still', { full: 'keep' })).text).toContain('六位口令')
    expect((await warden.press('pin', { pin: warden.pin })).status).toBe(410)
    expect(await officer.call(dutyApi.ofSite, { params: { id: far.id } })).toEqual({ duty: null })
  })

  it('and with the emergency', async () => {
    const warden = await onDuty(near.id)
    expect((await warden.look()).text).toContain(near.name)
    await county.server.database.owner.query(`update emergency set state = 'closed', closed_at = now()`)
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    expect((await warden.look()).text).not.toContain(near.name)
    expect((await warden.press('pin', { pin: warden.pin })).status).toBe(410)
  })

  it('every step stands in the ledger', async () => {
    const { rows } = await county.server.database.owner.query<{ type: string; n: number }>(
      `select type, count(*)::int as n from ledger where type like 'duty.%' group by 1 order by 1`,
    )
    expect(rows.map(({ type }) => type)).toEqual([
      'duty.ended',
      'duty.given',
      'duty.handed_over',
      'duty.taken',
    ])
  })
})
