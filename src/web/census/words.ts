/** Words of the page of needs and counts. */
import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '缺什么和点名', en: 'Needs and counts of sites' },
  lead: {
    zh: '安置点报上来的：最早没送到的在前。人数对不上的要打电话问。',
    en: 'As sites tell: the longest unmet first. Where a count differs, call them.',
  },
  none: { zh: '没有安置点缺东西', en: 'No site lacks anything' },
  noneText: {
    zh: '负责人在值守页上报“缺什么”和“点名”，这里马上看到。',
    en: 'Whoever runs a site tells it on the duty page, and it stands here at once.',
  },
  site: { zh: '安置点', en: 'Site' },
  lacking: { zh: '缺', en: 'Lacks' },
  count: { zh: '点名', en: 'Count' },
  counted: { zh: '数到 {heads} 人，系统记 {recorded} 人', en: '{heads} counted, {recorded} recorded' },
  more: { zh: '多 {n} 人没有登记', en: '{n} without a record' },
  fewer: { zh: '少 {n} 人', en: '{n} fewer' },
  same: { zh: '一样', en: 'the same' },
  notCounted: { zh: '还没点名', en: 'not counted' },
  met: { zh: '送到了', en: 'Brought' },
  metToast: { zh: '{item}：已送到', en: '{item}: brought' },
  total: { zh: '一共缺', en: 'Lacking in all' },
} as const satisfies Words
