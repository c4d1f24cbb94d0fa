/** Names of pages that the palette, the first page and the panel about me share; none of them is in the first load. */
import type { Words } from '../../base/words.ts'

export const lateWords = {
  tokens: { zh: '接口令牌', en: 'API tokens' },
  publicRegister: { zh: '旅客登记页', en: 'Traveller registration' },
  offers: { zh: '民宿接待', en: 'Offers' },
  replan: { zh: '重新安排未出发的人', en: 'Place those once more who have not set out' },
  waiting: { zh: '等待名单', en: 'Waiting' },
  outlook: { zh: '接下来一小时', en: 'The next hour' },
  grids: { zh: '网格', en: 'Grids' },
  entries: { zh: '入口码', en: 'Entry codes' },
  rescues: { zh: '救援', en: 'Calls for help' },
  shift: { zh: '上报和交接', en: 'Report and hand-over' },
  wants: { zh: '缺什么和点名', en: 'Needs and counts of sites' },
  road: { zh: '路况和返程', en: 'Roads and departures' },
} as const satisfies Words
