import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { type Keyring, openKeyring } from './keyring.ts'

const COUNTY = '620922'
const NIGHT = '018dbd00-0000-7000-8000-000000000001'
const OTHER = '018dbd00-0000-7000-8000-000000000002'
let dir: string
let ring: Keyring
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jw-keys-'))
})
beforeEach(async () => {
  rmSync(dir, { recursive: true, force: true })
  ring = await openKeyring(dir)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function refusal(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('sealed fields', () => {
  test('round trip, bound to its row, under its key only, never the same twice', async () => {
    const key = await ring.createEmergencyKey(COUNTY, NIGHT)
    const wrong = await ring.createEmergencyKey(COUNTY, OTHER)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (plain, row, elsewhere) => {
        const sealed = key.seal(row, plain)
        expect(key.open(row, sealed)).toBe(plain)
        expect(Buffer.from(key.seal(row, plain))).not.toEqual(Buffer.from(sealed))
        expect(refusal(() => wrong.open(row, sealed)).code).toBe('internal')
        expect(refusal(() => ring.county(COUNTY).open(row, sealed)).code).toBe('internal')
        if (elsewhere !== row) expect(refusal(() => key.open(elsewhere, sealed)).code).toBe('internal')
      }),
    )
  })

  test('any changed byte is noticed', () => {
    const key = ring.county(COUNTY)
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
        const sealed = Buffer.from(key.seal('t:1:f', plain))
        sealed[at % sealed.length]! ^= flip
        expect(refusal(() => key.open('t:1:f', sealed)).code).toBe('internal')
      }),
    )
  })

  test('an unknown suite, an unknown key version and a stump are told apart', () => {
    const key = ring.county(COUNTY)
    const sealed = Buffer.from(key.seal('t:1:f', '王小明'))
    const suite2 = Buffer.concat([Buffer.of(2), sealed.subarray(1)])
    const version9 = Buffer.concat([sealed.subarray(0, 1), Buffer.of(9), sealed.subarray(2)])
    expect(refusal(() => key.open('t:1:f', suite2)).details).toMatchObject({ reason: 'unknown_suite' })
    expect(refusal(() => key.open('t:1:f', version9)).details).toMatchObject({
      reason: 'unknown_key_version',
    })
    expect(refusal(() => key.open('t:1:f', sealed.subarray(0, 20))).details).toMatchObject({
      reason: 'sealed_too_short',
    })
  })

  test('bytes round trip', () => {
    const key = ring.county(COUNTY)
    const bytes = randomBytes(64)
    expect(Buffer.from(key.openBytes('file:1:key', key.sealBytes('file:1:key', bytes)))).toEqual(bytes)
  })
})

