/** Words of the parts that are loaded with the pages using them. */
import type { Words } from '../../base/words.ts'

export const words = {
  fresh: { zh: '刚更新', en: 'just now' },
  ageAgo: { zh: '{age}前', en: '{age} ago' },
  ageStale: { zh: '{age}前的数据，可能已变', en: 'figure from {age} ago, may have changed' },
  less: { zh: '减少：{label}', en: 'Fewer: {label}' },
  more: { zh: '增加：{label}', en: 'More: {label}' },
  optional: { zh: '选填', en: 'optional' },
  progressOf: { zh: '{done} / {total}', en: '{done} of {total}' },
  dismiss: { zh: '知道了', en: 'Got it' },
} as const satisfies Words
