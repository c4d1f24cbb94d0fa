import type { RefusalWords, Text } from '../../base/words.ts'
import type { DistrictingState } from './model.ts'

export const DISTRICTING_STATE_WORDS: Readonly<Record<DistrictingState, Text>> = {
  solving: { zh: '正在划', en: 'being drawn' },
  draft: { zh: '草稿', en: 'draft' },
  failed: { zh: '没有划成', en: 'failed' },
  published: { zh: '已公布', en: 'published' },
  discarded: { zh: '已放弃', en: 'put away' },
}

/** What a new grid is called, after its community without the word for one. */
export const GRID_NAME: Text = { zh: '{community}第{number}网格', en: '{community} grid {number}' }
export const COMMUNITY: Text = { zh: '社区', en: ' Community' }

export const refusals: RefusalWords<'districting'> = {
  'districting.only_in_county': {
    zh: '演练和播放里不能改网格。请回到本县。',
    en: 'Grids are changed in the county itself, not in a drill or a play.',
  },
  'districting.no_buildings': {
    zh: '这些社区还没有楼栋。请先导入楼栋。',
    en: 'These communities have no buildings yet. Import buildings first.',
  },
  'districting.not_draft': {
    zh: '这个方案已经不是草稿（{state}）。',
    en: 'This proposal is no draft any more ({state}).',
  },
  'districting.nothing_to_undo': { zh: '没有可以撤回的移动。', en: 'There is no move to take back.' },
  'districting.in_two_communities': {
    zh: '楼栋只能移到本社区的网格里。',
    en: 'A building can only move to a grid of its own community.',
  },
  'districting.overtaken': {
    zh: '方案做好以后楼栋变了。请重新做一个方案。',
    en: 'Buildings have changed since this proposal was made. Make a new one.',
  },
}
