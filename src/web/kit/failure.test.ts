import { beforeAll, expect, test } from 'vitest'
import { codeOf, refusalWords, tellCode, tellFailure } from './failure.ts'
import { words } from './words.ts'

beforeAll(() => refusalWords)

test('a refusal is told by its code, with what its details say', () => {
  const refusal = { code: 'mode.step_not_possible', message: 'x', details: { state: '已关闭' } }
  expect(tellFailure(refusal, 'zh')).toBe('这起突发事件现在是“已关闭”，不能这样做。')
  expect(tellFailure(refusal, 'en')).toContain('“已关闭”')
})

test('what carries no code of ours did not come from the server', () => {
  expect(tellFailure(new TypeError('failed to fetch'), 'zh')).toBe(words.unreachable.zh)
  expect(tellFailure({ code: 'toString' }, 'en')).toBe(words.unreachable.en)
  expect(codeOf(undefined)).toBeUndefined()
})

test('a policy’s answer has words in both languages', () => {
  expect(tellCode('not_allowed', 'zh')).toContain('权限')
  expect(tellCode('mode.second_person', 'en')).toContain('second person')
})
