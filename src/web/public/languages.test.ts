import { expect, test } from 'vitest'
import { LANGUAGES } from '../../base/words.ts'
import { OFFERED, offered, TONGUES } from './languages.ts'
import { opening } from './layout.ts'
import * as words from './words.ts'

test('Uyghur and Arabic pages run from right to left and are not offered yet', () => {
  expect(opening('ug').text).toContain('<html lang="ug" dir="rtl">')
  expect(opening('ar').text).toContain('dir="rtl"')
  expect(opening('zh').text).toContain('<html lang="zh-CN" dir="ltr">')
  expect(offered('ug')).toBeUndefined()
  expect(OFFERED.every((code) => TONGUES[code].live)).toBe(true)
  expect([...OFFERED].sort()).toEqual([...LANGUAGES].sort())
})

test('every text stands in both languages, with the same marks', () => {
  const marks = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
  const catalogues = Object.entries(words).filter(([name]) => name.endsWith('_WORDS'))
  expect(catalogues.length).toBeGreaterThan(8)
  for (const [name, catalogue] of catalogues) {
    for (const [key, text] of Object.entries(catalogue)) {
      const { zh, en } = text
      expect(zh.length * en.length, `${name}.${key}`).toBeGreaterThan(0)
      expect(marks(en), `${name}.${key}`).toEqual(marks(zh))
    }
  }
})
