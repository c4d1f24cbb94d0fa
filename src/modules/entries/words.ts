import type { RefusalWords } from '../../base/words.ts'

export const refusals: RefusalWords<'entries'> = {
  'entries.code_revoked': {
    zh: '这个入口码已经作废；需要的话另做一张。',
    en: 'This entry code is revoked. Make another one if it is needed.',
  },
}
