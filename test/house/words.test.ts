/** Whatever the house can refuse, it can say, in both languages; and it says nothing that it cannot refuse. */
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../src/base/refusal.ts'
import { SHARED_REFUSALS } from '../../src/base/shared-refusals.ts'
import { LANGUAGES } from '../../src/base/words.ts'

type Exports = Readonly<Record<string, unknown>>

const moduleWords = import.meta.glob<Exports>('../../src/modules/*/words.ts', { eager: true })
const allWords = {
  ...moduleWords,
  ...import.meta.glob<Exports>('../../src/{base,platform,web}/**/{words,*-words}.ts', { eager: true }),
}
const codes = Object.keys(CATALOGUE)

function codesOf(module: string): string[] {
  return codes.filter((code) => code.startsWith(`${module}.`)).sort()
}

function moduleOf(path: string): string {
  return path.split('/').at(-2)!
}

function isObject(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null
}

/** Every `{zh, en}` below a value, with the way to it. */
function textsBelow(value: unknown, way: string): [string, Exports][] {
  if (!isObject(value)) return []
  if (LANGUAGES.some((language) => typeof value[language] === 'string')) return [[way, value]]
  return Object.entries(value).flatMap(([key, one]) => textsBelow(one, `${way} ${key}`))
}

function marks(text: unknown): string[] {
  return [...new Set(String(text).match(/\{\w+\}/g) ?? [])].sort()
}

const texts = Object.entries(allWords).flatMap(([path, exports]) => textsBelow(exports, path))

describe('refusals', () => {
  test('the shared codes and their words are the same', () => {
    const shared = codes.filter((code) => !code.includes('.'))
    expect(Object.keys(SHARED_REFUSALS).sort()).toEqual(shared.sort())
  })

  test.each(Object.keys(moduleWords))('the codes and words of %s are the same', (path) => {
    const { refusals } = moduleWords[path]!
    expect(Object.keys(isObject(refusals) ? refusals : {}).sort()).toEqual(codesOf(moduleOf(path)))
  })

  test('every code of a module belongs to a module with words', () => {
    const modules = Object.keys(moduleWords).map(moduleOf)
    const orphans = codes.filter((code) => code.includes('.') && !modules.includes(code.split('.')[0]!))
    expect(orphans).toEqual([])
  })
})

describe('every text', () => {
  test('there are texts', () => expect(texts.length).toBeGreaterThan(50))

  test('is said in both languages', () => {
    const silent = texts.filter(([, text]) =>
      LANGUAGES.some((language) => !String(text[language] ?? '').trim()),
    )
    expect(silent.map(([way]) => way)).toEqual([])
  })

  test('has the same marks in both languages', () => {
    const uneven = texts.filter(([, { zh, en }]) => marks(zh).join() !== marks(en).join())
    expect(uneven.map(([way]) => way)).toEqual([])
  })
})
