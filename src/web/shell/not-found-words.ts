/** Words for an address that leads nowhere. */
import type { Words } from '../../base/words.ts'

export const words = {
  title: { zh: '没有这个页面', en: 'There is no such page' },
  text: {
    zh: '地址可能输错，或内容已移走。',
    en: 'The address may be mistyped, or the thing has moved.',
  },
} as const satisfies Words
