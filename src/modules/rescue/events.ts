/** What is remembered of calls for help. Data: numbers and codes only. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const RESCUE_EVENTS = {
  'rescue.called': {
    zh: '救援 {nr}：车里 {persons} 人求救',
    en: 'rescue {nr}: {persons} people in a vehicle call',
  },
  'rescue.assigned': { zh: '救援 {nr} 已派出', en: 'rescue {nr}: somebody is on the way' },
  'rescue.reached': { zh: '救援 {nr}：有人到了', en: 'rescue {nr}: they are reached' },
  'rescue.closed': { zh: '救援 {nr} 结束', en: 'rescue {nr} is closed' },
} as const satisfies Record<string, Text>

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(RESCUE_EVENTS, event)
}
