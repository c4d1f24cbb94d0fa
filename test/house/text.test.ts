/** What people read lies in the words files. Chinese anywhere else in the code is a text that cannot be translated. */
import { expect, test } from 'vitest'
import { isTest, roomOf } from '../../tools/shape/room.ts'
import { readSource, readSources, type Source } from '../../tools/shape/source.ts'
import { root } from './files.ts'

/** Characters and sentence marks. Brackets and commas of full width alone may be what a pattern looks for. */
const CHINESE = /[\u3001\u3002\u3400-\u9fff\uff01\uff1a\uff1b\uff1f]/
const DEEDS = ['actions', 'routes', 'store', 'reads', 'jobs', 'reactions']

function isWords(path: string): boolean {
  return /(^|[/-])words\.ts$/.test(path)
}

function mustBeSilent(path: string): boolean {
  if (isTest(path) || isWords(path)) return false
  const room = roomOf(path)
  if (room?.band === 'modules') return DEEDS.includes(room.role ?? '')
  return room?.band === 'web' && path.endsWith('.tsx')
}

/** Every line with Chinese outside comments. */
function spoken({ path, scan }: Source): string[] {
  return scan.uncommented.split('\n').flatMap((line, at) => (CHINESE.test(line) ? [`${path}:${at + 1}`] : []))
}

/**
 * The platform speaks at the terminal before any language is chosen, and says both: where a text has Chinese, the
 * same line or one of the two after it has English in a text.
 */
function unpaired({ path, scan }: Source): string[] {
  const lines = scan.texts.split('\n')
  const english = (at: number) => /[A-Za-z]{3,}/.test(lines[at] ?? '')
  return lines.flatMap((line, at) => {
    const paired = english(at) || english(at + 1) || english(at + 2)
    return CHINESE.test(line) && !paired ? [`${path}:${at + 1}`] : []
  })
}

test('the search sees texts and leaves comments alone', () => {
  const planted = readSource(
    'src/web/a/b.tsx',
    "// \u7ecf\u7eac\nconst a = <p>\u7ecf\u7eac</p>\nconst b = '\u7ecf'\n",
  )
  expect(spoken(planted)).toEqual(['src/web/a/b.tsx:2', 'src/web/a/b.tsx:3'])
  const alone = readSource(
    'src/platform/a.ts',
    "f('\u7ecf\u7eac')\n\n\n\nf({ zh: '\u7ecf', en: 'on the loom' })\n",
  )
  expect(unpaired(alone)).toEqual(['src/platform/a.ts:1'])
})

const sources = readSources(root, ['src'])

test('no text outside the words files', () => {
  const silent = sources.filter(({ path }) => mustBeSilent(path))
  expect(silent.length).toBeGreaterThan(20)
  expect(silent.flatMap(spoken)).toEqual([])
})

test('the platform says nothing in Chinese alone', () => {
  const platform = sources.filter(
    ({ path }) => roomOf(path)?.band === 'platform' && !isTest(path) && !isWords(path),
  )
  expect(platform.length).toBeGreaterThan(20)
  expect(platform.flatMap(unpaired)).toEqual([])
})