describe('keyed hashes', () => {
  test('stable under one key, different under another, lengths as promised', async () => {
    const a = await ring.createEmergencyKey(COUNTY, NIGHT)
    const b = await ring.createEmergencyKey(COUNTY, OTHER)
    const again = (await openKeyring(dir)).emergency(COUNTY, NIGHT)
    expect(a.searchToken('pair', '王小')).toEqual(again.searchToken('pair', '王小'))
    expect(a.searchToken('pair', '王小')).not.toEqual(b.searchToken('pair', '王小'))
    expect(a.searchToken('pair', '王小')).not.toEqual(a.searchToken('name', '王小'))
    expect(a.searchToken('pair', '王小')).toHaveLength(16)
    expect(a.inputHash('{}')).toHaveLength(32)
    expect(a.inputHash('{}')).not.toEqual(b.inputHash('{}'))
    expect(a.partyToken(OTHER, 1)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
    expect(a.partyToken(OTHER, 1)).toBe(again.partyToken(OTHER, 1))
    expect(new Set([a.partyToken(OTHER, 1), a.partyToken(OTHER, 2), b.partyToken(OTHER, 1)]).size).toBe(3)
  })

  test('parts do not run together', () => {
    const key = ring.county(COUNTY)
    expect(key.searchToken('pa', 'ir')).not.toEqual(key.searchToken('pai', 'r'))
    expect(key.searchToken('a', '1:b')).not.toEqual(key.searchToken('a1:', 'b'))
  })

  test('server secrets: per purpose, the same after a restart', async () => {
    expect(ring.serverSecret('cookie')).toEqual((await openKeyring(dir)).serverSecret('cookie'))
    expect(ring.serverSecret('cookie')).not.toEqual(ring.serverSecret('webhook'))
  })
})

describe('the directory', () => {
  test('only its owner may read; the emergency key lies there wrapped, not plain', async () => {
    const key = await ring.createEmergencyKey(COUNTY, NIGHT)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, COUNTY)).mode & 0o777).toBe(0o700)
    for (const file of ['server.key', `${COUNTY}/county.key`, `${COUNTY}/${NIGHT}.key`])
      expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600)
    const sealed = key.seal('t:1:f', 'x')
    writeFileSync(
      join(dir, COUNTY, 'county.key'),
      readFileSync(join(dir, COUNTY, 'county.key'), 'utf8').replace(
        /"key":"[^"]+"/,
        `"key":"${randomBytes(32).toString('base64')}"`,
      ),
    )
    const stolen = await openKeyring(dir)
    expect(refusal(() => stolen.emergency(COUNTY, NIGHT).open('t:1:f', sealed)).code).toBe('internal')
  })

  test('a key file moved to another emergency does not open there', async () => {
    await ring.createEmergencyKey(COUNTY, NIGHT)
    writeFileSync(join(dir, COUNTY, `${OTHER}.key`), readFileSync(join(dir, COUNTY, `${NIGHT}.key`)))
    expect(() => ring.emergency(COUNTY, OTHER)).toThrow(/key file/)
  })

  test('making a key twice, and in two processes at once, gives one key', async () => {
    const second = await openKeyring(dir)
    const [a, b] = await Promise.all([
      ring.createEmergencyKey(COUNTY, NIGHT),
      second.createEmergencyKey(COUNTY, NIGHT),
    ])
    expect(b.open('t:1:f', a.seal('t:1:f', '甘F12345'))).toBe('甘F12345')
    expect(ring.county(COUNTY).inputHash('x')).toEqual(second.county(COUNTY).inputHash('x'))
  })

  test.each(['../x', '', 'a/b', '.', 'county'])('the name %j makes no path', (name) => {
    expect(refusal(() => ring.emergency(COUNTY, name)).code).toBe('bad_input')
    if (name !== 'county') expect(refusal(() => ring.county(name)).code).toBe('bad_input')
  })
})

describe('destruction', () => {
  test('afterwards nothing of it opens: keys in hand, keys asked for, a restart, another process', async () => {
    const elsewhere = await openKeyring(dir)
    const key = await ring.createEmergencyKey(COUNTY, NIGHT)
    elsewhere.emergency(COUNTY, NIGHT)
    const kept = await ring.createEmergencyKey(COUNTY, OTHER)
    const sealed = key.seal('t:1:f', '王小明')
    const other = kept.seal('t:1:f', '李四')
    await ring.destroyEmergencyKey(COUNTY, NIGHT)
    await ring.destroyEmergencyKey(COUNTY, NIGHT)

    expect(refusal(() => key.open('t:1:f', sealed)).code).toBe('erased')
    expect(refusal(() => key.seal('t:1:f', 'x')).code).toBe('erased')
    expect(refusal(() => key.searchToken('name', 'x')).code).toBe('erased')
    expect(refusal(() => key.inputHash('x')).code).toBe('erased')
    expect(refusal(() => key.partyToken(OTHER, 1)).code).toBe('erased')
    for (const any of [ring, elsewhere, await openKeyring(dir)])
      expect(refusal(() => any.emergency(COUNTY, NIGHT)).details).toEqual({ reason: 'destroyed' })
    await expect(ring.createEmergencyKey(COUNTY, NIGHT)).rejects.toThrow('erased')
    expect(existsSync(join(dir, COUNTY, `${NIGHT}.key`))).toBe(false)
    expect(kept.open('t:1:f', other)).toBe('李四')
  })

  test('one cut short after its marker is finished at the next start', async () => {
    await ring.createEmergencyKey(COUNTY, NIGHT)
    writeFileSync(join(dir, COUNTY, `${NIGHT}.erased`), '')
    expect(refusal(() => ring.emergency(COUNTY, NIGHT)).code).toBe('erased')
    await openKeyring(dir)
    expect(existsSync(join(dir, COUNTY, `${NIGHT}.key`))).toBe(false)
  })

  test('a key that did not come along is told apart from a destroyed one', () => {
    expect(refusal(() => ring.emergency(COUNTY, NIGHT)).details).toEqual({ reason: 'missing' })
  })
})
