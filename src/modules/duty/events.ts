/** What is remembered of duty links. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const DUTY_EVENTS = {
  'duty.given': { zh: '发出值守链接', en: 'duty link given' },
  'duty.taken': { zh: '值守人上岗', en: 'duty taken up' },
  'duty.handed_over': { zh: '交班，口令已换', en: 'handed over, with a new PIN' },
  'duty.ended': { zh: '值守链接停用', en: 'duty link ended' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(DUTY_EVENTS, event)
}
