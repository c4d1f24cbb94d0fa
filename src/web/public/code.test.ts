import { expect, test } from 'vitest'
import { codeBlock, groupCode } from './code.ts'

test.each([
  ['483920', '483 920'],
  ['4839201', '483 9201'],
  ['48392015', '48 392 015'],
  ['483920157', '483 920 157'],
])('%s is said as %s', (code, said) => {
  expect(groupCode(code)).toBe(said)
})

test('digits stand left to right in every script', () => {
  expect(codeBlock('483920', 'x').text).toContain('<p dir="ltr"><bdi>483 920</bdi></p>')
})
