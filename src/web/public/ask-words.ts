/** The words of the page on which a site answers how many it can take tonight. */
import type { Words } from '../../base/words.ts'

export const ASK_WORDS = {
  title: { zh: '今晚还能接多少人？', en: 'How many more can you take tonight?' },
  lead: {
    zh: '按现在的情况填，一分钟。已经答应来的不用算。明天情况变了，可以再打开这个链接改。',
    en: 'As it stands now; it takes a minute. Leave out those already promised. Open this link again when it changes.',
  },
  send: { zh: '就这么多', en: 'That is it' },
  done: { zh: '记下了，谢谢。情况变了再改。', en: 'Kept, thank you. Change it whenever it changes.' },
  none: { zh: '请至少填一种，写 0 表示今晚接不了。', en: 'Fill in at least one; 0 means none tonight.' },
} as const satisfies Words
