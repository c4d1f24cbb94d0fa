import type { RefusalWords, Text } from '../../base/words.ts'
import type { Wanted, WantState } from './model.ts'

export const refusals: RefusalWords<'census'> = {
  'census.step_not_possible': {
    zh: '这一项现在是“{state}”，不能再改。',
    en: 'This is “{state}” already and cannot be changed.',
  },
}

export const WANT_STATE_WORDS: Readonly<Record<WantState, Text>> = {
  asked: { zh: '缺', en: 'lacking' },
  met: { zh: '已送到', en: 'brought' },
  withdrawn: { zh: '不用了', en: 'not needed' },
}

export const WANTED_WORDS: Readonly<Record<Wanted, Text>> = {
  quilts: { zh: '被褥（床）', en: 'Quilts' },
  meals: { zh: '饭（份）', en: 'Meals' },
  water: { zh: '水（箱）', en: 'Water (boxes)' },
  infant_food: { zh: '奶粉、婴儿食品（份）', en: 'Infant food (portions)' },
  medicine: { zh: '常用药（份）', en: 'Common medicines' },
  heating: { zh: '取暖器（台）', en: 'Heaters' },
  hands: { zh: '人手（人）', en: 'Helpers' },
  interpreter: { zh: '翻译（人）', en: 'Interpreters' },
}
