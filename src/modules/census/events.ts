/** What is remembered of counts and wants. Data: codes and counts only. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const CENSUS_EVENTS = {
  'site.counted': {
    zh: '点名 {heads} 人，系统记 {recorded} 人',
    en: '{heads} heads counted, {recorded} recorded',
  },
  'site.wants': { zh: '缺东西，{quantity}', en: 'lacks something, {quantity}' },
  'site.want_met': { zh: '缺的已送到', en: 'what was lacking is brought' },
  'site.want_withdrawn': { zh: '不缺了', en: 'lacks it no more' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(CENSUS_EVENTS, event)
}
