import { beforeAll, expect, test } from 'vitest'
import { codeOf, refusalWords, tellCode, tellFailure } from './failure.ts'
import { words } from './words.ts'

beforeAll(() => refusalWords)

test('a refusal is told by its code, with what its details say', () => {
  const refusal = { code: 'mode.step_not_possible', message: 'x', details: { state: '已关闭' } }
  expect(tellFailure(refusal, 'zh')).toBe('这起突发事件现在是“已关闭”，不能这样做。')
  expect(tellFailure(refusal, 'en')).toContain('“已关闭”')
})

test.each([
  ['offers.step_not_possible', 'ended', '已停止', 'stopped'],
  ['rescue.step_not_possible', 'called', '', ''],
  ['sites.step_not_possible', 'standby', '', ''],
  ['placement.step_not_possible', 'departed', '', ''],
  ['mode.step_not_possible', 'closed', '', ''],
] as const)('%s tells its state in words', (code, state, zh, en) => {
  const refusal = { code, details: { state } }
  expect(tellFailure(refusal, 'zh')).toContain(zh)
  expect(tellFailure(refusal, 'zh')).not.toMatch(/[a-z{]/)
  expect(tellFailure(refusal, 'en')).toContain(en)
  expect(tellFailure(refusal, 'en')).not.toContain('{')
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
