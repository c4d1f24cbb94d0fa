/** What is remembered of entry codes and desks. Data: codes and counts only. */
import type { Text } from '../../base/words.ts'

export const ENTRY_EVENTS = {
  'entry.code_made': { zh: '发出入口码', en: 'entry code made' },
  'entry.code_revoked': { zh: '入口码作废', en: 'entry code revoked' },
  'entry.desk_opened': { zh: '入口设了登记台', en: 'a desk stands at an entry' },
  'entry.desk_closed': { zh: '入口的登记台撤了', en: 'the desk at an entry is gone' },
} as const satisfies Record<string, Text>
