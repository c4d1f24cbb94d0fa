import type { RefusalWords } from '../../base/words.ts'

export const refusals: RefusalWords<'asks'> = {
  'asks.none': {
    zh: '没有可问的安置点；先登记或导入安置点。',
    en: 'There is no site to ask. Declare or import sites first.',
  },
}
