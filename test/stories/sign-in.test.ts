/** Signing in by telephone and one-time code, the session, and what a token is worth where. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessApi } from '../../src/modules/access/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { callerOf, command } from './caller.ts'
import { party, SMALL, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty

beforeAll(async () => {
  county = await startSmallCounty()
})
afterAll(async () => {
  await county.stop()
})

async function askCode(phone: string): Promise<string> {
  const answer = await county.nobody.call(accessApi.sendCode, { body: { phone } })
  return answer.demoCode!
}

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')
const enter = (phone: string, code: string) => county.nobody.send('POST', '/api/sign-in', { phone, code })

/** Signs in as a browser does. @returns the cookie to send */
async function cookieFor(phone: string): Promise<string> {
  const signed = await enter(phone, await askCode(phone))
  expect(signed.status).toBe(200)
  return signed.headers.getSetCookie()[0]!.split(';')[0]!
}

describe('telephone and one-time code', () => {
  it('lets in with the right code, once', async () => {
    const phone = county.phoneOf('intake_desk')
    const code = await askCode(phone)
    const signed = await enter(phone, code)
    expect(signed.status).toBe(200)
    expect(signed.body).toMatchObject({
      county: SMALL,
      world: 0,
      posts: [{ role: 'intake_desk', area: SMALL }],
    })
    const again = await enter(phone, code)
    expect(again).toMatchObject({ status: 401, body: { code: 'access.code_expired' } })
  })

  it('reads a number as people write it', async () => {
    const phone = county.phoneOf('auditor')
    const code = await askCode(phone)
    const spaced = `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`
    expect((await enter(spaced, code)).status).toBe(200)
  })

  it('counts wrong codes, and locks after five, for the right one and for a new one too', async () => {
    const phone = county.phoneOf('grid_worker')
    const code = await askCode(phone)
    for (let n = 0; n < 5; n++)
      expect(await enter(phone, wrong(code))).toMatchObject({
        status: 401,
        body: { code: 'access.code_wrong' },
      })
    expect(await enter(phone, code)).toMatchObject({ status: 429, body: { code: 'access.code_locked' } })
    const anew = await county.nobody.send('POST', '/api/sign-in/code', { phone })
    expect(anew).toMatchObject({ status: 429, body: { code: 'access.code_locked' } })
  })

  it('refuses a code whose five minutes are over', async () => {
    const phone = county.phoneOf('community_secretary')
    const code = await askCode(phone)
    await county.server.database.owner.query(
      `update one_time_code set expires_at = now() - interval '1 second'`,
    )
    expect(await enter(phone, code)).toMatchObject({ status: 401, body: { code: 'access.code_expired' } })
  })

  it('answers the same for a number nobody has, and lets it in nowhere', async () => {
    const unknown = '13700000000'
    const answer = await county.nobody.send('POST', '/api/sign-in/code', { phone: unknown })
    const known = await county.nobody.send('POST', '/api/sign-in/code', {
      phone: county.phoneOf('sys_admin'),
    })
    expect(Object.keys(answer.body)).toEqual(Object.keys(known.body))
    const code = String(answer.body['demoCode'])
    expect(await enter(unknown, code)).toMatchObject({ status: 403, body: { code: 'access.no_post' } })
  })

  it('keeps neither number nor code readable', async () => {
    const phone = county.phoneOf('sys_admin')
    const code = await askCode(phone)
    const { rows } = await county.server.database.owner.query<{ row: string }>(
      `select o::text as row from one_time_code o union all select i::text from account_identity i
       union all select t::text from account_token t`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) {
      expect(row).not.toContain(phone)
      expect(row).not.toContain(code)
    }
  })
})

