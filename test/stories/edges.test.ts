/** The house's edges over HTTP: what public pages are sent with, what is left of an erased party, a database that is gone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modeApi } from '../../src/modules/mode/api.ts'
import { placementApi } from '../../src/modules/placement/api.ts'
import { callerOf, command } from './caller.ts'
import { hall, openHall, party, type SmallCounty, startSmallCounty } from './small.ts'

let county: SmallCounty

beforeAll(async () => {
  county = await startSmallCounty()
  await openHall(county, hall(50))
})
afterAll(() => county.stop())

const page = (path: string, init: RequestInit = {}) =>
  fetch(`${county.url}${path}`, { redirect: 'manual', ...init })
const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields),
})

describe('the desk’s files', () => {
  it('travel compressed to whoever can read them so, and whole to whoever cannot', async () => {
    const desk = await (await page('/desk')).text()
    const [script] = /\/static\/desk\/assets\/[^"]+\.js/.exec(desk) ?? []
    expect(script).toBeDefined()
    const wire = async (encoding: string) => {
      const answer = await page(script!, { headers: { 'accept-encoding': encoding } })
      return {
        encoding: answer.headers.get('content-encoding'),
        bytes: Number(answer.headers.get('content-length')),
        text: await answer.text(),
      }
    }
    const [whole, gzip, brotli] = [await wire('identity'), await wire('gzip'), await wire('br, gzip')]
    expect([whole.encoding, gzip.encoding, brotli.encoding]).toEqual([null, 'gzip', 'br'])
    expect(gzip.text).toBe(whole.text)
    expect(brotli.text).toBe(whole.text)
    expect(gzip.bytes).toBeLessThan(whole.bytes / 2)
    expect(brotli.bytes).toBeLessThan(gzip.bytes)
  })
})

describe('a public page', () => {
  it.each(['/', '/r', '/about-data', '/p/nobody-has-this-token'])(
    '%s loads nothing from outside and is framed by nobody',
    async (path) => {
      const { headers } = await page(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toMatch(/script-src 'nonce-[^']+'(;|$)/)
      expect(policy).not.toContain('unsafe-inline')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toMatch(/no-cache|no-store/)
    },
  )

  it.each([
    ['a county that is none', '/c/nowhere/w/0/r', {}, 404],
    [
      'a body that is no form',
      '/r/send',
      { method: 'POST', headers: { 'content-type': 'image/png' }, body: '1' },
      415,
    ],
  ])('%s is told on a page, in words, before anything is asked', async (_, path, init, status) => {
    const answer = await page(path, init)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('text/html')
    const text = await answer.text()
    expect(text).toContain('<h1>')
    expect(text).not.toContain('"code"')
  })

  it('has a nonce of its own each time', async () => {
    const [one, other] = [await page('/r'), await page('/r')].map(({ headers }) =>
      headers.get('content-security-policy'),
    )
    expect(one).not.toBe(other)
  })

  it('remembers the party for the form alone, out of reach of scripts', async () => {
    const answer = await page('/r/send', form({ entry: 'exit', adults: '1', vehicle: 'car' }))
    expect(answer.status).toBe(303)
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^jw_party=[\w-]+; Path=\/r;/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  it('switches its language by address, and keeps it', async () => {
    const english = await page('/r?lang=en')
    expect(await english.text()).toContain('lang="en"')
    expect(english.headers.getSetCookie().join()).toMatch(/lang=en/)
    const later = await page('/r', { headers: { cookie: 'lang=en' } })
    expect(await later.text()).toContain('lang="en"')
  })

  it('that is none says so with a way on, and a form that is none changes nothing', async () => {
    for (const path of ['/night', '/night/1', '/p/x/y/z', '/r/other'])
      expect((await page(path)).status, path).toBe(404)
    const huge = await page('/r/send', form({ entry: 'exit', adults: '1', plate: 'x'.repeat(2_000_000) }))
    expect(huge.status).toBe(413)
  })
})

describe('what is left of somebody whose emergency’s key is gone', () => {
  it('is 410 to the API and nothing to the page; the figures stand', async () => {
    const officer = county.as('duty_officer')
    const told = await county.nobody.call(placementApi.register, { body: party(2, { name: '王小明' }) })
    const own = callerOf(county.url, told.token)
    expect((await own.send('GET', '/api/my-party')).status).toBe(200)
    const { emergencies } = await officer.call(modeApi.emergencies, {})
    await county.server.program.shared.keyring.destroyEmergencyKey('629901', emergencies[0]!.id)
    for (const answer of [
      await own.send('GET', '/api/my-party'),
      await officer.send('GET', `/api/parties/${told.id}`),
      await own.send('POST', `/api/parties/${told.id}/accept`, command()),
    ])
      expect(answer).toMatchObject({ status: 410, body: { code: 'erased' } })
    expect((await page(`/p/${told.token}`)).status).toBe(404)
    const { parties } = await officer.call(placementApi.parties, { query: { limit: 50 } })
    expect(parties.find(({ id }) => id === told.id)).toMatchObject({ size: 2 })
    own.close()
  })
})

describe('a database that is gone', () => {
  it('is told by readyz, while healthz says that the program lives', async () => {
    expect((await page('/readyz')).status).toBe(200)
    await county.server.database.app.close()
    expect((await page('/readyz')).status).toBe(503)
    expect((await page('/healthz')).status).toBe(200)
    const answer = await page('/')
    expect([500, 503]).toContain(answer.status)
    expect(await answer.text()).not.toMatch(/pg|postgres|stack/i)
  })
})
