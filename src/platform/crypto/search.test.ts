import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalisePhone, normalisePlate, queryTokens, searchTokens } from './search.ts'
import { base32, newToken, sameBytes, tokenHash } from './token.ts'

/** Whether the desk's words find the person: any group, all of its words. */
function finds(query: string, person: Parameters<typeof searchTokens>[0]): boolean {
  const kept = new Set(searchTokens(person).map((w) => `${w.kind} ${w.token}`))
  return queryTokens(query).some((group) => group.every((w) => kept.has(`${w.kind} ${w.token}`)))
}

const WANG = { name: '王小明', phone: '+86 139-0937-1234', plate: '甘f·12345' }

test.each([
  '王小明',
  '小明',
  '王小',
  ' 王 小明',
  'wangxiaoming',
  'Wang Xiao',
  'wa',
  'wxm',
  'wx',
  '1234',
  '13909371234',
  '139 0937 1234',
  '0086-13909371234',
  '甘F12345',
  '甘F·12345',
  'Ｗａｎｇ',
])('%s finds 王小明', (query) => {
  expect(finds(query, WANG)).toBe(true)
})

test.each(['王大明', '明小', 'zhang', 'xm', '4321', '13909371235', '甘F12346', '王', 'w', ''])(
  '%j does not find 王小明',
  (query) => {
    expect(finds(query, WANG)).toBe(false)
  },
)

test.each([
  ['单雄信', 'shanxx', false],
  ['单雄信', 'shanxiong', true],
  ['曾小明', 'zeng', true],
  ['王重阳', 'wangchongyang', true],
  ['吕布', 'lvbu', true],
  ['吕布', 'lubu', true],
  ['吕布', 'lü', true],
  ['阿依古丽·买买提', '古丽买', true],
  ['阿依古丽·买买提', 'aygl', true],
  ['Aïgul Nurlan', 'nurl', true],
  ['Aïgul Nurlan', 'aigulnur', true],
  ['ئايگۈل', 'ئايگ', true],
])('%s by %s: %s', (name, query, found) => {
  expect(finds(query, { name })).toBe(found)
})

test('every stretch of two or more characters of a Chinese name finds it', () => {
  const han = fc.array(
    fc.constantFrom(...'王李张刘陈杨赵黄周吴小明伟芳娜敏静丽强磊军洋勇艳杰涛超秀兰霞平刚桂英'),
    { minLength: 2, maxLength: 5 },
  )
  fc.assert(
    fc.property(han, fc.nat(), fc.nat(), (characters, a, b) => {
      const from = a % (characters.length - 1)
      const to = from + 2 + (b % (characters.length - from - 1))
      expect(finds(characters.slice(from, to).join(''), { name: characters.join('') })).toBe(true)
    }),
  )
})

test('no word twice, and nothing for nobody', () => {
  const words = searchTokens({ name: '丁丁丁', phone: '0937-5521234', plate: '' }).map(
    (w) => `${w.kind} ${w.token}`,
  )
  expect(new Set(words).size).toBe(words.length)
  expect(searchTokens({})).toEqual([])
  expect(searchTokens({ name: ' · ', phone: '', plate: null })).toEqual([])
})

test('telephones and plates in one form', () => {
  expect(['８６１３９０９３７１２３４', '0086 139 0937 1234', '139-0937-1234'].map(normalisePhone)).toEqual(
    Array(3).fill('13909371234'),
  )
  expect(normalisePhone('+7 701 123 45 67')).toBe('+77011234567')
  expect(normalisePhone('007 701 1234567')).toBe('+77011234567')
  expect(normalisePhone('0937-5521234')).toBe('09375521234')
  expect(normalisePlate('新 a·D12345')).toBe('新AD12345')
})

test('tokens: 128 bits in 26 letters, hashed for keeping', () => {
  expect(base32(new Uint8Array(16).fill(255))).toBe(`${'z'.repeat(25)}w`)
  expect(base32(new Uint8Array([0, 1, 2, 3, 4]))).toBe('000g40r4')
  expect(newToken()).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
  expect(Buffer.from(tokenHash('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(sameBytes(tokenHash('a'), tokenHash('a'))).toBe(true)
  expect(sameBytes(tokenHash('a'), tokenHash('b'))).toBe(false)
  expect(sameBytes(tokenHash('a'), new Uint8Array(3))).toBe(false)
})
