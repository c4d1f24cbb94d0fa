import { expect, test } from 'vitest'
import { chooseLanguage } from './t.tsx'

test.each([
  ['?lang=en', 'zh', 'en'],
  ['?lang=zh', 'en', 'zh'],
  ['', 'en', 'en'],
  ['?lang=xx', 'en', 'en'],
  ['', null, 'zh'],
  ['', 'nonsense', 'zh'],
])('%s, remembered %s → %s', (search, remembered, wanted) => {
  expect(chooseLanguage(search, remembered)).toBe(wanted)
})