describe('the session of a browser', () => {
  it('comes as a cookie that scripts cannot read, for this county and world', async () => {
    const phone = county.phoneOf('duty_officer')
    const signed = await enter(phone, await askCode(phone))
    const [cookie] = signed.headers.getSetCookie()
    expect(cookie).toContain(`jingwei_${SMALL}_0=`)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(signed.text).not.toContain('jws_')
  })

  it('reads freely, and writes only with the header of our own page', async () => {
    const cookie = await cookieFor(county.phoneOf('duty_officer'))
    expect((await county.nobody.send('GET', '/api/sites', undefined, { cookie })).status).toBe(200)
    const write = (headers: Record<string, string>) =>
      county.nobody.send('POST', '/api/sites/open', command(), { cookie, ...headers })
    expect(await write({})).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect((await write({ 'x-jingwei': '0' })).status).toBe(403)
    expect((await write({ 'x-jingwei': '1' })).status).toBe(200)
  })

  it('ends with signing out', async () => {
    const cookie = await cookieFor(county.phoneOf('duty_officer'))
    const out = await county.nobody.send('POST', '/api/sign-out', undefined, { cookie, 'x-jingwei': '1' })
    expect(out.status).toBe(200)
    expect(out.headers.getSetCookie()[0]).toContain('1970')
    const me = await county.nobody.send('GET', '/api/me', undefined, { cookie })
    expect(me).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  it('does not let in once its hours are over', async () => {
    const cookie = await cookieFor(county.phoneOf('duty_officer', 1))
    await county.server.database.owner.query(
      `update session set expires_at = now() - interval '1 second' where kind = 'browser'`,
    )
    const me = await county.nobody.send('GET', '/api/me', undefined, { cookie })
    expect(me.status).toBe(401)
  })
})

describe('a token', () => {
  it('is refused where it is none', async () => {
    const forged = callerOf(county.url, 'jws_0000000000000000000000000000000000000000000')
    expect(await forged.send('GET', '/api/me')).toMatchObject({ status: 401, body: { code: 'bad_token' } })
    for (const authorization of ['Basic abc', 'Bearer x', 'Bearer '])
      expect((await county.nobody.send('GET', '/api/me', undefined, { authorization })).status).toBe(401)
    forged.close()
  })

  it('is made, used, and ended by its holder', async () => {
    const desk = county.as('intake_desk')
    const made = await desk.call(accessApi.createToken, { body: { ...command(), label: '大屏', days: 1 } })
    const other = callerOf(county.url, made.token)
    expect(await other.call(accessApi.me, {})).toMatchObject({ posts: [{ role: 'intake_desk' }] })
    const { tokens } = await desk.call(accessApi.tokens, {})
    expect(tokens.find((one) => one.id === made.id)).toMatchObject({ label: '大屏' })
    expect(JSON.stringify(tokens)).not.toContain(made.token)
    const foreign = await county.as('auditor').send('DELETE', `/api/tokens/${made.id}`)
    expect(foreign).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    await desk.call(accessApi.endToken, { params: { id: made.id } })
    expect((await other.send('GET', '/api/me')).status).toBe(401)
    other.close()
  })

  it('is valid in one world only: the county’s not in a drill, a drill’s not in the county', async () => {
    const officer = county.as('duty_officer')
    const drill = await officer.call(placementApi.startWorld, {
      body: { ...command(), kind: 'drill', name: '演练' },
    })
    const base = `${county.url}/c/small/w/${drill.id}`
    const inside = callerOf(base, drill.token)
    expect(await inside.call(accessApi.me, {})).toMatchObject({ world: drill.id })
    const outside = callerOf(county.url, drill.token)
    expect(await outside.send('GET', '/api/me')).toMatchObject({ status: 403, body: { code: 'wrong_world' } })
    const real = callerOf(base, county.tokenOf('duty_officer'))
    expect(await real.send('GET', '/api/me')).toMatchObject({ status: 403, body: { code: 'wrong_world' } })
    const told = await inside.call(placementApi.register, { body: party(1) })
    const traveller = callerOf(base, told.token)
    expect(await traveller.call(placementApi.mine, {})).toMatchObject({ id: told.id })
    const lost = callerOf(county.url, told.token)
    expect((await lost.send('GET', '/api/my-party')).status).toBe(401)
    for (const one of [inside, outside, real, traveller, lost]) one.close()
  })
})
