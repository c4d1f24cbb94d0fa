import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor, Role } from '../../base/actor.ts'
import { type Door, endpoint } from '../../base/contract.ts'
import { Refusal } from '../../base/refusal.ts'
import { cookieName, knock, splitAddress, toRefusal } from './server.ts'

describe('splitAddress', () => {
  it.each([
    ['/api/mode', '', 0, '/api/mode'],
    ['/c/guazhou/w/0/api/mode', 'guazhou', 0, '/api/mode'],
    ['/c/620922/w/12/api/parties?limit=5', '620922', 12, '/api/parties?limit=5'],
    ['/c/guazhou/w/3', 'guazhou', 3, '/'],
    ['/c/guazhou/w/3?lang=en', 'guazhou', 3, '/?lang=en'],
    ['/c/guazhou/w/x/api/mode', '', 0, '/c/guazhou/w/x/api/mode'],
    ['/c/GUAZHOU/w/1/api', '', 0, '/c/GUAZHOU/w/1/api'],
    ['/c/guazhou/w/1api', '', 0, '/c/guazhou/w/1api'],
    ['/api/c/guazhou/w/1/', '', 0, '/api/c/guazhou/w/1/'],
    ['/c/../w/1/api', '', 0, '/c/../w/1/api'],
  ])('%s', (url, county, world, rest) => {
    const split = splitAddress(url)
    expect(split.place).toMatchObject({ county, world })
    expect(split.rest).toBe(rest)
    expect(split.place.prefix).toBe(county === '' ? '' : `/c/${county}/w/${world}`)
  })
})

describe('cookieName', () => {
  it('differs by county and world, so that a drill’s session is no session of the county', () => {
    const names = [cookieName('620922', 0), cookieName('620922', 1), cookieName('620923', 0)]
    expect(new Set(names).size).toBe(3)
  })
})

describe('knock', () => {
  const actor = (kind: Actor['kind'], ...roles: Role[]): Actor => ({
    kind,
    id: '',
    county: '620922',
    world: 0,
    posts: roles.map((role) => ({ role, area: '620922' })),
    simulator: false,
    mode: 'everyday',
    language: 'zh',
  })
  const who = {
    public: actor('public'),
    party: actor('party'),
    jobless: actor('staff'),
    desk: actor('staff', 'intake_desk'),
    auditor: actor('staff', 'auditor'),
    system: actor('system'),
  }
  const told = (door: Door, one: Actor): string => {
    try {
      knock(endpoint({ id: 'x', method: 'GET', path: '/x', summary: '', door, output: z.object({}) }), one)
      return 'in'
    } catch (error) {
      return error instanceof Refusal ? error.code : 'other'
    }
  }
  const no = {
    public: 'not_signed_in',
    party: 'not_allowed',
    jobless: 'not_allowed',
    desk: 'not_allowed',
    auditor: 'not_allowed',
  }

  it.each<[string, Door, Record<string, string>]>([
    ['public', 'public', { public: 'in', party: 'in', jobless: 'in', desk: 'in', auditor: 'in' }],
    ['party', 'party', { ...no, party: 'in', jobless: 'in', desk: 'in', auditor: 'in' }],
    ['staff', 'staff', { ...no, desk: 'in', auditor: 'in' }],
    ['a list', ['intake_desk'], { ...no, desk: 'in' }],
  ])('%s', (_name, door, expected) => {
    const opened = Object.fromEntries(Object.entries(who).map(([name, one]) => [name, told(door, one)]))
    expect(opened).toEqual({ ...expected, system: 'in' })
  })
})

describe('toRefusal', () => {
  const withCode = (code: string): Error => Object.assign(new Error('secret detail'), { code })

  it.each([
    ['40001', 'try_again'],
    ['40P01', 'try_again'],
    ['55P03', 'try_again'],
    ['57014', 'unavailable'],
    ['ECONNREFUSED', 'unavailable'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'body_too_large'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported_media'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 'bad_input'],
    ['23505', 'internal'],
  ])('%s → %s', (code, expected) => {
    const refusal = toRefusal(withCode(code))
    expect(refusal.code).toBe(expected)
    expect(JSON.stringify(refusal.details)).not.toContain('secret')
  })

  it('leaves a refusal as it is', () => {
    const refusal = new Refusal('erased', { what: 'party' })
    expect(toRefusal(refusal)).toBe(refusal)
  })
})
