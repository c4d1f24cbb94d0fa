/** The words of the fields in which a site says how many it can take. */
import type { Words } from '../../base/words.ts'

export const POOL_WORDS = {
  classed: { zh: '{kind}（{class}）', en: '{kind}, {class}' },
  rooms: { zh: '{kind}，{size} 人间（填人数）', en: '{kind}, rooms for {size} (in people)' },
  wardens: { zh: '在岗几人', en: 'Wardens present' },
} as const satisfies Words
